package journal

import (
	"time"

	"tarjuman/translate/budget"
)

// Receipt is what one run sent, received and has to pay.
type Receipt struct {
	Run     string    `json:"run"`
	Article string    `json:"article"`
	Time    time.Time `json:"time"` // of the first request
	Lines   []Line    `json:"lines"`
}

// Line is the part of a receipt that one backend has.
type Line struct {
	Backend  string `json:"backend"`
	Engine   string `json:"engine"`
	Model    string `json:"model,omitempty"`
	Paid     bool   `json:"paid"`
	Requests int    `json:"requests"` // repetitions included
	Answered int    `json:"answered"` // texts
	// Sent counts the code points of all texts sent, repetitions included.
	Sent int `json:"sent"`
	// Characters are those charged or, as far as Lost goes, perhaps charged; in a
	// request without a recorded end all count. Cost, in millionths of the currency,
	// is by the rate of that time.
	Characters int          `json:"characters"`
	Cost       budget.Money `json:"cost"`
	Lost       int          `json:"lost"` // texts that may have been charged without an answer
}

// Receipt returns this run's.
func (j *Journal) Receipt() Receipt {
	j.mu.Lock()
	defer j.mu.Unlock()
	if r := j.state.receipts[j.run]; r != nil {
		return r.copy()
	}
	return Receipt{Run: j.run, Article: j.opt.Article}
}

// Receipts returns those of all runs, oldest first.
func (j *Journal) Receipts() ([]Receipt, error) {
	if err := j.refresh(); err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []Receipt
	for _, run := range j.state.order {
		out = append(out, j.state.receipts[run].copy())
	}
	return out, nil
}

func (r *Receipt) copy() Receipt {
	c := *r
	c.Lines = append([]Line(nil), r.Lines...)
	return c
}

func (r *Receipt) line(e event) *Line {
	for i := range r.Lines {
		if r.Lines[i].Backend == e.Backend {
			return &r.Lines[i]
		}
	}
	r.Lines = append(r.Lines, Line{Backend: e.Backend, Engine: e.Engine, Model: e.Model, Paid: e.Paid})
	return &r.Lines[len(r.Lines)-1]
}

func (r *Receipt) begin(e event) {
	l := r.line(e)
	l.Requests++
	for _, n := range e.Sizes {
		l.Sent += n
	}
	l.Characters += e.Characters
	l.Cost += e.Cost
	l.Lost += len(e.Keys) // until its end is known
}

func (r *Receipt) end(begun, e event) {
	l := r.line(begun)
	l.Answered += e.Answered
	l.Characters += e.Characters - begun.Characters
	l.Cost += e.Cost - begun.Cost
	l.Lost += len(e.Lost) - len(begun.Keys)
}
