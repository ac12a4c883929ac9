package align

import (
	"slices"
	"testing"
)

// moveBlock takes lines from..to out and puts them in again before line at of the rest.
func moveBlock(list []string, from, to, at int) []string {
	block := slices.Clone(list[from:to])
	rest := slices.Delete(slices.Clone(list), from, to)
	return slices.Insert(rest, at, block...)
}

// A paragraph that stands elsewhere in the translation stays unaligned on both
// sides, and every sentence of it says where its counterpart is.
func TestMovedParagraphIsFound(t *testing.T) {
	for _, c := range []struct {
		name         string
		from, to, at int
	}{
		{"coral.ar-en.txt", 3, 6, 14}, {"coral.ar-en.txt", 12, 15, 2}, {"flood.ar-en.txt", 9, 12, 15},
		{"flood.ar-en.txt", 14, 17, 3}, {"final.ar-en.txt", 12, 15, 4}, {"markets.ar-en.txt", 10, 13, 4},
		{"trial.ar-en.txt", 13, 16, 3}, {"singer.ar-en.txt", 14, 18, 6}, {"wedding.ar-en.txt", 11, 13, 5},
	} {
		p := readParallel(t, c.name)
		counterpart := map[string][]int{}
		for _, l := range p.gold {
			for _, j := range l.Target {
				counterpart[p.target[j]] = l.Source
			}
		}
		target := moveBlock(p.target, c.from, c.to, c.at)
		res, err := Align(p.source, target, p.options())
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, res.Links, len(p.source), len(target))
		placed, told := 0, 0
		for _, l := range res.Links {
			for _, j := range l.Target {
				want := counterpart[target[j]]
				if len(want) == 0 {
					continue
				}
				placed += bit(slices.Equal(l.Source, want))
				told += bit(slices.Equal(l.Elsewhere, want))
				if len(l.Elsewhere) > 0 && !slices.Equal(l.Elsewhere, want) {
					t.Errorf("%s: target %d is said to be at %v, is at %v", c.name, j, l.Elsewhere, want)
				}
			}
		}
		if 2*told < c.to-c.from || 5*(placed+told) < 4*len(target) {
			t.Errorf("%s, %d-%d moved to %d: of %d sentences %d are in place and %d told", c.name, c.from, c.to, c.at, len(target), placed, told)
		}
	}
}

// Texts in the same order have no sentence elsewhere, cuts and additions or not.
func TestNothingMoved(t *testing.T) {
	for _, name := range []string{"coral.ar-en.txt", "flood.ar-en.txt", "final.ar-en.txt", "markets.ar-en.txt", "singer.ar-en.txt", "phones.ar-en.txt", "talk.ar-en.txt", "table.ar-en.txt", "dam.ar-fr.txt", "harbour.de-fr.txt"} {
		p := readParallel(t, name)
		for _, target := range [][]string{p.target, p.target[len(p.target)/3:], p.target[:len(p.target)/2]} {
			res, err := Align(p.source, target, p.options())
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range res.Links {
				if len(l.Elsewhere) > 0 {
					t.Errorf("%s: %v-%v is said to be at %v", name, l.Source, l.Target, l.Elsewhere)
				}
			}
		}
	}
}
