package segment

// SuspicionKind names a kind of damage.
type SuspicionKind uint8

const (
	// OrphanCloser: the sentence holds a closing mark that closes nothing.
	OrphanCloser SuspicionKind = iota
	// CutQuotation: a stop cuts a quotation in two. The first half was closed
	// before the stop, the second ends with a closer that was never opened.
	CutQuotation
	// VerblessFragment: a few words without a predicate after a stop, where a
	// sentence should be. Reported for Arabic only.
	VerblessFragment
)

// String gives the name used in reports.
func (k SuspicionKind) String() string {
	switch k {
	case OrphanCloser:
		return "orphan-closer"
	case CutQuotation:
		return "cut-quotation"
	case VerblessFragment:
		return "verbless-fragment"
	}
	return "unknown"
}

// Suspicion is a break that looks like damage done by machine translation. The
// sentence is cut all the same: nothing is joined or repaired silently.
type Suspicion struct {
	Kind       SuspicionKind
	Start, End int    // bytes relative to the paragraph, half-open
	Reason     string // one line for a human reader
}

// suspicions judges the sentence text[c.start:end] that next has just found.
func (c *cursor) suspicions(end int) []Suspicion {
	if c.orphan > 0 {
		if c.previous == endQuoted && c.isAtEnd(c.orphanEnd, end) {
			return []Suspicion{{CutQuotation, c.start, c.orphanEnd,
				"the quotation was closed before the stop and is closed again here; a stop seems to cut it in two"}}
		}
		return []Suspicion{{OrphanCloser, c.orphan - 1, c.orphanEnd, "closing mark of a quotation that was not opened in this paragraph"}}
	}
	if c.previous == endPlain && c.ending <= endPlain && end-c.start <= maxFragment && c.isFragment(c.start, end) {
		return []Suspicion{{VerblessFragment, c.start, end,
			"a noun phrase without a predicate after a full stop; it may belong to the sentence before"}}
	}
	return nil
}

// isAtEnd reports whether only marks stand between byte i and the end of the
// sentence.
func (c *cursor) isAtEnd(i, end int) bool {
	for i < end {
		_, cl, n := at(c.text, i)
		if cl.isWord() {
			return false
		}
		i += n
	}
	return true
}
