package report

import (
	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// Units turns an aligned document into units. The locators give the places; nil
// where a text has no file that can be read.
func Units(d *bitext.Document, doc *Document, source, target *Locator) []Unit {
	out := make([]Unit, len(d.Segments))
	for i := range d.Segments {
		s := &d.Segments[i]
		u := Unit{
			Document: doc, ID: s.ID, Confidence: s.Link.Confidence,
			Source: Text{Text: s.Source.Text, Lang: d.Header.Source.Lang},
			Target: Text{Text: s.Target.Text, Lang: d.Header.Target.Lang},
		}
		if s.Link.Locked {
			u.Confidence = 1
		}
		if source != nil {
			u.Source.At = source.Side(s.Source)
		}
		if target != nil {
			u.Target.At = target.Side(s.Target)
		}
		for _, f := range s.Findings {
			u.Findings = append(u.Findings, located(s, f, source, target))
		}
		out[i] = u
	}
	return out
}

func located(s *bitext.Segment, f check.Finding, source, target *Locator) Finding {
	out := Finding{Finding: f, State: New}
	if source != nil {
		out.SourceAt = source.Spans(s.Source, f.Source)
	}
	if target != nil {
		out.TargetAt = target.Spans(s.Target, f.Target)
	}
	return out
}

// Pair is the unit as the checks see it, for [check.Fingerprint] and ignore lists.
func (u *Unit) Pair() check.Pair {
	return check.Pair{ID: u.ID, Source: u.Source.Text, Target: u.Target.Text}
}
