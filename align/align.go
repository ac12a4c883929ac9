package align

// Align links the sentences of two texts. Every sentence of both sides is in
// exactly one link, links are in text order. It fails when Pivot, a paragraph
// list or an anchor does not fit the sentences.
func Align(source, target []string, opt Options) (*Result, error) {
	if err := check(len(source), len(target), &opt); err != nil {
		return nil, err
	}
	res := &Result{}
	if note := oneSided(source, target); note != "" {
		res.Notes = append(res.Notes, note)
	}
	if len(source) == 0 && len(target) == 0 {
		return res, nil
	}
	p := newProblem(source, target, &opt)
	res.Links = p.align(opt.Anchors)
	if selfTaught(&opt) {
		for range selfRounds {
			p.teach(res.Links)
			res.Links = p.align(opt.Anchors)
		}
	}
	p.noteMoved(res.Links)
	res.Notes = append(res.Notes, p.notes(source, target, &opt, res.Links)...)
	return res, nil
}

// align settles what there is to settle on these texts and links them.
func (p *problem) align(anchors []Link) []Link {
	p.estimate()
	var links []Link
	i, j := 0, 0
	for _, a := range anchors {
		if len(a.Source) == 0 || len(a.Target) == 0 {
			continue // locked as unaligned: a bar, not a fixed point
		}
		i1, j1 := a.Source[0], a.Target[0]
		links = append(links, p.solve(rect{i, j, i1, j1})...)
		links = append(links, lock(a))
		i, j = i1+len(a.Source), j1+len(a.Target)
	}
	links = append(links, p.solve(rect{i, j, p.n, p.m})...)
	return restoreBars(links, anchors)
}
