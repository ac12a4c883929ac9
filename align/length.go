package align

import "math"

// lengthModel scores how well the lengths of two passages fit, in the spirit of
// Gale and Church (1993, "A program for aligning sentences in bilingual corpora"):
// the log ratio of the lengths is normal around the texts' own ratio, narrower
// for long passages than for short ones, and is held against the spread of the
// ratio between passages that have nothing to do with each other.
type lengthModel struct {
	mean     float64 // log of target letters per source letter
	inherent float64 // variance however long the passage
	perSize  float64 // variance times letters
	wide     float64 // variance between unrelated passages
}

// Prior of the length model: measured on news in several language pairs.
const (
	lengthInherent = 0.022
	lengthPerSize  = 2.2
	lengthWide     = 0.35
)

func newLengthModel(src, tgt *side) lengthModel {
	m := lengthModel{inherent: lengthInherent, perSize: lengthPerSize, wide: lengthWide}
	s, t := 0.0, 0.0
	for _, n := range src.size {
		s += float64(n)
	}
	for _, n := range tgt.size {
		t += float64(n)
	}
	if s > 0 && t > 0 {
		// Abridged texts differ in total, so the totals count as little as a
		// prior of no difference.
		m.mean = max(-0.7, min(0.7, 0.7*math.Log(t/s)))
	}
	return m
}

// score is the log-likelihood ratio of a pair of passages of s and t letters.
func (m *lengthModel) score(s, t int32) float64 {
	x := math.Log(float64(t)+3) - math.Log(float64(s)+3) - m.mean
	v := m.inherent + m.perSize*2/float64(s+t+6)
	w := m.wide + v
	return 0.5*(x*x*(1/w-1/v)+math.Log(w/v)) - 0
}
