// Package values reads the amounts a text states: numbers in digits of any
// script or in words, percentages, money, measures, dates, times, decades and
// centuries, in Arabic and in English, as values that can be compared across the
// two languages.
//
//	for _, v := range values.Parse("بلغت 436 مليون دولار في آذار / مارس 2011", values.Arabic) {
//		fmt.Println(v.Kind, v) // money 436,000,000 USD; date March 2011
//	}
//
// The words it knows are data: data/ar.tsv, data/en.tsv, data/units.tsv and
// data/duals.tsv, each with its format in its first lines.
package values

import (
	"math"
	"strconv"
	"strings"
)

// Lang is the language a text is written in. Words are read by their script in
// either case; the language decides what an ambiguous spelling of a number means.
type Lang uint8

// The languages.
const (
	Arabic Lang = iota
	English
)

// Kind tells what a [Value] is.
type Kind uint8

// The kinds of value.
const (
	Number     Kind = iota // a cardinal number
	Percent                // per cent, and percentage points
	Ordinal                // third, 21st, الحادي والعشرون, a Roman numeral after a name
	Fraction               // half, two thirds
	Money                  // an amount with a currency
	Measure                // an amount with a unit of measure or time
	Date                   // a calendar date or part of one: day, month, year, weekday
	Time                   // a time of day, Num in minutes after midnight
	Decade                 // the 1930s (Num 1930), the nineties (Num 90)
	Century                // Num is its number: 19 for القرن التاسع عشر
	Identifier             // a number that is part of a name: F-16, كوفيد-19, G20
	Bare                   // a unit named without an amount: "last month"
	Vague                  // dozens, عشرات الآلاف; Num is the magnitude
)

var kindNames = [...]string{"number", "percent", "ordinal", "fraction", "money", "measure", "date", "time", "decade", "century", "identifier", "unit", "vague"}

// String returns the kind's name in lower case.
func (k Kind) String() string { return kindNames[k] }

// Value is one amount, date or time in a text.
type Value struct {
	Kind       Kind
	Start, End int     // bytes of the text, half-open
	Num        float64 // the number, with its magnitude applied: 436e6 for ٤٣٦ مليون
	// Alt is a second possible reading of the number, 0 where there is none:
	// 1050 for 1.050, the bare 340 in "340 to 500 million".
	Alt float64
	// Mult is the magnitude word's factor, 1 where there is none.
	Mult float64
	// Units are the codes the unit may stand for, the likeliest first: ISO 4217
	// codes for money, "km", "year" and so on (data/units.tsv) for measures.
	Units []string
	// Per is the code of the time unit of a rate: "h" in kilometres an hour.
	Per string

	Year, Month, Day int  // of a date; 0 where not stated
	Weekday          int  // Monday is 1; 0 where not stated
	Hijri            bool // Year and Month count by the Islamic calendar

	Spelled   bool    // written in words
	Dual      bool    // an Arabic dual noun: the number two is implied
	Implied   bool    // suggested by a word that is no number: both, twice, only
	Weak      bool    // the words have other uses; a reader should not rely on it alone
	Inherited bool    // the unit or percent sign stands with the next or previous number of a range or list
	Reversed  bool    // the digit groups stand in the wrong order: "000 55"
	Reordered float64 // the number if its groups were in the wrong order ("387 6" read as 6,387), 0 where impossible
	Clock24   bool    // the time is certain by a 24-hour clock or an a.m. or p.m. mark
	Personal  bool    // a decade of somebody's age or of a thermometer, not of the calendar
}

// Unit returns the likeliest unit code, or "".
func (v Value) Unit() string {
	if len(v.Units) == 0 {
		return ""
	}
	return v.Units[0]
}

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var hijriNames = [...]string{"", "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah"}

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// MonthName returns the English name of a month from 1 to 12, Gregorian or Hijri.
func MonthName(month int, hijri bool) string {
	if month < 1 || month > 12 {
		return ""
	}
	if hijri {
		return hijriNames[month]
	}
	return monthNames[month]
}

// WeekdayName returns the English name of a weekday, Monday being 1.
func WeekdayName(day int) string {
	if day < 1 || day > 7 {
		return ""
	}
	return weekdayNames[day]
}

// String returns the value normalised for people, in English: "12",
// "436,000,000 USD", "28 June 2021", "19th century".
func (v Value) String() string {
	n := FormatNumber(v.Num)
	switch v.Kind {
	case Percent:
		return n + "%"
	case Ordinal:
		return withUnit(ordinal(int64(v.Num)), v)
	case Fraction:
		return fraction(v.Num)
	case Money, Measure:
		return withUnit(n, v)
	case Date:
		return v.dateString()
	case Time:
		m := int(v.Num)
		return strconv.Itoa(m/60) + ":" + twoDigits(m%60)
	case Decade:
		return n + "s"
	case Century:
		return ordinal(int64(v.Num)) + " century"
	case Bare:
		return unitName(v.Unit(), false)
	case Vague:
		return "multiples of " + n
	}
	return n
}

func withUnit(n string, v Value) string {
	if u := v.Unit(); u != "" {
		n += " " + unitName(u, v.Kind == Measure && v.Num != 1)
	}
	if v.Per != "" {
		n += "/" + v.Per
	}
	return n
}

// unitNames are the English names of units whose codes a reader does not know.
var unitNames = map[string]string{"s": "second", "min": "minute", "h": "hour", "d": "day", "deg": "degree", "C": "°C", "F": "°F", "stone": "stone", "bbl": "barrel", "t": "tonne"}

// unitName names a unit, in the plural if wanted.
func unitName(code string, plural bool) string {
	name := code
	if n := unitNames[code]; n != "" {
		name = n
	}
	u, _ := LookupUnit(code)
	switch {
	case !plural || strings.HasPrefix(name, "°") || name == "stone":
	case u.Dimension == "time" && code == "century":
		return "centuries"
	case u.Dimension == "time", name != code:
		return name + "s"
	}
	return name
}

func (v Value) dateString() string {
	var parts []string
	if v.Weekday > 0 {
		parts = append(parts, WeekdayName(v.Weekday))
	}
	if v.Day > 0 {
		parts = append(parts, strconv.Itoa(v.Day))
	}
	if v.Month > 0 {
		parts = append(parts, MonthName(v.Month, v.Hijri))
	}
	if v.Year > 0 {
		y := strconv.Itoa(v.Year)
		if v.Hijri {
			y += " AH"
		}
		parts = append(parts, y)
	}
	return strings.Join(parts, " ")
}

// FormatNumber writes a number with Western digits, thousands separated by
// commas and no superfluous decimals.
func FormatNumber(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) >= 1e18 {
		return strconv.FormatFloat(f, 'g', 6, 64)
	}
	s := strconv.FormatFloat(math.Round(f*1e6)/1e6, 'f', -1, 64)
	whole, frac, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac
}

func ordinal(n int64) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.FormatInt(n, 10) + suffix
}

// fraction writes the fractions people name as such, others as decimals.
func fraction(f float64) string {
	for den := 2; den <= 10; den++ {
		num := math.Round(f * float64(den))
		if num > 0 && math.Abs(f-num/float64(den)) < 1e-6 && num < float64(den) {
			return strconv.Itoa(int(num)) + "/" + strconv.Itoa(den)
		}
	}
	return FormatNumber(f)
}

func twoDigits(n int) string {
	s := strconv.Itoa(n)
	if len(s) < 2 {
		s = "0" + s
	}
	return s
}
