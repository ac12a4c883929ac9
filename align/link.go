// Package align finds which sentences of two texts say the same thing.
//
//	links, err := align.Align(source, target, align.Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
//
// Every sentence of both sides is in exactly one [Link]; a sentence without a
// counterpart is a link with an empty side.
package align

// Link joins consecutive sentences of the source to consecutive sentences of the
// target that translate each other (a "bead" in the literature). Source and
// Target hold sentence indices in ascending order; one of them may be empty.
type Link struct {
	Source, Target []int
	// Confidence is the probability that the link is exactly right, from the
	// forward-backward sums over all alignments.
	Confidence float64
	// Reasons is the evidence that speaks for the link, strongest first.
	Reasons []Reason
	// Locked marks a link the user fixed; the aligner never changes it.
	Locked bool
}

// Reason is one piece of evidence for a link.
type Reason struct {
	Kind   ReasonKind
	Source string // what was found in the source, e.g. "٤٣٦"
	Target string // what it corresponds to in the target, e.g. "436"
	Weight float64
}

// ReasonKind classes the evidence.
type ReasonKind string

// The kinds of evidence.
const (
	ByNumber  ReasonKind = "number"
	ByName    ReasonKind = "name"
	ByWord    ReasonKind = "word"
	ByMark    ReasonKind = "mark" // quotation marks, brackets, question marks
	ByLength  ReasonKind = "length"
	ByPivot   ReasonKind = "pivot"
	ByAnchor  ReasonKind = "anchor"
	ByPattern ReasonKind = "pattern" // the neighbouring links
)
