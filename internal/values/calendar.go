package values

import (
	"math"
	"strings"

	"tarjuman/internal/arabic"
)

// month reads a date that starts with a month's name, or the month alone.
func (p *parser) month(i int) int {
	e := p.items[i].e
	if e.month == 0 && e.hijri == 0 {
		return i
	}
	v := Value{Kind: Date, Month: e.month}
	if e.month == 0 {
		v.Month, v.Hijri = e.hijri, true
	}
	next := p.otherNames(i, p.pastAbbreviation(i))
	after := next
	if p.items[i].kind == arabic.Latin {
		if d, n := p.dayNumber(next); d > 0 && !p.hasUnit(n) {
			v.Day, next = d, n
		}
	} else if it := p.at(next); it != nil && it.kind == arabic.Number {
		if d, n := p.dayNumber(next); d > 0 && !p.hasUnit(n) && it.digits.length <= 2 && p.lang == Arabic && !p.nounFollows(n) {
			v.Day, next = d, n
		}
	}
	next = p.year(&v, next)
	if !p.monthSure(i, next > after || p.items[next-1].e != nil && next > i+1) {
		if p.items[i].kind == arabic.Latin || v.Hijri {
			return i
		}
		v.Weak = true
		if len(p.items[i].text) <= 6 { // اب, ماي
			return i
		}
	}
	return p.emit(v, i, next)
}

// pastAbbreviation returns the item after a month's name and the point of "Sept.".
func (p *parser) pastAbbreviation(i int) int {
	it, n := &p.items[i], p.at(i+1)
	if it.kind == arabic.Latin && len(it.text) <= 4 && n != nil && n.glued && n.text == "." && p.at(i+2) != nil && p.items[i+2].kind == arabic.Number {
		return i + 2
	}
	return i + 1
}

// monthSure weighs an ambiguous month name. numbered tells that a day or year
// stands next to it.
func (p *parser) monthSure(i int, numbered bool) bool {
	it := &p.items[i]
	unsure := it.e.unsure&unsureMonth != 0 && it.e.month > 0 || it.e.unsure&unsureHijri != 0 && it.e.month == 0
	if !unsure {
		return it.kind != arabic.Latin || it.capital || numbered
	}
	if it.kind == arabic.Latin && !it.capital {
		return false
	}
	if numbered {
		return true
	}
	prev := p.at(i - 1)
	if prev != nil && it.glued && isHyphen(prev.text) { // mid-May
		prev = p.at(i - 2)
	}
	if it.kind == arabic.Word && it.prep {
		return true
	}
	if it.kind == arabic.Word && startsWithMadda(p.text[it.start:it.end]) {
		return true // آب cannot be father
	}
	if p.besideMonth(i) {
		return true
	}
	if n := p.at(i + 1); it.kind == arabic.Word && n != nil && n.def && (n.e.sign("last") || n.e.sign("yearcue")) {
		return true // مايو الماضي
	}
	if prev != nil && prev.e.sign("to") && p.spanBefore(i-2) {
		return true
	}
	return prev != nil && (prev.e.sign("monthcue") || prev.e.sign("month"))
}

// spanBefore reports whether the word at i is a stretch of time that a month may end:
// the year to March, the quarter to May.
func (p *parser) spanBefore(i int) bool {
	it := p.at(i)
	return it != nil && it.kind == arabic.Latin && (it.e.sign("year") || it.e.sign("month") || it.text == "year" || it.text == "years" || it.text == "quarter" || it.text == "months" || it.text == "half" || it.text == "weeks")
}

func startsWithMadda(s string) bool {
	return strings.HasPrefix(s, "آ") || strings.HasPrefix(s, "وآ")
}

func (it *item) isMonth() bool { return it != nil && it.e != nil && it.e.month > 0 }

// besideMonth reports another month in the same phrase: November to March.
func (p *parser) besideMonth(i int) bool {
	if prev, next := p.at(i-1), p.at(i+1); p.items[i].conj && prev.isMonth() || next != nil && next.conj && next.isMonth() {
		return true
	}
	for _, d := range [...]int{-2, 2} {
		joint, m := p.at(i+d/2), p.at(i+d)
		if joint != nil && m.isMonth() && (joint.e.sign("to") || joint.e.sign("and") || isHyphen(joint.text) || joint.text == "," || joint.text == "/") {
			return true
		}
	}
	return false
}

func (p *parser) nounFollows(i int) bool {
	it := p.at(i)
	return it != nil && it.kind == arabic.Word && it.e == nil && !it.def
}

func (p *parser) hasUnit(i int) bool {
	it := p.at(i)
	return it != nil && it.e != nil && (it.e.sign("percent") || it.e.mult != nil && it.e.unsure&unsureMult == 0 || len(it.e.units) > 0 && it.e.unsure&unsureUnit == 0 && !it.e.evidence)
}

// otherNames goes past the other names of the same month from item j on: آذار /
// مارس, سبتمبر أيلول, يناير (كانون الثاني).
func (p *parser) otherNames(i, j int) int {
	for next := p.otherName(i, j); next > j; next = p.otherName(i, j) {
		j = next
	}
	return j
}

