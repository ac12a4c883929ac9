package check

import (
	"slices"
	"strings"
	"testing"
)

func allFindings(t *testing.T, ar, en string) []Finding {
	t.Helper()
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: ar, Target: en}}})
}

// TestCorrectTopics runs all rules over correct translations about sport, weather,
// health, courts, trade and daily life.
func TestCorrectTopics(t *testing.T) {
	for _, row := range slices.Concat(tableRows(t, "correct.tsv", 2), tableRows(t, "correct-meaning.tsv", 2)) {
		f := row.cells
		for _, x := range allFindings(t, f[0], f[1]) {
			if x.Severity >= Minor {
				t.Errorf("%s: %s in %q ↔ %q", x.Rule, x.Message, f[0], f[1])
			}
		}
	}
}

// TestPlantedTopics runs them over the same kind of pairs with one error each.
func TestPlantedTopics(t *testing.T) {
	for _, row := range slices.Concat(tableRows(t, "planted.tsv", 3), tableRows(t, "planted-meaning.tsv", 3)) {
		f := row.cells
		found := false
		for _, x := range allFindings(t, f[1], f[2]) {
			found = found || x.Severity >= Minor && strings.HasPrefix(x.Rule, f[0])
		}
		if !found {
			t.Errorf("no finding of %s in %q ↔ %q", f[0], f[1], f[2])
		}
	}
}
