package segment

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected boundaries")

// TestArticle cuts the sample article. testdata/article.boundaries holds, for
// each paragraph, the byte offsets of its sentences, and after a bar the
// suspicions with theirs.
func TestArticle(t *testing.T) {
	in, err := os.Open("../../testdata/article.ar.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	s, err := New(Options{Lang: "ar"})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	sentences := 0
	kinds := map[SuspicionKind]int{}
	for line, err := range s.Lines(in) {
		if err != nil {
			t.Fatal(err)
		}
		if len(line.Sentences) == 0 {
			continue
		}
		sentences += len(line.Sentences)
		var spans, suspicions []string
		for _, sentence := range line.Sentences {
			spans = append(spans, fmt.Sprintf("%d-%d", sentence.Start, sentence.End))
			for _, x := range sentence.Suspicions {
				kinds[x.Kind]++
				suspicions = append(suspicions, fmt.Sprintf("%v %d-%d", x.Kind, x.Start, x.End))
			}
		}
		fmt.Fprintf(&out, "%d: %s", line.Number, strings.Join(spans, " "))
		if len(suspicions) > 0 {
			out.WriteString(" | " + strings.Join(suspicions, ", "))
		}
		out.WriteByte('\n')
	}
	const path = "testdata/article.boundaries"
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	if sentences != 38 || kinds[CutQuotation] != 1 || kinds[VerblessFragment] != 1 {
		t.Errorf("%d sentences, suspicions %v; want 38, one cut quotation, one fragment", sentences, kinds)
	}
}
