package bitext

import (
	"errors"
	"fmt"
	"slices"
)

// replay carries out events on a document one by one. A segment's slices are
// never changed in place, so that the document it began with stays as it was.
type replay struct {
	segs  []Segment
	index map[string]int // place of a segment by its id
	done  []*step
	bySeq map[int]*step
}

// A step is an event that was carried out.
type step struct {
	event Event
	class class
	live  bool // neither undone nor, for an undo, done again
	ids   []string
	// before and after are the segments a textual or shaping event found and
	// left, a single one or a run of neighbours.
	before, after []Segment
}

func newReplay(base []Segment) *replay {
	r := &replay{segs: slices.Clone(base), bySeq: map[int]*step{}}
	r.reindex()
	return r
}

func (r *replay) reindex() {
	r.index = make(map[string]int, len(r.segs))
	for i := len(r.segs) - 1; i >= 0; i-- {
		r.index[r.segs[i].ID] = i
	}
}

// Errors of events that cannot be carried out. They leave everything as it was.
var (
	// ErrNoSegment: the event names a segment that is not there.
	ErrNoSegment = errors.New("no such segment")
	// ErrBlocked: later actions rest on the one that should be undone.
	ErrBlocked = errors.New("undo the later actions on it first")
)

// do carries out an event, or returns an error and changes nothing.
func (r *replay) do(e Event) error {
	cl, known := classes[e.Op]
	if !known {
		return fmt.Errorf("unknown operation %q", e.Op)
	}
	if cl != machine && r.bySeq[e.Seq] != nil {
		return fmt.Errorf("there is an event %d already", e.Seq)
	}
	if cl == undoing {
		return r.undo(e)
	}
	i, err := r.place(e.Seg)
	if err != nil {
		return err
	}
	st := &step{event: e, class: cl, live: true, ids: []string{e.Seg}}
	switch cl {
	case textual:
		err = r.settle(st, i)
	case noted:
		err = r.note(e, i)
	case shaping:
		err = r.shape(st, i)
	case machine:
		return r.checked(e, i)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", e.Seg, err)
	}
	r.keep(st)
	return nil
}

func (r *replay) keep(st *step) {
	r.done = append(r.done, st)
	r.bySeq[st.event.Seq] = st
}

// settle carries out edit, approve and reject.
func (r *replay) settle(st *step, i int) error {
	e, s := st.event, r.segs[i]
	switch e.Op {
	case Edit:
		if err := edit(&s, e, r.segs); err != nil {
			return err
		}
	case Approve:
		switch {
		case s.Origin.Kind == glossKind && s.Target.Text != "":
			return errors.New("a gloss is not a translation and cannot be approved: edit it first")
		case s.Status == Approved:
			return errors.New("is approved already")
		}
		s.Status = Approved
	case Reject:
		s.Status = Rejected
	}
	s.Decision = &Decision{By: e.By, Time: e.Time, Note: decisionNote(e)}
	st.before, st.after = []Segment{r.segs[i]}, []Segment{s}
	r.segs[i] = s
	return nil
}

// decisionNote is the text of an event that explains a decision; that of an edit
// is the translation itself.
func decisionNote(e Event) string {
	if e.Op == Edit {
		return ""
	}
	return e.Text
}

// checked takes over what the rules found, if it is about the texts as they are.
func (r *replay) checked(e Event, i int) error {
	s := r.segs[i]
	if e.Of != textHash(&s) {
		return nil
	}
	findings, err := fromFlagLines(e.Flags, s.Source.Text, s.Target.Text, i)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Seg, err)
	}
	s.Findings = findings
	r.segs[i] = s
	return nil
}

// renumber sets the segment index in the findings, which shaping changes.
func renumber(segs []Segment) {
	for i := range segs {
		s := &segs[i]
		if len(s.Findings) > 0 && s.Findings[0].Pair != i {
			s.Findings = slices.Clone(s.Findings)
			for k := range s.Findings {
				s.Findings[k].Pair = i
			}
		}
		for k := range s.Marks {
			if s.Marks[k].Finding.Pair != i {
				s.Marks = slices.Clone(s.Marks)
				for m := range s.Marks {
					s.Marks[m].Finding.Pair = i
				}
				break
			}
		}
	}
}
