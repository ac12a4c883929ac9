package compare

import (
	"math"
	"slices"

	"tarjuman/internal/values"
)

// amounts compares the numbers and dates. Each value takes the first equal one on
// the other side; of what is left, values of one kind are held against each other
// in order.
func amounts(x, y side) []Difference {
	left, other := x.unmatched(y), y.unmatched(x)
	var out []Difference
	for _, v := range left {
		k := slices.IndexFunc(other, func(w values.Value) bool {
			return factOf(w) == factOf(v) && stated(w) == stated(v) && (stated(v) || w.Kind == v.Kind)
		})
		switch {
		case k >= 0:
			out = append(out, Difference{factOf(v), Span{v.Start, v.End}, Span{other[k].Start, other[k].End}, v.String(), other[k].String()})
			other = slices.Delete(other, k, k+1)
		case stated(v):
			out = append(out, Difference{Fact: factOf(v), A: Span{v.Start, v.End}, ValueA: v.String()})
		}
	}
	for _, w := range other {
		if stated(w) {
			out = append(out, Difference{Fact: factOf(w), B: Span{w.Start, w.End}, ValueB: w.String()})
		}
	}
	return out
}

// unmatched returns the values of a text that the other has none equal to. A value
// that stands twice on one side and once on the other is no difference.
func (s side) unmatched(other side) []values.Value {
	var out []values.Value
	for _, v := range s.values {
		if (stated(v) || rough(v)) && !slices.ContainsFunc(other.values, func(w values.Value) bool { return equal(v, w) }) {
			out = append(out, v)
		}
	}
	return out
}

// stated reports whether a value is said outright. A word that may be no number at
// all, and a unit without one, is no fact to miss.
func stated(v values.Value) bool {
	return !v.Weak && !v.Implied && !v.Dual && v.Kind != values.Bare && v.Kind != values.Vague
}

// rough reports whether a value is a share or an order of magnitude in words: half,
// dozens. Such words have other uses, so one alone is no fact to miss, but two that
// differ are.
func rough(v values.Value) bool { return v.Kind == values.Fraction || v.Kind == values.Vague }

func factOf(v values.Value) Fact {
	switch v.Kind {
	case values.Date, values.Time, values.Decade, values.Century:
		return Date
	}
	return Number
}

// equal reports whether two values may be the same fact: the same number, whatever
// is counted, unless both name units and share none; the same date as far as both
// state it; the same share or period in another way of saying it.
func equal(v, w values.Value) bool {
	switch {
	case v.Kind == values.Date || w.Kind == values.Date:
		return sameDate(v, w)
	case v.Kind == values.Decade && w.Kind == values.Decade:
		return same(v.Num, w.Num) || min(v.Num, w.Num) < 100 && same(math.Mod(v.Num, 100), math.Mod(w.Num, 100))
	case v.Kind == values.Time || w.Kind == values.Time:
		return sameTime(v, w)
	case v.Kind != w.Kind && (factOf(v) == Date || factOf(w) == Date):
		return false
	case samePeriod(v, w) || samePeriod(w, v) || sameTimeSpan(v, w):
		return true
	case v.Kind == values.Vague || w.Kind == values.Vague:
		return sameMagnitude(v, w)
	case v.Kind == values.Percent != (w.Kind == values.Percent) && (v.Kind == values.Fraction || w.Kind == values.Fraction):
		return math.Abs(share(v)-share(w)) < 0.005 // 33 % is a third
	case v.Kind == values.Percent != (w.Kind == values.Percent) && stated(v) && stated(w):
		return false
	case len(v.Units) > 0 && len(w.Units) > 0 && !slices.ContainsFunc(v.Units, func(u string) bool { return slices.Contains(w.Units, u) }):
		return false
	}
	for _, a := range []float64{v.Num, v.Alt} {
		for _, b := range []float64{w.Num, w.Alt} {
			if same(a, b) && (a != 0 || v.Num == w.Num) {
				return true
			}
		}
	}
	return false
}

// share is a percentage or a fraction as a part of one.
func share(v values.Value) float64 {
	if v.Kind == values.Percent {
		return v.Num / 100
	}
	return v.Num
}

// sameMagnitude holds dozens and hundreds against each other, and against a number of
// that order. What counts in tens in one language counts in dozens in the other.
func sameMagnitude(v, w values.Value) bool {
	if v.Kind == values.Vague && w.Kind == values.Vague {
		tens := func(n float64) float64 {
			if n == 12 {
				return 10
			}
			return n
		}
		return same(tens(v.Num), tens(w.Num))
	}
	if v.Kind != values.Vague {
		v, w = w, v
	}
	return w.Num >= v.Num
}

func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }

func sameDate(v, w values.Value) bool {
	if v.Kind != values.Date { // "in 2011" may be read as a bare number
		v, w = w, v
	}
	if w.Kind != values.Date {
		return w.Kind == values.Number && v.Year != 0 && v.Month == 0 && same(w.Num, float64(v.Year))
	}
	agree := func(a, b int) bool { return a == 0 || b == 0 || a == b }
	shared := v.Year*w.Year != 0 || v.Month*w.Month != 0 || v.Day*w.Day != 0 || v.Weekday*w.Weekday != 0
	return shared && v.Hijri == w.Hijri && agree(v.Year, w.Year) && agree(v.Month, w.Month) && agree(v.Day, w.Day) && agree(v.Weekday, w.Weekday)
}
