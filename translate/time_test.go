package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// The tests here run on the fake clock of testing/synctest: pauses of minutes take
// no time and are exact.

// clocked is a backend that notes when each request comes, takes its time and
// answers as told.
type clocked struct {
	limits  Limits
	latency time.Duration
	free    bool // a program on this machine, not a service that charges
	// fail decides about request n, from 0; nil is an answer.
	fail func(n int) error

	mu    sync.Mutex
	start time.Time
	calls []call
}

type call struct {
	at     time.Duration // since the first test line
	points int
}

func newClocked(l Limits) *clocked { return &clocked{limits: l, start: time.Now()} }

func (*clocked) Name() string { return "clocked" }
func (c *clocked) Info() Info {
	return Info{Engine: "clocked", Paid: !c.free, Network: !c.free, Limits: c.limits}
}
func (c *clocked) Translate(ctx context.Context, _, _ string, batch []Segment) ([]Result, error) {
	points := 0
	for _, s := range batch {
		points += utf8.RuneCountInString(s.Text)
	}
	c.mu.Lock()
	n := len(c.calls)
	c.calls = append(c.calls, call{time.Since(c.start), points})
	c.mu.Unlock()
	if err := sleep(ctx, c.latency); err != nil {
		return nil, err
	}
	if c.fail != nil {
		if err := c.fail(n); err != nil {
			return nil, err
		}
	}
	out := make([]Result, len(batch))
	for i := range batch {
		out[i] = Result{Text: "x", Origin: Origin{Kind: Engine, Engine: "clocked"}}
	}
	return out, nil
}

func (c *clocked) times() []time.Duration {
	var out []time.Duration
	for _, x := range c.calls {
		out = append(out, x.at)
	}
	return out
}

func many(n int) []Segment {
	out := make([]Segment, n)
	for i := range out {
		out[i] = Segment{ID: fmt.Sprint("s", i+1), Text: fmt.Sprint("جملة رقم ", i+1)}
	}
	return out
}

func failing(kind ErrorKind, after time.Duration) *Error {
	return &Error{Backend: "clocked", Kind: kind, RetryAfter: after, Err: errors.New("as told")}
}

// No minute, wherever it begins, sees more requests or code points than the limits
// allow.
func TestPaceKeepsEveryMinute(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lim := Limits{
			Segments: rapid.IntRange(1, 4).Draw(rt, "segments"), Concurrent: rapid.IntRange(1, 5).Draw(rt, "concurrent"),
			RequestsPerMinute: rapid.IntRange(0, 20).Draw(rt, "requests"), CodePointsPerMinute: rapid.SampledFrom([]int{0, 30, 200}).Draw(rt, "points"),
		}
		segs := many(rapid.IntRange(1, 120).Draw(rt, "sentences"))
		latency := time.Duration(rapid.IntRange(0, 3000).Draw(rt, "latency")) * time.Millisecond
		var problem string
		synctest.Test(t, func(*testing.T) {
			b := newClocked(lim)
			b.latency = latency
			tr := Translator{Backend: b}
			if _, err := tr.Translate(context.Background(), "ar", "en", segs); err != nil {
				problem = err.Error()
				return
			}
			problem = paced(b, lim)
		})
		if problem != "" {
			rt.Fatal(problem)
		}
	})
}

// paced says which minute saw too much.
func paced(b *clocked, lim Limits) string {
	slices.SortFunc(b.calls, func(x, y call) int { return int(x.at - y.at) })
	for i := range b.calls {
		requests, points := 0, 0
		for _, x := range b.calls[i:] {
			if x.at >= b.calls[i].at+time.Minute {
				break
			}
			requests++
			points += x.points
		}
		if lim.RequestsPerMinute > 0 && requests > lim.RequestsPerMinute {
			return fmt.Sprintf("%d requests in the minute from %v", requests, b.calls[i].at)
		}
		if lim.CodePointsPerMinute > 0 && points > lim.CodePointsPerMinute && requests > 1 {
			return fmt.Sprintf("%d code points in the minute from %v", points, b.calls[i].at)
		}
	}
	return ""
}

// A thousand sentences within eighty requests a minute, one at a time: the first
// eighty need no pause, and the whole takes as long as the limits make it.
func TestPaceIsAsFastAsTheLimitsAllow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const latency = 100 * time.Millisecond
		b := newClocked(Limits{Segments: 5, Concurrent: 1, RequestsPerMinute: 80})
		b.latency = latency
		tr := Translator{Backend: b}
		if _, err := tr.Translate(context.Background(), "ar", "en", many(1000)); err != nil {
			t.Fatal(err)
		}
		// 200 requests: 80 in the first minute, 80 in the second, 40 in the third.
		least := 2*time.Minute + 40*latency
		if took := time.Since(b.start); took < least || float64(took) > 1.15*float64(least) {
			t.Errorf("took %v, at best %v", took, least)
		}
	})
}

