package check

import (
	"os"
	"strings"
	"testing"
)

// BenchmarkRun checks the paragraphs of the sample article, one document each,
// with every rule on and the tables loaded. Its rate is pairs of paragraphs,
// which are about twice as long as sentences.
func BenchmarkRun(b *testing.B) {
	var sides [2][]string
	for i, name := range []string{"article.ar.txt", "article.en.txt"} {
		data, err := os.ReadFile("../../testdata/" + name)
		if err != nil {
			b.Fatal(err)
		}
		sides[i] = strings.Split(strings.TrimSpace(string(data)), "\n")
	}
	c, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	run := func() {
		for i := range sides[0] {
			c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{ID: "1", Source: sides[0][i], Target: sides[1][i]}}})
		}
	}
	run()
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(len(sides[0])*b.N)/b.Elapsed().Seconds(), "pairs/s")
}
