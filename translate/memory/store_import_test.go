package memory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// An import that is interrupted keeps what it has read.
func TestImportKeepsWhatWasReadWhenInterrupted(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	const read = chunkUnits + 3
	st, err := s.Import(ctx, func(yield func(Unit, error) bool) {
		for i := range 10 * chunkUnits {
			if i == read {
				cancel()
			}
			if !yield(pair(fmt.Sprint("جملة ", i), "x"), nil) {
				return
			}
		}
	})
	if !errors.Is(err, context.Canceled) || st.Added != read {
		t.Errorf("%+v, %v; want %d units and the interruption", st, err, read)
	}
	if ms := lookup(t, s, Query{From: "ar", To: "en", Text: fmt.Sprint("جملة ", read-1)}); len(ms) != 1 {
		t.Error("the last unit that was read is not found")
	}
}

// However units repeat, within a chunk, over chunks and over imports, each is there
// once, its last author counts, and the newest translation of a source goes first.
func TestImportCountsRepetitions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newStore(t)
		defer s.Close()
		var order []string // pairs, the newest last
		authors := map[string]string{}
		for range rapid.IntRange(1, 3).Draw(rt, "imports") {
			n := rapid.SampledFrom([]int{0, 1, 7, chunkUnits - 1, chunkUnits, 2*chunkUnits + 5}).Draw(rt, "units")
			var units []Unit
			want := ImportStats{}
			for i := range n {
				u := pair(fmt.Sprint("جملة ", rapid.IntRange(0, 9).Draw(rt, "source")), fmt.Sprint("translation ", rapid.IntRange(0, 2).Draw(rt, "target")))
				u.Author = fmt.Sprint("author ", i)
				id := u.Source + "\t" + u.Target
				if _, known := authors[id]; known {
					want.Known++
					order = slices.DeleteFunc(order, func(o string) bool { return o == id })
				} else {
					want.Added++
				}
				authors[id], order = u.Author, append(order, id)
				units = append(units, u)
			}
			if st := load(t, s, units...); st != want {
				rt.Fatalf("%+v, want %+v", st, want)
			}
		}
		newest := map[string]string{}
		for _, id := range order {
			source, target, _ := strings.Cut(id, "\t")
			newest[source] = target
		}
		for u, err := range s.Units(context.Background()) {
			if err != nil {
				rt.Fatal(err)
			}
			if id := u.Source + "\t" + u.Target; authors[id] != u.Author {
				rt.Fatalf("%s is by %q, want %q", id, u.Author, authors[id])
			}
			if ms := lookup(t, s, Query{From: "ar", To: "en", Text: u.Source}); len(ms) != 1 || ms[0].Target != newest[u.Source] {
				rt.Fatalf("%s: %+v, want %s", u.Source, ms, newest[u.Source])
			}
		}
	})
}

// Sorting orders the trigrams and keeps the texts of each as they came.
func TestPostingsAreSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := postings{first: 100}
		want := map[uint32][]int64{}
		for text := range int64(rapid.IntRange(0, 30).Draw(t, "texts")) {
			terms := rapid.SliceOf(rapid.OneOf(rapid.Uint32(), rapid.Uint32Range(0, 3))).Draw(t, "terms")
			p.grow(len(terms))
			p.add(p.first+text, terms)
			for _, term := range terms {
				if !slices.Contains(want[term], p.first+text) {
					want[term] = append(want[term], p.first+text)
				}
			}
		}
		p.sort()
		last, n := int64(-1), 0
		err := p.lists(func(term uint32, list posting) error {
			if int64(term) <= last {
				t.Fatalf("trigram %d behind %d", term, last)
			}
			last = int64(term)
			n++
			if got := readTexts(nil, list.texts); !slices.Equal(got, want[term]) || list.n != len(got) {
				t.Fatalf("trigram %d: %v, want %v", term, got, want[term])
			}
			return nil
		})
		if err != nil || n != len(want) {
			t.Fatalf("%d trigrams, want %d; %v", n, len(want), err)
		}
	})
}