// When one request is told to wait, all others wait with it, and the pause is the
// service's own to the nanosecond.
func TestRateLimitHoldsBackAllRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newClocked(Limits{Segments: 1, Concurrent: 4})
		b.latency = time.Second
		b.fail = func(n int) error {
			if n == 2 {
				return failing(RateLimit, 20*time.Second)
			}
			return nil
		}
		tr := Translator{Backend: b}
		res, err := tr.Translate(context.Background(), "ar", "en", many(12))
		if err != nil || len(unfinished(res)) > 0 {
			t.Fatal(err, res)
		}
		at := b.times()
		// Four at 0 s; their answers, one of them the refusal, come at 1 s. Nothing
		// then before 21 s, except what was sent in the same instant as the answers.
		slices.Sort(at)
		for _, x := range at[4:] {
			if x > time.Second && x < 21*time.Second {
				t.Errorf("a request at %v, while the service wants to be left alone until 21s: %v", x, at)
			}
		}
		if !slices.Contains(at, 21*time.Second) {
			t.Errorf("nothing was sent at the end of the pause: %v", at)
		}
		if len(at) != 13 {
			t.Errorf("%d requests for 12 sentences and one refusal", len(at))
		}
	})
}

// Retry-After is obeyed for every kind of passing failure; where the service names
// no time, pauses double from the base, with up to a half of jitter.
func TestPausesBetweenRepetitions(t *testing.T) {
	for name, c := range map[string]struct {
		err  *Error
		want [][2]time.Duration // between which each pause lies
	}{
		"a rate limit with a time":      {failing(RateLimit, 7*time.Second), [][2]time.Duration{{7e9, 7e9}, {7e9, 7e9}, {7e9, 7e9}, {7e9, 7e9}}},
		"an outage with a time":         {&Error{Kind: Transient, Unbilled: true, RetryAfter: 90 * time.Second, Err: errors.New("maintenance")}, [][2]time.Duration{{90e9, 90e9}, {90e9, 90e9}, {90e9, 90e9}}},
		"a rate limit without":          {failing(RateLimit, 0), [][2]time.Duration{{.25e9, .5e9}, {.5e9, 1e9}, {1e9, 2e9}, {2e9, 4e9}}},
		"no connection":                 {&Error{Kind: Transient, Unbilled: true, Err: errors.New("refused")}, [][2]time.Duration{{.25e9, .5e9}, {.5e9, 1e9}, {1e9, 2e9}, {2e9, 4e9}}},
		"perhaps charged: only once":    {failing(Transient, 0), [][2]time.Duration{{.25e9, .5e9}}},
		"an unusable answer: only once": {failing(BadReply, 0), [][2]time.Duration{{.25e9, .5e9}}},
		"later than we wait":            {failing(RateLimit, 6*time.Minute), nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newClocked(Limits{})
				b.fail = func(int) error { return c.err }
				tr := Translator{Backend: b}
				if _, err := tr.Translate(context.Background(), "ar", "en", many(1)); !errors.Is(err, c.err) {
					t.Fatalf("got %v", err)
				}
				at := b.times()
				if len(at) != len(c.want)+1 {
					t.Fatalf("requests at %v, want %d", at, len(c.want)+1)
				}
				for i, w := range c.want {
					if p := at[i+1] - at[i]; p < w[0] || p > w[1] {
						t.Errorf("pause %d is %v, want %v to %v", i+1, p, w[0], w[1])
					}
				}
			})
		})
	}
}

// A daily quota that is used up is found out by the requests under way and by no
// other; whatever time the service names, nothing waits for it.
func TestUsedUpQuotaIsNotHammered(t *testing.T) {
	for _, named := range []time.Duration{0, time.Second, 8 * time.Hour} {
		t.Run(named.String(), func(t *testing.T) { synctest.Test(t, func(t *testing.T) { usedUp(t, named) }) })
	}
}

func usedUp(t *testing.T, named time.Duration) {
	b := newClocked(Limits{Segments: 1, Concurrent: 4})
	b.latency = 100 * time.Millisecond
	b.fail = func(n int) error {
		if n >= 6 {
			return failing(Quota, named)
		}
		return nil
	}
	tr := Translator{Backend: b}
	res, err := tr.Translate(context.Background(), "ar", "en", many(100))
	var e *Error
	if !errors.As(err, &e) || e.Kind != Quota {
		t.Fatalf("got %v", err)
	}
	if n := len(b.calls); n > 6+4 {
		t.Errorf("%d requests, want the 6 that were answered and at most the 4 under way", n)
	}
	if took := time.Since(b.start); took > time.Second {
		t.Errorf("took %v", took)
	}
	if got := 100 - len(unfinished(res)); got != 6 {
		t.Errorf("%d results kept, want 6", got)
	}
}

