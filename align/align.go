package align

import (
	"math"
)

// Align links the sentences of two texts. Every sentence of both sides is in
// exactly one link, links are in text order. It fails when Pivot, a paragraph
// list or an anchor does not fit the sentences.
func Align(source, target []string, opt Options) (*Result, error) {
	if len(source) == 0 && len(target) == 0 {
		return &Result{}, nil
	}
	src, srcPhrases := readSide(source, scriptOf(opt.SourceLang, source), opt.Lexicon)
	tgt, tgtPhrases := readSide(target, scriptOf(opt.TargetLang, target), opt.Lexicon)
	t := gather(src, tgt, append(srcPhrases, tgtPhrases...), opt.Lexicon)
	b := narrow(src, tgt, t)
	sc := &scorer{src: src, tgt: tgt, links: linkPairs(src, tgt, t, b), length: newLengthModel(src, tgt), marks: newMarkModel(src, tgt), breaks: newBreakModel(src, tgt), weights: usual}
	sc.setAlpha(0.6, 0.6)
	l := newLattice(len(source), len(target), b, usualNulls)
	fill := func() {
		l.fill(func(i, j, k int) float64 {
			b := beads[k]
			return sc.score(i, j, b.s, b.t) + math.Log(b.prior)
		})
	}
	fill()
	for range 2 {
		sc.reestimate(l.best())
		fill()
	}
	return &Result{Links: l.links(l.best(), l.posteriors(0.7))}, nil
}

// reestimate settles alpha from the 1-1 links of a path.
func (sc *scorer) reestimate(moves []int) {
	i, j := 0, 0
	bgS, nS, bgT, nT := 3.0, 6.0, 3.0, 6.0
	for _, k := range moves {
		switch {
		case k == nullSource:
			i++
			continue
		case k == nullTarget:
			j++
			continue
		}
		b := beads[k]
		if k == 0 {
			ns, nt := sc.src.off[i+1]-sc.src.off[i], sc.tgt.off[j+1]-sc.tgt.off[j]
			for _, l := range sc.links.of(i, j) {
				sc.accS.add(int32(l.p), l.ratio)
				sc.accT.add(int32(l.q), l.ratio)
			}
			ks, kt := sc.src.known[sc.src.off[i+1]]-sc.src.known[sc.src.off[i]], sc.tgt.known[sc.tgt.off[j+1]]-sc.tgt.known[sc.tgt.off[j]]
			bgS += sc.accS.background(sc.alphaS, int(nt)+1, int(ks))
			bgT += sc.accT.background(sc.alphaT, int(ns)+1, int(kt))
			nS += float64(ks)
			nT += float64(kt)
		}
		i, j = i+b.s, j+b.t
	}
	sc.setAlpha(max(0.2, min(0.97, bgS/nS)), max(0.2, min(0.97, bgT/nT)))
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

// links turns moves into links with their probabilities.
func (l *lattice) links(moves []int, p *posterior) []Link {
	out := make([]Link, 0, len(moves))
	i, j := 0, 0
	for _, k := range moves {
		at := l.band.node(i, j)
		switch k {
		case nullSource:
			out = append(out, Link{Source: []int{i}, Confidence: float64(p.source[at])})
			i++
		case nullTarget:
			out = append(out, Link{Target: []int{j}, Confidence: float64(p.target[at])})
			j++
		default:
			b := beads[k]
			out = append(out, Link{Source: run(i, b.s), Target: run(j, b.t), Confidence: float64(p.bead[at*len(beads)+k])})
			i, j = i+b.s, j+b.t
		}
	}
	return out
}

func run(from, n int) []int {
	s := make([]int, n)
	for k := range s {
		s[k] = from + k
	}
	return s
}
