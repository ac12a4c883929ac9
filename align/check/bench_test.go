package check

import (
	"testing"
)

// BenchmarkRun checks the paragraphs of the sample article, one document each,
// with every rule on and the tables loaded. Its rate is pairs of paragraphs,
// which are about twice as long as sentences.
func BenchmarkRun(b *testing.B) {
	pairs := articleDocument(b, "article.en.txt").Pairs
	c, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	run := func() {
		for _, p := range pairs {
			c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{ID: "1", Source: p.Source, Target: p.Target}}})
		}
	}
	run()
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(len(pairs)*b.N)/b.Elapsed().Seconds(), "pairs/s")
}
