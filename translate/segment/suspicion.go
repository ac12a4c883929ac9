package segment

// SuspicionKind names a kind of damage.
type SuspicionKind uint8

const (
	// OrphanCloser: a closing mark that closes nothing.
	OrphanCloser SuspicionKind = iota
	// CutQuotation: a quotation cut in two by a stop. The first half was closed,
	// the second ends with a closer of its own.
	CutQuotation
	// VerblessFragment: a few words without predicate after a stop.
	VerblessFragment
)

// String gives the name used in reports.
func (k SuspicionKind) String() string {
	return [...]string{"orphan-closer", "cut-quotation", "verbless-fragment"}[k]
}

// Suspicion is a break that looks like damage done by machine translation. The
// sentence is cut all the same: nothing is joined or repaired silently.
type Suspicion struct {
	Kind       SuspicionKind
	Start, End int    // bytes relative to the paragraph, half-open
	Reason     string // one line for a human reader
}
