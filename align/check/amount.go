package check

import (
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/values"
)

// amounts compares the values of the two texts: numbers, dates, units. One pass
// pairs equal values off, whatever way they are written; the rules number.*,
// date.value and unit.value report what is left over.
type amounts struct{}

func (amounts) Rules() []Rule {
	return append(numberRules(), dateRule(), unitRule())
}

func (amounts) Document(*Units, func(Finding)) {}

func (amounts) Unit(u *Unit, report func(Finding)) {
	if len(u.Ar.Tokens) == 0 || len(u.En.Tokens) == 0 {
		return // a missing side is another rule's business
	}
	arValues, enValues := values.Parse(u.Ar.Raw, values.Arabic), values.Parse(u.En.Raw, values.English)
	if len(arValues) == 0 && len(enValues) == 0 || len(arValues) > maxValues || len(enValues) > maxValues {
		return
	}
	m := newMatcher(u, arValues, enValues, report)
	m.match()
	m.grouping()
	m.substitutions()
	m.oneSided()
	m.vagueNumbers()
	m.units()
}

// maxValues bounds the pairing, which is quadratic: a pair with more values is a
// table, not a sentence.
const maxValues = 250

// part is what of a value an atom stands for. A date is compared piece by piece.
type part uint8

const (
	wholePart part = iota
	dayPart
	monthPart
	yearPart
	weekdayPart
	hourPart
)

// atom is the smallest thing compared: one number, month, weekday or time.
type atom struct {
	v    *values.Value
	part part
	num  float64
	used bool // has a counterpart, or has been reported
}

// matcher pairs the atoms of the two texts.
type matcher struct {
	u      *Unit
	report func(Finding)
	arVal  []values.Value
	enVal  []values.Value
	ar, en []atom
	clash  []*values.Value // reported with contradictory units
	fused  bool            // words of the Arabic text have run together and hide values
}

func newMatcher(u *Unit, ar, en []values.Value, report func(Finding)) *matcher {
	return &matcher{u: u, report: report, arVal: ar, enVal: en, ar: atoms(ar), en: atoms(en), fused: fused(u.Ar)}
}

// fusedLetters is more than a word has with all its clitics.
const fusedLetters = 16

func fused(x *Text) bool {
	for i := range x.Tokens {
		if t := &x.Tokens[i]; t.Kind == arabic.Word && t.End-t.Start >= 2*fusedLetters && utf8.RuneCountInString(t.Norm) >= fusedLetters {
			return true
		}
	}
	return false
}

func atoms(vs []values.Value) []atom {
	out := make([]atom, 0, len(vs)+4)
	for i := range vs {
		v := &vs[i]
		switch v.Kind {
		case values.Bare, values.Vague:
			continue
		case values.Time:
			out = append(out, atom{v: v, part: hourPart, num: v.Num})
			continue
		case values.Date:
			if v.Weekday > 0 {
				out = append(out, atom{v: v, part: weekdayPart, num: float64(v.Weekday)})
			}
			if v.Day > 0 {
				out = append(out, atom{v: v, part: dayPart, num: float64(v.Day)})
			}
			if v.Month > 0 {
				out = append(out, atom{v: v, part: monthPart, num: float64(v.Month)})
			}
			if v.Year > 0 {
				out = append(out, atom{v: v, part: yearPart, num: float64(v.Year)})
			}
			continue
		}
		out = append(out, atom{v: v, num: v.Num})
	}
	return out
}

// match pairs atoms, the closest first; words with other uses (both, half, first)
// come last, so that they do not take a partner from a plain number.
func (m *matcher) match() {
	for level := exact; level < dressed; level++ {
		for weak := range 3 {
			m.pass(level, weak)
		}
	}
	for weak := range 3 {
		m.pass(dressed, weak)
	}
}

func (m *matcher) pass(level closeness, weak int) {
	for i := range m.ar {
		a := &m.ar[i]
		if a.used {
			continue
		}
		for j := range m.en {
			b := &m.en[j]
			if b.used || weakness(a)+weakness(b) != weak || compare(a, b) != level {
				continue
			}
			if level == dressed {
				m.contradiction(a, b)
			}
			a.used, b.used = true, true
			break
		}
	}
}

func weakness(a *atom) int {
	if a.v.Weak {
		return 1
	}
	return 0
}
