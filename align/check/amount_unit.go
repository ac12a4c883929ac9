package check

import (
	"math"

	"tarjuman/internal/values"
)

type verdict uint8

const (
	unitsOpen verdict = iota // one of them has no unit
	unitsAgree
	unitsDiffer
)

// agree compares what two values count: per cent, a unit, or things.
func agree(x, y *values.Value) verdict {
	if x.Kind == values.Percent || y.Kind == values.Percent {
		switch {
		case x.Kind == y.Kind:
			return unitsAgree
		case x.Inherited || y.Inherited:
			return unitsOpen
		}
		return unitsDiffer
	}
	if len(x.Units) == 0 || len(y.Units) == 0 {
		if len(x.Units) == len(y.Units) {
			return unitsAgree
		}
		return unitsOpen
	}
	if !unitsMeet(x.Units, y.Units) {
		if x.Inherited || y.Inherited {
			return unitsOpen
		}
		return unitsDiffer
	}
	if x.Per != y.Per && x.Per != "" && y.Per != "" {
		return unitsDiffer
	}
	return unitsAgree
}

// unitsMeet reports whether two units may be the same one. A degree may be of
// any scale.
func unitsMeet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || x == "deg" && (y == "C" || y == "F") || y == "deg" && (x == "C" || x == "F") {
				return true
			}
		}
	}
	return false
}

// equivalent reports amounts that are the same in other words: half and 50%, ten
// years and a decade, 10 miles and 16 km.
func equivalent(x, y *values.Value) bool {
	switch {
	case x.Kind == values.Percent && y.Kind == values.Fraction:
		return math.Abs(x.Num-y.Num*100) < 1
	case y.Kind == values.Percent && x.Kind == values.Fraction:
		return math.Abs(y.Num-x.Num*100) < 1
	case x.Kind == values.Number && y.Kind == values.Fraction, y.Kind == values.Number && x.Kind == values.Fraction:
		return equalNumbers(x.Num, y.Num)
	}
	for _, a := range x.Units {
		for _, b := range y.Units {
			if a != b && sameAmount(x, y, a, b) {
				return true
			}
		}
	}
	return false
}

// Rounded conversions are out by up to a twentieth: 100 feet, 30 metres. Calendar
// units are not: 30 days and a month differ by 1.5%.
const (
	measureTolerance = 0.05
	timeTolerance    = 0.016
	moneyTolerance   = 1e-6
)

func sameAmount(x, y *values.Value, a, b string) bool {
	if a == "C" && b == "F" {
		return math.Abs(x.Num*9/5+32-y.Num) <= 2
	}
	if a == "F" && b == "C" {
		return math.Abs(y.Num*9/5+32-x.Num) <= 2
	}
	ua, _ := values.LookupUnit(a)
	ub, _ := values.LookupUnit(b)
	if ua.Dimension != ub.Dimension || ua.Size == 0 || ub.Size == 0 || (x.Per == "") != (y.Per == "") {
		return false
	}
	tolerance := measureTolerance
	switch ua.Dimension {
	case "time":
		tolerance = timeTolerance
	case "money":
		if ua.Size == ub.Size {
			return false // exchange rates are no conversion
		}
		tolerance = moneyTolerance
	}
	p, q := math.Abs(x.Num)*ua.Size/perSize(x.Per), math.Abs(y.Num)*ub.Size/perSize(y.Per)
	return math.Abs(p-q) <= tolerance*math.Max(p, q)
}

func perSize(code string) float64 {
	if u, ok := values.LookupUnit(code); ok && u.Size > 0 {
		return u.Size
	}
	return 1
}