func (p *parser) otherName(i, j int) int {
	same := func(k int) bool {
		it := p.at(k)
		return it.isMonth() && it.e.month == p.items[i].e.month && !it.conj
	}
	sep := p.at(j)
	switch {
	case sep == nil:
	case same(j) && sep.kind == arabic.Word:
		return j + 1
	case !same(j + 1):
	case sep.text == "/" || isHyphen(sep.text) || sep.text == "،" || sep.text == "\\":
		return j + 2
	case sep.text == "(":
		if c := p.at(j + 2); c != nil && c.text == ")" {
			return j + 3
		}
	}
	return j
}

// dayNumber reads a day of the month and returns the item after it.
func (p *parser) dayNumber(i int) (int, int) {
	it := p.at(i)
	if it == nil || it.masked {
		return 0, i
	}
	if it.kind == arabic.Number {
		if it.digits.form != plain || it.digits.length > 2 || it.digits.num < 1 || it.digits.num > 31 {
			return 0, i
		}
		if s := p.at(i + 1); s != nil && s.glued && isOrdinalSuffix(s.text) {
			return int(it.digits.num), i + 2
		}
		return int(it.digits.num), i + 1
	}
	if it.e != nil && it.e.ord != nil {
		if a, ok := p.amountAt(i); ok && a.ordinal && a.num <= 31 {
			return int(a.num), a.next
		}
	}
	return 0, i
}

func isOrdinalSuffix(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// dateAfter reads "28 June 2021", "21 من آذار", "the 21st of July", "التاسع من آب",
// when the number before is a day.
func (p *parser) dateAfter(i int, a *amount) int {
	if a.mult != 1 || a.num < 1 || a.num > 31 || a.num != math.Trunc(a.num) || a.fraction || a.weak && !a.ordinal {
		return i
	}
	if a.spelled && !a.ordinal && p.items[i].kind == arabic.Latin {
		return i
	}
	j := a.next
	if it := p.at(j); it != nil && it.e.sign("of") {
		j++
	}
	if it := p.at(j); it != nil && (it.e.sign("month") && it.kind == arabic.Word || it.text == "-" && it.glued) {
		j++
	}
	m := p.at(j)
	if m == nil || m.e == nil || m.conj || m.e.month == 0 && m.e.hijri == 0 {
		return i
	}
	if m.kind == arabic.Latin && !m.capital && m.e.unsure&unsureMonth != 0 {
		return i
	}
	v := Value{Kind: Date, Day: int(a.num), Month: m.e.month, Spelled: a.spelled}
	if m.e.month == 0 {
		v.Month, v.Hijri = m.e.hijri, true
	}
	next := p.otherNames(j, p.pastAbbreviation(j))
	next = p.year(&v, next)
	return p.emit(v, i, next)
}

// year reads the year behind a month, or nothing.
func (p *parser) year(v *Value, i int) int {
	j, marked := i, false
	for k := 0; k < 3; k++ {
		it := p.at(j)
		if it == nil {
			return i
		}
		if it.e.sign("year") && it.kind == arabic.Word && !it.conj {
			marked = true
		} else if !(it.text == "," || it.text == "،" || it.e.sign("of") || it.text == "-" && it.glued) {
			break
		}
		j++
	}
	y, next := p.yearNumber(j, marked)
	if y == 0 {
		return i
	}
	v.Year = y
	return p.era(v, next)
}

// yearNumber reads a year at item i. Behind the word for year any number will do.
func (p *parser) yearNumber(i int, marked bool) (int, int) {
	it := p.at(i)
	if it == nil || it.masked {
		return 0, i
	}
	if it.kind == arabic.Number {
		d := it.digits
		if d.form != plain || d.length > 4 || d.num < 1 || !marked && (d.length != 4 || d.num < 1000 || d.num > 2199) {
			return 0, i
		}
		if p.hasUnit(i + 1) {
			return 0, i
		}
		return int(d.num), i + 1
	}
	if marked && it.kind == arabic.Word && !it.conj {
		if a, ok := p.arabicAmount(i); ok && !a.ordinal && !a.fraction && !a.vague && a.num >= 1000 && a.num < 2200 {
			return int(a.num), a.next
		}
	}
	return 0, i
}

// era goes past م and reads هـ behind a year.
func (p *parser) era(v *Value, i int) int {
	it := p.at(i)
	if it == nil {
		return i
	}
	if it.e.sign("hijrayear") && !it.conj && (it.kind == arabic.Word || it.text == "ah" || it.text == "a.h") {
		v.Hijri = true
		return i + 1
	}
	if it.text == "م" || it.text == "ميلادي" || it.text == "ميلاديه" {
		return i + 1
	}
	return i
}

// yearMark reads "عام 2015".
func (p *parser) yearMark(i int) int {
	it := &p.items[i]
	if it.kind != arabic.Word || !it.e.sign("year") {
		return i
	}
	j := i + 1
	if n := p.at(j); n != nil && n.text == "ال" {
		j++
	}
	y, next := p.yearNumber(j, true)
	if y == 0 {
		return i
	}
	v := Value{Kind: Date, Year: y, Num: float64(y), Spelled: p.items[j].kind == arabic.Word}
	next = p.era(&v, next)
	return p.emit(v, i, next)
}
