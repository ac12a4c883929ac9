package metric

import (
	"math"
	"strings"
)

const bleuOrder = 4

// BLEU computes corpus BLEU (Papineni et al. 2002) up to 4-grams on text
// tokenised as mteval-v13a does, mixed case, with exponential smoothing of zero
// counts. It fails when the numbers of lines differ.
func BLEU(hyp, ref []string) (Score, error) {
	s := Score{Name: "BLEU", Signature: "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp"}
	if err := check(hyp, ref); err != nil {
		return s, err
	}
	var correct, total [bleuOrder]int
	hypLen, refLen := 0, 0
	for i := range hyp {
		h, r := strings.Fields(tokenize13a(hyp[i])), strings.Fields(tokenize13a(ref[i]))
		hypLen += len(h)
		refLen += len(r)
		for n := 1; n <= bleuOrder; n++ {
			counts := ngrams(r, n)
			for g, c := range ngrams(h, n) {
				correct[n-1] += min(c, counts[g])
			}
			total[n-1] += max(0, len(h)-n+1)
		}
	}
	s.Value = bleuValue(correct, total, hypLen, refLen)
	return s, nil
}

func bleuValue(correct, total [bleuOrder]int, hypLen, refLen int) float64 {
	if correct[0] == 0 || hypLen == 0 {
		return 0
	}
	smooth, sum := 1.0, 0.0
	for n := range bleuOrder {
		switch {
		case total[n] == 0:
			return 0
		case correct[n] == 0:
			smooth *= 2
			sum += math.Log(100 / (smooth * float64(total[n])))
		default:
			sum += math.Log(100 * float64(correct[n]) / float64(total[n]))
		}
	}
	penalty := 1.0
	if hypLen < refLen {
		penalty = math.Exp(1 - float64(refLen)/float64(hypLen))
	}
	return penalty * math.Exp(sum/bleuOrder)
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

var unescape13a = strings.NewReplacer("<skipped>", "", "-\n", "", "\n", " ")

var entities13a = [...][2]string{{"&quot;", `"`}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}}

// tokenize13a divides a line as NIST's mteval-v13a.pl does: ASCII punctuation
// and symbols stand alone, full stops and commas stay inside numbers, a hyphen is
// cut off after a digit.
func tokenize13a(line string) string {
	line = unescape13a.Replace(strings.TrimRight(line, " \t\r\n"))
	if strings.Contains(line, "&") {
		for _, e := range entities13a {
			line = strings.ReplaceAll(line, e[0], e[1])
		}
	}
	var b strings.Builder
	for _, c := range " " + line + " " {
		if isSymbol13a(c) {
			b.WriteByte(' ')
			b.WriteRune(c)
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(c)
	}
	s := detach([]rune(b.String()), func(prev, c, _ rune) bool { return (c == '.' || c == ',') && !isDigit(prev) }, true)
	s = detach(s, func(_, c, next rune) bool { return (c == '.' || c == ',') && !isDigit(next) }, false)
	s = detachHyphen(s)
	return string(s)
}

// isSymbol13a is the class [\{-\~\[-\` -\&\(-\+\:-\@\/] of the original script.
func isSymbol13a(c rune) bool {
	return c >= '{' && c <= '~' || c >= '[' && c <= '`' || c >= ' ' && c <= '&' || c >= '(' && c <= '+' || c >= ':' && c <= '@' || c == '/'
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// detach applies one substitution of the script: ([^0-9])([.,]) becomes "\1 \2 "
// (after is true), ([.,])([^0-9]) becomes " \1 \2". Like the regular expression,
// a match consumes both characters.
func detach(s []rune, match func(prev, c, next rune) bool, after bool) []rune {
	out := make([]rune, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		if after {
			if i+1 < len(s) && match(s[i], s[i+1], 0) {
				out = append(out, s[i], ' ', s[i+1], ' ')
				i++
				continue
			}
		} else if i+1 < len(s) && match(0, s[i], s[i+1]) {
			out = append(out, ' ', s[i], ' ', s[i+1])
			i++
			continue
		}
		out = append(out, s[i])
	}
	return out
}

func detachHyphen(s []rune) []rune {
	out := make([]rune, 0, len(s)+4)
	for i := 0; i < len(s); i++ {
		if i+1 < len(s) && isDigit(s[i]) && s[i+1] == '-' {
			out = append(out, s[i], ' ', '-', ' ')
			i++
			continue
		}
		out = append(out, s[i])
	}
	return out
}
