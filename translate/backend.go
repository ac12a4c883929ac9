// Package translate turns sentences into another language through a backend of
// the user's choice.
//
// A [Backend] is one way to get translations: a cloud service, a local program,
// the built-in offline one. A [Translator] drives it: it packs sentences into
// batches the backend accepts, sends them with bounded concurrency, retries what
// may be retried, keeps the order, and returns whatever was received when
// something fails, so that nothing is ever paid for twice.
//
//	tr := translate.Translator{Backend: offline.New(offline.Options{})}
//	results, err := tr.Translate(ctx, "ar", "en", segments)
//
// The backends live in packages of their own below this one.
package translate

import (
	"context"
	"time"
)

// Segment is one piece of text to translate, normally a sentence.
type Segment struct {
	ID   string // the caller's name for it, returned in errors
	Text string
	// Before and After are the sentences around it, where they are known. Only a
	// memory looks at them: answers are kept by Text alone.
	Before, After string
}

// OriginKind tells what wrote a translation.
type OriginKind string

// The origins a translation can have. A gloss is a word-for-word rendering that
// helps a reader of the source; it is never to be taken for a translation.
const (
	Engine OriginKind = "engine" // a machine translation system
	Memory OriginKind = "memory" // a translation memory
	Gloss  OriginKind = "gloss"  // words looked up one by one
	Human  OriginKind = "human"  // a person
	Copy   OriginKind = "copy"   // the source itself: it held nothing to translate
)

// InWords says to a reader what wrote a translation. Of a kind that is not known
// here it is the kind itself.
func (k OriginKind) InWords() string {
	switch k {
	case Engine:
		return "machine translation"
	case Memory:
		return "translation memory"
	case Gloss:
		return "gloss, not a translation"
	case Human:
		return "a person"
	case Copy:
		return "copied from the source"
	}
	return string(k)
}

// Origin says where a translation comes from.
type Origin struct {
	Kind   OriginKind `json:"kind"`
	Engine string     `json:"engine,omitempty"` // backend name: "google", "offline"
	Model  string     `json:"model,omitempty"`
	// Match is the similarity of a memory match in per cent, 100 when exact.
	Match int `json:"match,omitempty"`
	// MatchedSource is the memory's source text of a fuzzy match.
	MatchedSource string `json:"matched_source,omitempty"`
}

// Result is the translation of one segment.
type Result struct {
	Text   string
	Origin Origin
	// Billed is the number of characters the service says it charged for this text,
	// 0 where it does not say.
	Billed int
	// Tokens are those that the service says its request took, all of them with the
	// request's first result; zero where it does not say.
	Tokens Tokens
	// Retries counts how often the request that brought it was repeated.
	Retries int
	// Words says which word of the translation comes from which of the segment, where
	// the backend knows.
	Words []WordLink
}

// WordLink joins a word of a translation to one of its source. Offsets are bytes of
// the two texts, half-open.
type WordLink struct {
	SourceStart, SourceEnd int
	TargetStart, TargetEnd int
	Weight                 float32 // how much of the target word rests on the source word, from 0 to 1
}

// Tokens count what a language model read and wrote.
type Tokens struct{ In, Out int }

// Done reports whether the result was received: an untranslated segment of a
// failed run has the zero Result.
func (r Result) Done() bool { return r.Origin.Kind != "" }

// Backend is one way to get translations. It must be safe for concurrent use.
//
// Translate sends one batch and repeats nothing by itself: the Translator decides
// what is worth sending again. It returns exactly one result per segment, in
// order, or an error; an [*Error] tells what can be done about it, any other error
// counts as one of kind [Transient]. Beside an error it may return the results it
// did receive, in order, the others zero: those are kept and never asked for
// again. It must stop soon after ctx is done.
type Backend interface {
	// Name is what the user calls it: in messages, rates and caps. Two backends of
	// one kind have two names.
	Name() string
	// Info is what the Translator must know to drive it; it does not change.
	Info() Info
	Translate(ctx context.Context, from, to string, batch []Segment) ([]Result, error)
}

// Sizer is a backend that sends, and is charged for, more than the text itself: marks
// in it, terms beside it.
type Sizer interface {
	// CodePoints is what a text comes to.
	CodePoints(from, to, text string) int
}

// Info describes a backend to the [Translator] and its [Ledger].
type Info struct {
	// Engine is the kind of service, as in [Origin]: "google", "deepl".
	Engine string
	// Model is the model asked for, "" where the service chooses.
	Model string
	// Settings is everything else that changes the answers: glossary, formality, the
	// address of a private server, a prompt's version. Answers are kept under it
	// as under the text, so it must be the same for the same answers. Never a secret.
	Settings string
	// Paid says that the service charges for what is sent.
	Paid bool
	// Network says that it opens connections, which --offline forbids.
	Network bool
	Limits  Limits
	Capabilities
}

// Capabilities are what a backend can do beside translating.
type Capabilities struct {
	Glossary   bool // it applies a glossary that the service keeps or is given
	References bool // it takes pairs of earlier translations as examples
	Billing    bool // it reports the characters charged, see [Result.Billed]
}

// Limits are what one request to a backend may hold and how fast requests may
// follow each other; zero means no limit, except for Concurrent.
type Limits struct {
	Segments   int // strings in a request
	CodePoints int // code points in a request, all strings together
	Bytes      int // bytes of UTF-8 in a request, all strings together
	Concurrent int // requests in flight at once; 0 means 1

	RequestsPerMinute   int
	CodePointsPerMinute int

	// Timeout is how long one request may take before it is given up.
	Timeout time.Duration
}
