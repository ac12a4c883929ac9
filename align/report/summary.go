package report

import (
	"time"

	"tarjuman/align/check"
)

// Counts is how many findings there are of each severity.
type Counts [check.Critical + 1]int

// Total is their sum.
func (c Counts) Total() int {
	n := 0
	for _, v := range c {
		n += v
	}
	return n
}

// Summary counts a run.
type Summary struct {
	Documents, Units, Sentences int // Sentences: units with a new finding about the translation
	Sure                        int // units whose link is at least 0.9 sure
	// Translation counts the new findings about the translation, Source those about
	// the source text itself.
	Translation, Source Counts
	Known, Ignored      int
	OldestKnown         time.Time // zero where none is known
	// Omitted counts the findings left out because the run is limited in number,
	// Limit is that number.
	Omitted Counts
	Limit   int
}

// sureLink is the confidence from which a link is not remarked on.
const sureLink = 0.9

// Add counts a unit. Omitted findings must still be in the unit.
func (s *Summary) Add(u *Unit) {
	s.Units++
	if u.Confidence >= sureLink {
		s.Sure++
	}
	translation := false
	for i := range u.Findings {
		f := &u.Findings[i]
		switch {
		case f.State == Known:
			s.Known++
			if s.OldestKnown.IsZero() || f.Since.Before(s.OldestKnown) {
				s.OldestKnown = f.Since
			}
		case f.State == Ignored:
			s.Ignored++
		case f.Group == check.SourceText:
			s.Source[f.Severity]++
		default:
			s.Translation[f.Severity]++
			translation = true
		}
	}
	if translation {
		s.Sentences++
	}
}

// New counts the findings somebody has to look at.
func (s *Summary) New() int { return s.Translation.Total() + s.Source.Total() }

// AtLeast reports whether a new finding is at least that severe.
func (s *Summary) AtLeast(severity check.Severity) bool {
	for v := severity; v <= check.Critical; v++ {
		if s.Translation[v]+s.Source[v] > 0 {
			return true
		}
	}
	return false
}
