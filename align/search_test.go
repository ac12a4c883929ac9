package align

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Every sentence is covered once on every path, so the probabilities of the
// moves that cover it sum to one.
func TestPosteriorsSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 8).Draw(t, "n"), rapid.IntRange(1, 8).Draw(t, "m")
		l := newLattice(n, m, fullBand(n, m), usualNulls)
		score := rapid.Float64Range(-8, 8)
		l.fill(func(i, j, k int) float64 { return score.Draw(t, "score") })
		p := l.posteriors(heat)
		source, target := make([]float64, n), make([]float64, m)
		for i := 0; i <= n; i++ {
			for j := 0; j <= m; j++ {
				if i < n {
					source[i] += p.of(i, j, nullSource)
				}
				if j < m {
					target[j] += p.of(i, j, nullTarget)
				}
				for k, b := range beads {
					x := p.of(i, j, k)
					for s := i; s < i+b.s && x > 0; s++ {
						source[s] += x
					}
					for s := j; s < j+b.t && x > 0; s++ {
						target[s] += x
					}
				}
			}
		}
		for _, x := range append(source, target...) {
			if math.Abs(x-1) > 1e-4 {
				t.Fatalf("probabilities sum to %v, %v", source, target)
			}
		}
	})
}

// The best path is at least as good as any path drawn at random.
func TestBestPathIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 6).Draw(t, "n"), rapid.IntRange(1, 6).Draw(t, "m")
		l := newLattice(n, m, fullBand(n, m), usualNulls)
		score := rapid.Float64Range(-8, 8)
		l.fill(func(i, j, k int) float64 { return score.Draw(t, "score") })
		best := pathScore(l, l.best())
		var moves []int
		for i, j := 0, 0; i < n || j < m; {
			k := rapid.IntRange(nullTarget, len(beads)-1).Draw(t, "move")
			di, dj := extent(k)
			if i+di > n || j+dj > m {
				continue
			}
			moves = append(moves, k)
			i, j = i+di, j+dj
		}
		if got := pathScore(l, moves); got > best+1e-3 {
			t.Fatalf("path %v scores %v, the best %v", moves, got, best)
		}
	})
}

func pathScore(l *lattice, moves []int) float64 {
	i, j, state, sum := 0, 0, linked, 0.0
	for _, k := range moves {
		next := linked
		switch k {
		case nullSource:
			next = inSource
		case nullTarget:
			next = inTarget
		default:
			sum += float64(l.score[l.band.node(i, j)*len(beads)+k])
		}
		sum += l.trans[state][next]
		state = next
		di, dj := extent(k)
		i, j = i+di, j+dj
	}
	return sum
}

func TestBandHoldsAPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(0, 900).Draw(t, "n"), rapid.IntRange(0, 900).Draw(t, "m")
		var chain []anchor
		for i, j := 0, 0; i < n && j < m; {
			i, j = i+rapid.IntRange(1, 300).Draw(t, "di"), j+rapid.IntRange(1, 300).Draw(t, "dj")
			if i < n && j < m {
				chain = append(chain, anchor{int32(i), int32(j), 9})
			}
		}
		b := bandAround(chain, n, m)
		if b.node(0, 0) != 0 || b.node(n, m) != b.nodes()-1 {
			t.Fatal("the band lacks a corner")
		}
		for i := range b.lo {
			if b.lo[i] > b.hi[i] || i > 0 && (b.lo[i] < b.lo[i-1] || b.hi[i] < b.hi[i-1] || b.lo[i] > b.hi[i-1]) {
				t.Fatalf("row %d: %d..%d after %d..%d", i, b.lo[i], b.hi[i], b.lo[i-1], b.hi[i-1])
			}
		}
		for _, a := range chain {
			if b.node(int(a.i), int(a.j)) < 0 || b.node(int(a.i)+1, int(a.j)+1) < 0 {
				t.Fatalf("anchor %v is outside the band", a)
			}
		}
	})
}
