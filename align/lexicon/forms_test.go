package lexicon

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestForms looks up some six hundred inflected words: duals, plurals, clitics,
// weak and hamzated verbs, passives, with and without diacritics. Each must have a
// right rendering, and nine in ten a right one among the first three.
func TestForms(t *testing.T) {
	data, err := os.ReadFile("testdata/forms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	all, early := 0, 0
	for line := range strings.Lines(string(data)) {
		word, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		all++
		matches := Default().Lookup(word)
		k := slices.IndexFunc(matches, func(m Match) bool {
			return slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return strings.HasPrefix(m.Gloss, w) })
		})
		if k < 0 {
			t.Errorf("%s has no %s", word, want)
		}
		if k >= 0 && k < 3 {
			early++
		}
	}
	if all < 500 || 10*early < 9*all {
		t.Errorf("%d of %d words have a right rendering among the first three", early, all)
	}
}
