package memory

import (
	"math/rand/v2"
	"strings"
)

// corpus makes n sentences of 8 to 30 invented Arabic words. Like real words,
// few of them are very frequent and most are rare (Zipf), and many carry the
// article, a conjunction or a preposition.
func corpus(n int, seed uint64) []string {
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	words := rand.New(rand.NewPCG(1, 2)) // the language is the same for every seed
	lexicon := make([]string, 20_000)
	for i := range lexicon {
		var w strings.Builder
		for range 2 + min(i, 4) - words.IntN(2) + words.IntN(2) {
			w.WriteRune(letters[words.IntN(len(letters))])
		}
		lexicon[i] = w.String()
	}
	rng := rand.New(rand.NewPCG(seed, 3))
	zipf := rand.NewZipf(rng, 1.1, 8, uint64(len(lexicon)-1))
	clitics := []string{"", "", "", "ال", "ال", "و", "ب", "لل"}
	out := make([]string, n)
	for i := range out {
		var s strings.Builder
		for k := range 8 + rng.IntN(23) {
			if k > 0 {
				s.WriteByte(' ')
			}
			s.WriteString(clitics[rng.IntN(len(clitics))])
			s.WriteString(lexicon[zipf.Uint64()])
		}
		out[i] = s.String() + "."
	}
	return out
}
