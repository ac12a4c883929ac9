package check

import "testing"

func TestGlossary(t *testing.T) {
	for _, c := range []struct{ name, ar, en, target string }{
		{"accepted", "أشاد بمجلس الشورى.", "He praised the Shura Council.", "-"},
		{"proclitic and plural", "قرارات لمجلس الشورى", "Decisions of the Shura council", "-"},
		{"missing", "أشاد بمجلس الشورى.", "He praised the board.", "Shura Council"},
		{"forbidden", "أشاد بمجلس الشورى.", "He praised the advisory council.", "advisory council"},
		{"term absent", "أشاد بالمجلس.", "He praised the board.", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: c.ar, Target: c.en}}, Glossary: exampleGlossary}
			f := documentFindings(t, terms{}, doc)["term.glossary"]
			switch {
			case c.target == "-" && len(f) != 0:
				t.Errorf("got %v, want nothing", f)
			case c.target != "-" && (len(f) != 1 || f[0].TargetValue != c.target):
				t.Errorf("got %v, want one finding about %q", f, c.target)
			}
		})
	}
}

func TestGlossaryFromEnglish(t *testing.T) {
	g := &Glossary{Terms: []Term{{Source: "ceasefire", Target: []string{"وقف إطلاق النار"}, Forbidden: []string{"هدنة"}}}}
	doc := Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: "The ceasefires held.", Target: "صمدت الهدنة."}}, Glossary: g}
	f := documentFindings(t, terms{}, doc)["term.glossary"]
	if len(f) != 1 || f[0].TargetValue != "الهدنة" || f[0].Suggestion != "وقف إطلاق النار" {
		t.Errorf("got %+v, want the forbidden rendering with a suggestion", f)
	}
}
