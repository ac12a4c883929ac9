package align

import (
	"cmp"
	"math"
	"slices"
)

// Long texts are searched coarse to fine (compare Moore 2002, "Fast and accurate
// sentence alignment of bilingual corpora", and Varga et al. 2005): sentence
// pairs that share rare words are found through an inverted index, the heaviest
// chain of them that runs forward in both texts is kept, and only its
// neighbourhood is searched in full.

// anchor is a sentence pair with the weight of the rare words it shares.
type anchor struct {
	i, j   int32
	weight float32
}

const (
	rareSpread     = 24  // sentences a rare word may occur in
	anchorMin      = 5.0 // log ratio a sentence pair must share: about one rare or two usual words
	perSentence    = 3   // candidates kept of each source sentence
	margin         = 8   // nodes on either side of the chain
	largeRectangle = 100_000
	corridor       = 100       // half the width of the path through a large stretch without anchors
	narrowest      = 16        // and the least half width, where a very long text has no anchors at all
	mostNodes      = 2_000_000 // nodes a text without anchors may take, for time and memory
	supportReach   = 12        // anchors within which another one must lie on about the same diagonal
	supportSlack   = 6
)

// candidatesOf finds the target sentences that share the most rare words with
// each source sentence.
func candidatesOf(src, tgt *side, t *table) []anchor {
	index := invert(tgt)
	weight := make([]float32, tgt.len())
	var touched []int32
	var out, top []anchor
	for i := range src.len() {
		from, to := src.tokens(i)
		for _, e := range src.typ[from:to] {
			if src.types[e].spread > rareSpread {
				continue
			}
			for x := t.row[e]; x < t.row[e+1]; x++ {
				f := t.target[x]
				if tgt.types[f].spread > rareSpread || t.ratio[x] <= 1 {
					continue
				}
				w := float32(math.Log(float64(t.ratio[x]))) / float32(max(src.types[e].spread, tgt.types[f].spread))
				for _, j := range index.sentences(f) {
					if weight[j] == 0 {
						touched = append(touched, j)
					}
					weight[j] += w
				}
			}
		}
		top = top[:0]
		for _, j := range touched {
			if weight[j] >= anchorMin {
				top = append(top, anchor{int32(i), j, weight[j]})
			}
			weight[j] = 0
		}
		touched = touched[:0]
		// Of equals, as in a text that repeats itself, the one nearest the diagonal.
		mid := int32(float64(i) / float64(src.len()) * float64(tgt.len()))
		slices.SortFunc(top, func(a, b anchor) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(abs(a.j-mid), abs(b.j-mid)), cmp.Compare(a.j, b.j))
		})
		out = append(out, top[:min(len(top), perSentence)]...)
	}
	return out
}

// postings tells in which sentences a type occurs.
type postings struct {
	off, sentence []int32
}

func invert(s *side) *postings {
	p := &postings{off: make([]int32, len(s.types)+1), sentence: make([]int32, len(s.typ))}
	for _, e := range s.typ {
		p.off[e+1]++
	}
	for e := range s.types {
		p.off[e+1] += p.off[e]
	}
	next := slices.Clone(p.off)
	for i := range s.len() {
		from, to := s.tokens(i)
		for _, e := range s.typ[from:to] {
			p.sentence[next[e]] = int32(i)
			next[e]++
		}
	}
	return p
}

func (p *postings) sentences(e int32) []int32 { return p.sentence[p.off[e]:p.off[e+1]] }

// heaviestChain picks the candidates of greatest total weight that ascend in both
// texts, with a Fenwick tree over target positions.
func heaviestChain(c []anchor, m int) []anchor {
	if len(c) == 0 {
		return nil
	}
	slices.SortFunc(c, func(a, b anchor) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(b.j, a.j)) })
	tree := make([]int32, m+1) // best chain that ends at or before a target position: candidate + 1
	sum := make([]float32, len(c))
	back := make([]int32, len(c))
	better := func(a, b int32) bool { return a != 0 && (b == 0 || sum[a-1] > sum[b-1]) }
	best := int32(0)
	for k := range c {
		before := int32(0)
		for x := c[k].j; x > 0; x &= x - 1 {
			if better(tree[x], before) {
				before = tree[x]
			}
		}
		sum[k], back[k] = c[k].weight, before
		if before != 0 {
			sum[k] += sum[before-1]
		}
		me := int32(k) + 1
		for x := c[k].j + 1; x <= int32(m); x += x & -x {
			if better(me, tree[x]) {
				tree[x] = me
			}
		}
		if better(me, best) {
			best = me
		}
	}
	var chain []anchor
	for k := best; k != 0; k = back[k-1] {
		chain = append(chain, c[k-1])
	}
	slices.Reverse(chain)
	return chain
}

// supported drops anchors that stand alone on their diagonal: a pair that shares
// a rare word by chance would bend the band away from the path.
func supported(chain []anchor) []anchor {
	out := chain[:0:0]
	for k, a := range chain {
		near := func(x int) bool {
			if x < 0 || x >= len(chain) || abs(chain[x].i-a.i) > supportReach {
				return false
			}
			return abs((chain[x].j-chain[x].i)-(a.j-a.i)) <= supportSlack
		}
		if near(k-1) || near(k+1) || near(k-2) || near(k+2) {
			out = append(out, a)
		}
	}
	return out
}

// bandAround covers the rectangles between consecutive anchors and a margin
// around them; through a large stretch without anchors it follows the diagonal.
func bandAround(chain []anchor, n, m int) *band {
	lo, hi := make([]int32, n+1), make([]int32, n+1)
	for i := range lo {
		lo[i], hi[i] = int32(m), 0
	}
	widen := func(i, from, to int) {
		if i >= 0 && i <= n {
			lo[i] = min(lo[i], int32(max(0, from)))
			hi[i] = max(hi[i], int32(min(m, to)))
		}
	}
	i0, j0 := 0, 0
	cover := func(i1, j1 int) {
		di, dj := i1-i0, j1-j0
		for i := i0 - margin; i <= i1+margin; i++ {
			if di*dj <= largeRectangle {
				widen(i, j0-margin, j1+margin)
				continue
			}
			mid := j0 + int(float64(max(0, min(i, i1)-i0))/float64(max(1, di))*float64(dj))
			half := max(min(corridor, mostNodes/2/(n+1)), narrowest, largeRectangle/2/max(1, di)) + dj/max(1, di)
			widen(i, max(j0-margin, mid-half), min(j1+margin, mid+half))
		}
		i0, j0 = i1, j1
	}
	for _, a := range chain {
		cover(int(a.i), int(a.j))
	}
	cover(n, m)
	lo[0], hi[n] = 0, int32(m)
	for i := n - 1; i >= 0; i-- {
		lo[i] = min(lo[i], lo[i+1])
	}
	for i := 1; i <= n; i++ {
		hi[i] = max(hi[i], hi[i-1])
	}
	for i := range n { // consecutive rows must share a node
		hi[i] = max(hi[i], lo[i+1])
	}
	return newBand(lo, hi)
}

func abs(x int32) int32 { return max(x, -x) }
