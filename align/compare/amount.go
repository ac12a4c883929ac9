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
	taken := make([]bool, len(y.values))
	var left []values.Value
	for _, v := range x.values {
		k := slices.IndexFunc(y.values, func(w values.Value) bool { return equal(v, w) })
		for k >= 0 && taken[k] {
			next := slices.IndexFunc(y.values[k+1:], func(w values.Value) bool { return equal(v, w) })
			if next < 0 {
				k = -1
				break
			}
			k += 1 + next
		}
		switch {
		case k >= 0:
			taken[k] = true
		case stated(v) && !slices.ContainsFunc(y.values, func(w values.Value) bool { return equal(v, w) }):
			left = append(left, v)
		}
	}
	var other []values.Value
	for k, w := range y.values {
		if !taken[k] && stated(w) && !slices.ContainsFunc(x.values, func(v values.Value) bool { return equal(v, w) }) {
			other = append(other, w)
		}
	}
	var out []Difference
	for _, v := range left {
		d := Difference{Fact: factOf(v), A: Span{v.Start, v.End}, ValueA: v.String()}
		if k := slices.IndexFunc(other, func(w values.Value) bool { return factOf(w) == factOf(v) }); k >= 0 {
			d.B, d.ValueB = Span{other[k].Start, other[k].End}, other[k].String()
			other = slices.Delete(other, k, k+1)
		}
		out = append(out, d)
	}
	for _, w := range other {
		out = append(out, Difference{Fact: factOf(w), B: Span{w.Start, w.End}, ValueB: w.String()})
	}
	return out
}

// stated reports whether a value is said outright. A word that may be no number at
// all is no fact to miss.
func stated(v values.Value) bool { return !v.Weak && !v.Implied && !v.Dual }

func factOf(v values.Value) Fact {
	switch v.Kind {
	case values.Date, values.Time, values.Decade, values.Century:
		return Date
	}
	return Number
}

// equal reports whether two values may be the same fact: the same number, whatever
// is counted, unless both name units and share none; the same date as far as both
// state it.
func equal(v, w values.Value) bool {
	if v.Kind == values.Date || w.Kind == values.Date {
		return sameDate(v, w)
	}
	if v.Kind != w.Kind && (factOf(v) == Date || factOf(w) == Date) {
		return false
	}
	if v.Kind == values.Percent != (w.Kind == values.Percent) && stated(v) && stated(w) {
		return false
	}
	if len(v.Units) > 0 && len(w.Units) > 0 && !slices.ContainsFunc(v.Units, func(u string) bool { return slices.Contains(w.Units, u) }) {
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
