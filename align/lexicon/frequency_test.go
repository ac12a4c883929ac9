package lexicon

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

type word struct{ lemma, pos string }

// frequencies reads data/frequency.txt.
func frequencies(tb testing.TB) map[word]int {
	raw, err := os.ReadFile("data/frequency.txt")
	if err != nil {
		tb.Fatal(err)
	}
	out := map[word]int{}
	last := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 3 || line <= last {
			tb.Fatalf("data/frequency.txt: %q is no line of three columns in order", line)
		}
		n, err := strconv.Atoi(c[2])
		if err != nil || n < 1 || n > 2 {
			tb.Fatalf("data/frequency.txt: %q: want a class of 1 or 2", line)
		}
		out[word{c[0], c[1]}], last = n, line
	}
	return out
}
