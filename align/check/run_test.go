package check

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestWorkers: the findings of a document are the same for any number of workers. The
// document is a row of paragraphs of the sample article, in any order, some beside the
// translation of another.
func TestWorkers(t *testing.T) {
	var sides [2][]string
	for i, name := range []string{"article.ar.txt", "article.planted.en.txt"} {
		data, err := os.ReadFile("../../testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" {
				sides[i] = append(sides[i], line)
			}
		}
	}
	var checkers []*Checker
	for _, workers := range []int{1, 2, 8} {
		c, err := New(Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		checkers = append(checkers, c)
	}
	n := min(len(sides[0]), len(sides[1]))
	r := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		doc := Document{SourceLang: "ar", TargetLang: "en"}
		for k := range fewPairs + r.IntN(2*fewPairs) {
			i := r.IntN(n)
			other := i
			if r.IntN(10) == 0 {
				other = (i + 1) % n
			}
			doc.Pairs = append(doc.Pairs, Pair{Source: sides[0][i], Target: sides[1][other], Paragraph: k / 2})
		}
		want := checkers[0].Run(doc)
		for _, c := range checkers[1:] {
			if got := c.Run(doc); !reflect.DeepEqual(got, want) {
				t.Fatalf("%d workers find\n%v\none finds\n%v", c.opt.Workers, got, want)
			}
		}
	}
}
