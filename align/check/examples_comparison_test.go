package check

import "testing"

// comparisons are the families that rest on Unit.evidence.
func comparisons() []Check {
	return []Check{coverage{}, directions{}, negation{}, modality{}, names{}, capitals{}, variants{}, terms{}, genders{}}
}

// exampleGlossary is what the examples of the glossary rule rest on.
var exampleGlossary = &Glossary{Terms: []Term{{Source: "مجلس الشورى", Target: []string{"Shura Council"}, Forbidden: []string{"advisory council"}}}}

// TestComparisonExamples runs the examples that the rules show to people.
func TestComparisonExamples(t *testing.T) {
	for _, c := range comparisons() {
		for _, r := range c.Rules() {
			if r.Summary == "" || r.Detail == "" || r.MQM == "" || len(r.Bad) == 0 || len(r.Good) == 0 {
				t.Errorf("%s: a rule needs a summary, details, a category and examples", r.Name)
			}
			run := func(p [2]string) map[string][]Finding {
				doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: p[0], Target: p[1]}}, Glossary: exampleGlossary}
				return findingsFrom(t, c, doc, min(Minor, r.Severity))
			}
			for _, p := range r.Bad {
				if got := run(p); len(got[r.Name]) == 0 {
					t.Errorf("%s: nothing found in %q ↔ %q", r.Name, p[0], p[1])
				}
			}
			for _, p := range r.Good {
				if got := run(p); len(got[r.Name]) != 0 {
					t.Errorf("%s: found %v in %q ↔ %q", r.Name, got[r.Name], p[0], p[1])
				}
			}
		}
	}
}
