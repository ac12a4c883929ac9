package translate_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarjuman/translate"
	"tarjuman/translate/budget"
	"tarjuman/translate/journal"
)

// meter is a paid backend that counts every character it is sent and fails as it
// pleases.
type meter struct {
	limits translate.Limits
	faulty int // one request in this many fails
	seed   uint64
	calls  atomic.Uint64
	sent   atomic.Int64
}

func (*meter) Name() string { return "meter" }
func (m *meter) Info() translate.Info {
	return translate.Info{Engine: "meter", Paid: true, Network: true, Limits: m.limits}
}
func (m *meter) Translate(_ context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	r := rand.New(rand.NewPCG(m.seed, m.calls.Add(1)))
	out := make([]translate.Result, len(batch))
	for i, s := range batch {
		m.sent.Add(int64(utf8.RuneCountInString(s.Text)))
		out[i] = translate.Result{Text: "x", Origin: translate.Origin{Kind: translate.Engine, Engine: "meter"}}
	}
	if r.IntN(m.faulty) > 0 {
		return out, nil
	}
	kinds := []translate.ErrorKind{translate.Transient, translate.BadReply, translate.TooLarge, translate.Refused, translate.RateLimit}
	out[r.IntN(len(out))] = translate.Result{}
	return out, &translate.Error{Backend: "meter", Kind: kinds[r.IntN(len(kinds))], Err: errors.New("fault")}
}

// In ten thousand random runs, whatever fails and is repeated, what the caps allow
// is never exceeded by one character, and nothing is refused that would have fit.
func TestCapsAreNeverExceeded(t *testing.T) {
	const runs = 100 // for each of rapid's hundred
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		for n := range uint64(runs) {
			r := rand.New(rand.NewPCG(seed, n))
			if err := cappedRun(r); err != "" {
				t.Fatalf("run %d: %s", n, err)
			}
		}
	})
}

func cappedRun(r *rand.Rand) string {
	segs := article(1 + r.IntN(25))
	for i := range segs {
		runes := []rune(segs[i].Text + segs[i].Text)
		segs[i].Text = string(runes[:len(runes)-r.IntN(30)])
	}
	m := &meter{limits: translate.Limits{Segments: r.IntN(6), CodePoints: r.IntN(200), Concurrent: 1 + r.IntN(4)}, faulty: 1 + r.IntN(6), seed: r.Uint64()}
	limit := 1 + r.IntN(1200)
	j := journal.InMemory(journal.Options{Plan: budget.Plan{All: budget.Caps{Day: budget.Cap{Characters: limit}}}})
	tr := translate.Translator{Backend: m, Ledger: j, Retry: translate.Retry{Base: time.Nanosecond, Max: time.Nanosecond}}
	for range 2 { // the second run goes on under the same cap
		_, err := tr.Translate(context.Background(), "ar", "en", segs)
		// Failures that cost nothing give their characters back, so more may have
		// been sent than counts; what counts is what the journal must charge.
		all, _ := j.Spent("meter")
		if all.Day.Characters > limit {
			return "charged more than the cap"
		}
		if err == nil && m.faulty > 1 && all.Day.Characters == 0 {
			return "nothing charged for a whole article"
		}
	}
	return ""
}

// A service that never fails is sent exactly what the cap allows, and counts it
// itself.
func TestCapCountsWhatIsSent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segs := article(rapid.IntRange(1, 40).Draw(t, "sentences"))
		limit := rapid.IntRange(1, 1500).Draw(t, "cap")
		m := &meter{limits: translate.Limits{Segments: rapid.IntRange(1, 5).Draw(t, "batch"), Concurrent: 4}, faulty: 1 << 30}
		j := journal.InMemory(journal.Options{Plan: budget.Plan{All: budget.Caps{Run: budget.Cap{Characters: limit}}}})
		tr := translate.Translator{Backend: m, Ledger: j}
		total := 0
		for _, s := range segs {
			total += utf8.RuneCountInString(s.Text)
		}
		_, err := tr.Translate(context.Background(), "ar", "en", segs)
		var over *budget.Exceeded
		if fits := total <= limit; fits != (err == nil) || err != nil && !errors.As(err, &over) {
			t.Fatalf("%d characters under a cap of %d: %v", total, limit, err)
		}
		if sent := int(m.sent.Load()); sent > limit {
			t.Fatalf("%d characters sent under a cap of %d", sent, limit)
		}
	})
}
