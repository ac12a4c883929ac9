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
	p.estimate()
	i, j := 0, 0
	for _, a := range opt.Anchors {
		if len(a.Source) == 0 || len(a.Target) == 0 {
			continue // locked as unaligned: a bar, not a fixed point
		}
		i1, j1 := a.Source[0], a.Target[0]
		res.Links = append(res.Links, p.solve(rect{i, j, i1, j1})...)
		res.Links = append(res.Links, lock(a))
		i, j = i1+len(a.Source), j1+len(a.Target)
	}
	res.Links = append(res.Links, p.solve(rect{i, j, len(source), len(target)})...)
	res.Links = restoreBars(res.Links, opt.Anchors)
	res.Notes = append(res.Notes, p.notes(source, target, &opt, res.Links)...)
	return res, nil
}
