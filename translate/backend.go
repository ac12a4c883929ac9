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
	"fmt"
	"time"
)

// Segment is one piece of text to translate, normally a sentence.
type Segment struct {
	ID   string // the caller's name for it, returned in errors
	Text string
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
	// Retries counts how often the request that brought it was repeated.
	Retries int
}

// Done reports whether the result was received: an untranslated segment of a
// failed run has the zero Result.
func (r Result) Done() bool { return r.Origin.Kind != "" }

// Limits are what one request to a backend may hold; zero means no limit.
type Limits struct {
	Segments   int // strings in a request
	CodePoints int // code points in a request, all strings together
	Concurrent int // requests in flight at once; 0 means 1
}

// Backend is one way to get translations. Translate returns exactly one result
// per segment, in order, or an error; an [*Error] tells the Translator whether
// trying again can help. It must stop soon after ctx is done.
type Backend interface {
	Name() string
	Limits() Limits
	Translate(ctx context.Context, from, to string, batch []Segment) ([]Result, error)
}

// ErrorKind classes backend failures by what can be done about them.
type ErrorKind uint8

// The kinds of failure.
const (
	Transient   ErrorKind = iota // network trouble, server error: try again
	RateLimit                    // too many requests: try again later
	Quota                        // the account's quota is used up: do not try again today
	Auth                         // missing or refused credentials
	TooLarge                     // the request exceeds the service's size limits: split it
	BadLanguage                  // the language pair is not offered
	BadRequest                   // the service refuses the request for another reason
	BadReply                     // the service's answer does not fit the request
)

var errorKindNames = [...]string{"temporary failure", "rate limit", "quota used up", "not authorised", "request too large", "language pair not offered", "request refused", "unusable answer"}

// String names the kind in lower-case words.
func (k ErrorKind) String() string { return errorKindNames[k] }

// Error is a backend's failure.
type Error struct {
	Backend    string
	Kind       ErrorKind
	RetryAfter time.Duration // the server's own wish, if it sent one
	Err        error         // never holds a key or token
}

// Error returns one line: backend, kind and cause.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.Backend, e.Kind, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Temporary reports whether the same request may succeed later in this run.
func (e *Error) Temporary() bool { return e.Kind == Transient || e.Kind == RateLimit }
