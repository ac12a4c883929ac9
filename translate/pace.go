package translate

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// pace keeps requests within a backend's limits per minute, and holds all of them
// back when the service says that it is asked too often.
type pace struct {
	requests, codePoints *rate.Limiter // nil without limit

	mu    sync.Mutex
	until time.Time // nothing is sent before
}

// burstShare is the part of a minute's allowance that may be used at once. The
// rest flows in over the minute, so that no minute, wherever it begins, sees more
// than the allowance.
const burstShare = 10

func newPace(l Limits) *pace {
	return &pace{requests: perMinute(l.RequestsPerMinute), codePoints: perMinute(l.CodePointsPerMinute)}
}

func perMinute(n int) *rate.Limiter {
	if n <= 0 {
		return nil
	}
	burst := max(1, n/burstShare)
	return rate.NewLimiter(rate.Limit(float64(max(1, n-burst))/60), burst)
}

// wait returns when a request of that many code points may be sent.
func (p *pace) wait(ctx context.Context, codePoints int) error {
	if err := take(ctx, p.requests, 1); err != nil {
		return err
	}
	if err := take(ctx, p.codePoints, codePoints); err != nil {
		return err
	}
	for {
		p.mu.Lock()
		left := time.Until(p.until)
		p.mu.Unlock()
		if left <= 0 {
			return ctx.Err()
		}
		if err := sleep(ctx, left); err != nil {
			return err
		}
	}
}

// take waits for n tokens, in pieces where n is more than the limiter hands out at
// once.
func take(ctx context.Context, l *rate.Limiter, n int) error {
	if l == nil {
		return nil
	}
	for n > 0 {
		piece := min(n, l.Burst())
		if err := l.WaitN(ctx, piece); err != nil {
			if ctx.Err() == nil {
				// The limiter foresees that ctx ends first, and says so at once.
				<-ctx.Done()
			}
			return ctx.Err()
		}
		n -= piece
	}
	return nil
}

// hold keeps every request back for d from now.
func (p *pace) hold(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := time.Now().Add(d); t.After(p.until) {
		p.until = t
	}
}
