package translate

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Ledger is the record that keeps a Translator from paying twice. It must be safe
// for concurrent use.
type Ledger interface {
	// Known returns the answers received earlier for any of the keys.
	Known(keys []string) (map[string]Result, error)
	// Begin is called before a request is sent and returns once the record of it
	// would survive a crash of the machine. An error forbids the request.
	Begin(Request) (Entry, error)
}

// Entry is the record of one request.
type Entry interface {
	// End is called once, with what came of the request, and returns when that
	// would survive the end of the program. It must survive a crash of the machine by
	// the time the next Begin returns.
	End(Outcome) error
}

// Request is what a ledger learns of a request: no text, only keys.
type Request struct {
	Backend, Engine, Model string
	Paid                   bool
	From, To               string
	Keys                   []string // of the texts in it, see Key
	CodePoints             []int    // of each text
}

// Total returns the code points of all texts.
func (r Request) Total() int {
	n := 0
	for _, c := range r.CodePoints {
		n += c
	}
	return n
}

// Outcome is what came of a request.
type Outcome struct {
	// Results are the answers in the order of the keys. The zero Result stands for
	// a text that has none; nil for none at all.
	Results []Result
	// Err is why answers are missing, nil if none is.
	Err error
	// MayBeCharged says that the service may charge for the texts without an answer.
	MayBeCharged bool
}

// LedgerError says that the ledger forbids a request or could not be written.
type LedgerError struct{ Err error }

// Error returns the ledger's own words.
func (e *LedgerError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *LedgerError) Unwrap() error { return e.Err }

// Key names the answer to one text by everything it depends on: the engine, its
// model and settings, the languages and the text itself. It is 32 hexadecimal
// digits of SHA-256 and tells nothing of the text.
func Key(b Info, from, to, text string) string {
	h := sha256.New()
	for _, part := range []string{b.Engine, b.Model, b.Settings, from, to, text} {
		// Lengths keep ("ab", "c") and ("a", "bc") apart.
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
