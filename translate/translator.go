package translate

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"golang.org/x/sync/errgroup"
)

// Translator drives a backend over many segments.
type Translator struct {
	Backend Backend
	Retry   Retry
	// Progress, when set, is called after every answered request with the number
	// of segments done so far and in all. Calls do not overlap.
	Progress func(done, total int)
}

// Retry says how often and how patiently a failed request is repeated. The zero
// value means the defaults.
type Retry struct {
	Attempts int           // requests in all, the first included; 0 means 5, 1 means never repeat
	Base     time.Duration // pause before the first repetition, doubled each time; 0 means 500 ms
	Max      time.Duration // longest pause; 0 means 30 s
}

const (
	defaultAttempts = 5
	defaultBase     = 500 * time.Millisecond
	defaultMax      = 30 * time.Second
	// longestWish is the longest wait a server may ask for; a longer one ends the
	// run, which can be taken up again later.
	longestWish = 5 * time.Minute
)

// Translate translates segments in order. The slice it returns always has one
// result per segment; when the error is not nil, the results already received
// are in it and the others are not [Result.Done]. A segment without a letter or
// digit is copied and never sent.
//
// The error is the first one that stopped the run: ctx's, or an [*Error] of the
// backend after the last attempt.
func (t *Translator) Translate(ctx context.Context, from, to string, segs []Segment) ([]Result, error) {
	results := make([]Result, len(segs))
	var todo []int
	for i, s := range segs {
		if !hasWords(s.Text) {
			results[i] = Result{Text: s.Text, Origin: Origin{Kind: Copy}}
			continue
		}
		todo = append(todo, i)
	}
	run := &run{t: t, from: from, to: to, segs: segs, results: results, done: len(segs) - len(todo)}
	var g errgroup.Group
	g.SetLimit(max(1, t.Backend.Info().Limits.Concurrent))
	for _, b := range batches(segs, todo, t.Backend.Info().Limits) {
		if run.stopped(ctx) {
			break
		}
		g.Go(func() error {
			err := run.send(ctx, b)
			if err != nil {
				run.failed.Store(true)
			}
			return err
		})
	}
	err := g.Wait()
	if err == nil {
		err = ctx.Err()
	}
	return results, err
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// run is the state of one Translate call.
type run struct {
	t        *Translator
	from, to string
	segs     []Segment
	results  []Result

	// failed is set by the first batch that fails. No request is sent after it,
	// but those under way are waited for: their answers may have been paid for.
	failed atomic.Bool

	mu   sync.Mutex
	done int
}

func (r *run) stopped(ctx context.Context) bool { return ctx.Err() != nil || r.failed.Load() }

// send sends one batch, repeats it while that can help, and halves it when the
// backend finds it too large.
func (r *run) send(ctx context.Context, idx []int) error {
	if r.stopped(ctx) {
		return ctx.Err() // another batch failed, or the user gave up, while this one waited
	}
	part := make([]Segment, len(idx))
	for k, i := range idx {
		part[k] = r.segs[i]
	}
	res, retries, err := r.attempt(ctx, part)
	var be *Error
	if errors.As(err, &be) && be.Kind == TooLarge && len(idx) > 1 {
		half := len(idx) / 2
		if err := r.send(ctx, idx[:half]); err != nil {
			return err
		}
		return r.send(ctx, idx[half:])
	}
	if err != nil {
		return err
	}
	r.store(idx, res, retries)
	return nil
}

func (r *run) store(idx []int, res []Result, retries int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for k, i := range idx {
		r.results[i] = res[k]
		r.results[i].Retries = retries
	}
	r.done += len(idx)
	if r.t.Progress != nil {
		r.t.Progress(r.done, len(r.segs))
	}
}

func (r *run) attempt(ctx context.Context, part []Segment) ([]Result, int, error) {
	attempts := r.t.Retry.Attempts
	if attempts <= 0 {
		attempts = defaultAttempts
	}
	for n := 0; ; n++ {
		res, err := r.t.Backend.Translate(ctx, r.from, r.to, part)
		if err == nil {
			err = r.verify(part, res)
		}
		if err == nil {
			return res, n, nil
		}
		if ctx.Err() != nil {
			return nil, n, ctx.Err()
		}
		var be *Error
		if !errors.As(err, &be) || !be.Temporary() || r.failed.Load() || be.RetryAfter > longestWish || n+1 >= attempts {
			return nil, n, err
		}
		if err := sleep(ctx, r.pause(n, be.RetryAfter)); err != nil {
			return nil, n, err
		}
	}
}

// verify refuses an answer that does not fit the request: a wrong number of
// texts, or an empty text for a sentence with words.
func (r *run) verify(part []Segment, res []Result) error {
	bad := func(format string, args ...any) error {
		return &Error{Backend: r.t.Backend.Name(), Kind: BadReply, Err: fmt.Errorf(format, args...)}
	}
	if len(res) != len(part) {
		return bad("%d texts for %d sentences", len(res), len(part))
	}
	for k := range res {
		if strings.TrimSpace(res[k].Text) == "" {
			return bad("an empty text for sentence %s", part[k].ID)
		}
	}
	return nil
}

// pause grows exponentially from Base to Max with up to a half of jitter, so
// that many clients do not come back at once; a server's own wish comes first.
func (r *run) pause(n int, wish time.Duration) time.Duration {
	if wish > 0 {
		return wish
	}
	base, limit := r.t.Retry.Base, r.t.Retry.Max
	if base <= 0 {
		base = defaultBase
	}
	if limit <= 0 {
		limit = defaultMax
	}
	d := min(base<<min(n, 20), limit)
	return d/2 + rand.N(d/2+1)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
