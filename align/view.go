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

// gather sums the token links of a bead into the accumulators and returns its
// token ranges.
func (v *view) gather(i, j, a, b int) (sFrom, sTo, tFrom, tTo int32) {
	sFrom, sTo = v.src.off[i], v.src.off[i+a]
	tFrom, tTo = v.tgt.off[j], v.tgt.off[j+b]
	for x := i; x < i+a; x++ {
		for y := j; y < j+b; y++ {
			p0, q0 := v.src.off[x]-sFrom, v.tgt.off[y]-tFrom
			for _, l := range v.links.of(x, y) {
				v.accS.add(p0+int32(l.p), l.ratio)
				v.accT.add(q0+int32(l.q), l.ratio)
			}
		}
	}
	return sFrom, sTo, tFrom, tTo
}

// words is the log-likelihood ratio of the tokens of source sentences i..i+a and
// target sentences j..j+b, in both directions.
func (v *view) words(i, j, a, b int) float64 {
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
	ratios               float64 // sum of the log length ratios
	links                int
}

// count adds the 1-1 link (i, j) to a tally.
func (v *view) count(t *tally, i, j int) {
	sFrom, sTo, tFrom, tTo := v.gather(i, j, 1, 1)
	ks, kt := int(v.src.known[sTo]-v.src.known[sFrom]), int(v.tgt.known[tTo]-v.tgt.known[tFrom])
	t.bgS += v.accS.background(v.alphaS, int(tTo-tFrom)+1, ks)
	t.bgT += v.accT.background(v.alphaT, int(sTo-sFrom)+1, kt)
	t.allS += float64(ks)
	t.allT += float64(kt)
	if s, u := v.src.size[i], v.tgt.size[j]; s > 0 && u > 0 {
		t.ratios += max(-1, min(1, math.Log(float64(u)+3)-math.Log(float64(s)+3)))
		t.links++
	}
}

// Bounds of alpha, its value before anything is known, and the number of tokens
// that this guess counts for.
const (
	firstAlpha  = 0.6
	alphaFloor  = 0.2
	alphaCeil   = 0.97
	alphaTokens = 6
)

// settle sets alpha from a tally.
func (v *view) settle(t tally) {
	share := func(bg, all float64) float64 {
		return max(alphaFloor, min(alphaCeil, (bg+alphaTokens/2)/(all+alphaTokens)))
	}
	v.setAlpha(share(t.bgS, t.allS), share(t.bgT, t.allT))
	v.length.settle(t.ratios, t.links)
}

func (v *view) setAlpha(s, t float64) {
	v.alphaS, v.alphaT = s, t
	v.logAlphaS, v.logAlphaT = math.Log(s), math.Log(t)
}
