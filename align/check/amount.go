package check

import (
	"math"
	"slices"
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
	m := *u.matched() // what is reported is used up in a copy
	if len(m.arVal) == 0 && len(m.enVal) == 0 {
		return
	}
	m.ar, m.en, m.report = slices.Clone(m.ar), slices.Clone(m.en), report
	m.ratios()
	m.dressed()
	m.grouping()
	m.substitutions()
	m.oneSided()
	m.vagueNumbers()
	m.units()
}

// matched returns the values of both texts with those paired that are equal, worked out
// on first use.
func (u *Unit) matched() *matcher {
	if u.pairs == nil {
		ar, en := values.ParseTokens(u.Ar.Raw, values.Arabic, u.Ar.amounts), values.ParseTokens(u.En.Raw, values.English, u.En.amounts)
		if len(ar) > maxValues || len(en) > maxValues {
			ar, en = nil, nil
		}
		u.pairs = newMatcher(u, ar, en)
		u.pairs.match()
	}
	return u.pairs
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
	equal  [][2]*values.Value // paired off, Arabic and English
	clash  []*values.Value    // reported with contradictory units
	fused  bool               // words of the Arabic text have run together and hide values
}

func newMatcher(u *Unit, ar, en []values.Value) *matcher {
	return &matcher{u: u, arVal: ar, enVal: en, ar: atoms(ar), en: atoms(en), fused: fused(u.Ar)}
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
}

// dressed pairs and reports equal numbers whose units exclude each other.
func (m *matcher) dressed() {
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
				if m.crossed(a, b) {
					continue
				}
				m.contradiction(a, b)
			} else {
				m.equal = append(m.equal, [2]*values.Value{a.v, b.v})
			}
			a.used, b.used = true, true
			break
		}
	}
}

// crossed reports that both texts have another value left of the kind the other one
// has here: "50% … the fifth" and "5% … the fourth" are a percentage and an ordinal each.
func (m *matcher) crossed(a, b *atom) bool {
	if a.v.Kind == b.v.Kind {
		return false
	}
	left := func(atoms []atom, kind values.Kind) bool {
		return slices.ContainsFunc(atoms, func(o atom) bool { return !o.used && !o.v.Implied && o.v.Kind == kind })
	}
	return left(m.ar, b.v.Kind) && left(m.en, a.v.Kind)
}

// ratios pairs a fraction with the two numbers that make it: three quarters with
// ثلاثة من كل أربعة.
func (m *matcher) ratios() {
	m.ratio(m.ar, m.en)
	m.ratio(m.en, m.ar)
}

func (m *matcher) ratio(fractions, numbers []atom) {
	for i := range fractions {
		f := &fractions[i]
		if f.used || f.v.Kind != values.Fraction && f.v.Kind != values.Percent {
			continue
		}
		share := f.num
		if f.v.Kind == values.Percent {
			share /= 100
		}
		for k := 0; k+1 < len(numbers); k++ {
			a, b := &numbers[k], &numbers[k+1]
			if !a.used && !b.used && plainNumber(a) && plainNumber(b) && b.num > 1 && math.Abs(a.num/b.num-share) < 0.005 {
				f.used, a.used, b.used = true, true, true
				break
			}
		}
	}
}

func weakness(a *atom) int {
	if a.v.Weak {
		return 1
	}
	return 0
}
