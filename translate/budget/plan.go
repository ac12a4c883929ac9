package budget

import (
	"cmp"
	"fmt"
)

// Cap is the most that may be sent; zero means no cap.
type Cap struct {
	Characters int
	Money      Money
}

// Caps hold for one run, for one day and for one month of the local calendar.
type Caps struct{ Run, Day, Month Cap }

// Spent is what has been sent so far in each period, requests under way and those
// that may have been charged without an answer included.
type Spent struct{ Run, Day, Month Amount }

// Plan is the user's rates and caps. The zero Plan has neither.
type Plan struct {
	// Currency is written before amounts: "$", "EUR ".
	Currency string
	// Rates are prices by the name of a backend or of an engine; the backend's goes
	// first.
	Rates map[string]Rate
	// All are the caps on everything sent, Backends those on what is sent to the
	// backend of that name.
	All      Caps
	Backends map[string]Caps
}

// Rate returns what a backend charges.
func (p Plan) Rate(backend, engine string) (Rate, bool) {
	for _, name := range []string{backend, engine} {
		if r, ok := p.Rates[name]; ok {
			return r, true
		}
	}
	return Rate{}, false
}

// Price is what a use amounts to after so many characters in the same month; its
// cost is 0 without a rate.
func (p Plan) Price(backend, engine string, u Use, before int) Amount {
	r, _ := p.Rate(backend, engine)
	return Amount{u.Sent, r.Cost(u, before)}
}

// Format writes money with the currency.
func (p Plan) Format(m Money) string { return p.Symbol() + m.String() }

// Symbol is what is written before amounts.
func (p Plan) Symbol() string { return cmp.Or(p.Currency, "$") }

// Exceeded says that a request does not fit under a cap.
type Exceeded struct {
	Period  string // "run", "day" or "month"
	Backend string // whose cap it is, "" for that on everything
	Used    string // what the period has used
	Want    string // what the request would add
	Cap     string
}

// Error returns one line with all the figures.
func (e *Exceeded) Error() string {
	whose := ""
	if e.Backend != "" {
		whose = " of " + e.Backend
	}
	return fmt.Sprintf("over the budget%s: %s to send, %s used of %s per %s", whose, e.Want, e.Used, e.Cap, e.Period)
}

// NoRate says that a cap in money cannot be kept because a backend has no rate.
type NoRate struct{ Backend string }

// Error names the backend.
func (e *NoRate) Error() string {
	return fmt.Sprintf("the budget is in money and %s has no rate", e.Backend)
}

// Check returns an [*Exceeded] when sending n characters more in so many requests may
// exceed a cap, and a [*NoRate] when that cannot be known.
func (p Plan) Check(backend, engine string, n, requests int, all, own Spent) error {
	if _, ok := p.Rate(backend, engine); !ok && (p.All.inMoney() || p.Backends[backend].inMoney()) {
		return &NoRate{backend}
	}
	want := p.Price(backend, engine, Expect(n, requests), own.Month.Characters)
	if err := p.check("", p.All, all, want); err != nil {
		return err
	}
	return p.check(backend, p.Backends[backend], own, want)
}

func (c Caps) inMoney() bool { return c.Run.Money > 0 || c.Day.Money > 0 || c.Month.Money > 0 }

func (p Plan) check(backend string, caps Caps, spent Spent, want Amount) error {
	for _, c := range []struct {
		period string
		cap    Cap
		used   Amount
	}{{"run", caps.Run, spent.Run}, {"day", caps.Day, spent.Day}, {"month", caps.Month, spent.Month}} {
		// Subtraction, so that no sum overflows.
		if c.cap.Characters > 0 && want.Characters > c.cap.Characters-c.used.Characters {
			return &Exceeded{c.period, backend, characters(c.used.Characters), characters(want.Characters), characters(c.cap.Characters)}
		}
		if c.cap.Money > 0 && want.Cost > c.cap.Money-c.used.Cost {
			return &Exceeded{c.period, backend, p.Format(c.used.Cost), p.Format(want.Cost), p.Format(c.cap.Money)}
		}
	}
	return nil
}

func characters(n int) string {
	if n == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", n)
}
