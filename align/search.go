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

// lattice holds the scores of all beads in a band and the sums over paths.
type lattice struct {
	n, m  int
	band  *band
	score []float32 // len(beads) per node: log score of the bead that begins there
	trans [states][states]float64
	alone [2][]float32 // by side and sentence: what it adds that the sentence stays unaligned
}

const never = -1e30

func newLattice(n, m int, b *band, nulls nullModel) *lattice {
	return &lattice{n: n, m: m, band: b, score: make([]float32, b.nodes()*len(beads)), trans: nulls.log(),
		alone: [2][]float32{make([]float32, n), make([]float32, m)}}
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
					relax(down, inSource, x+l.trans[s][inSource]+float64(l.alone[0][i]), uint8(s))
				}
				if right >= 0 {
					relax(right, inTarget, x+l.trans[s][inTarget]+float64(l.alone[1][j]), uint8(s))
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

// posterior holds the sums over all paths: from the start to each node and from
// there to the end.
type posterior struct {
	l        *lattice
	heat     float64
	forward  [][states]float64
	backward [][states]float64
	total    float64
}

// posteriors sums over all paths (forward-backward) with scores scaled by heat:
// the tokens of a sentence are not independent, so raw sums are too sure.
func (l *lattice) posteriors(heat float64) *posterior {
	nodes := l.band.nodes()
	p := &posterior{l: l, heat: heat, forward: make([][states]float64, nodes), backward: make([][states]float64, nodes)}
	p.sumForward()
	p.backward[nodes-1] = [states]float64{}
	p.sumBackward()
	return p
}

// total is the sum over all paths.
func (l *lattice) total(heat float64) float64 {
	p := &posterior{l: l, heat: heat, forward: make([][states]float64, l.band.nodes())}
	p.sumForward()
	return p.total
}

// into is the sum over paths that reach a node and go on in a state.
func (p *posterior) into(at, state int) float64 {
	f, t := &p.forward[at], &p.l.trans
	return logSum3(f[0]+t[0][state], f[1]+t[1][state], f[2]+t[2][state])
}

// alone is the log weight of an unaligned sentence beside the transition.
func (p *posterior) alone(side, sentence int) float64 {
	return p.heat * float64(p.l.alone[side][sentence])
}

func (p *posterior) sumForward() {
	l := p.l
	for k := range p.forward {
		p.forward[k] = [states]float64{never, never, never}
	}
	p.forward[0][linked] = 0
	for i := 0; i <= l.n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			at := l.band.node(i, j)
			if toLinked := p.into(at, linked); toLinked > never/2 {
				for k, b := range beads {
					if w := l.score[at*len(beads)+k]; w > never {
						to := l.band.node(i+b.s, j+b.t)
						p.forward[to][linked] = logAdd(p.forward[to][linked], toLinked+p.heat*float64(w))
					}
				}
			}
			if down := l.band.node(i+1, j); down >= 0 {
				p.forward[down][inSource] = logAdd(p.forward[down][inSource], p.into(at, inSource)+p.alone(0, i))
			}
			if right := l.band.node(i, j+1); right >= 0 {
				p.forward[right][inTarget] = logAdd(p.forward[right][inTarget], p.into(at, inTarget)+p.alone(1, j))
			}
		}
	}
	end := p.forward[len(p.forward)-1]
	p.total = logSum3(end[0], end[1], end[2])
}

func (p *posterior) sumBackward() {
	l := p.l
	for i := l.n; i >= 0; i-- {
		for j := int(l.band.hi[i]); j >= int(l.band.lo[i]); j-- {
			at := l.band.node(i, j)
			if at == len(p.backward)-1 {
				continue
			}
			out := p.onward(i, j, at)
			for s := range states {
				p.backward[at][s] = logSum3(l.trans[s][0]+out[0], l.trans[s][1]+out[1], l.trans[s][2]+out[2])
			}
		}
	}
}

// onward is, by state, the sum over the rests of paths that go on from node
// (i, j) in that state.
func (p *posterior) onward(i, j, at int) (out [states]float64) {
	l := p.l
	out = [states]float64{never, never, never}
	for k, b := range beads {
		if w := l.score[at*len(beads)+k]; w > never {
			out[linked] = logAdd(out[linked], p.heat*float64(w)+p.backward[l.band.node(i+b.s, j+b.t)][linked])
		}
	}
	if down := l.band.node(i+1, j); down >= 0 {
		out[inSource] = p.backward[down][inSource] + p.alone(0, i)
	}
	if right := l.band.node(i, j+1); right >= 0 {
		out[inTarget] = p.backward[right][inTarget] + p.alone(1, j)
	}
	return out
}

// of is the probability of a move at node (i, j).
func (p *posterior) of(i, j, move int) float64 {
	di, dj := extent(move)
	at, to := p.l.band.node(i, j), p.l.band.node(i+di, j+dj)
	if to < 0 {
		return 0
	}
	state, score := linked, 0.0
	switch move {
	case nullSource:
		state, score = inSource, p.alone(0, i)
	case nullTarget:
		state, score = inTarget, p.alone(1, j)
	default:
		w := p.l.score[at*len(beads)+move]
		if w <= never {
			return 0
		}
		score = p.heat * float64(w)
	}
	return math.Exp(min(0, p.into(at, state)+score+p.backward[to][state]-p.total))
}

// logAdd returns log(exp(a) + exp(b)), to about 1e-5: sums over paths take most
// of their time here, so that log(1 + exp(-d)) is read from a table.
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	d := (a - b) * softSteps
	if !(d < softReach*softSteps) {
		return a
	}
	k := int(d)
	f := d - float64(k)
	return a + softTable[k]*(1-f) + softTable[k+1]*f
}

// The table of log(1 + exp(-d)): steps per unit of d, and the d beyond which it
// is nothing.
const (
	softSteps = 64
	softReach = 20
)

var softTable = func() (t [softReach*softSteps + 2]float64) {
	for k := range t {
		t[k] = math.Log1p(math.Exp(-float64(k) / softSteps))
	}
	return t
}()

func logSum3(a, b, c float64) float64 { return logAdd(logAdd(a, b), c) }

// heat is the power that scores are raised to before paths are summed.
const heat = 0.7
