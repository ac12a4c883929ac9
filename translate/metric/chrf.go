package metric

import (
	"strings"
	"unicode"
)

const (
	chrfOrder = 6
	chrfBeta  = 2.0
	// chrF++ adds words up to bigrams (Popović 2017).
	chrfWords = 2
)

// ChrF computes corpus chrF (Popović 2015): character n-grams up to 6 without
// white space, F-score with beta 2, averaged over the orders that occur. It fails
// when the numbers of lines differ.
func ChrF(hyp, ref []string) (Score, error) {
	return chrf(hyp, ref, 0, "chrF", "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no")
}

// ChrFPlusPlus computes corpus chrF++: chrF with word unigrams and bigrams.
func ChrFPlusPlus(hyp, ref []string) (Score, error) {
	return chrf(hyp, ref, chrfWords, "chrF++", "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no")
}

// counts are the n-grams of one order in the hypothesis, the reference and both.
type counts struct{ hyp, ref, match int }

func chrf(hyp, ref []string, words int, name, signature string) (Score, error) {
	s := Score{Name: name, Signature: signature}
	if err := check(hyp, ref); err != nil {
		return s, err
	}
	total := make([]counts, chrfOrder+words)
	for i := range hyp {
		h, r := withoutSpace(hyp[i]), withoutSpace(ref[i])
		for n := 1; n <= chrfOrder; n++ {
			total[n-1].add(charGrams(h, n), charGrams(r, n))
		}
		if words > 0 {
			hw, rw := chrfTokens(hyp[i]), chrfTokens(ref[i])
			for n := 1; n <= words; n++ {
				total[chrfOrder+n-1].add(ngrams(hw, n), ngrams(rw, n))
			}
		}
	}
	s.Value = fScore(total)
	return s, nil
}

func (c *counts) add(hyp, ref map[string]int) {
	for g, n := range hyp {
		c.hyp += n
		c.match += min(n, ref[g])
	}
	// A hypothesis without any n-gram of this order says nothing about it.
	if len(hyp) > 0 {
		for _, n := range ref {
			c.ref += n
		}
	}
}

// fScore averages precision and recall over the orders that both sides have and
// joins them with beta 2.
func fScore(total []counts) float64 {
	const b2 = chrfBeta * chrfBeta
	precision, recall, orders := 0.0, 0.0, 0
	for _, c := range total {
		if c.hyp > 0 && c.ref > 0 {
			precision += float64(c.match) / float64(c.hyp)
			recall += float64(c.match) / float64(c.ref)
			orders++
		}
	}
	if orders == 0 || precision+recall == 0 {
		return 0
	}
	precision /= float64(orders)
	recall /= float64(orders)
	return 100 * (1 + b2) * precision * recall / (b2*precision + recall)
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// charGrams counts the n-grams of characters of s.
func charGrams(s string, n int) map[string]int {
	m := make(map[string]int, len(s))
	starts := make([]int, 0, len(s)+1)
	for i := range s {
		starts = append(starts, i)
	}
	starts = append(starts, len(s))
	for i := 0; i+n < len(starts); i++ {
		m[s[starts[i]:starts[i+n]]]++
	}
	return m
}

// chrfTokens divides at white space and cuts one ASCII punctuation mark off the
// end or, failing that, the beginning of a word, as chrF++.py does.
func chrfTokens(line string) []string {
	var out []string
	for _, w := range strings.Fields(line) {
		switch r := []rune(w); {
		case len(r) == 1:
			out = append(out, w)
		case isPunct(r[len(r)-1]):
			out = append(out, string(r[:len(r)-1]), string(r[len(r)-1]))
		case isPunct(r[0]):
			out = append(out, string(r[0]), string(r[1:]))
		default:
			out = append(out, w)
		}
	}
	return out
}

func isPunct(r rune) bool {
	return r < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r)
}
