package align

import "math"

// view is the word evidence of one rendering of the source: the source itself
// or its machine translation.
type view struct {
	src, tgt *side
	table    *table
	share    float64 // weight among the views
	length   lengthModel
	links    *pairLinks
	// alpha is the share of tokens without counterpart among those that have a
	// possible one in the other text, on either side.
	alphaS, alphaT       float64
	logAlphaS, logAlphaT float64
	accS, accT           accumulator
	places               *placeModel
	met                  []meeting // of the bead being scored
	claimsS, claimsT     []float32 // by token: the sum of its links; zero between beads
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
// in IBM model 1 (Brown et al. 1993, "The mathematics of statistical machine
// translation"): with probability alpha it is background, otherwise it renders
// one of the n tokens of the other side.
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
	if product == 1 {
		return sum
	}
	return sum + math.Log(product)
}

// background empties the accumulator and returns how many of total tokens are
// expected to be background.
func (a *accumulator) background(alpha float64, n, total int) float64 {
	sum := float64(total - len(a.touched))
	k := (1 - alpha) / (alpha * float64(n))
	for _, x := range a.touched {
		sum += 1 / (1 + k*float64(a.sum[x]))
		a.sum[x] = 0
	}
	a.touched = a.touched[:0]
	return sum
}

// gather finds how far the tokens of a bead explain each other, in both
// accumulators, and returns its token ranges. A pair of tokens counts by how well
// their places in the two passages fit, and every token has one counterpart only:
// where several claim it, each gets its share of it. So a sentence that repeats
// what its neighbour says, or lies beside the rest, gains nothing by joining it.
func (v *view) gather(i, j, a, b int) (sFrom, sTo, tFrom, tTo int32) {
	sFrom, sTo = v.src.off[i], v.src.off[i+a]
	tFrom, tTo = v.tgt.off[j], v.tgt.off[j+b]
	v.meet(i, j, a, b)
	for _, l := range v.met {
		v.accS.add(l.p, l.ratio*contested(l.ratio/v.claimsT[l.q]))
		v.accT.add(l.q, l.ratio*contested(l.ratio/v.claimsS[l.p]))
	}
	for _, l := range v.met {
		v.claimsS[l.p], v.claimsT[l.q] = 0, 0
	}
	return sFrom, sTo, tFrom, tTo
}

// contested is what a link keeps of its ratio when it has a share of all that claim
// its counterpart. Gains are sums of logarithms, in which two halves are worth nearly
// two wholes; what is shared therefore counts for less than the share.
func contested(share float32) float32 { return share * float32(math.Sqrt(float64(share))) }

// bare counts the sentences of a bead that share nothing with its other side.
func (v *view) bare(i, j, a, b int) (n int) {
	var met [2 * longestBead]bool
	for x := range a {
		for y := range b {
			if len(v.links.of(i+x, j+y)) > 0 {
				met[x], met[a+y] = true, true
			}
		}
	}
	for _, m := range met[:a+b] {
		n += 1 - bit(m)
	}
	return n
}

// meeting is a token link of a bead; p and q count from the passages' first
// tokens.
type meeting struct {
	p, q  int32
	ratio float32
}

// meet lists the token links of a bead, weighed by place, and sums them by token.
func (v *view) meet(i, j, a, b int) {
	sFrom, tFrom := v.src.off[i], v.tgt.off[j]
	nS, nT := v.src.off[i+a]-sFrom, v.tgt.off[j+b]-tFrom
	v.claimsS, v.claimsT = grown(v.claimsS, nS), grown(v.claimsT, nT)
	fit := v.places.fit(min(nS, nT))
	lettersS, lettersT := v.src.letters(i, a), v.tgt.letters(j, b)
	scaleS, scaleT := placeSteps/float32(lettersS+1), placeSteps/float32(lettersT+1)
	v.met = v.met[:0]
	beforeS := int32(0)
	for x := i; x < i+a; x++ {
		beforeT := int32(0)
		for y := j; y < j+b; y++ {
			p0, q0 := v.src.off[x], v.tgt.off[y]
			for _, l := range v.links.of(x, y) {
				p, q := p0+int32(l.p), q0+int32(l.q)
				d := float32(beforeS+v.src.at[p])*scaleS - float32(beforeT+v.tgt.at[q])*scaleT
				r := l.ratio * fit[int(max(d, -d))]
				p, q = p-sFrom, q-tFrom
				v.met = append(v.met, meeting{p, q, r})
				v.claimsS[p] += r
				v.claimsT[q] += r
			}
			beforeT += v.tgt.size[y]
		}
		beforeS += v.src.size[x]
	}
}

// grown returns s with room for n values; what is added is zero.
func grown(s []float32, n int32) []float32 {
	if int(n) > len(s) {
		s = append(s, make([]float32, int(n)-len(s)+64)...)
	}
	return s
}

// words is the log-likelihood ratio of the tokens of source sentences i..i+a and
// target sentences j..j+b, in both directions.
func (v *view) words(i, j, a, b int) float64 {
	if v.src.off[i] == v.src.off[i+a] && v.tgt.off[j] == v.tgt.off[j+b] {
		return 0 // as in a text whose lines are all the same
	}
	sFrom, sTo, tFrom, tTo := v.gather(i, j, a, b)
	return unexplained(v.src, sFrom, sTo, v.logAlphaS) + v.accS.gain(v.alphaS, int(tTo-tFrom)+1) +
		unexplained(v.tgt, tFrom, tTo, v.logAlphaT) + v.accT.gain(v.alphaT, int(sTo-sFrom)+1)
}

// unexplained is the log-likelihood ratio of a passage's tokens as background.
func unexplained(s *side, from, to int32, logAlpha float64) float64 {
	return float64(s.known[to]-s.known[from])*logAlpha + float64(s.missed[to]-s.missed[from])
}

// tally counts tokens of 1-1 links and how many of them are background.
type tally struct {
	bgS, allS, bgT, allT float64
	length               lengthTally
}

// count adds the 1-1 link (i, j) to a tally.
func (v *view) count(t *tally, i, j int) {
	sFrom, sTo, tFrom, tTo := v.gather(i, j, 1, 1)
	ks, kt := int(v.src.known[sTo]-v.src.known[sFrom]), int(v.tgt.known[tTo]-v.tgt.known[tFrom])
	t.bgS += v.accS.background(v.alphaS, int(tTo-tFrom)+1, ks)
	t.bgT += v.accT.background(v.alphaT, int(sTo-sFrom)+1, kt)
	t.allS += float64(ks)
	t.allT += float64(kt)
	v.length.count(&t.length, v.src.size[i], v.tgt.size[j])
}

// Bounds of alpha, its value before anything is known, and the number of tokens
// that this guess counts for.
const (
	firstAlpha  = 0.6
	alphaFloor  = 0.15
	alphaCeil   = 0.97
	alphaTokens = 6
)

// settle sets alpha from a tally.
func (v *view) settle(t tally) {
	share := func(bg, all float64) float64 {
		return max(alphaFloor, min(alphaCeil, (bg+alphaTokens/2)/(all+alphaTokens)))
	}
	v.setAlpha(share(t.bgS, t.allS), share(t.bgT, t.allT))
	v.length.settle(t.length)
}

func (v *view) setAlpha(s, t float64) {
	v.alphaS, v.alphaT = s, t
	v.logAlphaS, v.logAlphaT = math.Log(s), math.Log(t)
}
