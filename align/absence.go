package align

import "math"

// absence tells what it says of two sentences that nothing in the whole other
// text can render a token of one of them: the ratio of the share of such tokens
// in texts that translate each other to that in texts that do not, and the tokens
// of the other text that leave 1/e of an unrelated text's tokens without.
type absence struct{ ratio, reach float64 }

// tokenClass classes tokens by how telling their absence is.
type tokenClass int

const (
	numberToken tokenClass = iota
	nameToken
	listedToken
	otherToken
	tokenClasses
)

// Measured on news with the lexicon, each text against its own translation and
// against that of another: numbers .04 to .84, names .11 to .6, words the lexicon
// has .15 to .45, others .4 to .9.
var absences = [tokenClasses]absence{{0.05, 500}, {0.2, 250}, {0.35, 195}, {0.5, 1000}}

// blindRatios hold without a lexicon, when hardly anything but numbers and names
// can be rendered, and a name only where the scripts are of a kind.
var blindRatios = [tokenClasses]float64{0.6, 0.85, 0.85, 0.97}

// absenceWeight scales this evidence: that one token is missing is not
// independent of the next.
const absenceWeight = 0.6

// weights returns the log-likelihood ratios of a token that nothing in a text of
// n tokens can render, and of one that something can.
func (a absence) weights(n int) (absent, present float32) {
	q := math.Exp(-float64(max(n, 1)) / a.reach)
	return float32(absenceWeight * math.Log(a.ratio)), float32(absenceWeight * min(1, math.Log((1-a.ratio*q)/(1-q))))
}

// countKnown fills known and missed once the types are marked; n is the number of
// tokens of the other text.
func (s *side) countKnown(n int, lexicon bool) {
	var absent, present [tokenClasses]float32
	for c := range absences {
		if lexicon {
			absent[c], present[c] = absences[c].weights(n)
		} else {
			absent[c] = float32(math.Log(blindRatios[c]))
		}
	}
	s.known = make([]int32, len(s.typ)+1)
	s.missed = make([]float32, len(s.typ)+1)
	for k, e := range s.typ {
		t := &s.types[e]
		c := t.tokenClass(lexicon && s.script == englishWords)
		s.known[k+1], s.missed[k+1] = s.known[k], s.missed[k]+absent[c]
		if t.known {
			s.known[k+1], s.missed[k+1] = s.known[k]+1, s.missed[k]+present[c]
		}
	}
}

func (t *wordType) tokenClass(listed bool) tokenClass {
	switch {
	case t.class == numberType:
		return numberToken
	case t.name:
		return nameToken
	case t.listed || listed:
		return listedToken
	}
	return otherToken
}
