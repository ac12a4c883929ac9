package segment

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The rule files are data that people edit: every section sorted, no word twice,
// no spelling that can never be found.
func TestRuleFilesAreClean(t *testing.T) {
	for name, data := range map[string]string{"ar.rules": arabicRules, "en.rules": englishRules} {
		t.Run(name, func(t *testing.T) {
			if !utf8.ValidString(data) || strings.ContainsAny(data, "\r\t\u00a0\ufeff\u200e\u200f") {
				t.Error("the file holds bytes or invisible characters that do not belong there")
			}
			seen := map[string]bool{}
			previous, section := "", ""
			for i, line := range strings.Split(data, "\n") {
				word, comment, _ := strings.Cut(line, "#")
				word = strings.TrimSpace(word)
				if line != strings.TrimRight(line, " ") {
					t.Errorf("line %d ends in white space", i+1)
				}
				switch {
				case word == "":
				case word[0] == '[':
					if section, previous = word, ""; strings.TrimSpace(comment) == "" {
						t.Errorf("line %d: section %s is not explained", i+1, section)
					}
				default:
					var buf [maxWord]byte
					key := section + string(fold(&buf, word))
					if seen[key] {
						t.Errorf("line %d: %s stands twice in %s", i+1, word, section)
					}
					if seen[key] = true; word <= previous {
						t.Errorf("line %d: %s stands after %s in %s", i+1, word, previous, section)
					}
					previous = word
				}
			}
			if _, err := ParseRules(strings.NewReader(data)); err != nil {
				t.Error(err)
			}
		})
	}
	words, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(words) < 1500 {
		t.Errorf("only %d words are built in", len(words))
	}
}

// Sections are documented, and the document names no other.
func TestSectionsAreDocumented(t *testing.T) {
	data, err := os.ReadFile("data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	rulesReadme := string(data)
	for name := range sections {
		if !strings.Contains(rulesReadme, "`["+name+"]`") {
			t.Errorf("data/README.md does not explain [%s]", name)
		}
	}
	for i, part := range strings.Split(rulesReadme, "| `[") {
		if name, _, ok := strings.Cut(part, "]`"); i > 0 && ok && sections[name] == 0 {
			t.Errorf("data/README.md explains [%s], which is none", name)
		}
	}
}

func TestParseRules(t *testing.T) {
	rules, err := ParseRules(strings.NewReader("\ufeff# house style\n[title]\nالحاجّ.  # with marks\nChev.\n\n[brand]\nZap!\n-Yahoo!\n"))
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Abbreviations: rules}
	tests := []struct{ text, plain, added string }{
		{"زار الحاج. سعيد البلدة.", "زار الحاج.|سعيد البلدة.", "زار الحاج. سعيد البلدة."},
		{"We met Chev. Laurent there.", "We met Chev.|Laurent there.", "We met Chev. Laurent there."},
		{"They like Zap! Soap is next.", "They like Zap!|Soap is next.", "They like Zap! Soap is next."},
		{"They left Yahoo! Soap is next.", "They left Yahoo! Soap is next.", "They left Yahoo!|Soap is next."},
	}
	for _, test := range tests {
		if got := joined(t, Options{}, test.text); got != test.plain {
			t.Errorf("without rules: got %s, want %s", got, test.plain)
		}
		if got := joined(t, opt, test.text); got != test.added {
			t.Errorf("with rules: got %s, want %s", got, test.added)
		}
	}
	s, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.RuleSet(); !strings.Contains(got, "3 words added and 1 taken out") {
		t.Errorf("rule set %q does not say what was added", got)
	}
}

func TestParseRulesRefuses(t *testing.T) {
	tests := map[string]string{
		"[titel]\nMr.":       "line 1",
		"Mr.\n":              "line 1",
		"[title]\n\nMr. Big": "line 3",
		"[title]\n...":       "line 2",
		"[title]\n\xff.":     "line 2",
		"[title]\n" + strings.Repeat("x", maxWord+1): "line 2",
	}
	for text, place := range tests {
		if _, err := ParseRules(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), place) {
			t.Errorf("%q: error %v, want one at %s", text, err, place)
		}
	}
}

func TestLookupOfCapitals(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		word  string
		want  mark
		found bool
	}{
		{"Mr", markTitle, true}, {"MR", markTitle, true}, {"mr", markTitle, false},
		{"a.m", markTime, true}, {"A.M", markTime, true}, {"U.S", markInner, true}, {"u.s", markInner, false},
		{"أ.د", markTitle, true}, {"ا.د", markTitle, true}, {"إلـخ", markList, true},
	}
	for _, test := range tests {
		var buf [maxWord]byte
		if got := s.lookup(slices.Clone(fold(&buf, test.word)))&test.want != 0; got != test.found {
			t.Errorf("%s: found %v, want %v", test.word, got, test.found)
		}
	}
}
