package metric

import (
	"math"
	"strings"
)

const bleuOrder = 4

// BLEU is corpus BLEU (Papineni et al. 2002) up to 4-grams with exponential
// smoothing of zero counts. With several references the closest length counts,
// and the highest number of every n-gram. The zero value is what papers report.
type BLEU struct {
	Tokenizer Tokenizer // Tokenize13a when empty
	Lowercase bool
	// EffectiveOrder leaves out the orders a text is too short for, as is usual for
	// single sentences.
	EffectiveOrder bool
}

// Name returns "BLEU".
func (BLEU) Name() string { return "BLEU" }

// Signature lists the options.
func (b BLEU) Signature() string {
	return "case:" + caseName(b.Lowercase) + "|eff:" + yesNo(b.EffectiveOrder) + "|tok:" + string(b.Tokenizer.name()) + "|smooth:exp"
}

// The places of BLEU's statistics: two lengths, then for every order how many
// n-grams are right and how many there are.
const (
	bleuHypLen = iota
	bleuRefLen
	bleuCorrect
	bleuTotal = bleuCorrect + bleuOrder
	bleuSize  = bleuTotal + bleuOrder
)

// Statistics counts lengths and n-grams.
func (b BLEU) Statistics(hypothesis string, references []string) []float64 {
	s := make([]float64, bleuSize)
	h := b.words(hypothesis)
	refs := make([][]string, len(references))
	for i, r := range references {
		refs[i] = b.words(r)
	}
	s[bleuHypLen] = float64(len(h))
	s[bleuRefLen] = float64(closestLength(len(h), refs))
	for n := 1; n <= bleuOrder; n++ {
		most := map[string]int{}
		for _, r := range refs {
			for g, c := range ngrams(r, n) {
				most[g] = max(most[g], c)
			}
		}
		for g, c := range ngrams(h, n) {
			s[bleuCorrect+n-1] += float64(min(c, most[g]))
		}
		s[bleuTotal+n-1] = float64(max(0, len(h)-n+1))
	}
	return s
}

func (b BLEU) words(line string) []string {
	if b.Lowercase {
		line = strings.ToLower(line)
	}
	return b.Tokenizer.words(line)
}

// closestLength is the reference length nearest to n, the shorter of two.
func closestLength(n int, refs [][]string) int {
	best, distance := 0, math.MaxInt
	for _, r := range refs {
		d := max(len(r)-n, n-len(r))
		if d < distance || d == distance && len(r) < best {
			best, distance = len(r), d
		}
	}
	return best
}

// Value is the geometric mean of the precisions with the brevity penalty.
func (b BLEU) Value(s []float64) float64 {
	if len(s) == 0 || s[bleuCorrect] == 0 {
		return 0
	}
	smooth, sum, order := 1.0, 0.0, bleuOrder
	for n := range bleuOrder {
		correct, total := s[bleuCorrect+n], s[bleuTotal+n]
		if total == 0 {
			if !b.EffectiveOrder {
				return 0
			}
			order = n
			break
		}
		if correct == 0 {
			smooth *= 2
			sum += math.Log(100 / (smooth * total))
			continue
		}
		sum += math.Log(100 * correct / total)
	}
	penalty := 1.0
	if s[bleuHypLen] < s[bleuRefLen] {
		penalty = math.Exp(1 - s[bleuRefLen]/s[bleuHypLen])
	}
	return penalty * math.Exp(sum/float64(order))
}

// ngrams counts the n-grams of words; words hold no space, so joined n-grams are
// unambiguous.
func ngrams(words []string, n int) map[string]int {
	m := make(map[string]int, len(words))
	for i := 0; i+n <= len(words); i++ {
		m[strings.Join(words[i:i+n], " ")]++
	}
	return m
}
