package segment

import (
	"os"
	"strings"
	"testing"
)

// goldenRule is one line of testdata/golden.tsv: a text and the places where it
// must (‖) or may (¦) be cut. Any other cut is wrong.
type goldenRule struct {
	id, lang, phenomenon, input, expected string
}

func readGolden(tb testing.TB, path string) []goldenRule {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var rules []goldenRule
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if i == 0 {
			continue // names of the columns
		}
		f := strings.Split(strings.ReplaceAll(line, `\n`, "\n"), "\t")
		if len(f) != 5 {
			tb.Fatalf("%s:%d: %d columns, want 5", path, i+1, len(f))
		}
		rules = append(rules, goldenRule{f[0], f[1], f[2], f[3], f[4]})
	}
	return rules
}

// cuts gives the places marked in expected, as numbers of visible characters
// before them.
func cuts(expected string) (required, optional map[int]bool, ink string) {
	required, optional = map[int]bool{}, map[int]bool{}
	var b strings.Builder
	n := 0
	for _, r := range expected {
		switch {
		case r == '‖' || r == '\n':
			required[n] = true
		case r == '¦':
			optional[n] = true
		case isInk(r):
			n++
			b.WriteRune(r)
		}
	}
	return required, optional, b.String()
}

func isInk(r rune) bool {
	c := classOf(r)
	return !c.isSpacing() && (c != ignorable || r == 'ـ' || r >= 0x064B && r <= 0x0670)
}

func countInk(s string) (n int) {
	for _, r := range s {
		if isInk(r) {
			n++
		}
	}
	return n
}

func TestGoldenRules(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	rules := readGolden(t, "testdata/golden.tsv")
	if len(rules) < 120 {
		t.Fatalf("only %d golden rules", len(rules))
	}
	seen := map[string]bool{}
	for _, rule := range rules {
		t.Run(rule.id+"/"+rule.phenomenon, func(t *testing.T) {
			if seen[rule.id] {
				t.Errorf("the id is used twice")
			}
			seen[rule.id] = true
			required, optional, ink := cuts(rule.expected)
			if got := strings.Map(func(r rune) rune {
				if isInk(r) {
					return r
				}
				return -1
			}, rule.input); got != ink {
				t.Fatalf("input and expectation differ:\n%s\n%s", got, ink)
			}
			var parts []string
			wrong := false
			n := 0
			sentences := s.Split(rule.input)
			for i, sentence := range sentences {
				text := rule.input[sentence.Start:sentence.End]
				parts = append(parts, text)
				if n += countInk(text); i == len(sentences)-1 {
					break
				}
				wrong = wrong || !required[n] && !optional[n]
				delete(required, n)
			}
			if wrong || len(required) > 0 {
				t.Errorf("got  %s\nwant %s", strings.Join(parts, " ‖ "), rule.expected)
			}
		})
	}
}
