package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// script is a backend that upper-cases and fails as told.
type script struct {
	mu       sync.Mutex
	limits   Limits
	requests [][]string
	fail     func(n int, batch []Segment) error // n counts requests from 0
	reply    func(batch []Segment) []Result
}

func (s *script) Name() string { return "script" }
func (s *script) Info() Info {
	return Info{Engine: "script", Paid: true, Network: true, Limits: s.limits}
}
func (s *script) Translate(_ context.Context, _, _ string, b []Segment) ([]Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var texts []string
	for _, x := range b {
		texts = append(texts, x.Text)
	}
	s.requests = append(s.requests, texts)
	if s.fail != nil {
		if err := s.fail(len(s.requests)-1, b); err != nil {
			return nil, err
		}
	}
	if s.reply != nil {
		return s.reply(b), nil
	}
	var out []Result
	for _, x := range b {
		out = append(out, Result{Text: strings.ToUpper(x.Text), Origin: Origin{Kind: Engine, Engine: "script"}})
	}
	return out, nil
}

func segments(texts ...string) []Segment {
	var out []Segment
	for i, t := range texts {
		out = append(out, Segment{ID: fmt.Sprint(i + 1), Text: t})
	}
	return out
}

func quick() Retry { return Retry{Base: time.Microsecond, Max: time.Microsecond} }

func TestTranslateKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-z]{0,12}`), 0, 60).Draw(t, "texts")
		b := &script{limits: Limits{Segments: rapid.IntRange(0, 7).Draw(t, "segments"), CodePoints: rapid.IntRange(0, 40).Draw(t, "points"), Concurrent: 3}}
		tr := Translator{Backend: b, Retry: quick()}
		res, err := tr.Translate(context.Background(), "ar", "en", segments(texts...))
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range texts {
			if res[i].Text != strings.ToUpper(s) {
				t.Fatalf("result %d is %q, want %q", i, res[i].Text, strings.ToUpper(s))
			}
		}
		for _, r := range b.requests {
			if b.limits.Segments > 0 && len(r) > b.limits.Segments {
				t.Fatalf("request of %d segments, limit %d", len(r), b.limits.Segments)
			}
			if n := len(strings.Join(r, "")); b.limits.CodePoints > 0 && n > b.limits.CodePoints && len(r) > 1 {
				t.Fatalf("request of %d code points, limit %d", n, b.limits.CodePoints)
			}
		}
	})
}

func TestTranslateRepeatsTemporaryFailures(t *testing.T) {
	b := &script{fail: func(n int, _ []Segment) error {
		if n < 2 {
			return &Error{Backend: "script", Kind: Transient, Unbilled: true, Err: errors.New("connection refused")}
		}
		return nil
	}}
	tr := Translator{Backend: b, Retry: quick()}
	res, err := tr.Translate(context.Background(), "ar", "en", segments("a"))
	if err != nil || res[0].Text != "A" || res[0].Retries != 2 {
		t.Fatalf("got %+v, %v; want A after 2 retries", res, err)
	}
}

func TestTranslateDoesNotRepeatRefusals(t *testing.T) {
	for _, kind := range []ErrorKind{Auth, Quota, BadLanguage, BadRequest, Refused} {
		b := &script{fail: func(int, []Segment) error { return &Error{Backend: "script", Kind: kind, Err: errors.New("no")} }}
		tr := Translator{Backend: b, Retry: quick()}
		_, err := tr.Translate(context.Background(), "ar", "en", segments("a"))
		var be *Error
		if !errors.As(err, &be) || be.Kind != kind {
			t.Errorf("%s: got error %v", kind, err)
		}
		if len(b.requests) != 1 {
			t.Errorf("%s: %d requests, want 1", kind, len(b.requests))
		}
	}
}

func TestTranslateDoesNotWaitForHours(t *testing.T) {
	b := &script{fail: func(int, []Segment) error {
		return &Error{Backend: "script", Kind: RateLimit, RetryAfter: time.Hour, Err: errors.New("later")}
	}}
	tr := Translator{Backend: b, Retry: quick()}
	if _, err := tr.Translate(context.Background(), "ar", "en", segments("a")); err == nil || len(b.requests) != 1 {
		t.Errorf("%d requests, error %v; want one request and its error", len(b.requests), err)
	}
}

func TestTranslateKeepsWhatWasReceived(t *testing.T) {
	b := &script{limits: Limits{Segments: 1}, fail: func(n int, _ []Segment) error {
		if n == 2 {
			return &Error{Backend: "script", Kind: Auth, Err: errors.New("key expired")}
		}
		return nil
	}}
	tr := Translator{Backend: b, Retry: quick()}
	res, err := tr.Translate(context.Background(), "ar", "en", segments("a", "b", "c", "d"))
	if err == nil {
		t.Fatal("no error")
	}
	var done []bool
	for _, r := range res {
		done = append(done, r.Done())
	}
	if want := []bool{true, true, false, false}; !slices.Equal(done, want) {
		t.Errorf("done %v, want %v", done, want)
	}
}

// slow answers its first request late and refuses all others at once.
type slow struct {
	mu   sync.Mutex
	n    int
	fail chan struct{}
}

func (*slow) Name() string { return "slow" }
func (*slow) Info() Info   { return Info{Limits: Limits{Segments: 1, Concurrent: 2}} }
func (s *slow) Translate(ctx context.Context, _, _ string, b []Segment) ([]Result, error) {
	s.mu.Lock()
	s.n++
	first := s.n == 1
	s.mu.Unlock()
	if !first {
		defer func() { s.fail <- struct{}{} }()
		return nil, &Error{Backend: "slow", Kind: Auth, Err: errors.New("no")}
	}
	<-s.fail
	time.Sleep(5 * time.Millisecond) // the failure reaches the Translator first
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return []Result{{Text: "paid for", Origin: Origin{Kind: Engine}}}, nil
}

func TestTranslateWaitsForRequestsUnderWay(t *testing.T) {
	tr := Translator{Backend: &slow{fail: make(chan struct{}, 8)}, Retry: quick()}
	res, err := tr.Translate(context.Background(), "ar", "en", segments("a", "b", "c", "d"))
	if err == nil {
		t.Fatal("no error")
	}
	n := 0
	for _, r := range res {
		if r.Done() {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d results kept, want the one that was under way", n)
	}
}

func TestTranslateHalvesWhatIsTooLarge(t *testing.T) {
	b := &script{fail: func(_ int, batch []Segment) error {
		if len(batch) > 2 {
			return &Error{Backend: "script", Kind: TooLarge, Err: errors.New("over the limit")}
		}
		return nil
	}}
	tr := Translator{Backend: b, Retry: quick()}
	res, err := tr.Translate(context.Background(), "ar", "en", segments("a", "b", "c", "d", "e"))
	if err != nil || res[4].Text != "E" {
		t.Fatalf("got %+v, %v", res, err)
	}
}

func TestTranslateRefusesUnfitAnswers(t *testing.T) {
	for name, reply := range map[string]func([]Segment) []Result{
		"too few":  func(b []Segment) []Result { return make([]Result, len(b)-1) },
		"too many": func(b []Segment) []Result { return make([]Result, len(b)+1) },
		"empty": func(b []Segment) []Result {
			return []Result{{Text: " ", Origin: Origin{Kind: Engine}}, {Text: "x", Origin: Origin{Kind: Engine}}}
		},
	} {
		tr := Translator{Backend: &script{reply: reply}, Retry: quick()}
		_, err := tr.Translate(context.Background(), "ar", "en", segments("a", "b"))
		var be *Error
		if !errors.As(err, &be) || be.Kind != BadReply {
			t.Errorf("%s: got error %v, want an unusable answer", name, err)
		}
	}
}

func TestTranslateCopiesWhatHasNoWords(t *testing.T) {
	b := &script{}
	tr := Translator{Backend: b}
	res, err := tr.Translate(context.Background(), "ar", "en", segments("* * *"))
	if err != nil || res[0].Text != "* * *" || res[0].Origin.Kind != Copy || len(b.requests) != 0 {
		t.Fatalf("got %+v, %v after %d requests", res, err, len(b.requests))
	}
}

func TestTranslateStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := &script{limits: Limits{Segments: 1}, fail: func(n int, _ []Segment) error {
		if n == 1 {
			cancel()
			return &Error{Backend: "script", Kind: Transient, Err: errors.New("cut")}
		}
		return nil
	}}
	tr := Translator{Backend: b}
	res, err := tr.Translate(ctx, "ar", "en", segments("a", "b", "c"))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got error %v", err)
	}
	if !res[0].Done() || res[2].Done() {
		t.Errorf("got %+v", res)
	}
}

// resetting loses every answer, which may have been charged.
func resetting(int, []Segment) error {
	return &Error{Backend: "script", Kind: Transient, Err: errors.New("connection reset")}
}

// However many batches lose their answers, one of them may be charged twice; others
// only where somebody agreed to that.
func TestOneBatchMayBeChargedTwice(t *testing.T) {
	for agreed, most := range map[int]int{0: 1, 2: 2, -1: 4} {
		b := &script{limits: Limits{Segments: 1, Concurrent: 4}, fail: resetting}
		retry := quick()
		retry.DoubtfulBatches = agreed
		tr := Translator{Backend: b, Retry: retry}
		if _, err := tr.Translate(context.Background(), "ar", "en", segments("a", "b", "c", "d", "e", "f", "g", "h")); err == nil {
			t.Fatal("no error")
		}
		sent := map[string]int{}
		for _, r := range b.requests {
			sent[r[0]]++
		}
		twice := 0
		for text, n := range sent {
			if n > 2 {
				t.Errorf("%s was sent %d times", text, n)
			}
			if n == 2 {
				twice++
			}
		}
		if twice > most || agreed < 0 && twice == 0 {
			t.Errorf("%d allowed: %d batches were sent twice", agreed, twice)
		}
	}
}

func TestConcurrentIsAnUpperLimit(t *testing.T) {
	for _, c := range []struct{ own, most, want int }{{4, 0, 4}, {4, 1, 1}, {4, 2, 2}, {2, 8, 2}, {0, 3, 1}} {
		tr := &Translator{Backend: &script{limits: Limits{Concurrent: c.own}}, Concurrent: c.most}
		if got := newRun(tr, tr.Backend, "ar", "en", nil, nil).workers(); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// marked is a script that sends more than the text.
type marked struct{ *script }

func (marked) CodePoints(_, to, text string) int { return len(text) + 10*strings.Count(text, "t") }

// What a backend adds to texts counts for its limits, for the record and for the
// estimate.
func TestSizesAreTheBackends(t *testing.T) {
	b := marked{&script{limits: Limits{CodePoints: 30}}}
	ledger := &counting{}
	tr := Translator{Backend: b, Ledger: ledger}
	segs := segments("at", "ab", "bat", "cd", "ef") // 12, 2, 13, 2, 2
	e, err := tr.Estimate(b, "ar", "en", segs)
	if err != nil || e.CodePoints != 31 || e.Requests != 2 {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := tr.Translate(context.Background(), "ar", "en", segs); err != nil {
		t.Fatal(err)
	}
	if len(b.requests) != 2 || ledger.points != 31 {
		t.Errorf("%q, %d code points on record", b.requests, ledger.points)
	}
}

// counting is a ledger that counts code points.
type counting struct{ points int }

func (*counting) Known([]string) (map[string]Result, error) { return nil, nil }
func (c *counting) Begin(r Request) (Entry, error)          { c.points += r.Total(); return c, nil }
func (*counting) End(Outcome) error                         { return nil }
