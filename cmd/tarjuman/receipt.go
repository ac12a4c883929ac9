package main

import (
	"fmt"
	"strings"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/translate/budget"
	"tarjuman/translate/journal"
)

// share is what of an article need not be sent.
type share struct {
	kept         int // sentences translated by an earlier run
	memory       int // sentences from the translation memory
	memoryPoints int // their code points
	known        int // sentences answered before
}

// receipt says what a run sent and cost.
func (s *spending) receipt() {
	if s.journal == nil {
		return
	}
	for _, l := range s.journal.Receipt().Lines {
		s.u.note("receipt: %s", receiptLine(l, s.plan))
	}
}

func receiptLine(l journal.Line, plan budget.Plan) string {
	parts := []string{fmt.Sprintf("%s  sent %s in %s", l.Backend, plural(l.Sent, "character"), plural(l.Requests, "request"))}
	if l.Paid {
		charged := "charged " + grouped(l.Characters)
		if l.Cost > 0 {
			charged += ", " + plan.Format(l.Cost)
		}
		parts = append(parts, charged)
	}
	if l.Lost > 0 {
		parts = append(parts, plural(l.Lost, "sentence")+" perhaps charged without an answer")
	}
	return strings.Join(parts, " · ")
}

// soFar is what the progress line says of a run that sends text.
func (s *spending) soFar(retries int, took time.Duration) string {
	var sent, cost = 0, budget.Money(0)
	for _, l := range s.journal.Receipt().Lines {
		sent, cost = sent+l.Sent, cost+l.Cost
	}
	parts := []string{"sent " + grouped(sent)}
	if s.share.memoryPoints > 0 {
		parts = append(parts, "from memory "+grouped(s.share.memoryPoints))
	}
	if retries > 0 {
		parts = append(parts, fmt.Sprintf("retries %d", retries))
	}
	if cost > 0 {
		parts = append(parts, s.plan.Format(cost))
	}
	if sec := took.Seconds(); sec >= 1 {
		parts = append(parts, grouped(int(float64(sent)/sec))+" characters/s")
	}
	return "  " + strings.Join(parts, " · ")
}

// kept is the receipt that stays with an article of so many sentences; it reports
// false for a run that had nothing to do with services.
func (s *spending) kept(sentences int) (bitext.Receipt, bool) {
	if s.journal == nil {
		return bitext.Receipt{}, false
	}
	j := s.journal.Receipt()
	if len(j.Lines) == 0 && s.share.known+s.share.memory == 0 {
		return bitext.Receipt{}, false
	}
	r := bitext.Receipt{Run: j.Run, Time: j.Time.UTC().Truncate(time.Second), Sentences: sentences, Kept: s.share.kept, Memory: s.share.memory, Known: s.share.known, Services: []bitext.Service{}}
	if len(j.Lines) == 0 {
		r.Time = time.Now().UTC().Truncate(time.Second)
	}
	for _, l := range j.Lines {
		x := bitext.Service{Backend: l.Backend, Engine: l.Engine, Model: l.Model, Requests: l.Requests, Answered: l.Answered, Sent: l.Sent, Characters: l.Characters, Lost: l.Lost}
		if _, ok := s.plan.Rate(l.Backend, l.Engine); ok && l.Paid {
			x.Cost, x.Currency = l.Cost.Decimal(), s.plan.Symbol()
		}
		r.Services = append(r.Services, x)
	}
	return r, true
}

// receiptWords is a receipt kept with an article, a line for every service.
func receiptWords(r bitext.Receipt) []string {
	when := r.Time.Local().Format("2006-01-02 15:04")
	var out []string
	for _, x := range r.Services {
		s := when + "  " + x.Backend
		if x.Model != "" {
			s += " " + x.Model
		}
		s += fmt.Sprintf("  %s answered, %s charged", plural(x.Answered, "sentence"), plural(x.Characters, "character"))
		if x.Cost != "" {
			s += ", " + x.Currency + x.Cost
		}
		if x.Lost > 0 {
			s += fmt.Sprintf(", %d perhaps charged without an answer", x.Lost)
		}
		out = append(out, s)
	}
	var saved []string
	for _, x := range []struct {
		n    int
		what string
	}{{r.Kept, "kept from an earlier run"}, {r.Memory, "from the memory"}, {r.Known, "answered before"}} {
		if x.n > 0 {
			saved = append(saved, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	if len(saved) > 0 {
		out = append(out, fmt.Sprintf("%s  not sent, of %s: %s", when, plural(r.Sentences, "sentence"), strings.Join(saved, ", ")))
	}
	return out
}
