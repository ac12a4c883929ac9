package align

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// Lines that end without a mark or begin with a small letter tell where a
// sentence was broken: such a boundary tends to lie inside a link, and where it
// does not, both texts tend to show it (headings, list items).

// endMarks are what a whole sentence ends with; closing marks after them are
// skipped.
const (
	endMarks     = ".!?؟…:۔。！？"
	closingMarks = `"'”’»)]›“‘«*`
)

// ended reports whether a sentence has an end mark.
func ended(text string) bool {
	for text != "" {
		r, n := utf8.DecodeLastRuneInString(text)
		switch {
		case strings.ContainsRune(endMarks, r):
			return true
		case unicode.IsSpace(r) || strings.ContainsRune(closingMarks, r) || arabic.IsIgnorable(r):
			text = text[:len(text)-n]
			continue
		}
		return false
	}
	return false
}

// startsSmall reports whether the first letter of a sentence is a small one.
func startsSmall(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		if unicode.IsDigit(r) {
			return false
		}
	}
	return false
}

// boundaryModel holds the log-likelihood ratios of a property of sentence
// boundaries that translations tend to keep: a broken line, the start of a
// paragraph.
type boundaryModel struct {
	atStart [4]float64    // of a link: neither has it, the source's, the target's, both
	inside  [2][2]float64 // by side: a boundary inside a link without it, with it
}

// Shares that define the models: of boundaries with the property that the other
// text marks too, and of boundaries inside links that have it.
const (
	breakKept       = 0.9
	breakInside     = 0.2
	paragraphKept   = 0.85
	paragraphInside = 0.03
)

func newBoundaryModel(src, tgt []bool, kept, inside float64) *boundaryModel {
	ps, pt := trueRate(src), trueRate(tgt)
	both := kept * min(ps, pt)
	m := &boundaryModel{atStart: [4]float64{
		ratio(1-ps-pt+both, (1-ps)*(1-pt)),
		ratio(ps-both, ps*(1-pt)),
		ratio(pt-both, (1-ps)*pt),
		ratio(both, ps*pt),
	}}
	for k, p := range [2]float64{ps, pt} {
		m.inside[k] = [2]float64{max(-1, ratio(1-inside, 1-p)), ratio(inside, p)}
	}
	return m
}

// ratio is a log-likelihood ratio that no single boundary may push far.
func ratio(p, q float64) float64 { return max(-2, min(2, math.Log(max(p, 1e-4)/q))) }

func trueRate(s []bool) float64 {
	n := 0
	for _, b := range s {
		if b {
			n++
		}
	}
	return (float64(n) + 1) / (float64(len(s)) + 20)
}

func (m *boundaryModel) score(src, tgt []bool, i, j, a, b int) float64 {
	sum := m.atStart[bit(src[i])|bit(tgt[j])<<1]
	for x := i + 1; x < i+a; x++ {
		sum += m.inside[0][bit(src[x])]
	}
	for y := j + 1; y < j+b; y++ {
		sum += m.inside[1][bit(tgt[y])]
	}
	return sum
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
