package align

import "math"

// The states of a path at a node: behind a link, or inside a run of unaligned
// source or target sentences.
const (
	linked = iota
	inSource
	inTarget
	states
)

// nullModel is the affine prior of unaligned runs: cuts and additions come in
// runs, so opening one is rare and going on is not.
type nullModel struct {
	open, more, swap float64 // probabilities
}

var usualNulls = nullModel{open: 0.02, more: 0.35, swap: 0.05}

// lattice holds the scores of all beads in a band and the sums over paths.
type lattice struct {
	n, m  int
	band  *band
	score []float32 // len(beads) per node: log score of the bead that begins there
	trans [states][states]float64
}

const never = -1e30

func newLattice(n, m int, b *band, nulls nullModel) *lattice {
	l := &lattice{n: n, m: m, band: b, score: make([]float32, b.nodes()*len(beads))}
	stop := 1 - nulls.more - nulls.swap
	l.trans = [states][states]float64{
		linked:   {math.Log(1 - 2*nulls.open), math.Log(nulls.open), math.Log(nulls.open)},
		inSource: {math.Log(stop), math.Log(nulls.more), math.Log(nulls.swap)},
		inTarget: {math.Log(stop), math.Log(nulls.swap), math.Log(nulls.more)},
	}
	return l
}

// fill computes the score of every bead in the band.
func (l *lattice) fill(score func(i, j int, k int) float64) {
	for i := 0; i <= l.n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			at := l.band.node(i, j) * len(beads)
			for k, b := range beads {
				if l.band.node(i+b.s, j+b.t) < 0 {
					l.score[at+k] = never
					continue
				}
				l.score[at+k] = float32(score(i, j, k))
			}
		}
	}
}

// Moves of a path are bead numbers, or one of these for an unaligned sentence.
const (
	nullSource = -1
	nullTarget = -2
)

// best returns the moves of the best path from the start to the end, given what
// each bead and unaligned sentence is worth.
func (l *lattice) best() []int {
	type cell [states]float64
	v := make([]cell, l.band.nodes())
	from := make([][states]uint8, l.band.nodes()) // bead<<2 | state before
	for k := range v {
		v[k] = cell{never, never, never}
	}
	v[0][linked] = 0
	relax := func(to, state int, value float64, back uint8) {
		if value > v[to][state] {
			v[to][state], from[to][state] = value, back
		}
	}
	for i := 0; i <= l.n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			at := l.band.node(i, j)
			down, right := l.band.node(i+1, j), l.band.node(i, j+1)
			for s := range states {
				x := v[at][s]
				if x <= never {
					continue
				}
				for k, b := range beads {
					if w := l.score[at*len(beads)+k]; w > never {
						relax(l.band.node(i+b.s, j+b.t), linked, x+l.trans[s][linked]+float64(w), uint8(k<<2|s))
					}
				}
				if down >= 0 {
					relax(down, inSource, x+l.trans[s][inSource], uint8(s))
				}
				if right >= 0 {
					relax(right, inTarget, x+l.trans[s][inTarget], uint8(s))
				}
			}
		}
	}
	return l.trace(func(at, state int) uint8 { return from[at][state] }, bestState(v[len(v)-1]))
}

func bestState(v [states]float64) int {
	best := 0
	for s := range v {
		if v[s] > v[best] {
			best = s
		}
	}
	return best
}

func (l *lattice) trace(from func(at, state int) uint8, state int) []int {
	var moves []int
	for i, j := l.n, l.m; i > 0 || j > 0; {
		back := from(l.band.node(i, j), state)
		switch state {
		case inSource:
			moves = append(moves, nullSource)
			i--
		case inTarget:
			moves = append(moves, nullTarget)
			j--
		default:
			k := int(back >> 2)
			moves = append(moves, k)
			i, j = i-beads[k].s, j-beads[k].t
		}
		state = int(back & 3)
	}
	for a, b := 0, len(moves)-1; a < b; a, b = a+1, b-1 {
		moves[a], moves[b] = moves[b], moves[a]
	}
	return moves
}

