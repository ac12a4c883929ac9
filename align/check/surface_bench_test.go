package check

import (
	"testing"
)

// BenchmarkCalques and BenchmarkSurface run their families over the sample article;
// ns/sentence is the figure to watch.
func BenchmarkCalques(b *testing.B) { benchmarkFamilies(b, calques{}, ages{}, lightVerbs{}) }
func BenchmarkSurface(b *testing.B) { benchmarkFamilies(b, surfaceFamilies()...) }

func benchmarkFamilies(b *testing.B, list ...Check) {
	us := analyse(articleDocument(b, "article.en.txt"))
	drop := func(Finding) {}
	b.ReportAllocs()
	for b.Loop() {
		for i := range us.Units {
			for _, k := range list {
				k.Unit(&us.Units[i], drop)
			}
		}
		for _, k := range list {
			k.Document(us, drop)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(us.Units)), "ns/paragraph")
}
