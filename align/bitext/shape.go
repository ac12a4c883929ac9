package bitext

import (
	"errors"
	"fmt"
	"slices"

	"tarjuman/align/check"
)

// shape carries out split, merge and move on the segment at i.
func (r *replay) shape(st *step, i int) error {
	e := st.event
	var after []Segment
	var err error
	n := 1 // segments that are replaced
	switch e.Op {
	case Split:
		after, err = split(r.segs[i], e)
		if err == nil {
			if _, taken := r.index[after[1].ID]; taken {
				err = fmt.Errorf("there is a segment %s already", after[1].ID)
			}
		}
	case Merge, Move:
		if i+1 >= len(r.segs) {
			return errors.New("no segment stands behind it")
		}
		n = 2
		if e.Op == Merge {
			after = []Segment{merge(r.segs[i], r.segs[i+1])}
		} else {
			after, err = move(r.segs[i], r.segs[i+1], e)
		}
	}
	if err != nil {
		return err
	}
	st.before = slices.Clone(r.segs[i : i+n])
	st.after = after
	st.ids = idsOf(st.before, st.after)
	r.replace(i, n, after)
	return nil
}

// replace puts other segments in the place of n segments at i.
func (r *replay) replace(i, n int, by []Segment) {
	r.segs = slices.Replace(r.segs, i, i+n, by...)
	renumber(r.segs)
	r.reindex()
}

func idsOf(lists ...[]Segment) []string {
	var out []string
	for _, l := range lists {
		for i := range l {
			if !slices.Contains(out, l[i].ID) {
				out = append(out, l[i].ID)
			}
		}
	}
	return out
}

// linked is a segment whose link an editor set: sure, and to be judged anew.
func linked(s Segment) Segment {
	s.Link = Link{Confidence: 1, Reasons: []string{"set by an editor"}, Locked: true}
	if s.Status == Approved || s.Status == Rejected {
		s.Status = Draft
		s.Decision = nil
	}
	return s
}

// split divides a segment. Notes stay with the first part, but for marks that
// point into the second; findings about one text go with it.
func split(s Segment, e Event) ([]Segment, error) {
	if len(e.Keep) != 2 {
		return nil, errors.New("a split needs two numbers of sentences to keep")
	}
	srcA, srcB, ok1 := cut(s.Source.atoms(), e.Keep[0])
	tgtA, tgtB, ok2 := cut(s.Target.atoms(), e.Keep[1])
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("cannot keep %d source and %d target sentences of %s", e.Keep[0], e.Keep[1], s.Kind())
	}
	if len(srcA)+len(tgtA) == 0 || len(srcB)+len(tgtB) == 0 {
		return nil, errors.New("a split must leave something on either part")
	}
	a, b := linked(s), linked(s)
	a.Source, b.Source, a.Target, b.Target = join(srcA), join(srcB), join(tgtA), join(tgtB)
	b.ID = fmt.Sprintf("%s.%d", s.ID, e.Seq)
	b.Extra, b.Comments, b.Ignored = nil, nil, slices.Clone(s.Ignored)
	srcAt, tgtAt := len(s.Source.Text)-len(b.Source.Text), len(s.Target.Text)-len(b.Target.Text)
	a.Findings, b.Findings = nil, nil
	for _, f := range s.Findings {
		if f.Group == check.Translation {
			continue // it was about the two texts together
		}
		if within(f, 0, 0, len(a.Source.Text), len(a.Target.Text)) {
			a.Findings = append(a.Findings, f)
		} else if within(f, srcAt, tgtAt, len(s.Source.Text), len(s.Target.Text)) {
			b.Findings = append(b.Findings, shifted(f, -srcAt, -tgtAt))
		}
	}
	a.Marks, b.Marks = nil, nil
	for _, m := range s.Marks {
		if !within(m.Finding, 0, 0, len(a.Source.Text), len(a.Target.Text)) && within(m.Finding, srcAt, tgtAt, len(s.Source.Text), len(s.Target.Text)) {
			m.Finding = shifted(m.Finding, -srcAt, -tgtAt)
			b.Marks = append(b.Marks, m)
			continue
		}
		m.Finding.Source = clipped(m.Finding.Source, len(a.Source.Text))
		m.Finding.Target = clipped(m.Finding.Target, len(a.Target.Text))
		a.Marks = append(a.Marks, m)
	}
	return []Segment{a, b}, nil
}

