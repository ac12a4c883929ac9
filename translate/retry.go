package translate

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Retry says how often and how patiently a failed request is repeated. The zero
// value means the defaults.
type Retry struct {
	Attempts int           // requests in all, the first included; 0 means 5, 1 means never repeat
	Base     time.Duration // pause before the first repetition, doubled each time; 0 means 500 ms
	Max      time.Duration // longest pause of our own choosing; 0 means 30 s
	// Deadline bounds all repetitions of one batch, pauses included; 0 means 5
	// minutes. It cuts no request short; a server that wants to be left alone for
	// longer ends the run, which can be taken up again later.
	Deadline time.Duration
	// Doubtful is how often a request is repeated although the one before may have
	// been charged without an answer; 0 means once, less means never. It holds for
	// paid backends, and for answers that do not fit the request.
	Doubtful int
	// DoubtfulBatches is how many batches of a run may be repeated so where the
	// backend is paid: no more can be charged twice unless somebody agrees to it. 0
	// means one, less means any number.
	DoubtfulBatches int
}

const (
	defaultAttempts = 5
	defaultBase     = 500 * time.Millisecond
	defaultMax      = 30 * time.Second
	defaultDeadline = 5 * time.Minute
	defaultDoubtful = 1
)

func (o Retry) withDefaults() Retry {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	if o.Attempts <= 0 {
		o.Attempts = defaultAttempts
	}
	if o.Doubtful == 0 {
		o.Doubtful = defaultDoubtful
	}
	set(&o.Base, defaultBase)
	set(&o.Max, defaultMax)
	set(&o.Deadline, defaultDeadline)
	return o
}

// tries counts what was done for one batch.
type tries struct {
	start    time.Time
	n        int // requests sent
	doubtful int // of these, failures that may have been charged
	// risked says that the batch is one of those that may be charged twice.
	risked bool
}

func (t *tries) begin(now time.Time) {
	if t.n == 0 {
		t.start = now
	}
	t.n++
}

// again decides whether a failed request is repeated, and after which pause. A
// rate limit holds back every other request of the run too.
func (r *run) again(ctx context.Context, t *tries, err error) (time.Duration, bool) {
	opt := r.t.Retry.withDefaults()
	var be *Error
	if !errors.As(err, &be) || !be.Temporary() || r.stopped(ctx) || t.n >= opt.Attempts {
		return 0, false
	}
	if be.MayBeCharged() && (r.info.Paid || be.Kind == BadReply) {
		t.doubtful++
		if t.doubtful > opt.Doubtful {
			return 0, false
		}
	}
	if be.MayBeCharged() && r.info.Paid && !r.mayDoubt(t, opt.DoubtfulBatches) {
		return 0, false
	}
	pause := opt.pause(t.n-1, be.RetryAfter)
	if time.Since(t.start)+pause > opt.Deadline {
		return 0, false
	}
	if be.Kind == RateLimit {
		r.pace.hold(pause)
	}
	return pause, true
}

// mayDoubt reports whether a batch is among those that may be charged twice.
func (r *run) mayDoubt(t *tries, most int) bool {
	if t.risked || most < 0 {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.risked >= max(1, most) {
		return false
	}
	r.risked++
	t.risked = true
	return true
}

// pause grows exponentially from Base to Max with up to a half of jitter, so
// that many clients do not come back at once; a server's own wish comes first.
func (o Retry) pause(n int, wish time.Duration) time.Duration {
	if wish > 0 {
		return wish
	}
	d := min(o.Base<<min(n, 20), o.Max)
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
