package check

import (
	"math"
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

// closeness is how well two atoms agree, best first.
type closeness uint8

const (
	exact     closeness = iota // same number, same unit, same kind
	likely                     // same number, differently dressed: an ordinal, a year, no unit
	otherwise                  // same by the second reading of a number
	converted                  // the same amount in another unit or another form
	dressed                    // same number with units that contradict each other: reported
	apart
)

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

func compare(a, b *atom) closeness {
	switch {
	case a.part == monthPart || b.part == monthPart || a.part == weekdayPart || b.part == weekdayPart:
		return compareNames(a, b)
	case a.part == hourPart || b.part == hourPart:
		return compareTimes(a, b)
	case a.v.Kind == values.Decade || b.v.Kind == values.Decade:
		return compareDecades(a, b)
	}
	return compareNumbers(a, b)
}

func compareNames(a, b *atom) closeness {
	if a.part != b.part {
		return apart
	}
	if a.num == b.num && a.v.Hijri == b.v.Hijri {
		return exact
	}
	if a.part == monthPart && (swapped(a, b) || swapped(b, a)) {
		return likely
	}
	return apart
}

// swapped reports that a date in figures agrees with the other in the other order
// of day and month.
func swapped(a, b *atom) bool {
	return a.v.Alt > 0 && int(a.v.Alt)%100 == b.v.Day && int(a.v.Alt)/100 == b.v.Month
}

func equalNumbers(a, b float64) bool {
	a, b = math.Abs(a), math.Abs(b)
	return math.Abs(a-b) <= 1e-9*math.Max(a, b)
}

func compareNumbers(a, b *atom) closeness {
	x, y := a.v, b.v
	if a.part == yearPart && b.part == yearPart && x.Hijri != y.Hijri {
		return compareEras(x, y)
	}
	if a.part == dayPart && b.part == dayPart && a.num != b.num && (swapped(a, b) || swapped(b, a)) {
		return likely
	}
	if equalNumbers(a.num, b.num) {
		switch agree(x, y) {
		case unitsAgree:
			if x.Kind == y.Kind && a.part == b.part {
				return exact
			}
			return likely
		case unitsDiffer:
			if equivalent(x, y) {
				return converted
			}
			return dressed
		}
		return likely
	}
	if alternative(a, b) {
		return otherwise
	}
	if equivalent(x, y) {
		return converted
	}
	return apart
}

// compareEras compares a year of the Islamic calendar, of 354.367 days, with one of
// the Gregorian; a Hijri year spans two.
func compareEras(x, y *values.Value) closeness {
	if y.Hijri {
		x, y = y, x
	}
	if math.Abs(float64(x.Year)*0.970224+621.5774-float64(y.Year)) <= 1.5 {
		return converted
	}
	return apart
}

func alternative(a, b *atom) bool {
	x, y := a.v.Alt, b.v.Alt
	if a.part != wholePart {
		x = 0
	}
	if b.part != wholePart {
		y = 0
	}
	return x != 0 && equalNumbers(x, b.num) || y != 0 && equalNumbers(y, a.num) || x != 0 && y != 0 && equalNumbers(x, y)
}

// compareTimes compares a time of day with another, or with digits that read as
// one: 2100, 9.30, seven.
func compareTimes(a, b *atom) closeness {
	if a.part == hourPart && b.part == hourPart {
		d := int(math.Abs(a.num - b.num))
		switch {
		case d == 0:
			return exact
		case d == 720 && !(a.v.Clock24 && b.v.Clock24):
			return likely
		}
		return apart
	}
	if b.part == hourPart {
		a, b = b, a
	}
	h, min := math.Floor(a.num/60), math.Mod(a.num, 60)
	n := b.num
	if n == h*100+min && n >= 100 || equalNumbers(n, h+min/100) || min == 0 && (n == h || n == math.Mod(h+12, 24) || n == 12 && h == 0) || equalNumbers(n, math.Mod(h+12, 24)+min/100) {
		return otherwise
	}
	return apart
}

// compareDecades knows that the nineties may be the 1990s, the 1800s the 19th
// century, and one's forties the fifth decade of one's life.
func compareDecades(a, b *atom) closeness {
	x, y := a.v, b.v
	if x.Kind == values.Decade && y.Kind == values.Decade {
		switch {
		case x.Num == y.Num:
			return exact
		case x.Num < 100 && math.Mod(y.Num, 100) == x.Num && !x.Personal, y.Num < 100 && math.Mod(x.Num, 100) == y.Num && !y.Personal:
			return likely
		}
		return apart
	}
	if y.Kind == values.Decade {
		x, y = y, x
	}
	switch {
	case y.Kind == values.Century && x.Num >= 1000 && math.Mod(x.Num, 100) == 0 && y.Num == x.Num/100+1:
		return otherwise
	case y.Num == x.Num || y.Kind == values.Date && float64(y.Year) == x.Num:
		return otherwise
	case x.Num < 100 && y.Kind == values.Ordinal && y.Num == x.Num/10+1:
		return otherwise
	}
	return apart
}
