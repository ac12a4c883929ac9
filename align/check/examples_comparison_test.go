package check

import "testing"

// comparisons are the families that rest on Unit.evidence.
func comparisons() []Check { return []Check{coverage{}, negation{}} }

// TestComparisonExamples runs the examples that the rules show to people.
func TestComparisonExamples(t *testing.T) {
	for _, c := range comparisons() {
		for _, r := range c.Rules() {
			if r.Summary == "" || r.Detail == "" || r.MQM == "" || len(r.Bad) == 0 || len(r.Good) == 0 {
				t.Errorf("%s: a rule needs a summary, details, a category and examples", r.Name)
			}
			for _, p := range r.Bad {
				if got := findings(t, c, p[0], p[1]); len(got[r.Name]) == 0 {
					t.Errorf("%s: nothing found in %q ↔ %q", r.Name, p[0], p[1])
				}
			}
			for _, p := range r.Good {
				if got := findings(t, c, p[0], p[1]); len(got[r.Name]) != 0 {
					t.Errorf("%s: found %v in %q ↔ %q", r.Name, got[r.Name], p[0], p[1])
				}
			}
		}
	}
}
