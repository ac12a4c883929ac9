// Package journal is the record that keeps tarjuman from paying twice: a
// write-ahead journal of every request to a backend that uses the network or
// charges, and in it the answers, to be found again by what they depend on.
//
//	j, err := journal.Open(journal.Options{Dir: dir, Article: "wire.docx"})
//	...
//	defer j.Close()
//	tr := translate.Translator{Backend: b, Ledger: j}
//
// Before a request is sent, a line that says so is on the disk; after it is
// answered, the answer is, before anything else is done with it. So after a crash
// at any instant every text is in one of three states: its answer is here and is
// not asked for again; it was never sent; or it was sent and no answer is known,
// and then it may have been charged, is listed by [Journal.Doubts], and is sent
// again only with the user's consent.
//
// The same lines say what was spent, so caps hold over all runs, those at work at
// the same moment included. They hold no source text and no secret: sources are
// named by [translate.Key]. Files are readable by their owner only.
package journal

import (
	"crypto/rand"
	"errors"
	"sync"
	"time"
	"unicode/utf8"

	"tarjuman/translate"
	"tarjuman/translate/budget"
)

// Options set up a journal.
type Options struct {
	// Dir is where the journal is kept; it is made with the first request.
	Dir string
	// Plan are the rates and caps that requests are held to.
	Plan budget.Plan
	// Article names what is translated, for receipts.
	Article string
	// Resend allows what may have been charged without an answer to be sent again.
	Resend bool
	// Now is the clock; nil means the machine's. Days and months are those of the
	// location of the times it returns.
	Now func() time.Time
}

// Journal implements [translate.Ledger]. One Journal is one run: caps per run,
// receipts and doubts are by it. It is safe for concurrent use, and several
// processes may use one folder at once.
type Journal struct {
	opt Options
	run string
	log log

	mu     sync.Mutex
	state  state
	n      int         // requests begun in this run
	agreed map[id]bool // requests in doubt that may be sent again
}

// log is where events are kept.
type log interface {
	// update brings the state up to date with what others wrote, calls f, and keeps
	// the events it returns, all without anybody else in between.
	update(s *state, f func() ([]event, error)) error
	// flush returns when all events kept so far would survive a crash of the
	// machine.
	flush() error
	// running reports whether a run is still at work; only f above may call it.
	running(run string) bool
	// start marks a run as at work until close; it may be called again.
	start(run string) error
	close() error
}

// Open returns the journal in a folder. Nothing is made on the disk before the
// first request.
func Open(opt Options) (*Journal, error) {
	if opt.Dir == "" {
		return nil, errors.New("journal: no folder given")
	}
	j := newJournal(opt, newDisk(opt.Dir, osFiles{}))
	if err := j.refresh(); err != nil {
		return nil, err
	}
	return j, nil
}

// InMemory returns a journal that is forgotten with the process. It keeps caps,
// and answers for as long as it lives.
func InMemory(opt Options) *Journal { return newJournal(opt, nowhere{}) }

func newJournal(opt Options, l log) *Journal {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Journal{opt: opt, run: rand.Text()[:16], log: l, state: newState(), agreed: map[id]bool{}}
}

// refresh reads what others wrote.
func (j *Journal) refresh() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.log.update(&j.state, func() ([]event, error) { return nil, nil })
}

// Known returns the answers received earlier for any of the keys.
func (j *Journal) Known(keys []string) (map[string]translate.Result, error) {
	if err := j.refresh(); err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	out := map[string]translate.Result{}
	for _, k := range keys {
		if r, ok := j.state.answers[k]; ok {
			out[k] = r
		}
	}
	return out, nil
}

// Begin records that a request is about to be sent. It refuses one that does not
// fit under a cap with a [*budget.Exceeded] or [*budget.NoRate], and one for texts
// that another run has sent and has no answer for with an [*InDoubt].
func (j *Journal) Begin(r translate.Request) (translate.Entry, error) {
	e, err := j.record(r)
	if err != nil {
		return nil, err
	}
	return e, j.log.flush()
}

func (j *Journal) record(r translate.Request) (*entry, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.log.start(j.run); err != nil {
		return nil, err
	}
	e := &entry{j: j, req: r}
	err := j.log.update(&j.state, func() ([]event, error) {
		if err := j.refuse(r); err != nil {
			return nil, err
		}
		_, own := j.spent(r.Backend)
		e.before = own.Month.Characters
		e.begun = j.begin(r, e.before)
		return []event{e.begun}, nil
	})
	if err != nil {
		return nil, err
	}
	j.n++
	return e, nil
}

