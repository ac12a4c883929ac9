package align

import "math"

// placeModel says how well two places in passages that translate each other fit:
// translations keep the order of what is said, more or less, so that counterparts
// stand at about the same share of the way through (compare Dyer, Chahuneau and
// Smith 2013, "A simple, fast, and effective reparameterization of IBM model 2").
// It is what tells a passage that continues the translation from one beside it.
type placeModel [maxPlaceTokens + 1][placeSteps + 1]float32

const (
	placeSteps     = 64 // the way through a passage is told in this many steps
	maxPlaceTokens = 80
)

// The distance between counterparts falls off exponentially on a scale that is a
// share of the passage and some words beside; a share of words stands anywhere.
const (
	placeShare = 0.12
	placeWords = 2.5
	anyPlace   = 0.15
)

func newPlaceModel() *placeModel {
	m := new(placeModel)
	for n := range m {
		scale := placeShare + placeWords/float64(max(1, n))
		// Such that the factor is 1 on average over the places of a passage, seen
		// from its middle.
		norm := 2 * scale * (1 - math.Exp(-0.5/scale))
		for d := range m[n] {
			fall := math.Exp(-(float64(d) + 0.5) / placeSteps / scale)
			m[n][d] = float32(anyPlace + (1-anyPlace)*fall/norm)
		}
	}
	return m
}

// fit returns the factors by distance for passages of which the shorter has n
// tokens.
func (m *placeModel) fit(n int32) *[placeSteps + 1]float32 {
	return &m[min(n, maxPlaceTokens)]
}
