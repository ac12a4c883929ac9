package check

import (
	"math"

	"tarjuman/internal/values"
)

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
