// Package align finds which sentences of two texts say the same thing.
//
//	links, err := align.Align(source, target, align.Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
//
// Every sentence of both sides is in exactly one [Link]; a sentence without a
// counterpart is a link with an empty side.
//
// # Method
//
// A dynamic program chooses among links of 1-1 to 1-4, 2-2 and 2-3 sentences and
// affine runs of unaligned ones. A link's score is a log-likelihood ratio against
// chance of its words, in both directions, as a mixture of background and IBM
// model 1 (Brown et al. 1993) in which counterparts stand at about the same place
// and each has one word only, of its lengths (Gale and Church 1993), of marks and
// broken lines, and of embeddings where the caller brings them. The share of
// unexplained words, the length ratio and the chances of cuts and additions are
// settled per document, so that without a lexicon lengths, numbers and names
// decide and a complete translation is not torn apart; then a text also teaches
// itself from its likeliest links. Long texts are searched
// coarse to fine around a chain of shared rare words (compare Moore 2002, Varga et
// al. 2005, Braune and Fraser 2010). Confidence is the posterior probability of
// the link, from the forward and backward sums over the same lattice.
package align

import "fmt"

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
	// Elsewhere is where the counterpart of an unaligned sentence seems to be:
	// sentences of the other side that are unaligned themselves, because the
	// passage was moved and links do not cross. Reasons then speak for that pair.
	Elsewhere []int
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

// String tells the reason in words, such as "number ٤٣٦ ↔ 436".
func (r Reason) String() string {
	switch {
	case r.Source != "" && r.Target != "":
		return fmt.Sprintf("%s %s ↔ %s", r.Kind, r.Source, r.Target)
	case r.Source != "" || r.Target != "":
		return fmt.Sprintf("%s %s%s", r.Kind, r.Source, r.Target)
	}
	return string(r.Kind)
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
	ByMeaning ReasonKind = "meaning" // the angle between the embeddings
	ByAnchor  ReasonKind = "anchor"
	ByPattern ReasonKind = "pattern" // the neighbouring links
)
