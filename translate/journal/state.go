package journal

import (
	"tarjuman/translate"
	"tarjuman/translate/budget"
)

// account is what spending is counted under: a run, a day or a month, and a
// backend, "" for all of them.
type account struct{ period, backend string }

// state is what the events so far come to.
type state struct {
	answers map[string]translate.Result
	// open are the requests with texts that were sent and have no answer; sent says
	// by text which request that is.
	open map[id]*request
	sent map[string]*request

	spent    map[account]budget.Amount
	receipts map[string]*Receipt
	order    []string // runs, in the order of their first requests
}

// request is one whose end is not known, or not good.
type request struct {
	event
	ended bool
	left  int // texts that are still without an answer
}

func newState() state {
	return state{
		answers: map[string]translate.Result{}, open: map[id]*request{}, sent: map[string]*request{},
		spent: map[account]budget.Amount{}, receipts: map[string]*Receipt{},
	}
}

func (s *state) apply(e event) {
	switch e.Type {
	case begin:
		s.begin(e)
	case end:
		if r := s.open[id{e.Run, e.N}]; r != nil && !r.ended {
			s.end(r, e)
		}
	}
}

func (s *state) begin(e event) {
	r := &request{event: e, left: len(e.Keys)}
	s.open[id{e.Run, e.N}] = r
	for _, k := range e.Keys {
		s.forget(k) // sent again: this request is the one that counts from now on
		s.sent[k] = r
	}
	s.charge(e, budget.Amount{Characters: e.Characters, Cost: e.Cost})
	s.receipt(e).begin(e)
}

func (s *state) end(r *request, e event) {
	r.ended = true
	for _, a := range e.Answers {
		s.answers[a.Key] = translate.Result{Text: a.Text, Origin: a.Origin}
	}
	lost := map[string]bool{}
	for _, k := range e.Lost {
		lost[k] = true
	}
	for _, k := range r.Keys {
		if s.sent[k] == r && !lost[k] {
			s.forget(k)
		}
	}
	charged := budget.Amount{Characters: e.Characters, Cost: e.Cost}
	s.charge(r.event, charged.Sub(budget.Amount{Characters: r.Characters, Cost: r.Cost}))
	s.receipt(r.event).end(r.event, e)
	if r.left == 0 {
		delete(s.open, id{r.Run, r.N})
	}
}

// forget takes a text off the list of those without an answer.
func (s *state) forget(key string) {
	r := s.sent[key]
	if r == nil {
		return
	}
	delete(s.sent, key)
	if r.left--; r.left == 0 && r.ended {
		delete(s.open, id{r.Run, r.N})
	}
}

// charge adds to the accounts a request falls under.
func (s *state) charge(e event, a budget.Amount) {
	if a == (budget.Amount{}) {
		return
	}
	for _, period := range []string{e.Run, day(e.Time), month(e.Time)} {
		for _, backend := range []string{"", e.Backend} {
			k := account{period, backend}
			s.spent[k] = s.spent[k].Add(a)
		}
	}
}

func (s *state) receipt(e event) *Receipt {
	r := s.receipts[e.Run]
	if r == nil {
		r = &Receipt{Run: e.Run, Article: e.Article, Time: e.Time}
		s.receipts[e.Run] = r
		s.order = append(s.order, e.Run)
	}
	return r
}
