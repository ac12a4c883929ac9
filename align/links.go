package align

// links turns the moves of a path into links with their probabilities and
// reasons.
func (bl *block) links(moves []int, p *posterior, source, target []string) []Link {
	x := explainer{bl: bl, source: source, target: target}
	out := make([]Link, 0, len(moves))
	i, j := 0, 0
	for _, k := range moves {
		di, dj := extent(k)
		l := Link{Source: run(bl.i0+i, di), Target: run(bl.j0+j, dj), Confidence: p.of(i, j, k), Reasons: x.reasons(i, j, di, dj)}
		if bl.wordless(i, j, di, dj) {
			l.Confidence = min(l.Confidence, wordlessSure)
		}
		out = append(out, l)
		i, j = i+di, j+dj
	}
	return out
}

// wordlessSure is the most that a link is sure of for which only its place speaks.
const wordlessSure = 0.9

// wordless reports whether both sides of a link have words that the lexicon could
// compare, and share none.
func (bl *block) wordless(i, j, a, b int) bool {
	v := bl.scorer.views[0]
	if !bl.scorer.worded || len(bl.scorer.views) > 1 || bl.scorer.vectors != nil || v.src.off[i] == v.src.off[i+a] || v.tgt.off[j] == v.tgt.off[j+b] {
		return false
	}
	for x := i; x < i+a; x++ {
		for y := j; y < j+b; y++ {
			if len(v.links.of(x, y)) > 0 {
				return false
			}
		}
	}
	return true
}

// run lists n sentences from one on, nil for none.
func run(from, n int) []int {
	if n == 0 {
		return nil
	}
	s := make([]int, n)
	for k := range s {
		s[k] = from + k
	}
	return s
}
