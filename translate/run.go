package translate

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// run is one backend's share of a Translate call.
type run struct {
	t        *Translator
	b        Backend
	info     Info
	pace     *pace
	from, to string
	segs     []Segment

	// keys are the segments' keys, nil where nothing is recorded; same are, by
	// segment, the later ones with the same key.
	keys []string
	same map[int][]int
	// quiet leaves Progress out: nothing is being translated.
	quiet bool

	// failed is set by the first failure that others would share. No request is
	// sent after it, but those under way are waited for: their answers may have
	// been paid for.
	failed atomic.Bool

	mu      sync.Mutex
	results []Result
	done    int
	skipped error // the first failure that concerned one text only
	retries int
	risked  int // batches repeated although they may have been charged
}

func newRun(t *Translator, b Backend, from, to string, segs []Segment, results []Result) *run {
	info := b.Info()
	r := &run{t: t, b: b, info: info, pace: newPace(info.Limits), from: from, to: to, segs: segs, results: results}
	for _, res := range results {
		if res.Done() {
			r.done++
		}
	}
	return r
}

// recorded reports whether requests go through the ledger and answers are worth
// waiting for: asking a program on this machine again costs nothing.
func (r *run) recorded() bool { return r.info.Network || r.info.Paid }

// recall fills in the answers the ledger knows and returns those of todo that
// must be asked for, each text once.
func (r *run) recall(todo []int) ([]int, error) {
	if !r.recorded() || len(todo) == 0 {
		return todo, nil
	}
	r.keys = make([]string, len(r.segs))
	r.same = map[int][]int{}
	first := map[string]int{}
	var once []int
	var keys []string
	for _, i := range todo {
		k := Key(r.info, r.from, r.to, r.segs[i].Text)
		r.keys[i] = k
		if f, ok := first[k]; ok {
			r.same[f] = append(r.same[f], i)
			continue
		}
		first[k] = i
		once, keys = append(once, i), append(keys, k)
	}
	if r.t.Ledger == nil {
		return once, nil
	}
	known, err := r.t.Ledger.Known(keys)
	if err != nil {
		return nil, &LedgerError{err}
	}
	var ask, have []int
	var answers []Result
	for _, i := range once {
		if res, ok := known[r.keys[i]]; ok && res.Done() {
			have, answers = append(have, i), append(answers, res)
		} else {
			ask = append(ask, i)
		}
	}
	if len(have) > 0 {
		r.store(have, answers, 0)
	}
	return ask, nil
}

// all sends the batches, as many at once as the backend takes. A batch makes room
// for another when its answer is recorded, so that a crash leaves no more in doubt
// than are sent at once.
func (r *run) all(ctx context.Context, list [][]int) error {
	var g errgroup.Group
	g.SetLimit(r.workers())
	for _, batch := range list {
		if r.stopped(ctx) {
			break
		}
		g.Go(func() error {
			err := r.send(ctx, batch)
			if err != nil {
				r.failed.Store(true)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.skipped
}

// workers is how many requests may be under way at once.
func (r *run) workers() int {
	n := max(1, r.info.Limits.Concurrent)
	if most := r.t.Concurrent; most > 0 {
		n = min(n, most)
	}
	return n
}

func (r *run) stopped(ctx context.Context) bool { return ctx.Err() != nil || r.failed.Load() }

// send sends one batch and halves it when that can help: when it is too large, or
// when the service refuses a text in it. The error is one that ends the run; a
// failure of this text alone is put down and passed over.
func (r *run) send(ctx context.Context, idx []int) error {
	if r.stopped(ctx) {
		return ctx.Err() // another batch failed, or the user gave up, while this one waited
	}
	left, err := r.attempt(ctx, idx)
	var be *Error
	if err == nil || !errors.As(err, &be) {
		return err
	}
	switch be.Kind {
	case TooLarge, Refused:
		if len(left) > 1 {
			half := len(left) / 2
			if err := r.send(ctx, left[:half]); err != nil {
				return err
			}
			return r.send(ctx, left[half:])
		}
	case BadReply:
		if len(left) == len(idx) {
			return err // nothing at all came of it: the others would fare no better
		}
	default:
		return err
	}
	r.pass(err)
	return nil
}

// pass puts down a failure that concerns one text only.
func (r *run) pass(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.skipped == nil {
		r.skipped = err
	}
}

// store keeps answers, for every segment with the same text, and tells the caller
// how far the work is.
func (r *run) store(idx []int, res []Result, retries int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for k, i := range idx {
		res[k].Retries = retries
		r.results[i] = res[k]
		r.done++
		for _, twin := range r.same[i] {
			r.results[twin] = res[k]
			r.results[twin].Billed, r.results[twin].Tokens = 0, Tokens{}
			r.done++
		}
	}
	r.report()
}

// report tells the caller how far the work is. r.mu is held.
func (r *run) report() {
	if r.t.Progress != nil && !r.quiet {
		r.t.Progress(Progress{Done: r.done, Total: len(r.segs), Retries: r.retries})
	}
}

// repeating counts a request that will be repeated.
func (r *run) repeating() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.retries++
	r.report()
}

// request describes a batch to the ledger.
func (r *run) request(idx []int) Request {
	q := Request{Backend: r.b.Name(), Engine: r.info.Engine, Model: r.info.Model, Paid: r.info.Paid, From: r.from, To: r.to}
	for _, i := range idx {
		q.CodePoints = append(q.CodePoints, r.size(r.segs[i].Text))
		if r.keys != nil {
			q.Keys = append(q.Keys, r.keys[i])
		}
	}
	return q
}

// size is how many code points a text comes to when it is sent.
func (r *run) size(text string) int {
	if s, ok := r.b.(Sizer); ok {
		return s.CodePoints(r.from, r.to, text)
	}
	return utf8.RuneCountInString(text)
}
