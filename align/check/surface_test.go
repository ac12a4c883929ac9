package check

import "testing"

// surfaceFamilies are the families that look at spelling, marks and technical text.
func surfaceFamilies() []Check {
	return []Check{spacing{}, noise{}, hamzas{}, misspellings{}, grammar{}, marks{}, scripts{}, leftover{}, repetition{}, hallucination{}, quotes{}, brackets{}, links{}, structure{}, calques{}, ages{}, lightVerbs{}}
}

func TestSurfaceRuleExamples(t *testing.T) {
	for _, family := range surfaceFamilies() {
		for _, r := range family.Rules() {
			if r.Summary == "" || r.Detail == "" || r.MQM == "" || len(r.Bad) == 0 || len(r.Good) == 0 {
				t.Errorf("%s: summary, detail, MQM category and examples must not be empty", r.Name)
			}
			for _, p := range r.Bad {
				if !anyDirection(t, r.Name, p) {
					t.Errorf("%s is silent on %q", r.Name, p)
				}
			}
			for _, p := range r.Good {
				if fs := findingsOf(t, r.Name, "ar", p); len(fs) > 0 {
					t.Errorf("%s reports %q: %s", r.Name, p, fs[0].Message)
				}
			}
		}
	}
}

func anyDirection(t *testing.T, rule string, p [2]string) bool {
	return len(findingsOf(t, rule, "ar", p)) > 0 || len(findingsOf(t, rule, "en", [2]string{p[1], p[0]})) > 0
}

// findingsOf runs one rule over a pair of sentences.
func findingsOf(t testing.TB, rule, from string, p [2]string) []Finding {
	t.Helper()
	c, err := New(Options{Enable: []string{rule}})
	if err != nil {
		t.Fatal(err)
	}
	doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: p[0], Target: p[1]}}}
	if from == "en" {
		doc.SourceLang, doc.TargetLang = "en", "ar"
	}
	return c.Run(doc)
}
