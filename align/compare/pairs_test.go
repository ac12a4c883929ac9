package compare

import (
	"os"
	"strings"
	"testing"
)

// Pairs of translations that differ in one fact show that fact and no other, and pairs
// that are only worded differently show none, whichever comes first.
func TestPairs(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		data, err := os.ReadFile("testdata/pairs." + lang + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		differ, same := 0, 0
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(c) != 3 {
				t.Fatalf("bad line %q", line)
			}
			for _, p := range [][2]string{{c[1], c[2]}, {c[2], c[1]}} {
				facts := map[string]bool{}
				list := Texts(lang, p[0], p[1])
				for _, d := range list {
					facts[string(d.Fact)] = true
				}
				if c[0] == "-" {
					same++
					if len(list) > 0 {
						t.Errorf("%s\n%s\nshow %v", p[0], p[1], list)
					}
					continue
				}
				differ++
				if len(facts) != 1 || !facts[c[0]] {
					t.Errorf("%s\n%s\nshow %v, want one %s", p[0], p[1], list, c[0])
				}
			}
		}
		if differ < 30 || same < 40 {
			t.Errorf("%s: only %d and %d pairs", lang, differ, same)
		}
	}
}
