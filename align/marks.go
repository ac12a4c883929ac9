package align

import "math"

// Mark classes that translators keep: a question stays a question, a quotation a
// quotation. Each is a bit in side.marks.
const (
	questionMark uint16 = 1 << iota
	quotationMark
	bracketMark
	percentMark
	exclamationMark
	colonMark
	semicolonMark
	markClasses = 7
)

// markNames shows each class by its mark.
var markNames = [markClasses]string{"?", "\"", "()", "%", "!", ":", ";"}

func markBit(mark string) uint16 {
	switch mark {
	case "?", "؟", "⸮":
		return questionMark
	case `"`, "“", "”", "«", "»", "„", "‟", "‹", "›", "″":
		return quotationMark
	case "(", ")", "[", "]":
		return bracketMark
	case "%", "٪":
		return percentMark
	case "!":
		return exclamationMark
	case ":":
		return colonMark
	case ";", "؛":
		return semicolonMark
	}
	return 0
}

// markKeep is how likely a mark of each class in one text has its like in the
// other, given that the sentences translate each other.
var markKeep = [markClasses]float64{0.9, 0.85, 0.75, 0.8, 0.6, 0.5, 0.4}

// markModel holds, per class, the log-likelihood ratio of the four cases:
// neither sentence has the mark, only the source, only the target, both.
type markModel [markClasses][4]float64

// newMarkModel compares how often a mark is kept with how often it stands in the
// texts anyway.
func newMarkModel(src, tgt *side) *markModel {
	var m markModel
	for c := range markClasses {
		ps, pt := markRate(src, c), markRate(tgt, c)
		both := markKeep[c] * min(ps, pt)
		only := func(p float64) float64 { return max(p-both, 0.1*p) }
		sOnly, tOnly := only(ps), only(pt)
		none := max(0.05, 1-both-sOnly-tOnly)
		m[c][0] = math.Log(none / ((1 - ps) * (1 - pt)))
		m[c][1] = math.Log(sOnly / (ps * (1 - pt)))
		m[c][2] = math.Log(tOnly / ((1 - ps) * pt))
		m[c][3] = math.Log(both / (ps * pt))
		for k := range m[c] {
			m[c][k] = max(-2, min(2, m[c][k]))
		}
	}
	return &m
}

func markRate(s *side, class int) float64 {
	n := 0
	for _, m := range s.marks {
		n += int(m >> class & 1)
	}
	return (float64(n) + 0.5) / (float64(len(s.marks)) + 10)
}

// score sums the evidence of all classes for the marks of a bead's two sides.
func (m *markModel) score(src, tgt uint16) float64 {
	sum := 0.0
	for c := range markClasses {
		sum += m[c][src>>c&1|tgt>>c&1<<1]
	}
	return sum
}
