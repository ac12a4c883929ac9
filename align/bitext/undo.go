package bitext

import (
	"fmt"
	"slices"
)

// undo takes an event back. What later events rest on stays until they are
// undone themselves.
func (r *replay) undo(e Event) error {
	t := r.bySeq[e.Undoes]
	switch {
	case t == nil:
		return fmt.Errorf("there is no event %d to undo", e.Undoes)
	case !t.live:
		return fmt.Errorf("event %d is undone already", e.Undoes)
	}
	if b := r.blocker(t); b != nil {
		return fmt.Errorf("event %d (%s %s): %w: event %d (%s)", t.event.Seq, t.event.Op, t.event.Seg, ErrBlocked, b.event.Seq, b.event.Op)
	}
	st := &step{event: e, class: undoing, live: true, ids: t.ids}
	if t.class == undoing {
		// Doing again: the undo and this one cancel each other.
		again := r.bySeq[t.event.Undoes]
		if err := r.redo(again); err != nil {
			return err
		}
		t.live, again.live, st.live = false, true, false
		r.keep(st)
		return nil
	}
	if err := r.takeBack(t); err != nil {
		return err
	}
	t.live = false
	r.keep(st)
	return nil
}

// blocker returns an event that rests on t, nil for none.
func (r *replay) blocker(t *step) *step {
	for i := len(r.done) - 1; i >= 0 && r.done[i] != t; i-- {
		s := r.done[i]
		if s.live && s.class != machine && rests(s, t) && slices.ContainsFunc(s.ids, func(id string) bool { return slices.Contains(t.ids, id) }) {
			return s
		}
	}
	return nil
}

// rests reports whether a later event on the same segment can rest on t.
func rests(later, t *step) bool {
	switch t.class {
	case noted:
		return false
	case textual:
		return later.class == textual || later.class == shaping
	case shaping:
		return later.class != undoing
	default: // an undo can be taken back only while nothing came after it
		return true
	}
}

// takeBack restores what an event found.
func (r *replay) takeBack(t *step) error {
	switch t.class {
	case textual:
		return r.restoreText(t.before[0])
	case shaping:
		return r.restoreRun(t.after, t.before)
	}
	r.unnote(t.event.Seq)
	return nil
}

// redo restores what an event had left.
func (r *replay) redo(t *step) error {
	switch t.class {
	case textual:
		return r.restoreText(t.after[0])
	case shaping:
		return r.restoreRun(t.before, t.after)
	}
	i, err := r.place(t.event.Seg)
	if err != nil {
		return err
	}
	return r.note(t.event, i)
}

func (r *replay) place(id string) (int, error) {
	i, ok := r.index[id]
	if !ok {
		return 0, fmt.Errorf("%w: %q", ErrNoSegment, id)
	}
	return i, nil
}

// restoreText gives a segment the translation it had in a snapshot. Notes made
// since stay.
func (r *replay) restoreText(snap Segment) error {
	i, err := r.place(snap.ID)
	if err != nil {
		return err
	}
	s := r.segs[i]
	back := newWay(s.Target.Text, snap.Target.Text)
	marks := movedMarks(back, s.Marks)
	for k := range marks {
		for _, m := range snap.Marks {
			if m.Seq == marks[k].Seq {
				marks[k].Finding = m.Finding
			}
		}
	}
	s.Target, s.Origin, s.Status, s.Decision, s.Findings, s.Marks = snap.Target, snap.Origin, snap.Status, snap.Decision, snap.Findings, marks
	r.segs[i] = s
	renumber(r.segs)
	return nil
}

// restoreRun puts segments of a snapshot in the place of a run of neighbours,
// without the notes that were taken back since.
func (r *replay) restoreRun(now, snap []Segment) error {
	i, err := r.place(now[0].ID)
	if err != nil {
		return err
	}
	for k := range now {
		if i+k >= len(r.segs) || r.segs[i+k].ID != now[k].ID {
			return fmt.Errorf("%w: %q", ErrNoSegment, now[k].ID)
		}
	}
	by := slices.Clone(snap)
	for k := range by {
		s := &by[k]
		gone := func(seq int) bool { st := r.bySeq[seq]; return st != nil && !st.live }
		s.Comments = slices.DeleteFunc(slices.Clone(s.Comments), func(c Remark) bool { return gone(c.Seq) })
		s.Ignored = slices.DeleteFunc(slices.Clone(s.Ignored), func(g Ignored) bool { return gone(g.Seq) })
		s.Marks = slices.DeleteFunc(slices.Clone(s.Marks), func(m Mark) bool { return gone(m.Seq) })
		tidy(s)
	}
	r.replace(i, len(now), by)
	return nil
}
