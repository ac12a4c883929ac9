package tmx

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/internal/safexml"
)

func readAll(tb testing.TB, r io.Reader) (Header, []Unit) {
	tb.Helper()
	t, err := NewReader(r)
	if err != nil {
		tb.Fatal(err)
	}
	var units []Unit
	for {
		u, err := t.Next()
		if err == io.EOF {
			return t.Header, units
		}
		if err != nil {
			tb.Fatal(err)
		}
		units = append(units, u)
	}
}

func genUnit() *rapid.Generator[Unit] {
	text := rapid.StringOf(rapid.SampledFrom([]rune("ابت ـ12<>&\"'\t\n\r\u00a0\u200f\u2067é😀")))
	word := rapid.StringMatching(`[a-z-]{1,6}`)
	prop := rapid.Custom(func(t *rapid.T) Prop { return Prop{"x-" + word.Draw(t, "type"), text.Draw(t, "value")} })
	variant := rapid.Custom(func(t *rapid.T) Variant {
		return Variant{
			Lang: rapid.SampledFrom([]string{"ar", "en", "ar-SA", "EN-US"}).Draw(t, "lang"), Text: text.Draw(t, "text"),
			Props: sliceOrNil(rapid.SliceOfN(prop, 0, 2).Draw(t, "props")), Notes: sliceOrNil(rapid.SliceOfN(text, 0, 2).Draw(t, "notes")),
			Created: rapid.SampledFrom([]string{"", "20240131T120000Z"}).Draw(t, "created"), ChangedBy: text.Draw(t, "by"),
		}
	})
	return rapid.Custom(func(t *rapid.T) Unit {
		return Unit{
			ID: text.Draw(t, "id"), Props: sliceOrNil(rapid.SliceOfN(prop, 0, 2).Draw(t, "props")),
			Notes: sliceOrNil(rapid.SliceOfN(text, 0, 2).Draw(t, "notes")), Variants: sliceOrNil(rapid.SliceOfN(variant, 0, 3).Draw(t, "variants")),
		}
	})
}

func sliceOrNil[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

func TestReadGivesWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := sliceOrNil(rapid.SliceOfN(genUnit(), 0, 4).Draw(t, "units"))
		var b bytes.Buffer
		w := NewWriter(&b, Header{SourceLang: "ar", ToolVersion: "1.2"})
		for _, u := range want {
			w.Write(u)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		var got []Unit
		for {
			u, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v in\n%s", err, b.String())
			}
			got = append(got, u)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v\nin %s", got, want, b.String())
		}
		if r.Header.SourceLang != "ar" || r.Header.ToolVersion != "1.2" || r.Header.Version != "1.4" {
			t.Fatalf("header %+v", r.Header)
		}
	})
}

func TestWriterCountsWhatXMLCannotHold(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b, Header{})
	w.Write(Unit{Variants: []Variant{{Lang: "ar", Text: "a\x00b\x0bc"}, {Lang: "en", Text: "d"}}})
	if err := w.Close(); err != nil || w.Replaced() != 2 {
		t.Fatalf("replaced %d, %v", w.Replaced(), err)
	}
	_, units := readAll(t, &b)
	if want, _ := safexml.Clean("a\x00b\x0bc"); units[0].Variants[0].Text != want {
		t.Errorf("got %q", units[0].Variants[0].Text)
	}
}

func TestOtherToolsLayTheirFilesOut(t *testing.T) {
	const doc = `<tmx version="1.4"><header creationtool="Another" srclang="*all*"><prop type="a"> b
	c</prop></header><body><tu tuid="7"><note>
	n </note><tuv xml:lang="ar"><seg>
	نعم  </seg></tuv></tu></body></tmx>`
	h, units := readAll(t, strings.NewReader(doc))
	if h.Tool != "Another" || h.SourceLang != "*all*" || h.Props[0].Value != "b c" {
		t.Errorf("header %+v", h)
	}
	if u := units[0]; u.ID != "7" || u.Notes[0] != "n" || u.Variants[0].Text != "نعم" {
		t.Errorf("unit %+v", u)
	}
}
