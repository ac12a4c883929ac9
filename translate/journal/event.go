package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/budget"
)

// The types of events. A reader passes over others, which a later version may
// write.
const (
	begin = "begin" // a request is about to be sent
	end   = "end"   // it was answered, or failed
)

// event is one line of the journal.
type event struct {
	Type string    `json:"type"`
	Run  string    `json:"run"`
	N    int       `json:"n"` // number of the request in its run, from 1
	Time time.Time `json:"time"`

	// Of a begin. Keys name the texts, Sizes are their code points.
	Article string   `json:"article,omitempty"`
	Backend string   `json:"backend,omitempty"`
	Engine  string   `json:"engine,omitempty"`
	Model   string   `json:"model,omitempty"`
	From    string   `json:"from,omitempty"`
	To      string   `json:"to,omitempty"`
	Paid    bool     `json:"paid,omitempty"`
	Keys    []string `json:"keys,omitempty"`
	Sizes   []int    `json:"sizes,omitempty"`

	// Of an end. Lost are the texts that may have been charged and have no answer.
	// Answers may have been pruned; Answered still counts them.
	Answers  []answer `json:"answers,omitempty"`
	Answered int      `json:"answered,omitempty"`
	Lost     []string `json:"lost,omitempty"`
	Reason   string   `json:"reason,omitempty"`

	// Of both: what is set aside for the request, and what it came to. Cost is in
	// millionths of the currency.
	Characters int          `json:"characters"`
	Cost       budget.Money `json:"cost"`
}

// answer is the translation of one text.
type answer struct {
	Key    string           `json:"key"`
	Text   string           `json:"text"`
	Origin translate.Origin `json:"origin"`
}

func (e *event) amount(a budget.Amount) { e.Characters, e.Cost = a.Characters, a.Cost }

// id names a request.
type id struct {
	run string
	n   int
}

// reason is the kind of a failure. The words of an error are left out: they are a
// service's own.
func reason(err error) string {
	var te *translate.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &te):
		return te.Kind.String()
	}
	return "failed"
}

func day(t time.Time) string   { return t.Format("2006-01-02") }
func month(t time.Time) string { return t.Format("2006-01") }

func encode(e event) ([]byte, error) {
	b, err := json.Marshal(e)
	return append(b, '\n'), err
}

func decode(line []byte) (event, error) {
	var e event
	if err := json.Unmarshal(line, &e); err != nil {
		return e, err
	}
	if e.Type == begin && len(e.Keys) != len(e.Sizes) {
		return e, fmt.Errorf("%d keys and %d sizes", len(e.Keys), len(e.Sizes))
	}
	return e, nil
}
