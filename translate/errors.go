package translate

import (
	"fmt"
	"time"
)

// ErrorKind classes backend failures by what can be done about them.
type ErrorKind uint8

// The kinds of failure. All but Transient and BadReply say that the service did
// no work and charges nothing.
const (
	Transient   ErrorKind = iota // network trouble, server error: try again
	RateLimit                    // too many requests: try again later
	Quota                        // the account's quota is used up: do not try again today
	Auth                         // missing or refused credentials
	TooLarge                     // the request exceeds the service's size limits: split it
	BadLanguage                  // the language pair is not offered
	BadRequest                   // the service refuses the request for another reason
	BadReply                     // the service's answer does not fit the request
	Refused                      // the service will not translate this text: a filter, a refusal
)

var errorKindNames = [...]string{
	"temporary failure", "rate limit", "quota used up", "not authorised", "request too large",
	"language pair not offered", "request refused", "unusable answer", "text refused",
}

// String names the kind in lower-case words.
func (k ErrorKind) String() string { return errorKindNames[k] }

// Error is a backend's failure.
type Error struct {
	Backend    string
	Kind       ErrorKind
	RetryAfter time.Duration // the server's own wish, if it sent one
	// Unbilled marks a Transient failure that certainly costs nothing: no
	// connection was made, or the server said that it did no work. Without it the
	// request may have been charged although no answer came, and it is repeated
	// more sparingly.
	Unbilled bool
	// Tokens are those that a language model took, and charges for, although nothing
	// of its answer is of use.
	Tokens Tokens
	Err    error // never holds a key or token
}

// Error returns one line: backend, kind and cause.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.Backend, e.Kind, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Temporary reports whether the same request may succeed later in this run.
func (e *Error) Temporary() bool {
	return e.Kind == Transient || e.Kind == RateLimit || e.Kind == BadReply
}

// MayBeCharged reports whether the service may charge for the request although
// its answer was not received.
func (e *Error) MayBeCharged() bool {
	return e.Kind == BadReply || e.Kind == Transient && !e.Unbilled
}