// What the first backend cannot do goes on to the next without delay, and no
// request goes back to the first.
func TestFallbackTakesOverAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first, second, third := newClocked(Limits{Segments: 1}), newClocked(Limits{Segments: 1}), newClocked(Limits{Segments: 5})
		first.fail = func(n int) error {
			if n == 3 {
				return failing(Quota, 0)
			}
			return nil
		}
		second.fail = func(n int) error { return failing(RateLimit, 10*time.Second) }
		var handovers []int
		tr := Translator{Backend: first, Fallback: []Backend{second, third}, OnFallback: func(h Handover) { handovers = append(handovers, h.Segments) }}
		res, err := tr.Translate(context.Background(), "ar", "en", many(10))
		if err != nil || len(unfinished(res)) > 0 {
			t.Fatal(err, res)
		}
		if got := fmt.Sprint(handovers); got != "[7 7]" {
			t.Errorf("handed over %s sentences, want [7 7]", got)
		}
		if got := second.times(); len(got) != 5 || got[0] != 0 {
			t.Fatalf("the second was asked at %v", got)
		}
		// Its five attempts, ten seconds apart; then the third in the same instant.
		if got := third.times(); got[0] != 40*time.Second || len(got) != 2 {
			t.Errorf("the third was asked at %v", got)
		}
		if len(first.calls) != 4 {
			t.Errorf("%d requests to the first", len(first.calls))
		}
	})
}

// After an interruption no request begins, and those under way have the grace
// period to be answered: an answer within it is kept, a later one is given up.
func TestGraceAfterAnInterruption(t *testing.T) {
	for name, c := range map[string]struct {
		latency time.Duration
		free    bool
		grace   time.Duration
		took    time.Duration
		kept    int
	}{
		"answered in time":             {latency: 4 * time.Second, took: 4 * time.Second, kept: 2},
		"answered too late":            {latency: time.Minute, took: time.Second + defaultGrace, kept: 0},
		"a longer grace":               {latency: time.Minute, grace: 2 * time.Minute, took: time.Minute, kept: 2},
		"none wanted":                  {latency: 4 * time.Second, grace: -1, took: time.Second, kept: 0},
		"a program that costs nothing": {latency: 4 * time.Second, free: true, took: time.Second, kept: 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), time.Second)
				defer cancel()
				b := newClocked(Limits{Segments: 1, Concurrent: 2})
				b.latency, b.free = c.latency, c.free
				tr := Translator{Backend: b, Grace: c.grace}
				res, err := tr.Translate(ctx, "ar", "en", many(10))
				if !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(b.start); took != c.took {
					t.Errorf("took %v, want %v", took, c.took)
				}
				if got := 10 - len(unfinished(res)); got != c.kept || len(b.calls) != 2 {
					t.Errorf("%d results of %d requests, want %d of 2", got, len(b.calls), c.kept)
				}
			})
		})
	}
}

// An interruption ends a pause at once.
func TestInterruptionEndsAPause(t *testing.T) {
	for name, prepare := range map[string]func(*clocked){
		"before a repetition": func(b *clocked) { b.fail = func(int) error { return failing(RateLimit, 4*time.Minute) } },
		"for the next minute": func(b *clocked) { b.limits.RequestsPerMinute = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
				defer cancel()
				b := newClocked(Limits{Segments: 1})
				prepare(b)
				tr := Translator{Backend: b}
				if _, err := tr.Translate(ctx, "ar", "en", many(5)); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(b.start); took != 3*time.Second {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}

// A request that is not answered within the backend's timeout is given up and, as
// it may have been charged, repeated once.
func TestTimeoutOfOneRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newClocked(Limits{Timeout: 30 * time.Second})
		b.latency = time.Hour
		tr := Translator{Backend: b}
		_, err := tr.Translate(context.Background(), "ar", "en", many(1))
		var e *Error
		if !errors.As(err, &e) || e.Kind != Transient || !e.MayBeCharged() || len(b.calls) != 2 {
			t.Errorf("%d requests, %v", len(b.calls), err)
		}
		if took := time.Since(b.start); took < time.Minute || took > time.Minute+time.Second {
			t.Errorf("took %v", took)
		}
	})
}
