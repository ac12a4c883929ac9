package compare

import (
	"math"

	"tarjuman/internal/values"
)

// sameTime holds times of day against each other, and against a bare hour: at seven
// in the evening.
func sameTime(v, w values.Value) bool {
	const half = 12 * 60
	minutes := func(x values.Value) (float64, bool) {
		if x.Kind == values.Time {
			return x.Num, x.Clock24
		}
		return x.Num * 60, false
	}
	if v.Kind != w.Kind && (len(v.Units)+len(w.Units) > 0 || v.Kind != values.Number && w.Kind != values.Number) {
		return false
	}
	a, sure := minutes(v)
	b, sure2 := minutes(w)
	return same(a, b) || !(sure && sure2) && same(math.Mod(a, half), math.Mod(b, half))
}

// periods are the words for a period that stand for a number of smaller ones.
var periods = map[string][]struct {
	num  float64
	unit string
}{
	"decade":    {{10, "year"}},
	"century":   {{100, "year"}},
	"fortnight": {{14, "d"}, {2, "week"}},
	"1/4":       {{3, "month"}, {15, "min"}},
	"1/2":       {{6, "month"}, {30, "min"}},
}

// samePeriod reports whether the word v says what w counts: a decade, ten years.
func samePeriod(v, w values.Value) bool {
	name := v.String()
	if v.Kind != values.Bare && v.Kind != values.Fraction {
		name = v.Unit()
		if v.Num != 1 {
			return false
		}
	}
	for _, p := range periods[name] {
		if same(w.Num, p.num) && w.Unit() == p.unit {
			return true
		}
	}
	return false
}

// spans are the units of time by kind: what a month has in days is not fixed.
var spans = map[string]struct {
	kind string
	size float64
}{
	"min": {"day", 1}, "h": {"day", 60}, "d": {"day", 24 * 60}, "week": {"day", 7 * 24 * 60},
	"month": {"year", 1}, "year": {"year", 12}, "decade": {"year", 120}, "century": {"year", 1200},
}

// sameTimeSpan reports whether two values are one span of time in different units:
// two days, 48 hours.
func sameTimeSpan(v, w values.Value) bool {
	a, ok := spans[v.Unit()]
	b, ok2 := spans[w.Unit()]
	return ok && ok2 && a != b && a.kind == b.kind && v.Num > 0 && same(v.Num*a.size, w.Num*b.size)
}