// merge joins two neighbours.
func merge(a, b Segment) Segment {
	out := linked(a)
	out.Source, out.Target = join(slices.Concat(a.Source.atoms(), b.Source.atoms())), join(slices.Concat(a.Target.atoms(), b.Target.atoms()))
	if a.Source.Text == "" && b.Source.Text != "" {
		out.Paragraph, out.Heading = b.Paragraph, b.Heading
	}
	if a.Target.Text == "" {
		out.Origin = b.Origin
	} else if b.Target.Text != "" && b.Origin.Kind == glossKind {
		out.Origin = b.Origin // half a gloss is none of a translation
	}
	if b.Status == Edited {
		out.Status = Edited
	}
	if out.Decision == nil && out.Status == Edited {
		out.Decision = b.Decision
	}
	src, tgt := len(out.Source.Text)-len(b.Source.Text), len(out.Target.Text)-len(b.Target.Text)
	out.Findings, out.Marks = nil, slices.Clone(a.Marks)
	for _, f := range a.Findings {
		if f.Group != check.Translation {
			out.Findings = append(out.Findings, f)
		}
	}
	for _, f := range b.Findings {
		if f.Group != check.Translation {
			out.Findings = append(out.Findings, shifted(f, src, tgt))
		}
	}
	for _, m := range b.Marks {
		m.Finding = shifted(m.Finding, src, tgt)
		out.Marks = append(out.Marks, m)
	}
	out.Comments = slices.Concat(a.Comments, b.Comments)
	out.Ignored = slices.Concat(a.Ignored, b.Ignored)
	tidy(&out)
	return out
}

// move shifts the border between two neighbours on one side. A segment that is
// left without any sentence is dissolved in the other.
func move(a, b Segment, e Event) ([]Segment, error) {
	sideOf := func(s *Segment) *Side {
		if e.Side == "source" {
			return &s.Source
		}
		return &s.Target
	}
	if e.Side != "source" && e.Side != "target" {
		return nil, fmt.Errorf("cannot move a border of %q: source or target", e.Side)
	}
	x, y := sideOf(&a).atoms(), sideOf(&b).atoms()
	keep := sentences(x) + e.Count
	all := slices.Concat(x, y)
	head, tail, ok := cut(all, keep)
	if !ok || e.Count == 0 {
		return nil, fmt.Errorf("cannot move %d of the %s sentences", e.Count, e.Side)
	}
	whole := merge(a, b)
	na, nb := linked(a), linked(b)
	*sideOf(&na), *sideOf(&nb) = join(head), join(tail)
	if len(na.Source.Sentences)+len(na.Target.Sentences) == 0 || len(nb.Source.Sentences)+len(nb.Target.Sentences) == 0 {
		return []Segment{whole}, nil
	}
	for _, s := range []*Segment{&na, &nb} {
		if s.Target.Text != "" && s.Origin.Kind == "" {
			s.Origin = whole.Origin
		}
	}
	reshare(&na, a, e.Side)
	reshare(&nb, b, e.Side)
	return []Segment{na, nb}, nil
}

// reshare keeps the findings and marks of a segment that rest on the text that
// the move left alone.
func reshare(s *Segment, old Segment, side string) {
	w := newWay(old.Source.Text, s.Source.Text)
	v := newWay(old.Target.Text, s.Target.Text)
	s.Findings = nil
	for _, f := range old.Findings {
		if side == "target" && f.Group != check.SourceText || side == "source" && f.Group != check.TargetText {
			continue
		}
		// It may point into the other text too, whose words may have moved away.
		var here, there bool
		f.Source, here = w.spans(f.Source)
		f.Target, there = v.spans(f.Target)
		if here && there {
			s.Findings = append(s.Findings, f)
		}
	}
	s.Marks = nil
	for _, m := range old.Marks {
		m.Finding.Source, _ = w.spans(m.Finding.Source)
		m.Finding.Target, _ = v.spans(m.Finding.Target)
		s.Marks = append(s.Marks, m)
	}
}

// within reports whether all spans of a finding lie inside these bounds.
func within(f check.Finding, src, tgt, srcEnd, tgtEnd int) bool {
	for _, s := range f.Source {
		if s.Start < src || s.End > srcEnd {
			return false
		}
	}
	for _, s := range f.Target {
		if s.Start < tgt || s.End > tgtEnd {
			return false
		}
	}
	return true
}

func shifted(f check.Finding, src, tgt int) check.Finding {
	f.Source, f.Target = shiftedSpans(f.Source, src), shiftedSpans(f.Target, tgt)
	return f
}

func shiftedSpans(spans []check.Span, by int) []check.Span {
	if by == 0 {
		return spans
	}
	out := slices.Clone(spans)
	for i := range out {
		out[i].Start += by
		out[i].End += by
	}
	return out
}

func clipped(spans []check.Span, end int) []check.Span {
	var out []check.Span
	for _, s := range spans {
		if s.End <= end {
			out = append(out, s)
		}
	}
	return out
}
