package metric

import (
	"strconv"
	"strings"
)

const (
	chrfOrder = 6
	chrfBeta  = 2.0
)

// ChrF is corpus chrF (Popović 2015): character n-grams up to 6 without white
// space, F-score with beta 2, averaged over the orders that occur. With several
// references every sentence counts with its best one.
type ChrF struct {
	// Words adds word n-grams up to this order; 2 makes chrF++ (Popović 2017).
	Words     int
	Lowercase bool
}

// Name returns "chrF", or "chrF++" with word bigrams.
func (c ChrF) Name() string { return "chrF" + strings.Repeat("+", min(c.Words, 2)) }

// Signature lists the options.
func (c ChrF) Signature() string {
	return "case:" + caseName(c.Lowercase) + "|eff:yes|nc:" + strconv.Itoa(chrfOrder) + "|nw:" + strconv.Itoa(c.Words) + "|space:no"
}

// Statistics counts, for every order, the n-grams of the hypothesis, of the
// reference and of both.
func (c ChrF) Statistics(hypothesis string, references []string) []float64 {
	hyp := c.grams(hypothesis)
	var best []float64
	bestValue := -1.0
	for _, r := range references {
		s := make([]float64, 0, 3*len(hyp))
		for n, ref := range c.grams(r) {
			s = append(s, common(hyp[n], ref)...)
		}
		if v := c.Value(s); v > bestValue {
			best, bestValue = s, v
		}
	}
	return best
}

// grams returns the n-grams of a sentence, of characters first.
func (c ChrF) grams(s string) []map[string]int {
	if c.Lowercase {
		s = strings.ToLower(s)
	}
	out := make([]map[string]int, 0, chrfOrder+c.Words)
	chars := strings.Join(splitWords(s), "")
	for n := 1; n <= chrfOrder; n++ {
		out = append(out, charGrams(chars, n))
	}
	if c.Words > 0 {
		words := chrfTokens(s)
		for n := 1; n <= c.Words; n++ {
			out = append(out, ngrams(words, n))
		}
	}
	return out
}

// common counts one order. A reference without any n-gram of it says nothing
// about the hypothesis.
func common(hyp, ref map[string]int) []float64 {
	h, r, both := 0, 0, 0
	for g, n := range hyp {
		h += n
		both += min(n, ref[g])
	}
	for _, n := range ref {
		r += n
	}
	if r == 0 {
		h = 0
	}
	return []float64{float64(h), float64(r), float64(both)}
}

// Value averages precision and recall over the orders that both sides have and
// joins them with beta 2.
func (ChrF) Value(sum []float64) float64 {
	const b2 = chrfBeta * chrfBeta
	precision, recall, orders := 0.0, 0.0, 0.0
	for i := 0; i+2 < len(sum); i += 3 {
		if h, r, both := sum[i], sum[i+1], sum[i+2]; h > 0 && r > 0 {
			precision += both / h
			recall += both / r
			orders++
		}
	}
	if orders == 0 || precision+recall == 0 {
		return 0
	}
	precision /= orders
	recall /= orders
	return 100 * (1 + b2) * precision * recall / (b2*precision + recall)
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
	for _, w := range splitWords(line) {
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
