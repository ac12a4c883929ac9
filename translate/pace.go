package translate

import (
	"context"
	"sync"
	"time"
)

// pace keeps requests within a backend's limits per minute, and holds all of them
// back when the service says that it is asked too often.
type pace struct {
	mu                   sync.Mutex
	requests, codePoints window
	until                time.Time // nothing is sent before
}

func newPace(l Limits) *pace {
	return &pace{requests: window{limit: l.RequestsPerMinute}, codePoints: window{limit: l.CodePointsPerMinute}}
}

// wait returns when a request of that many code points may be sent. Turns are given
// in the order in which they are asked for.
func (p *pace) wait(ctx context.Context, codePoints int) error {
	p.mu.Lock()
	turn := p.codePoints.earliest(p.requests.earliest(time.Now(), 1), codePoints)
	p.requests.take(turn, 1)
	p.codePoints.take(turn, codePoints)
	p.mu.Unlock()
	for {
		p.mu.Lock()
		left := max(time.Until(turn), time.Until(p.until))
		p.mu.Unlock()
		if left <= 0 {
			return ctx.Err()
		}
		if err := sleep(ctx, left); err != nil {
			return err
		}
	}
}

// hold keeps every request back for d from now.
func (p *pace) hold(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := time.Now().Add(d); t.After(p.until) {
		p.until = t
	}
}

// windowSpan is a minute and what the ways of two requests to the service may
// differ: they arrive closer together than they were sent.
const windowSpan = time.Minute + 500*time.Millisecond

// window is an allowance for every minute, wherever it begins. All of it may be
// used at once, which is the fastest way through.
type window struct {
	limit int // 0 for none
	taken []taking
	sum   int // of what is in taken
}

type taking struct {
	at time.Time
	n  int
}

// earliest returns the first time, not before t, at which n more fit, and not before
// what was taken last. More than the whole allowance fits when nothing else does.
func (w *window) earliest(t time.Time, n int) time.Time {
	if w.limit <= 0 {
		return t
	}
	if k := len(w.taken); k > 0 && w.taken[k-1].at.After(t) {
		t = w.taken[k-1].at
	}
	for len(w.taken) > 0 {
		end := w.taken[0].at.Add(windowSpan)
		if end.After(t) {
			if w.sum+n <= w.limit {
				break
			}
			t = end
		}
		w.sum -= w.taken[0].n
		w.taken = w.taken[1:]
	}
	return t
}

// take uses up n at time t.
func (w *window) take(t time.Time, n int) {
	if w.limit > 0 {
		w.taken, w.sum = append(w.taken, taking{t, n}), w.sum+n
	}
}
