package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// sampleAligned aligns and checks the sample article against one of its translations.
func sampleAligned(t *testing.T, target string) *bitext.Document {
	t.Helper()
	out := t.TempDir() + "/article.jsonl"
	code, _, errOut := tarjuman(t, "align", "../../testdata/article.ar.txt", "../../testdata/"+target, "--out", out)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	d, err := bitext.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestArticleLinks holds the right links of the sample article: all are 1-1 in
// order but for the two places where machine translation cut an Arabic sentence
// in two.
func TestArticleLinks(t *testing.T) {
	d := sampleAligned(t, "article.en.txt")
	src, tgt := 0, 0
	for i, s := range d.Segments {
		n := 1
		if src == 13 || src == 18 {
			n = 2
		}
		var want []int
		for k := range n {
			want = append(want, src+k)
		}
		if !slices.Equal(s.Source.Sentences, want) || !slices.Equal(s.Target.Sentences, []int{tgt}) {
			t.Fatalf("link %d joins %v and %v, want %v and [%d]", i+1, s.Source.Sentences, s.Target.Sentences, want, tgt)
		}
		src += n
		tgt++
	}
	if src != 38 || tgt != 36 {
		t.Errorf("%d source and %d target sentences in links, want 38 and 36", src, tgt)
	}
}

// TestCleanTranslation wants no finding about the careful translation.
func TestCleanTranslation(t *testing.T) {
	d := sampleAligned(t, "article.en.txt")
	for _, f := range d.Findings() {
		if f.Group != check.SourceText && f.Severity >= check.Minor {
			t.Errorf("%s: %s %s: %s", d.Segments[f.Pair].ID, f.Severity, f.Rule, f.Message)
		}
	}
}

// TestSourceArtifacts wants the two sentences that were cut in two among the
// findings about the Arabic itself, and every finding complete.
func TestSourceArtifacts(t *testing.T) {
	d := sampleAligned(t, "article.en.txt")
	cut, glued := 0, 0
	for _, f := range d.Findings() {
		if f.Rule == "structure.split" {
			cut++
		}
		if f.Rule == "spacing.sentence" {
			glued++
		}
		if f.MQM == "" || f.Message == "" || f.Group == "" {
			t.Errorf("incomplete finding %+v", f)
		}
		if len(f.Source) == 0 && len(f.Target) == 0 {
			t.Errorf("%s: finding without a place", f.Rule)
		}
	}
	if cut != 2 {
		t.Errorf("%d sentences reported as cut in two, want 2", cut)
	}
	if glued != 1 {
		t.Errorf("%d sentences reported as glued to the next, want 1", glued)
	}
}

// TestPlantedErrors wants at least ten of the twelve errors planted in a copy of
// the careful translation, each by a rule that names it, in its paragraph.
func TestPlantedErrors(t *testing.T) {
	d := sampleAligned(t, "article.planted.en.txt")
	list, err := os.ReadFile("../../testdata/article.planted.tsv")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(string(list)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		paragraph, err := strconv.Atoi(c[1])
		if err != nil {
			continue // the header
		}
		hit := slices.ContainsFunc(d.Findings(), func(f check.Finding) bool {
			return d.Segments[f.Pair].Paragraph == paragraph && f.Severity >= check.Minor && slices.Contains(strings.Split(c[5], ","), f.Rule)
		})
		if hit {
			found++
		} else {
			t.Logf("not found: error %s, %s: %s", c[0], c[2], c[4])
		}
	}
	if found < 10 {
		t.Errorf("%d of 12 planted errors found, want at least 10", found)
	}
}
