package memory

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := OpenStore(context.Background(), filepath.Join(t.TempDir(), "m.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func each(units ...Unit) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		for _, u := range units {
			if !yield(u, nil) {
				return
			}
		}
	}
}

func pair(ar, en string) Unit {
	return Unit{SourceLang: "ar", Source: ar, TargetLang: "en", Target: en}
}

func load(t testing.TB, s *Store, units ...Unit) ImportStats {
	t.Helper()
	st, err := s.Import(context.Background(), each(units...))
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func lookup(t testing.TB, s *Store, q Query) []Match {
	t.Helper()
	ms, err := s.Lookup(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return ms
}

func TestStoreFindsExactAndFuzzyFromBothSides(t *testing.T) {
	s := newStore(t)
	load(t, s,
		pair("وصل الوزير إلى العاصمة صباح اليوم.", "The minister arrived in the capital this morning."),
		pair("هبطت أسعار النفط في لندن بنسبة 3 في المئة.", "Oil prices fell 3 per cent in London."))
	ms := lookup(t, s, Query{From: "ar-SA", To: "EN", Text: "وَصَلَ الوزير  إلى العاصمة صباح اليوم.", MinPercent: 70})
	if len(ms) != 1 || ms[0].Score != 100 || ms[0].Target != "The minister arrived in the capital this morning." || ms[0].InContext {
		t.Errorf("exact: %+v", ms)
	}
	ms = lookup(t, s, Query{From: "ar", To: "en", Text: "هبطت أسعار النفط في لندن بنسبة 5 في المئة.", MinPercent: 70})
	if len(ms) != 1 || ms[0].Score < 90 || ms[0].Score > 99 || ms[0].Numbers.Empty() || len(ms[0].Diff) == 0 {
		t.Errorf("another number: %+v", ms)
	}
	ms = lookup(t, s, Query{From: "en", To: "ar", Text: "Oil prices fell 3 per cent in Paris.", MinPercent: 70})
	if len(ms) != 1 || !strings.HasPrefix(ms[0].Target, "هبطت") {
		t.Errorf("from English: %+v", ms)
	}
	for _, q := range []Query{{From: "ar", To: "fr", Text: "وصل الوزير إلى العاصمة صباح اليوم."}, {From: "ar", To: "en", Text: "نص لا يشبه شيئا قط"}, {From: "ar", To: "en"}} {
		if ms := lookup(t, s, q); len(ms) != 0 {
			t.Errorf("%+v finds %+v", q, ms)
		}
	}
}

func TestStorePrefersContextThenTheNewest(t *testing.T) {
	s := newStore(t)
	in := func(before, after, en string) Unit {
		u := pair("نعم.", en)
		u.Context = Context{SourceBefore: ContextHash(before), SourceAfter: ContextHash(after)}
		return u
	}
	load(t, s, in("هل وافقت؟", "شكرا.", "I did."), in("هل أنت هنا؟", "تفضل.", "I am."), pair("نعم.", "Yes."))
	q := Query{From: "ar", To: "en", Text: "نعم.", MinPercent: 100}
	if ms := lookup(t, s, q); ms[0].Target != "Yes." || ms[0].InContext || !slices.Equal(ms[0].Others, []string{"I am.", "I did."}) {
		t.Errorf("without context: %+v", ms)
	}
	q.Before, q.After = "هل وافقت؟", "شكرًا."
	if ms := lookup(t, s, q); ms[0].Target != "I did." || !ms[0].InContext || !slices.Equal(ms[0].Others, []string{"Yes.", "I am."}) {
		t.Errorf("in context: %+v", ms)
	}
	q.After = "شيء آخر."
	if ms := lookup(t, s, q); ms[0].Target != "Yes." || ms[0].InContext {
		t.Errorf("in half the context: %+v", ms)
	}
}

func TestStoreImportsOnce(t *testing.T) {
	s := newStore(t)
	when := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	a, b := pair("أ ب ج", "a b c"), pair("أ ب ج", "another")
	if st := load(t, s, a, b, pair("", "x"), pair("x", "x "), Unit{SourceLang: "ar", Source: "ن", TargetLang: "ar", Target: "م"}); st != (ImportStats{3, 0, 2}) {
		t.Errorf("first import: %+v", st)
	}
	a.Author, a.Origin, a.Changed = "desk", "human", when
	if st := load(t, s, a); st != (ImportStats{0, 1, 0}) {
		t.Errorf("again: %+v", st)
	}
	if ms := lookup(t, s, Query{From: "ar", To: "en", Text: "أ ب ج"}); ms[0].Target != "a b c" {
		t.Errorf("the unit seen last is not the newest: %+v", ms)
	}
	st, err := s.Stats(context.Background())
	if err != nil || st.Units != 3 || st.Pairs["ar-en"] != 3 || st.Origins["human"] != 1 || st.Doubles != 1 {
		t.Errorf("%+v, %v", st, err)
	}
	var got []Unit
	for u, err := range s.Units(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, u)
	}
	if len(got) != 3 || got[0] != a {
		t.Errorf("got %+v", got)
	}
}

func TestStoreKeepsWhatCameBeforeAnError(t *testing.T) {
	s := newStore(t)
	broken := errors.New("line 3: broken")
	st, err := s.Import(context.Background(), func(yield func(Unit, error) bool) {
		if yield(pair("واحد", "one"), nil) && yield(pair("اثنان", "two"), nil) {
			yield(Unit{}, broken)
		}
	})
	if !errors.Is(err, broken) || st.Added != 2 {
		t.Errorf("%+v, %v", st, err)
	}
	if ms := lookup(t, s, Query{From: "ar", To: "en", Text: "اثنان"}); len(ms) != 1 {
		t.Errorf("got %+v", ms)
	}
}

func TestStoreIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news memory?.db")
	ctx := context.Background()
	if _, err := OpenStore(ctx, path, false); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	s, err := OpenStore(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	load(t, s, pair("واحد", "one"))
	other, err := OpenStore(ctx, path, false) // a second program
	if err != nil {
		t.Fatal(err)
	}
	load(t, other, pair("اثنان", "two"))
	if ms := lookup(t, s, Query{From: "ar", To: "en", Text: "اثنان"}); len(ms) != 1 {
		t.Errorf("the first program does not see the second's unit: %+v", ms)
	}
	s.Close()
	other.Close()
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	text := filepath.Join(t.TempDir(), "text.db")
	os.WriteFile(text, []byte(strings.Repeat("not a database ", 100)), 0o600)
	if _, err := OpenStore(ctx, text, true); !errors.Is(err, ErrNoStore) {
		t.Errorf("a text file: %v", err)
	}
	if _, err := OpenStore(ctx, t.TempDir(), true); err == nil {
		t.Error("a folder is opened")
	}
}

// What a store finds is what a memory in RAM finds, for sentences edited here and
// there.
func TestStoreFindsWhatMemoryFinds(t *testing.T) {
	sentences := corpus(1500, 1)
	s, m := newStore(t), New()
	var units []Unit
	for i, x := range sentences {
		units = append(units, pair(x, fmt.Sprint("translation ", i)))
		m.Add("ar", x, "en", fmt.Sprint("translation ", i))
	}
	load(t, s, units...)
	missed := 0
	queries := edited(200, 7)
	for _, q := range queries {
		want := m.Fuzzy("ar", "en", q, 75, 1)
		got := lookup(t, s, Query{From: "ar", To: "en", Text: q, MinPercent: 75})
		switch {
		case len(want) == 0:
		case len(got) == 0:
			missed++
		case got[0].Score > want[0].Score:
			t.Fatalf("%q: %d, in RAM %d", q, got[0].Score, want[0].Score)
		case got[0].Score < want[0].Score:
			missed++
		}
	}
	if missed > len(queries)/50 {
		t.Errorf("%d of %d best matches missed", missed, len(queries))
	}
}

// Many small imports find the same as one large one.
func TestSmallImports(t *testing.T) {
	sentences := corpus(80, 1)
	one, many := newStore(t), newStore(t)
	var units []Unit
	for i, x := range sentences {
		units = append(units, pair(x, fmt.Sprint("t ", i)))
	}
	load(t, one, units...)
	for _, u := range units {
		load(t, many, u)
	}
	for _, q := range edited(50, 6) {
		a, b := lookup(t, one, Query{From: "ar", To: "en", Text: q, MinPercent: 60, Limit: 3}), lookup(t, many, Query{From: "ar", To: "en", Text: q, MinPercent: 60, Limit: 3})
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("%q: %+v\n%+v", q, a, b)
		}
	}
}

func TestStoreIsSafeForConcurrentUse(t *testing.T) {
	s := newStore(t)
	sentences := corpus(200, 1)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := w; i < len(sentences); i += 4 {
				load(t, s, pair(sentences[i], "x"))
				if len(lookup(t, s, Query{From: "ar", To: "en", Text: sentences[i]})) == 0 {
					t.Error("a unit just imported is not found")
				}
			}
		})
	}
	wg.Wait()
}

func TestPostingLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []byte
		var want []int64
		for range rapid.IntRange(1, 4).Draw(t, "parts") {
			part := rapid.SliceOfNDistinct(rapid.Int64Range(2, 1<<40), 1, 20, rapid.ID).Draw(t, "part")
			slices.Sort(part)
			var p posting
			for _, x := range part {
				p.add(x)
				p.add(x) // a text is listed once
			}
			list = append(list, p.texts...)
			want = append(want, part...)
		}
		if got := readTexts(nil, list); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func FuzzReadTexts(f *testing.F) {
	f.Add([]byte{0, 2, 1})
	f.Add([]byte{0xff, 0xff})
	f.Fuzz(func(t *testing.T, list []byte) { readTexts(nil, list) })
}
