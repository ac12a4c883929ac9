package review

import (
	"reflect"
	"slices"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
)

// Checks are the rules a document is held to again after an editor's action.
type Checks struct {
	Checker  *check.Checker
	Glossary *check.Glossary // may be nil
}

// An article of up to wholeDocument segments is checked as a whole after every
// action; of a longer one only the segments within nearby of those that changed,
// so that an answer comes while the editor is still on the sentence.
const (
	wholeDocument = 300
	nearby        = 40
)

// Again checks what the action on these segments may have changed and returns
// events that record the findings that are different now.
func (c Checks) Again(d *bitext.Document, ids ...string) []bitext.Event {
	if c.Checker == nil {
		return nil
	}
	from, to := 0, len(d.Segments)
	if len(d.Segments) > wholeDocument {
		from, to = around(d, ids)
	}
	if from >= to {
		return nil
	}
	found := c.Checker.Run(check.Document{
		SourceLang: d.Header.Source.Lang, TargetLang: d.Header.Target.Lang, Pairs: d.Pairs()[from:to], Glossary: c.Glossary,
	})
	by := make([][]check.Finding, to-from)
	for _, f := range found {
		// What was found in the source stays: nobody edits it, and the reader's
		// own suspicions of it are not known here.
		if f.Group != check.SourceText && d.Segments[from+f.Pair].Origin.Kind != translate.Gloss {
			i := f.Pair
			f.Pair += from
			by[i] = append(by[i], f)
		}
	}
	var events []bitext.Event
	for i := range by {
		s := &d.Segments[from+i]
		if to-from < len(d.Segments) && !slices.Contains(ids, s.ID) {
			continue // a part of a document does not show what the whole does
		}
		var now []check.Finding
		for _, f := range s.Findings {
			if f.Group == check.SourceText {
				now = append(now, f)
			}
		}
		now = append(now, by[i]...)
		if !sameFindings(s.Findings, now) {
			events = append(events, bitext.CheckEvent(s, now))
		}
	}
	return events
}

// around returns the range of segments near those with these ids.
func around(d *bitext.Document, ids []string) (from, to int) {
	from = len(d.Segments)
	for i := range d.Segments {
		if slices.Contains(ids, d.Segments[i].ID) {
			from, to = min(from, i), i+1
		}
	}
	return max(0, from-nearby), min(len(d.Segments), to+nearby)
}

// sameFindings compares findings in any order.
func sameFindings(a, b []check.Finding) bool {
	if len(a) != len(b) {
		return false
	}
	for _, f := range a {
		if !slices.ContainsFunc(b, func(g check.Finding) bool { return sameFinding(f, g) }) {
			return false
		}
	}
	return true
}

func sameFinding(f, g check.Finding) bool {
	// No spans and an empty list of them are the same.
	if len(f.Source)+len(g.Source) == 0 {
		f.Source, g.Source = nil, nil
	}
	if len(f.Target)+len(g.Target) == 0 {
		f.Target, g.Target = nil, nil
	}
	return reflect.DeepEqual(f, g)
}
