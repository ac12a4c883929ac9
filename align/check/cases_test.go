package check

import (
	"strings"
	"testing"
)

// TestCases runs the tables of testdata/cases: one pair a line, with the rule that
// must report it, or "-" where the families of that table must be silent. A line
// that starts with "<" is English translated into Arabic.
func TestCases(t *testing.T) {
	for file, families := range map[string][]Check{
		"numbers.tsv":  {amounts{}},
		"dates.tsv":    {amounts{}},
		"units.tsv":    {amounts{}},
		"negation.tsv": {negation{}, modality{}},
		"coverage.tsv": {coverage{}},
		"quotes.tsv":   {quotes{}, brackets{}, links{}},
		"leftover.tsv": {leftover{}, scripts{}, repetition{}, hallucination{}},
	} {
		t.Run(strings.TrimSuffix(file, ".tsv"), func(t *testing.T) {
			for _, row := range tableRows(t, "cases/"+file, 3) {
				want, reverse := strings.CutPrefix(row.cells[0], "<")
				runCase(t, families, want, row.cells[1], row.cells[2], reverse, file, row.line)
			}
		})
	}
}

func runCase(t *testing.T, families []Check, want, ar, en string, reverse bool, file string, line int) {
	t.Helper()
	doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: ar, Target: en}}}
	if reverse {
		doc = Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: en, Target: ar}}}
	}
	got := map[string]string{}
	for _, c := range families {
		for rule, fs := range findingsFrom(t, c, doc, Minor) {
			got[rule] = fs[0].Message
		}
	}
	switch {
	case want == "-" && len(got) > 0:
		t.Errorf("%s:%d: %v in %q ↔ %q", file, line, got, ar, en)
	case want != "-" && got[want] == "":
		t.Errorf("%s:%d: want %s, got %v in %q ↔ %q", file, line, want, got, ar, en)
	}
}
