package bitext

// SetElsewhere notes on segments without counterpart where it seems to be: at[i]
// holds sentences of the side that segment i lacks. It goes with the segments as
// an aligner made them.
func (d *Document) SetElsewhere(at [][]int) {
	holder := [2]map[int]string{{}, {}}
	for i := range d.Segments {
		s := &d.Segments[i]
		for k, side := range []*Side{&s.Source, &s.Target} {
			for _, n := range side.Sentences {
				holder[k][n] = s.ID
			}
		}
	}
	for i, sentences := range at {
		s := &d.Segments[i]
		s.Link.Elsewhere = nil
		other := holder[0]
		if len(s.Target.Sentences) == 0 {
			other = holder[1]
		}
		for _, n := range sentences {
			if id, ok := other[n]; ok {
				s.Link.Elsewhere = append(s.Link.Elsewhere, id)
			}
		}
	}
}

// moved returns, by segment, the segments its counterpart seems to be in, as far
// as both sides still stand alone: an editor may have joined or removed them.
func (d *Document) moved() map[int][]string {
	var out map[int][]string
	var by map[string]int
	for i := range d.Segments {
		s := &d.Segments[i]
		if len(s.Link.Elsewhere) == 0 || s.Source.Text != "" && s.Target.Text != "" {
			continue
		}
		if by == nil {
			by, out = make(map[string]int, len(d.Segments)), map[int][]string{}
			for k := range d.Segments {
				by[d.Segments[k].ID] = k
			}
		}
		for _, id := range s.Link.Elsewhere {
			if k, ok := by[id]; ok && (d.Segments[k].Source.Text == "") != (s.Source.Text == "") && (d.Segments[k].Target.Text == "") != (s.Target.Text == "") {
				out[i] = append(out[i], id)
			}
		}
	}
	return out
}
