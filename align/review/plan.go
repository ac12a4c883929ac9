// Package review helps an editor read two texts side by side: which sentences to
// read first ([Plan]) and a page to read them on ([HTML]).
package review

import (
	"cmp"
	"slices"
	"time"
	"unicode/utf8"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// Item is one sentence of a reading plan.
type Item struct {
	Segment int     // index in the document
	Risk    float64 // the expected harm of publishing it unread; 0 for none known
	Time    time.Duration
}

// The weight of one finding by severity follows MQM's customary scale of 1, 5
// and 25 for minor, major and critical; info findings only break ties.
var severityWeight = [...]float64{check.Info: 0.1, check.Minor: 1, check.Major: 5, check.Critical: 25}

// doubtWeight is the risk of a link that is surely wrong, in the same unit: an
// editor must look at it, but after a critical finding.
const doubtWeight = 10

// oneTextFactor discounts findings about one text alone: they are faults a
// reader sees, not differences only a bilingual sees.
const oneTextFactor = 0.3

// Reading speed: an editor compares about 12 characters a second (both texts
// counted together), and needs two seconds to find her place.
const (
	charactersPerSecond = 12.0
	placeTime           = 2 * time.Second
)

// Plan orders the segments of a document by risk, highest first; segments
// without any known risk come last, in document order.
func Plan(d *bitext.Document) []Item {
	items := make([]Item, len(d.Segments))
	for i := range d.Segments {
		s := &d.Segments[i]
		items[i] = Item{i, risk(s), readingTime(s)}
	}
	slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(b.Risk, a.Risk) })
	return items
}

// First returns the leading items of a plan that have a risk and fit into the
// time, at least one if any has a risk; zero means no limit on time.
func First(plan []Item, limit time.Duration) []Item {
	var total time.Duration
	for i, it := range plan {
		total += it.Time
		if it.Risk == 0 || limit > 0 && total > limit && i > 0 {
			return plan[:i]
		}
	}
	return plan
}

func risk(s *bitext.Segment) float64 {
	if s.Status == bitext.Approved {
		return 0 // somebody has read it
	}
	r := 0.0
	for _, f := range s.Open() {
		w := severityWeight[f.Severity]
		if f.Group != check.Translation {
			w *= oneTextFactor
		}
		r += w
	}
	if c := s.Link.Confidence; c < 0.9 && !s.Link.Locked {
		r += doubtWeight * (1 - c)
	}
	return r
}

func readingTime(s *bitext.Segment) time.Duration {
	n := utf8.RuneCountInString(s.Source.Text) + utf8.RuneCountInString(s.Target.Text)
	return placeTime + time.Duration(float64(n)/charactersPerSecond*float64(time.Second))
}
