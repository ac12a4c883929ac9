package lexicon

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tarjuman/internal/arabic"
)

var glossPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 .'&/-]*$`)

// TestData lints the lexicon files: format, order, uniqueness across all files,
// spelling of lemmas and glosses.
func TestData(t *testing.T) {
	names, err := filepath.Glob("data/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("no data files", err)
	}
	where := map[[2]string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(raw), "# ") {
			t.Errorf("%s has no header comment", name)
		}
		entries, err := Parse(strings.NewReader(string(raw)), name)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range entries {
			key := [2]string{e.Lemma, e.POS}
			if i > 0 && [2]string{entries[i-1].Lemma, entries[i-1].POS} != key && (entries[i-1].Lemma > e.Lemma || entries[i-1].Lemma == e.Lemma && entries[i-1].POS > e.POS) {
				t.Errorf("%s: %s %s is out of order", name, e.Lemma, e.POS)
			}
			if other, ok := where[key]; ok {
				t.Errorf("%s: %s %s is in %s too", name, e.Lemma, e.POS, other)
			}
			where[key] = name
			lintEntry(t, name, e)
		}
	}
	if n := len(where); n < 20000 {
		t.Errorf("%d entries, want at least 20,000", n)
	}
}

func lintEntry(t *testing.T, name string, e Entry) {
	for _, w := range append([]string{e.Lemma}, e.Forms...) {
		for _, r := range w {
			if r != ' ' && !arabic.IsLetter(r) {
				t.Errorf("%s: %s %s: %q holds %q", name, e.Lemma, e.POS, w, r)
			}
		}
	}
	if len(e.Glosses) > 8 {
		t.Errorf("%s: %s %s has %d glosses, want at most 8", name, e.Lemma, e.POS, len(e.Glosses))
	}
	seen := map[string]bool{}
	for _, g := range e.Glosses {
		if !glossPattern.MatchString(g) || seen[g] {
			t.Errorf("%s: %s %s: gloss %q", name, e.Lemma, e.POS, g)
		}
		seen[g] = true
	}
	if e.POS == Verb && !strings.Contains(e.Lemma, " ") && len(e.Forms) == 0 {
		t.Errorf("%s: verb %s has no imperfect", name, e.Lemma)
	}
}
