package align

import "math"

// A text that repeats itself, as when the same passage was pasted many times, has
// no rare words: no chain of anchors forms, and the path could be anywhere. Where
// that leaves a wide band, one cheap pass looks only at which sentences share
// words and finds the path along which most is shared; the full search then keeps
// to its neighbourhood.

// wideBand is how many nodes a row may have on average before this pass pays.
const wideBand = 48

// coarse returns the chain of sentence pairs on the path of most shared words
// within the band of a given chain.
func coarse(src, tgt *side, t *table, chain []anchor) []anchor {
	b := bandAround(chain, src.len(), tgt.len())
	if b.nodes() <= wideBand*len(b.lo) {
		return chain
	}
	w := newOverlap(src, tgt, t)
	sum := make([]float32, b.nodes()) // most that is shared on the way to a node
	back := make([]step, b.nodes())
	share := make([]float32, b.nodes())
	for i := range b.lo {
		if i < src.len() {
			w.row(i)
		}
		for j := int(b.lo[i]); j <= int(b.hi[i]); j++ {
			at := b.node(i, j)
			if i < src.len() && j < tgt.len() {
				share[at] = w.with(j)
			}
			if from := b.node(i-1, j-1); from >= 0 && share[from] > 0 {
				sum[at], back[at] = sum[from]+share[from], stepBoth
			}
			if from := b.node(i-1, j); from >= 0 && (sum[from] > sum[at] || back[at] == 0) {
				sum[at], back[at] = sum[from], stepSource
			}
			if from := b.node(i, j-1); from >= 0 && (sum[from] > sum[at] || back[at] == 0) {
				sum[at], back[at] = sum[from], stepTarget
			}
		}
		w.clear()
	}
	var found []anchor
	for i, j := src.len(), tgt.len(); i > 0 || j > 0; {
		switch back[b.node(i, j)] {
		case stepBoth:
			i, j = i-1, j-1
			if x := share[b.node(i, j)]; x >= anchorMin {
				found = append(found, anchor{int32(i), int32(j), x})
			}
		case stepSource:
			i--
		default:
			j--
		}
	}
	for a, z := 0, len(found)-1; a < z; a, z = a+1, z-1 {
		found[a], found[z] = found[z], found[a]
	}
	return supported(found)
}

// step is how the coarse path reaches a node.
type step uint8

const (
	stepBoth step = iota + 1
	stepSource
	stepTarget
)

// overlap weighs the words that a source sentence shares with target sentences.
type overlap struct {
	src, tgt *side
	table    *table
	weight   []float32 // by target type, for the source sentence of the row
	touched  []int32
}

func newOverlap(src, tgt *side, t *table) *overlap {
	return &overlap{src: src, tgt: tgt, table: t, weight: make([]float32, len(tgt.types))}
}

// row marks what may render source sentence i.
func (w *overlap) row(i int) {
	from, to := w.src.tokens(i)
	for _, e := range w.src.typ[from:min(to, from+maxTokens)] {
		for x := w.table.row[e]; x < w.table.row[e+1]; x++ {
			f := w.table.target[x]
			if w.weight[f] == 0 {
				w.touched = append(w.touched, f)
			}
			w.weight[f] = max(w.weight[f], float32(math.Log(float64(max(1.01, w.table.ratio[x])))))
		}
	}
}

func (w *overlap) clear() {
	for _, f := range w.touched {
		w.weight[f] = 0
	}
	w.touched = w.touched[:0]
}

// with sums up what target sentence j shares with the row, less a little for
// every word it has beyond that, so that of two sentences with the same words the
// shorter is the counterpart.
func (w *overlap) with(j int) float32 {
	const beyond = 0.3
	sum := float32(0)
	from, to := w.tgt.tokens(j)
	for _, f := range w.tgt.typ[from:min(to, from+maxTokens)] {
		if x := w.weight[f]; x > 0 {
			sum += x
		} else {
			sum -= beyond
		}
	}
	return max(0, sum)
}