// refuse says why a request must not be sent.
func (j *Journal) refuse(r translate.Request) error {
	for _, d := range j.doubts(r.Keys) {
		if d.Running || !j.opt.Resend && !j.agreed[d.id] {
			return &InDoubt{d}
		}
	}
	if !r.Paid {
		return nil
	}
	all, own := j.spent(r.Backend)
	return j.opt.Plan.Check(r.Backend, r.Engine, r.Total(), 1, all, own)
}

func (j *Journal) begin(r translate.Request, before int) event {
	e := event{
		Type: begin, Run: j.run, N: j.n + 1, Time: j.opt.Now(), Article: j.opt.Article,
		Backend: r.Backend, Engine: r.Engine, Model: r.Model, From: r.From, To: r.To,
		Keys: r.Keys, Sizes: r.CodePoints,
	}
	if r.Paid {
		e.Paid = true
		e.amount(j.opt.Plan.Price(r.Backend, r.Engine, budget.Expect(r.Total(), 1), before))
	}
	return e
}

// entry is one request of a journal.
type entry struct {
	j     *Journal
	req   translate.Request
	begun event
	// before is how many characters the backend had been sent this month.
	before int
}

// End records what came of the request. It is in the file when End returns, and
// on its way to the disk: the next request does not wait for that, but is itself
// not sent before both are there.
func (e *entry) End(o translate.Outcome) error {
	j := e.j
	j.mu.Lock()
	defer j.mu.Unlock()
	err := j.log.update(&j.state, func() ([]event, error) { return []event{e.end(o)}, nil })
	if err == nil {
		go j.log.flush() // a failure comes back from the next flush
	}
	return err
}

func (e *entry) end(o translate.Outcome) event {
	ev := event{Type: end, Run: e.begun.Run, N: e.begun.N, Time: e.j.opt.Now(), Reason: reason(o.Err)}
	var use budget.Use
	lost := 0 // characters
	for i, k := range e.req.Keys {
		size := e.req.CodePoints[i]
		if i < len(o.Results) && o.Results[i].Done() {
			r := o.Results[i]
			ev.Answers = append(ev.Answers, answer{Key: k, Text: r.Text, Origin: r.Origin})
			if r.Billed > 0 {
				size = r.Billed
			}
			use.Sent += size
			use.Received += utf8.RuneCountInString(r.Text)
			use.TokensIn += r.Tokens.In
			use.TokensOut += r.Tokens.Out
			continue
		}
		if o.MayBeCharged {
			ev.Lost = append(ev.Lost, k)
			lost += size
		}
	}
	ev.Answered = len(ev.Answers)
	if !e.req.Paid {
		return ev
	}
	var te *translate.Error
	if errors.As(o.Err, &te) {
		use.TokensIn, use.TokensOut = use.TokensIn+te.Tokens.In, use.TokensOut+te.Tokens.Out
	}
	// What is not known stays as it was expected.
	worst := budget.Expect(lost, 1)
	use.Sent, use.Received = use.Sent+lost, use.Received+worst.Received
	switch {
	case use.Sent == 0:
	case lost > 0:
		use.TokensIn, use.TokensOut = use.TokensIn+worst.TokensIn, use.TokensOut+worst.TokensOut
	case use.TokensIn == 0 && use.TokensOut == 0:
		all := budget.Expect(use.Sent, 1)
		use.TokensIn, use.TokensOut = all.TokensIn, all.TokensOut
	}
	ev.amount(e.j.opt.Plan.Price(e.req.Backend, e.req.Engine, use, e.before))
	return ev
}

// Agree allows requests that may have been charged without an answer to be sent again,
// as [Options].Resend does for all of them. What comes into doubt later is not meant.
func (j *Journal) Agree(doubts []Doubt) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, d := range doubts {
		j.agreed[d.id] = true
	}
}

// Spent returns what was sent to paid backends in this run, today and this month:
// to all of them, and to the one of that name.
func (j *Journal) Spent(backend string) (all, own budget.Spent) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.spent(backend)
}

func (j *Journal) spent(backend string) (all, own budget.Spent) {
	now := j.opt.Now()
	of := func(b string) budget.Spent {
		return budget.Spent{
			Run:   j.state.spent[account{j.run, b}],
			Day:   j.state.spent[account{day(now), b}],
			Month: j.state.spent[account{month(now), b}],
		}
	}
	return of(""), of(backend)
}

// Close ends the run.
func (j *Journal) Close() error { return errors.Join(j.log.flush(), j.log.close()) }

// nowhere is the log of a journal in memory.
type nowhere struct{}

func (nowhere) update(s *state, f func() ([]event, error)) error {
	events, err := f()
	for _, e := range events {
		s.apply(e)
	}
	return err
}
func (nowhere) flush() error        { return nil }
func (nowhere) running(string) bool { return false }
func (nowhere) start(string) error  { return nil }
func (nowhere) close() error        { return nil }
