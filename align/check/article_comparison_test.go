package check

import (
	"testing"
)

func articleFindings(t testing.TB, english string) map[string][]Finding {
	t.Helper()
	doc := articleDocument(t, english)
	out := map[string][]Finding{}
	for _, c := range comparisons() {
		for rule, list := range documentFindings(t, c, doc) {
			out[rule] = append(out[rule], list...)
		}
	}
	return out
}

// TestArticleIsSilent: the sample article's translation is right.
func TestArticleIsSilent(t *testing.T) {
	for rule, list := range articleFindings(t, "article.en.txt") {
		for _, f := range list {
			t.Errorf("paragraph %d: %s: %s", f.Pair, rule, f.Message)
		}
	}
}

// TestArticlePlanted: the errors planted in a copy of it are found, each in its
// paragraph.
func TestArticlePlanted(t *testing.T) {
	got := articleFindings(t, "article.planted.en.txt")
	for _, want := range []struct {
		rule      string
		paragraph int
	}{{"name.changed", 6}, {"negation.dropped", 10}, {"coverage.omission", 13}, {"name.case", 20}} {
		found := false
		for _, f := range got[want.rule] {
			found = found || f.Pair == want.paragraph
		}
		if !found {
			t.Errorf("paragraph %d: no %s; got %v", want.paragraph, want.rule, got)
		}
	}
}
