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
		out = append(out, l)
		i, j = i+di, j+dj
	}
	return out
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
