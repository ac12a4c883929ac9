package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"tarjuman/translate"
	"tarjuman/translate/budget"
	"tarjuman/translate/journal"
)

// outlook is what a run would send and cost.
type outlook struct {
	translate.Estimate
	backend  string
	info     translate.Info
	plan     budget.Plan
	all, own budget.Spent
	refused  error // why the caps forbid it
	doubts   []journal.Doubt
	upTo     bool // a backend before it may do some of the work
}

// line is the outlook in one line: how much, what it costs, what is left.
func (o outlook) line() string {
	var b strings.Builder
	b.WriteString(o.backend)
	if o.info.Model != "" {
		b.WriteString(" " + o.info.Model)
	}
	b.WriteString("  ")
	if o.upTo {
		b.WriteString("up to ")
	}
	b.WriteString(plural(o.CodePoints, "character") + " to send")
	if !o.info.Paid {
		return b.String()
	}
	if _, ok := o.plan.Rate(o.backend, o.info.Engine); ok {
		b.WriteString(", about " + o.plan.Format(o.cost()) + " at your configured rate")
	} else {
		b.WriteString(", no rate configured")
	}
	for _, used := range append(o.caps(o.plan.All, o.all), o.caps(o.plan.Backends[o.backend], o.own)...) {
		b.WriteString("; " + used)
	}
	return b.String()
}

func (o outlook) cost() budget.Money { return o.amount(0).Cost }

// amount is what the outlook comes to at most when so many characters go before it.
func (o outlook) amount(before int) budget.Amount {
	return o.plan.Price(o.backend, o.info.Engine, budget.Expect(o.CodePoints, o.Requests), o.own.Month.Characters+before)
}

// caps names the caps in force and what of them is used.
func (o outlook) caps(caps budget.Caps, spent budget.Spent) []string {
	var out []string
	for _, c := range []struct {
		period string
		cap    budget.Cap
		used   budget.Amount
	}{{"run", caps.Run, spent.Run}, {"day", caps.Day, spent.Day}, {"month", caps.Month, spent.Month}} {
		if c.cap.Money > 0 {
			out = append(out, fmt.Sprintf("cap %s/%s, %s used", o.plan.Format(c.cap.Money), c.period, o.plan.Format(c.used.Cost)))
		}
		if c.cap.Characters > 0 {
			out = append(out, fmt.Sprintf("cap %s/%s, %s used", plural(c.cap.Characters, "character"), c.period, grouped(c.used.Characters)))
		}
	}
	return out
}

// dryRun prints the outlook as a result. What the caps would refuse is an error
// here too.
func (o outlook) dryRun(u *ui) error {
	if _, err := fmt.Fprintf(u.stdout, "%s\n", clean(o.line())); err != nil {
		return notWritable(err, "")
	}
	return o.refused
}

// estimate says what would be sent to the first backend that is recorded, of one
// part of the work after the other.
func (s *spending) estimate(parts iter.Seq[[]translate.Segment]) (outlook, error) {
	b := s.first()
	if b == nil {
		return outlook{}, nil
	}
	o := outlook{backend: b.Name(), info: b.Info(), plan: s.plan, upTo: b != s.chain[0]}
	keys := []string{} // nil would mean all there are
	for segs := range parts {
		if err := s.addEstimate(&o, &keys, b, segs); err != nil {
			return outlook{}, notWritable(err, "")
		}
	}
	o.all, o.own = s.journal.Spent(b.Name())
	if o.info.Paid && o.CodePoints > 0 {
		o.refused = s.plan.Check(o.backend, o.info.Engine, o.CodePoints, o.Requests, o.all, o.own)
	}
	var err error
	if o.doubts, err = s.journal.Doubts(keys); err != nil {
		return outlook{}, notWritable(err, "")
	}
	return o, nil
}

// addEstimate adds a part of the work to the outlook, and to keys what any backend of
// the chain may be asked for: one that steps in must not send again what may have been
// charged and nobody has been told of.
func (s *spending) addEstimate(o *outlook, keys *[]string, first translate.Backend, segs []translate.Segment) error {
	for _, b := range s.chain {
		if info := b.Info(); !info.Paid && !info.Network {
			continue
		}
		e, err := s.translator().Estimate(b, s.from, s.to, segs)
		if err != nil {
			return err
		}
		*keys = append(*keys, e.Keys...)
		if b == first {
			o.Estimate.Add(e)
		}
	}
	return nil
}

// whole is work in one part.
func whole(segs []translate.Segment) iter.Seq[[]translate.Segment] {
	return slices.Values([][]translate.Segment{segs})
}
