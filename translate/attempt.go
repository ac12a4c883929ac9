package translate

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// attempt sends one batch and repeats it while that is safe and can help. It
// returns the segments that have no answer, and why.
func (r *run) attempt(ctx context.Context, idx []int) ([]int, error) {
	var tries tries
	for {
		req := r.request(idx)
		if err := r.pace.wait(ctx, req.Total()); err != nil {
			return idx, err
		}
		if r.stopped(ctx) {
			return idx, ctx.Err()
		}
		entry, err := r.begin(req)
		if err != nil {
			return idx, err
		}
		tries.begin(time.Now())
		results, err := r.call(ctx, idx)
		left, lerr := r.settle(entry, idx, results, err, tries.n-1)
		if lerr != nil || err == nil {
			return left, lerr
		}
		idx = left
		pause, again := r.again(ctx, &tries, err)
		if !again {
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			return idx, err
		}
		r.repeating()
		if err := sleep(ctx, pause); err != nil {
			return idx, err
		}
	}
}

func (r *run) begin(req Request) (Entry, error) {
	if !r.recorded() || r.t.Ledger == nil {
		return nil, nil
	}
	entry, err := r.t.Ledger.Begin(req)
	if err != nil {
		return nil, &LedgerError{err}
	}
	return entry, nil
}

// call makes one request and checks its answer. A request that may be charged is
// not dropped the moment ctx is done, but given the grace period to be answered.
func (r *run) call(ctx context.Context, idx []int) ([]Result, error) {
	part := make([]Segment, len(idx))
	for k, i := range idx {
		part[k] = r.segs[i]
	}
	if r.recorded() {
		var cancel context.CancelFunc
		ctx, cancel = lenient(ctx, r.t.grace())
		defer cancel()
	}
	if d := r.info.Limits.Timeout; d > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	res, err := r.b.Translate(ctx, r.from, r.to, part)
	if err == nil {
		return r.verify(part, res)
	}
	var be *Error
	if !errors.As(err, &be) {
		err = &Error{Backend: r.b.Name(), Kind: Transient, Err: err}
	}
	if len(res) != len(part) {
		res = nil
	}
	return res, err
}

// lenient returns a context that outlives ctx by a grace period.
func lenient(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	long, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		t := time.NewTimer(grace)
		defer t.Stop()
		select {
		case <-t.C:
			cancel()
		case <-long.Done():
		}
	})
	return long, func() { stop(); cancel() }
}

// verify refuses an answer that does not fit the request: a wrong number of
// texts, or an empty text for a sentence with words. The texts beside an empty
// one are kept.
func (r *run) verify(part []Segment, res []Result) ([]Result, error) {
	bad := func(format string, args ...any) error {
		return &Error{Backend: r.b.Name(), Kind: BadReply, Err: fmt.Errorf(format, args...)}
	}
	if len(res) != len(part) {
		return nil, bad("%d texts for %d sentences", len(res), len(part))
	}
	var err error
	for k := range res {
		if !res[k].Done() || strings.TrimSpace(res[k].Text) == "" {
			res[k] = Result{}
			err = bad("an empty text for sentence %s", part[k].ID)
		}
	}
	return res, err
}

// settle records what came of a request, keeps the answers, and returns the
// segments that have none.
func (r *run) settle(entry Entry, idx []int, results []Result, err error, retries int) ([]int, error) {
	var left, got []int
	var answers []Result
	for k, i := range idx {
		if k < len(results) && results[k].Done() {
			got, answers = append(got, i), append(answers, results[k])
		} else {
			left = append(left, i)
		}
	}
	var lerr error
	if entry != nil {
		o := Outcome{Results: results, Err: err}
		var be *Error
		if err != nil && errors.As(err, &be) {
			o.MayBeCharged = be.MayBeCharged()
		}
		if e := entry.End(o); e != nil {
			lerr = &LedgerError{e}
		}
	}
	// An answer is kept even when it could not be recorded: it is here, and paid for.
	if len(got) > 0 {
		r.store(got, answers, retries)
	}
	return left, lerr
}
