package bitext

import (
	"errors"
	"fmt"
	"slices"

	"tarjuman/align/check"
)

// note carries out comment, ignore and mark.
func (r *replay) note(e Event, i int) error {
	s := r.segs[i]
	switch e.Op {
	case Comment:
		if e.Text == "" {
			return errors.New("a comment needs a text")
		}
		s.Comments = append(slices.Clip(s.Comments), Remark{e.Seq, e.By, e.Time, e.Text})
	case Ignore:
		if e.Finding == "" {
			return errors.New("ignore needs the key of a finding")
		}
		s.Ignored = append(slices.Clip(s.Ignored), Ignored{e.Seq, e.By, e.Finding, e.Rule, e.Text})
	case MarkOp:
		f, err := markFinding(&s, e, i)
		if err != nil {
			return err
		}
		s.Marks = append(slices.Clip(s.Marks), Mark{e.Seq, e.By, e.Time, f})
	}
	r.segs[i] = s
	return nil
}

func markFinding(s *Segment, e Event, i int) (check.Finding, error) {
	f := check.Finding{Rule: EditorRule, Severity: check.Minor, MQM: e.MQM, Group: check.Translation, Pair: i, Message: e.Text}
	if e.MQM == "" {
		return f, errors.New("a mark needs an MQM category")
	}
	if e.Severity != nil {
		f.Severity = *e.Severity
	}
	var err error
	if f.Source, err = toBytes(s.Source.Text, e.Source); err != nil {
		return f, fmt.Errorf("source span %w", err)
	}
	if f.Target, err = toBytes(s.Target.Text, e.Target); err != nil {
		return f, fmt.Errorf("target span %w", err)
	}
	switch {
	case len(f.Source) == 0 && len(f.Target) > 0:
		f.Group = check.TargetText
	case len(f.Target) == 0 && len(f.Source) > 0:
		f.Group = check.SourceText
	}
	return f, nil
}

// unnote takes a note back, wherever its segment is now.
func (r *replay) unnote(seq int) {
	for i := range r.segs {
		s := &r.segs[i]
		s.Comments = slices.DeleteFunc(slices.Clone(s.Comments), func(c Remark) bool { return c.Seq == seq })
		s.Ignored = slices.DeleteFunc(slices.Clone(s.Ignored), func(g Ignored) bool { return g.Seq == seq })
		s.Marks = slices.DeleteFunc(slices.Clone(s.Marks), func(m Mark) bool { return m.Seq == seq })
		tidy(s)
	}
}

// tidy makes empty lists of notes none, so that a segment is the same however
// it came to have none.
func tidy(s *Segment) {
	if len(s.Comments) == 0 {
		s.Comments = nil
	}
	if len(s.Ignored) == 0 {
		s.Ignored = nil
	}
	if len(s.Marks) == 0 {
		s.Marks = nil
	}
}
