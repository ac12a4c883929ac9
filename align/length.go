package align

import "math"

// lengthModel scores how well the lengths of two passages fit, in the spirit of
// Gale and Church (1993, "A program for aligning sentences in bilingual corpora"):
// the log ratio of the lengths is normal around the texts' own ratio, narrower
// for long passages than for short ones, and is held against the spread of the
// ratio between passages that have nothing to do with each other.
type lengthModel struct {
	mean   float64 // log of target letters per source letter
	scale  float64 // of the variance, 1 for the usual one
	tables *lengthTables
}

// Prior of the length model, measured on news in several language pairs: the
// variance however long the passage, that times the letters, and that between
// unrelated passages.
const (
	lengthInherent = 0.022
	lengthPerSize  = 2.2
	lengthWide     = 0.35
)

// usualRatio is the log of English letters per Arabic letter: Arabic leaves
// short vowels out.
const usualRatio = 0.13

// newLengthModel starts from the ratio usual between the languages, moved
// towards the texts' own: that of the totals or, where one text is abridged, of
// the mean sentence, whichever surprises less.
func newLengthModel(src, tgt *side) lengthModel {
	m := lengthModel{scale: 1}
	switch {
	case src.script == arabicScript && tgt.script != arabicScript:
		m.mean = usualRatio
	case tgt.script == arabicScript && src.script != arabicScript:
		m.mean = -usualRatio
	}
	if s, t := letters(src), letters(tgt); s > 0 && t > 0 {
		totals := math.Log(t/s) - m.mean
		means := totals - math.Log(float64(tgt.len())/float64(src.len()))
		if math.Abs(means) < math.Abs(totals) {
			totals = means
		}
		m.mean += max(-0.5, min(0.5, 0.7*totals))
	}
	m.fillTables()
	return m
}

func letters(s *side) float64 {
	sum := 0.0
	for _, n := range s.size {
		sum += float64(n)
	}
	return sum
}

// lengthTally sums up 1-1 links: the logs of their ratios, and how far these are
// off, squared, in units of the variance that is usual.
type lengthTally struct {
	ratios, squares float64
	links           int
}

// A link that is farther off than mostOff standard deviations is likely no link.
const mostOff = 3

// count adds a 1-1 link of s and t letters.
func (m *lengthModel) count(c *lengthTally, s, t int32) {
	if s == 0 || t == 0 {
		return
	}
	x := math.Log(float64(t)+3) - math.Log(float64(s)+3)
	off := x - m.mean
	c.ratios += max(-1, min(1, x))
	c.squares += min(off*off/variance(float64(s)+float64(t)), mostOff*mostOff)
	c.links++
}

// How many links the first guesses of the ratio and of its variance count for, and
// how far the variance may move from what is usual.
const (
	priorLinks    = 4
	priorSpread   = 20
	narrowestText = 0.3
	widestText    = 3
)

// settle moves the ratio to that of the 1-1 links found, and the variance to
// theirs: some translators keep closer to the text than others, and some
// languages to each other.
func (m *lengthModel) settle(c lengthTally) {
	m.mean = (m.mean*priorLinks + c.ratios) / float64(priorLinks+c.links)
	m.scale = max(narrowestText, min(widestText, (priorSpread+c.squares)/float64(priorSpread+c.links)))
	m.fillTables()
}

// variance is that of the log ratio of passages of n letters together, as usual.
func variance(n float64) float64 { return lengthInherent + lengthPerSize*2/(n+6) }

// tabled is how many letters the tables of logarithms reach.
const tabled = 2048

// lengthTables holds what score needs by number of letters: logarithms are half
// the cost of scoring a lattice.
type lengthTables struct {
	log        [tabled]float32     // of the size
	narrow     [2 * tabled]float32 // by the size of both: 1/variance against 1/variance of chance
	likelihood [2 * tabled]float32 // and half the log ratio of the variances
}

func (m *lengthModel) fillTables() {
	m.tables = &lengthTables{}
	for n := range m.tables.log {
		m.tables.log[n] = float32(math.Log(float64(n) + 3))
	}
	for n := range m.tables.narrow {
		k, h := m.spread(float64(n))
		m.tables.narrow[n], m.tables.likelihood[n] = float32(k), float32(h)
	}
}

// spread returns the factor of the squared difference and the constant of the
// log-likelihood ratio for passages of n letters together.
func (m *lengthModel) spread(n float64) (factor, constant float64) {
	v := m.scale * variance(n)
	w := lengthWide + v
	return 0.5 * (1/w - 1/v), 0.5 * math.Log(w/v)
}

// score is the log-likelihood ratio of a pair of passages of s and t letters.
func (m *lengthModel) score(s, t int32) float64 {
	if s < tabled && t < tabled {
		x := float64(m.tables.log[t]-m.tables.log[s]) - m.mean
		return x*x*float64(m.tables.narrow[s+t]) + float64(m.tables.likelihood[s+t])
	}
	x := math.Log(float64(t)+3) - math.Log(float64(s)+3) - m.mean
	factor, constant := m.spread(float64(s) + float64(t))
	return x*x*factor + constant
}
