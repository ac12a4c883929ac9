// Package budget counts characters and money: what text costs at the user's
// rates, and whether a request still fits under the user's caps.
//
// It knows no prices. A rate is what the user's own contract says; where none is
// given, costs are unknown, and said to be.
package budget

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Money is an amount in millionths of the user's currency.
type Money int64

// unit is one whole of the currency.
const unit Money = 1_000_000

// most is the largest amount taken, so that no sum of costs overflows.
const most = 1_000_000_000 * unit

var errMoney = errors.New("want an amount such as 20 or 0.50")

// ParseMoney reads a decimal amount with up to six places: "20", "0.50".
func ParseMoney(s string) (Money, error) {
	whole, frac, _ := strings.Cut(strings.TrimSpace(s), ".")
	if whole == "" || len(frac) > 6 {
		return 0, fmt.Errorf("%q: %w", s, errMoney)
	}
	var m Money
	for _, r := range whole + frac + strings.Repeat("0", 6-len(frac)) {
		if r < '0' || r > '9' || m > (math.MaxInt64-9)/10 {
			return 0, fmt.Errorf("%q: %w", s, errMoney)
		}
		m = 10*m + Money(r-'0')
	}
	if m > most {
		return 0, fmt.Errorf("%q: more than %s", s, most)
	}
	return m, nil
}

// String writes the amount with two places, or as many as it takes to show what
// is not nothing.
func (m Money) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	frac := fmt.Sprintf("%06d", m%unit)
	keep := 2
	switch {
	case m == 0:
	case m < unit/100:
		keep = min(6, 6-len(strings.TrimLeft(frac, "0"))+2) // two digits that count
	default: // to the nearest cent
		m = (m + unit/200) / (unit / 100) * (unit / 100)
		frac = fmt.Sprintf("%06d", m%unit)
	}
	return fmt.Sprintf("%s%d.%s", sign, m/unit, frac[:keep])
}

// Decimal writes the amount exactly, with two to six places and no currency.
func (m Money) Decimal() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	s := strings.TrimRight(fmt.Sprintf("%d.%06d", m/unit, m%unit), "0")
	for strings.IndexByte(s, '.') > len(s)-3 {
		s += "0"
	}
	return sign + s
}

// Cost is the price of n of which a million cost m, rounded up to the next
// millionth.
func Cost(m Money, n int) Money {
	const million = 1_000_000
	q, rest := Money(n)/million, Money(n)%million
	return m*q + (m*rest+million-1)/million
}

// Amount is how much was, or would be, sent.
type Amount struct {
	Characters int
	Cost       Money
}

// Add returns the sum of two amounts.
func (a Amount) Add(b Amount) Amount { return Amount{a.Characters + b.Characters, a.Cost + b.Cost} }

// Sub returns the difference of two amounts.
func (a Amount) Sub(b Amount) Amount { return Amount{a.Characters - b.Characters, a.Cost - b.Cost} }
