package check

import (
	"os"
	"strings"
	"testing"
)

// topicLines are the lines of a table of testdata, comments left out.
func topicLines(t *testing.T, file string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			t.Fatalf("%s:%d: %d fields, want %d", file, n+1, len(f), columns)
		}
		out = append(out, f)
	}
	return out
}

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
	for _, f := range topicLines(t, "correct.tsv", 2) {
		for _, x := range allFindings(t, f[0], f[1]) {
			if x.Severity >= Minor {
				t.Errorf("%s: %s in %q ↔ %q", x.Rule, x.Message, f[0], f[1])
			}
		}
	}
}

// TestPlantedTopics runs them over the same kind of pairs with one error each.
func TestPlantedTopics(t *testing.T) {
	for _, f := range topicLines(t, "planted.tsv", 3) {
		found := false
		for _, x := range allFindings(t, f[1], f[2]) {
			found = found || x.Severity >= Minor && strings.HasPrefix(x.Rule, f[0])
		}
		if !found {
			t.Errorf("no finding of %s in %q ↔ %q", f[0], f[1], f[2])
		}
	}
}