// posterior holds the probability of every move at every node.
type posterior struct {
	bead           []float32 // len(beads) per node
	source, target []float32 // per node: the next source (target) sentence is unaligned
}

// posteriors sums over all paths (forward-backward) with scores scaled by heat:
// the tokens of a sentence are not independent, so raw sums are too sure.
func (l *lattice) posteriors(heat float64) *posterior {
	type cell [states]float64
	nodes := l.band.nodes()
	f, g := make([]cell, nodes), make([]cell, nodes)
	for k := range f {
		f[k], g[k] = cell{never, never, never}, cell{never, never, never}
	}
	f[0][linked] = 0
	for i := 0; i <= l.n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			at := l.band.node(i, j)
			down, right := l.band.node(i+1, j), l.band.node(i, j+1)
			into := f[at]
			toLinked := logSum3(into[0]+l.trans[0][0], into[1]+l.trans[1][0], into[2]+l.trans[2][0])
			if toLinked > never/2 {
				for k, b := range beads {
					if w := l.score[at*len(beads)+k]; w > never {
						to := l.band.node(i+b.s, j+b.t)
						f[to][linked] = logAdd(f[to][linked], toLinked+heat*float64(w))
					}
				}
			}
			if down >= 0 {
				f[down][inSource] = logAdd(f[down][inSource], logSum3(into[0]+l.trans[0][1], into[1]+l.trans[1][1], into[2]+l.trans[2][1]))
			}
			if right >= 0 {
				f[right][inTarget] = logAdd(f[right][inTarget], logSum3(into[0]+l.trans[0][2], into[1]+l.trans[1][2], into[2]+l.trans[2][2]))
			}
		}
	}
	g[nodes-1] = cell{}
	total := logSum3(f[nodes-1][0], f[nodes-1][1], f[nodes-1][2])
	p := &posterior{bead: make([]float32, nodes*len(beads)), source: make([]float32, nodes), target: make([]float32, nodes)}
	for i := l.n; i >= 0; i-- {
		for j := int(l.band.hi[i]); j >= int(l.band.lo[i]); j-- {
			at := l.band.node(i, j)
			down, right := l.band.node(i+1, j), l.band.node(i, j+1)
			into := f[at]
			toLinked := logSum3(into[0]+l.trans[0][0], into[1]+l.trans[1][0], into[2]+l.trans[2][0])
			out := never
			for k, b := range beads {
				if w := l.score[at*len(beads)+k]; w > never {
					x := heat*float64(w) + g[l.band.node(i+b.s, j+b.t)][linked]
					p.bead[at*len(beads)+k] = float32(math.Exp(min(0, toLinked+x-total)))
					out = logAdd(out, x)
				}
			}
			outS, outT := never, never
			if down >= 0 {
				outS = g[down][inSource]
				x := logSum3(into[0]+l.trans[0][1], into[1]+l.trans[1][1], into[2]+l.trans[2][1])
				p.source[at] = float32(math.Exp(min(0, x+outS-total)))
			}
			if right >= 0 {
				outT = g[right][inTarget]
				x := logSum3(into[0]+l.trans[0][2], into[1]+l.trans[1][2], into[2]+l.trans[2][2])
				p.target[at] = float32(math.Exp(min(0, x+outT-total)))
			}
			if at == nodes-1 {
				continue
			}
			for s := range states {
				g[at][s] = logSum3(l.trans[s][0]+out, l.trans[s][1]+outS, l.trans[s][2]+outT)
			}
		}
	}
	return p
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if d := b - a; d > -40 {
		return a + math.Log1p(math.Exp(d))
	}
	return a
}

func logSum3(a, b, c float64) float64 { return logAdd(logAdd(a, b), c) }

// heat is the power that scores are raised to before paths are summed.
const heat = 0.7
