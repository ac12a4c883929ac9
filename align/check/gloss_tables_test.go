package check

import (
	"os"
	"testing"

	"tarjuman/align/lexicon"
)

// TestGlossTables holds the embedded tables against the lexicon.
func TestGlossTables(t *testing.T) {
	tables := freezeGlosses(lexicon.Default().Entries())
	if *update {
		if err := os.WriteFile("rules/glosses.gen.bin", []byte(tables), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if tables != builtinGlosses {
		t.Fatal("rules/glosses.gen.bin is not what the lexicon says: run go generate ./align/lexicon ./align/check")
	}
}

// TestSharesSense: another rendering of a synonym is found, a stranger is not,
// whatever the filter says.
func TestSharesSense(t *testing.T) {
	k := words()
	g := k.arabic("مدينه").gloss
	for word, want := range map[string]bool{"town": true, "city": true, "wheelbarrow": false, "Monday": false} {
		if got := g.sharesSense(k.english(word, false)); got != want {
			t.Errorf("مدينة and %s share a sense: %v, want %v", word, got, want)
		}
	}
	shared := 0
	for id := range int32(k.stems.Len()) {
		e := &enKnown{id: id}
		e.means(k.senses.At(int(id)))
		got, want := g.sharesSense(e), false
		for entry := range e.senses.All {
			for other := range k.glosses.At(int(entry)).All {
				want = want || contains(g.direct, int32(other)) && k.senses.At(int(other)).Len() <= wideLimit
			}
		}
		if got != want {
			t.Errorf("مدينة and %s share a sense: %v, want %v", k.stems.Key(int(id)), got, want)
		}
		if got {
			shared++
		}
	}
	if shared == 0 || shared > 60 {
		t.Errorf("مدينة shares a sense with %d stems", shared)
	}
}
