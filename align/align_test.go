package align

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// checkPartition fails unless every sentence is in exactly one link, in order.
func checkPartition(t interface{ Fatalf(string, ...any) }, links []Link, n, m int) {
	i, j := 0, 0
	for k, l := range links {
		if len(l.Source)+len(l.Target) == 0 {
			t.Fatalf("link %d is empty", k)
		}
		for _, x := range l.Source {
			if x != i {
				t.Fatalf("link %d has source sentence %d, want %d", k, x, i)
			}
			i++
		}
		for _, x := range l.Target {
			if x != j {
				t.Fatalf("link %d has target sentence %d, want %d", k, x, j)
			}
			j++
		}
		if !(l.Confidence >= 0 && l.Confidence <= 1) {
			t.Fatalf("link %d has confidence %v", k, l.Confidence)
		}
	}
	if i != n || j != m {
		t.Fatalf("links cover %d of %d source and %d of %d target sentences", i, n, j, m)
	}
}

func TestEverySentenceIsLinkedOnce(t *testing.T) {
	words := rapid.SampledFrom(strings.Fields("قال الوزير في 12 مارس ٢٠٢١ ، بغداد ؟ the minister said 12 March 2021 , Baghdad ? “ ” -- \x00 \xff ."))
	sentence := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(words, 0, 12).Draw(t, "words"), " ") })
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.SliceOfN(sentence, 0, 12).Draw(t, "source")
		target := rapid.SliceOfN(sentence, 0, 12).Draw(t, "target")
		lang := rapid.SampledFrom([]string{"", "ar", "en", "de"})
		res, err := Align(source, target, Options{SourceLang: lang.Draw(t, "from"), TargetLang: lang.Draw(t, "to")})
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, res.Links, len(source), len(target))
	})
}
