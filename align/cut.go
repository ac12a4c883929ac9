package align

import "math"

// A 2-2 bead is most often two 1-1 pairs whose boundary stands elsewhere in one
// of the texts: a clause moved over, or a broken line. Its own model says so. The
// two sentences of one side are cut anew at every word; what stands before the
// cut must be explained by the first sentence of the other side, what stands
// after it by the second. So a true 2-2 is not diluted as a plain merge is, and
// a chance similarity of neighbours does not pass for one.

// cutter holds the working memory of the moved-boundary model.
type cutter struct {
	first, second []float32 // per token of the cut side: link ratios into either sentence
	gain          []float64 // per cut: log-likelihood of the cut side's tokens
	acc           [2]accumulator
	links         []cutLink
}

// cutLink is a token link of the 2-2 bead: p on the cut side, q on the other.
type cutLink struct {
	p, q  int32
	ratio float32
}

// minMoved is the fewest tokens that count as a moved clause.
const minMoved = 2

// cutSide describes the sentence pair that is cut anew.
type cutSide struct {
	s      *side
	at     int // first of the two sentences
	alpha  float64
	offset int32 // tokens of the first sentence
	total  int32
}

func newCutSide(s *side, at int, alpha float64) cutSide {
	return cutSide{s, at, alpha, s.off[at+1] - s.off[at], s.off[at+2] - s.off[at]}
}

// letters returns how many letters stand before token k of the pair.
func (c *cutSide) letters(k int32) int32 {
	if k >= c.total {
		return c.s.size[c.at] + c.s.size[c.at+1]
	}
	n := c.s.at[c.s.off[c.at]+k]
	if k >= c.offset {
		n += c.s.size[c.at]
	}
	return n
}

func (c *cutSide) unexplained() float64 {
	from := c.s.off[c.at]
	return unexplained(c.s, from, from+c.total, math.Log(c.alpha))
}

// moved returns the log-likelihood ratio of the 2-2 bead at (i, j) under the
// moved-boundary model, never when nothing links across the boundary.
func (v *view) moved(i, j int) float64 {
	if len(v.links.of(i, j+1))+len(v.links.of(i+1, j)) == 0 || len(v.links.of(i, j)) == 0 || len(v.links.of(i+1, j+1)) == 0 {
		return never
	}
	s, t := newCutSide(v.src, i, v.alphaS), newCutSide(v.tgt, j, v.alphaT)
	c := &v.cut
	c.links = c.links[:0]
	for x := range 2 {
		for y := range 2 {
			for _, l := range v.links.of(i+x, j+y) {
				c.links = append(c.links, cutLink{int32(l.p) + int32(x)*s.offset, int32(l.q) + int32(y)*t.offset, l.ratio})
			}
		}
	}
	best := v.bestCut(&s, &t, false)
	for k := range c.links {
		l := &c.links[k]
		l.p, l.q = l.q, l.p
	}
	return logAdd(best, v.bestCut(&t, &s, true)) - math.Ln2
}

// candidates is how many cuts are scored in full.
const candidates = 3

// bestCut cuts side a anew against the sentences of side b; reversed says that a
// is the target.
func (v *view) bestCut(a, b *cutSide, reversed bool) float64 {
	c := &v.cut
	c.first, c.second = resize(c.first, int(a.total)), resize(c.second, int(a.total))
	for _, l := range c.links {
		if l.q < b.offset {
			c.first[l.p] += l.ratio
		} else {
			c.second[l.p] += l.ratio
		}
	}
	k1 := float32((1 - a.alpha) / (a.alpha * float64(b.offset+1)))
	k2 := float32((1 - a.alpha) / (a.alpha * float64(b.total-b.offset+1)))
	c.gain = append(c.gain[:0], 0)
	for p := range c.second {
		c.gain[0] += logOnePlus(k2 * c.second[p])
	}
	for p := range c.first {
		c.gain = append(c.gain, c.gain[p]+logOnePlus(k1*c.first[p])-logOnePlus(k2*c.second[p]))
	}
	lb1, lb2 := b.s.size[b.at], b.s.size[b.at+1]
	whole := a.letters(a.total)
	length := func(k int32) float64 {
		la := a.letters(k)
		if reversed {
			return v.length.score(lb1, la) + v.length.score(lb2, whole-la)
		}
		return v.length.score(la, lb1) + v.length.score(whole-la, lb2)
	}
	base := wordWeight * (a.unexplained() + b.unexplained())
	sum := never
	var tried [candidates]int32
	for n := range candidates {
		at, top := int32(-1), never
		for k := int32(1); k < a.total; k++ {
			if k > a.offset-minMoved && k < a.offset+minMoved || tried[0] == k || tried[1] == k {
				continue
			}
			if k > 1 && k < a.total-1 && c.first[k] == 0 && c.second[k] == 0 && c.first[k-1] == 0 && c.second[k-1] == 0 {
				continue // no evidence on either side of the cut: a neighbouring cut is as good
			}
			if x := wordWeight*c.gain[k] + length(k); x > top {
				at, top = k, x
			}
		}
		if at < 0 {
			break
		}
		tried[n] = at
		for _, l := range c.links {
			if l.p < at && l.q < b.offset {
				c.acc[0].add(l.q, l.ratio)
			} else if l.p >= at && l.q >= b.offset {
				c.acc[1].add(l.q, l.ratio)
			}
		}
		other := c.acc[0].gain(b.alpha, int(at)+1) + c.acc[1].gain(b.alpha, int(a.total-at)+1)
		sum = logAdd(sum, base+top+wordWeight*other)
	}
	return sum - math.Log(float64(a.total))
}

func logOnePlus(x float32) float64 {
	if x == 0 {
		return 0
	}
	return math.Log1p(float64(x))
}

// resize returns a zeroed slice of length n, reusing s.
func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}
