package align

import "math"

// bead is a kind of link: how many source and target sentences it joins.
type bead struct {
	s, t  int
	prior float64
}

// beads lists the links with both sides filled, in the order of their scores in
// flat arrays. The priors are shares of links in edited news translations, where
// 1-1 is nine in ten.
var beads = [...]bead{
	{1, 1, 0.86},
	{1, 2, 0.04}, {2, 1, 0.04},
	{2, 2, 0.02},
	{1, 3, 0.006}, {3, 1, 0.006},
	{2, 3, 0.001}, {3, 2, 0.001},
	{1, 4, 0.001}, {4, 1, 0.001},
}

// weights balance the kinds of evidence.
type weights struct {
	words, length, marks float64
}

var usual = weights{words: 0.5, length: 1, marks: 1}

// scorer gives beads their log-likelihood ratio against chance.
type scorer struct {
	src, tgt *side
	links    *pairLinks
	length   lengthModel
	marks    *markModel
	breaks   *breakModel
	weights  weights
	// alpha is the share of tokens that have no counterpart the evidence knows, on
	// either side; logAlpha is what such a token costs.
	alphaS, alphaT       float64
	logAlphaS, logAlphaT float64
	accS, accT           accumulator
	cut                  cutter
}

// accumulator sums link ratios per token of one side of a bead.
type accumulator struct {
	sum     []float32
	touched []int32
}

func (a *accumulator) add(k int32, r float32) {
	for int(k) >= len(a.sum) {
		a.sum = append(a.sum, make([]float32, 256)...)
	}
	if a.sum[k] == 0 {
		a.touched = append(a.touched, k)
	}
	a.sum[k] += r
}

// gain empties the accumulator and returns the log-likelihood ratio that its
// tokens add to that of tokens without counterpart. Every token is a mixture, as
// in IBM model 1 (Brown et al. 1993): with probability alpha it is background,
// otherwise it renders one of the n tokens of the other side.
func (a *accumulator) gain(alpha float64, n int) float64 {
	product, sum := 1.0, 0.0
	k := (1 - alpha) / (alpha * float64(max(n, 1)))
	for _, x := range a.touched {
		product *= 1 + k*float64(a.sum[x])
		a.sum[x] = 0
		if product > 1e200 {
			sum += math.Log(product)
			product = 1
		}
	}
	a.touched = a.touched[:0]
	return sum + math.Log(product)
}

// unexplained is the log-likelihood ratio of a passage's tokens as background.
func unexplained(s *side, from, to int32, logAlpha float64) float64 {
	return float64(s.known[to]-s.known[from])*logAlpha + float64(s.missed[to]-s.missed[from])
}

func (sc *scorer) setAlpha(s, t float64) {
	sc.alphaS, sc.alphaT = s, t
	sc.logAlphaS, sc.logAlphaT = math.Log(s), math.Log(t)
}

// Shares of 2-2 beads that are two pairs with a moved boundary, and real merges.
var logMovedBoundary, logPlainMerge = math.Log(0.8), math.Log(0.2)

// score is the log-likelihood ratio of linking source sentences i..i+a to target
// sentences j..j+b, without the bead's prior.
func (sc *scorer) score(i, j, a, b int) float64 {
	sFrom, sTo := sc.src.off[i], sc.src.off[i+a]
	tFrom, tTo := sc.tgt.off[j], sc.tgt.off[j+b]
	for x := i; x < i+a; x++ {
		for y := j; y < j+b; y++ {
			p0, q0 := sc.src.off[x]-sFrom, sc.tgt.off[y]-tFrom
			for _, l := range sc.links.of(x, y) {
				sc.accS.add(p0+int32(l.p), l.ratio)
				sc.accT.add(q0+int32(l.q), l.ratio)
			}
		}
	}
	ns, nt := int(sTo-sFrom), int(tTo-tFrom)
	words := unexplained(sc.src, sFrom, sTo, sc.logAlphaS) + sc.accS.gain(sc.alphaS, nt+1) +
		unexplained(sc.tgt, tFrom, tTo, sc.logAlphaT) + sc.accT.gain(sc.alphaT, ns+1)
	var ls, lt int32
	var ms, mt uint16
	for x := i; x < i+a; x++ {
		ls += sc.src.size[x]
		ms |= sc.src.marks[x]
	}
	for y := j; y < j+b; y++ {
		lt += sc.tgt.size[y]
		mt |= sc.tgt.marks[y]
	}
	plain := sc.weights.words*words + sc.weights.length*sc.length.score(ls, lt)
	if a == 2 && b == 2 {
		plain = logAdd(plain+logPlainMerge, sc.moved(i, j)+logMovedBoundary)
	}
	return plain + sc.weights.marks*sc.marks.score(ms, mt) + sc.breaks.score(sc.src, sc.tgt, i, j, a, b)
}
