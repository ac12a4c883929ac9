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

// breakModel holds the log-likelihood ratios of broken boundaries.
type breakModel struct {
	atStart [4]float64    // of a link: neither broken, the source's, the target's, both
	inside  [2][2]float64 // by side: not broken, broken
}

// Shares that define the model: of broken boundaries that the other text breaks
// too, and of boundaries inside links that are broken.
const (
	breakKept   = 0.8
	breakInside = 0.3
)

func newBreakModel(src, tgt *side) *breakModel {
	ps, pt := breakRate(src), breakRate(tgt)
	var m breakModel
	both := breakKept * min(ps, pt)
	none := 1 - ps - pt + both
	m.atStart = [4]float64{
		math.Log(none / ((1 - ps) * (1 - pt))),
		math.Log((ps - both) / (ps * (1 - pt))),
		math.Log((pt - both) / ((1 - ps) * pt)),
		math.Log(both / (ps * pt)),
	}
	for k := range m.atStart {
		m.atStart[k] = max(-2, min(2, m.atStart[k]))
	}
	for k, p := range [2]float64{ps, pt} {
		m.inside[k] = [2]float64{
			max(-1, min(1, math.Log((1-breakInside)/(1-p)))),
			max(-1, min(2.5, math.Log(breakInside/p))),
		}
	}
	return &m
}

func breakRate(s *side) float64 {
	n := 0
	for _, b := range s.broken {
		if b {
			n++
		}
	}
	return (float64(n) + 1) / (float64(len(s.broken)) + 20)
}

func (m *breakModel) score(src, tgt *side, i, j, a, b int) float64 {
	k := 0
	if src.broken[i] {
		k |= 1
	}
	if tgt.broken[j] {
		k |= 2
	}
	sum := m.atStart[k]
	for x := i + 1; x < i+a; x++ {
		sum += m.inside[0][bit(src.broken[x])]
	}
	for y := j + 1; y < j+b; y++ {
		sum += m.inside[1][bit(tgt.broken[y])]
	}
	return sum
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
