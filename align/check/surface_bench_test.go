package check

import (
	"os"
	"strings"
	"testing"
)

// BenchmarkCalques and BenchmarkSurface run their families over the sample article;
// ns/sentence is the figure to watch.
func BenchmarkCalques(b *testing.B) { benchmarkFamilies(b, calques{}, ages{}, lightVerbs{}) }
func BenchmarkSurface(b *testing.B) { benchmarkFamilies(b, surfaceFamilies()...) }

func benchmarkFamilies(b *testing.B, list ...Check) {
	us := analyse(articlePairs(b))
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

// articlePairs is the sample article, a pair for every paragraph.
func articlePairs(t testing.TB) Document {
	t.Helper()
	d := Document{SourceLang: "ar", TargetLang: "en"}
	ar, en := readLines(t, "article.ar.txt"), readLines(t, "article.en.txt")
	for i := range ar {
		d.Pairs = append(d.Pairs, Pair{Source: ar[i], Target: en[i], Paragraph: i})
	}
	return d
}

func readLines(t testing.TB, name string) []string {
	t.Helper()
	b, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}
