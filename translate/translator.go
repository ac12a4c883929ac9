package translate

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
)

// Translator drives a backend, and others where it fails, over many segments.
type Translator struct {
	Backend Backend
	// Fallback are asked in turn for what the backends before them could not
	// translate. What a backend did translate is kept.
	Fallback []Backend
	Retry    Retry
	// Ledger keeps the record of requests and answers of backends that use the
	// network or charge; nil keeps none.
	Ledger Ledger
	// Concurrent is the most requests under way at once; 0 leaves that to each
	// backend's limits. A crash leaves no more batches in doubt than are under way.
	Concurrent int
	// Grace is how long requests under way are waited for after ctx is done: their
	// answers may have been paid for. 0 means 5 s, less means not at all.
	Grace time.Duration
	// Progress, when set, is called after every answered request and before every
	// repetition. Calls do not overlap.
	Progress func(Progress)
	// OnFallback, when set, is called before the next backend takes over.
	OnFallback func(Handover)
}

// Progress is how far a Translate call is.
type Progress struct {
	Done, Total int // segments
	Retries     int // requests repeated
}

// Handover tells why segments go to another backend.
type Handover struct {
	From, To string // names of the backends
	Segments int
	Err      error // the first failure of the one that gives up
}

const defaultGrace = 5 * time.Second

// Translate translates segments in order. The slice it returns always has one
// result per segment; when the error is not nil, the results already received
// are in it and the others are not [Result.Done]. A segment without a letter or
// digit is copied and never sent; one whose answer the ledger knows is not sent
// again, and neither is one that repeats another.
//
// The error is ctx's, a [*LedgerError] when the record forbids a request or cannot
// be kept, or the failure of the last backend, an [*Error] where the backend gave
// one. A ledger's refusal ends the run: it is the user's own limit, so it never
// moves the text on to another backend.
func (t *Translator) Translate(ctx context.Context, from, to string, segs []Segment) ([]Result, error) {
	results := make([]Result, len(segs))
	for i, s := range segs {
		if !hasWords(s.Text) {
			results[i] = Result{Text: s.Text, Origin: Origin{Kind: Copy}}
		}
	}
	chain := append([]Backend{t.Backend}, t.Fallback...)
	for k, b := range chain {
		err := t.drive(ctx, b, from, to, segs, results)
		if err == nil {
			return results, ctx.Err()
		}
		var refused *LedgerError
		if ctx.Err() != nil || errors.As(err, &refused) || k == len(chain)-1 {
			return results, err
		}
		if t.OnFallback != nil {
			t.OnFallback(Handover{From: b.Name(), To: chain[k+1].Name(), Segments: len(unfinished(results)), Err: err})
		}
	}
	return results, nil
}

// drive has one backend translate what has no result yet.
func (t *Translator) drive(ctx context.Context, b Backend, from, to string, segs []Segment, results []Result) error {
	r := newRun(t, b, from, to, segs, results)
	todo, err := r.recall(unfinished(results))
	if err != nil {
		return err
	}
	return r.all(ctx, batches(segs, todo, r.size, r.info.Limits))
}

// unfinished returns the indices of the results that are missing.
func unfinished(results []Result) []int {
	var todo []int
	for i, r := range results {
		if !r.Done() {
			todo = append(todo, i)
		}
	}
	return todo
}

func (t *Translator) grace() time.Duration {
	if t.Grace == 0 {
		return defaultGrace
	}
	return max(0, t.Grace)
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
