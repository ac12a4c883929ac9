package memory

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What a store writes another one reads as it was.
func TestUnitsThroughTMX(t *testing.T) {
	text := rapid.StringMatching(`[a-zا-ي<>&" ]{0,10}[a-zا-ي][a-zا-ي.،]{0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		var want []Unit
		for range rapid.IntRange(1, 5).Draw(t, "units") {
			want = append(want, Unit{
				SourceLang: "ar", Source: text.Draw(t, "source"), TargetLang: "en", Target: text.Draw(t, "target"),
				Origin: rapid.SampledFrom([]string{"", "human", "deepl"}).Draw(t, "origin"), Author: rapid.SampledFrom([]string{"", "desk"}).Draw(t, "author"),
				Context: Context{SourceBefore: rapid.Int64().Draw(t, "before"), TargetAfter: rapid.Int64().Draw(t, "after")},
				Changed: time.Unix(rapid.Int64Range(1, 4e9).Draw(t, "changed"), 0).UTC(),
			})
		}
		var b bytes.Buffer
		if n, err := WriteUnits(&b, "ar", each(want...)); err != nil || n != len(want) {
			t.Fatal(n, err)
		}
		var got []Unit
		for u, err := range ReadUnits(&b) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, u)
		}
		if len(got) != len(want) {
			t.Fatalf("%d units, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%+v, want %+v", got[i], want[i])
			}
		}
	})
}

func TestUnitsOfSeveralLanguages(t *testing.T) {
	const doc = `<tmx version="1.4"><header srclang="ar-SA"/><body>
<tu><tuv xml:lang="en"><seg>one</seg></tuv><tuv xml:lang="ar"><seg>واحد</seg></tuv><tuv xml:lang="fr"><seg>un</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>وحيد</seg></tuv></tu></body></tmx>`
	s := newStore(t)
	st, err := s.Import(context.Background(), ReadUnits(strings.NewReader(doc)))
	if err != nil || st != (ImportStats{2, 0, 1}) {
		t.Fatalf("%+v, %v", st, err)
	}
	if ms := lookup(t, s, Query{From: "ar", To: "fr", Text: "واحد"}); len(ms) != 1 || ms[0].Target != "un" {
		t.Errorf("%+v", ms)
	}
	st, err = newStore(t).Import(context.Background(), ReadUnits(strings.NewReader(doc[:len(doc)-60])))
	var te *TMXError
	if !errors.As(err, &te) || st.Added != 2 {
		t.Errorf("broken off: %+v, %v", st, err)
	}
}
