package metric

import (
	"math"
	"slices"
)

// op is one step from the hypothesis to the reference.
type op uint8

const (
	none       op = iota
	same          // the words are equal
	substitute    // one word for another
	surplus       // a word only in the hypothesis
	missing       // a word only in the reference
)

// beamWidth is how far from the diagonal Tercom looks.
const beamWidth = 25

const unreachable = math.MaxInt32 / 2

type cell struct {
	cost int32
	op   op
}

// distance measures edit distances to one reference, within a band around the
// diagonal. It keeps the matrix of the text it started with, so that a text with
// the same beginning is measured from where it differs.
type distance struct {
	ref  []int32
	rows [][]cell // of the first text
	own  [][]cell // of the text measured last, shared with rows as far as they agree
}

func newDistance(ref []int32) *distance { return &distance{ref: ref} }

// start measures hyp and keeps its matrix for [distance.measure].
func (d *distance) start(hyp []int32) {
	first := make([]cell, len(d.ref)+1)
	for j := range first {
		first[j] = cell{int32(j), missing}
	}
	d.rows = [][]cell{first}
	d.measure(hyp, 0)
	d.rows = d.own
}

// measure measures a text as long as the one started with, whose first from words
// it shares.
func (d *distance) measure(hyp []int32, from int) {
	d.own = slices.Clone(d.rows[:from+1])
	ratio := 1.0
	if len(hyp) > 0 {
		ratio = float64(len(d.ref)) / float64(len(hyp))
	}
	width := beamWidth
	if float64(beamWidth) < ratio/2 {
		width = int(math.Ceil(ratio/2 + beamWidth))
	}
	for i := from + 1; i <= len(hyp); i++ {
		middle := int(math.Floor(float64(i) * ratio))
		low, high := max(0, middle-width), min(len(d.ref)+1, middle+width)
		if i == len(hyp) {
			high = len(d.ref) + 1
		}
		d.own = append(d.own, d.row(hyp[i-1], d.own[i-1], low, high))
	}
}

// row computes cells low to high for one word. Of equal costs Tercom prefers a
// match or substitution, then a surplus word, then a missing one.
func (d *distance) row(word int32, above []cell, low, high int) []cell {
	row := make([]cell, len(d.ref)+1)
	for j := range row {
		row[j].cost = unreachable
	}
	for j := low; j < high; j++ {
		c := cell{above[j].cost + 1, surplus}
		if j > 0 {
			diagonal := cell{above[j-1].cost, same}
			if word != d.ref[j-1] {
				diagonal = cell{above[j-1].cost + 1, substitute}
			}
			if diagonal.cost <= c.cost {
				c = diagonal
			}
			if left := row[j-1].cost + 1; left < c.cost {
				c = cell{left, missing}
			}
		}
		if c.cost < unreachable {
			row[j] = c
		}
	}
	return row
}

// cost is the edit distance of the text measured last.
func (d *distance) cost() int {
	last := d.own[len(d.own)-1]
	return int(last[len(last)-1].cost)
}

// trace returns the steps for the text measured last, of n words.
func (d *distance) trace(n int) []op {
	var out []op
	for i, j := n, len(d.ref); i > 0 || j > 0; {
		o := d.own[i][j].op
		out = append(out, o)
		if o == none {
			break // outside the band: cannot happen, and must not loop
		}
		if o != missing {
			i--
		}
		if o != surplus {
			j--
		}
	}
	slices.Reverse(out)
	return out
}
