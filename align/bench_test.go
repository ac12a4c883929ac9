package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tarjuman/align/lexicon"
)

// news makes n sentence pairs of invented news: words of the lexicon with their
// glosses, numbers, now and then a sentence without counterpart or a join.
func news(n int) (source, target []string) {
	entries := lexicon.Default().Entries()
	rng := rand.New(rand.NewPCG(1, 2))
	for len(source) < n {
		var ar, en []string
		for range 8 + rng.IntN(12) {
			// squared: some words are far more frequent than others
			u := rng.Float64()
			e := &entries[int(u*u*float64(len(entries)))]
			ar = append(ar, e.Lemma)
			if rng.IntN(4) > 0 {
				en = append(en, e.Glosses[0])
			} else {
				en = append(en, entries[rng.IntN(len(entries))].Glosses[0])
			}
		}
		if rng.IntN(6) == 0 {
			x := fmt.Sprint(rng.IntN(3000))
			ar, en = append(ar, x), append(en, x)
		}
		rng.Shuffle(len(en), func(a, b int) { en[a], en[b] = en[b], en[a] })
		s, t := strings.Join(ar, " ")+".", strings.Join(en, " ")+"."
		switch rng.IntN(25) {
		case 0:
			source = append(source, s)
			continue
		case 1:
			target = append(target, t)
			continue
		case 2:
			if len(source) > 0 {
				source[len(source)-1] += " " + s
				target = append(target, t)
				continue
			}
		}
		source, target = append(source, s), append(target, t)
	}
	return source, target
}

func BenchmarkAlign(b *testing.B) {
	lex := lexicon.Default()
	for _, n := range []int{100, 1000, 5000, 20_000, 50_000} {
		source, target := news(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Align(source, target, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lex}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
		})
	}
}

func BenchmarkAlignWithoutLexicon(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		source, target := news(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Align(source, target, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
		})
	}
}

func BenchmarkWords(b *testing.B) {
	opt := Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()}
	b.ReportAllocs()
	for b.Loop() {
		Words("جاء الاجتماع بعد يوم واحد فقط من شن الولايات المتحدة غارات جوية", "The meeting came just one day after the United States launched airstrikes", opt)
	}
}
