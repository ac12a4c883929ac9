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
	"tarjuman/internal/arabic"
)

// Item is one sentence of a reading plan.
type Item struct {
	Segment int     // index in the document
	Risk    float64 // the expected harm of publishing it unread; 0 for none known
	// Exposure is how much the source says that can go wrong unseen; it orders
	// sentences of equal risk.
	Exposure float64
	Time     time.Duration
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
		confidence := s.Link.Confidence
		if s.Link.Locked {
			confidence = 1
		}
		items[i] = NewItem(i, s.Source.Text, s.Target.Text, s.Findings, confidence)
	}
	Sort(items)
	return items
}

// NewItem weighs one sentence pair: its place, both texts, the findings somebody
// has to look at and the confidence of the link.
func NewItem(segment int, source, target string, findings []check.Finding, confidence float64) Item {
	return Item{segment, risk(findings, confidence), exposure(source), readingTime(source, target)}
}

// Sort orders items by risk, then by exposure.
func Sort(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.Risk, a.Risk), cmp.Compare(b.Exposure, a.Exposure))
	})
}

// Fit divides a plan into what can be read in the time and what is left: the items
// with the highest risk, then those without one as long as they fit; at least one
// where any has a risk.
func Fit(plan []Item, limit time.Duration) (read, left []Item) {
	var total time.Duration
	for i, it := range plan {
		if total += it.Time; total > limit && (i > 0 || it.Risk == 0) {
			return plan[:i], plan[i:]
		}
	}
	return plan, nil
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

func risk(findings []check.Finding, confidence float64) float64 {
	r := 0.0
	for _, f := range findings {
		w := severityWeight[f.Severity]
		if f.Group != check.Translation {
			w *= oneTextFactor
		}
		r += w
	}
	if confidence < sureLink {
		r += doubtWeight * (1 - confidence)
	}
	return r
}

// exposure counts what a translator can get wrong without a trace in the target:
// words, and numbers, which weigh as much as wordsPerNumber of them.
func exposure(source string) float64 {
	const wordsPerNumber = 3
	n := 0.0
	for _, t := range arabic.Tokens(source) {
		switch t.Kind {
		case arabic.Number:
			n += wordsPerNumber
		case arabic.Word, arabic.Latin:
			n++
		}
	}
	return n
}

func readingTime(source, target string) time.Duration {
	n := utf8.RuneCountInString(source) + utf8.RuneCountInString(target)
	return placeTime + time.Duration(float64(n)/charactersPerSecond*float64(time.Second))
}
