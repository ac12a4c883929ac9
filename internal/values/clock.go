package values

import (
	"math"
	"strings"

	"tarjuman/internal/arabic"
)

// clock reads a time whose digits are at item d; the value starts at item from.
func (p *parser) clock(from, d int) int {
	t := p.items[d].digits.parts
	minutes := t[0]*60 + t[1]
	return p.endTime(from, d+1, minutes, t[0] > 12)
}

// endTime reads the half-day mark behind a time and emits it.
func (p *parser) endTime(from, next, minutes int, sure bool) int {
	if it := p.at(next); it != nil && it.e.sign("oclock") {
		next++
	}
	j := next
	if it := p.at(j); it != nil {
		switch {
		case it.e.sign("am") && !it.conj:
			sure, next = true, p.pastPoint(j+1)
			if minutes >= 720 && minutes < 780 {
				minutes -= 720
			}
		case it.e.sign("pm") && !it.conj:
			sure, next = true, p.pastPoint(j+1)
			if minutes < 720 && !(it.text == "ليلا" && minutes < 300) {
				minutes += 720
			}
		}
	}
	if minutes >= 1440 {
		minutes -= 1440
	}
	return p.emit(Value{Kind: Time, Num: float64(minutes), Clock24: sure}, from, next)
}

// pastPoint goes past the point of "a.m.".
func (p *parser) pastPoint(i int) int {
	if it := p.at(i); it != nil && it.text == "." && it.glued && p.items[i-1].text != "am" && p.items[i-1].text != "pm" && p.items[i-1].kind == arabic.Latin {
		return i + 1
	}
	return i
}

// timeAfter reads "9 am", "9.30 p.m.", "7 مساء" from the mark behind the number.
func (p *parser) timeAfter(i int, a *amount) int {
	if a.num < 0 || a.num > 24 || a.mult != 1 || a.fraction {
		return i
	}
	if a.ordinal {
		return p.ordinalTime(i, a)
	}
	it := p.at(a.next)
	if it == nil || it.e == nil || it.conj || it.prep {
		return i
	}
	if it.text == "م" && a.digits.form != decimal || it.text == "ص" && a.spelled {
		return i // م is as often the metre
	}
	if !it.e.sign("am") && !it.e.sign("pm") && !it.e.sign("oclock") {
		return i
	}
	m := minutesOf(a)
	if m < 0 {
		return i
	}
	return p.endTime(i, a.next, m, a.num > 12)
}

// ordinalTime reads السابعة والنصف مساء.
func (p *parser) ordinalTime(i int, a *amount) int {
	if !p.items[i].def || a.num > 12 {
		return i
	}
	minutes, next := p.plusFraction(int(a.num)*60, a.next)
	it := p.at(next)
	if next > a.next && strings.HasSuffix(p.items[a.next-1].text, "ه") && (it == nil || !it.e.sign("am") && !it.e.sign("pm")) {
		return p.endTime(i, next, minutes, false) // في الثالثة والربع
	}
	if it == nil || it.conj || it.prep || it.text == "م" || it.text == "ص" || !it.e.sign("am") && !it.e.sign("pm") {
		return i
	}
	return p.endTime(i, next, minutes, false)
}

// plusFraction goes on behind an hour: والنصف, والربع, إلا ثلثا, و20 دقيقة, وعشر دقائق,
// إلا خمس دقائق. It returns the minutes after midnight and the next item.
func (p *parser) plusFraction(minutes, i int) (int, int) {
	f := p.at(i)
	if f == nil || f.kind != arabic.Word {
		return minutes, i
	}
	sign, j := 1, i
	switch {
	case f.text == "الا":
		sign, j = -1, i+1
	case f.text == "و":
		j = i + 1
	case !f.conj:
		return minutes, i
	}
	f = p.at(j)
	if f == nil || f.masked {
		return minutes, i
	}
	if f.kind == arabic.Word && f.e != nil && f.e.frac != nil && (f.def || sign < 0) {
		return minutes + sign*int(math.Round(*f.e.frac*60)), j + 1
	}
	a, ok := p.amountAt(j)
	if !ok || a.num != math.Trunc(a.num) || a.num <= 0 || a.num >= 60 || a.ordinal || a.vague {
		return minutes, i
	}
	if u := p.at(a.next); u == nil || u.e == nil || u.conj || len(u.e.units) == 0 || u.e.units[0] != "min" {
		return minutes, i
	}
	return minutes + sign*int(a.num), a.next + 1
}

// pastHour reads "half past nine", "a quarter to four", "ten minutes past eight". "Ten
// to twelve" without its minutes is a range.
func (p *parser) pastHour(i int) int {
	if p.items[i].kind != arabic.Latin {
		return i
	}
	a, ok := p.amountAt(i)
	if !ok || a.ordinal || a.vague {
		return i
	}
	minutes, j, named := int(a.num), a.next, false
	if a.fraction {
		minutes, named = int(math.Round(a.num*60)), true
	}
	if u := p.entryAt(j); u != nil && len(u.units) > 0 && u.units[0] == "min" {
		j, named = j+1, true
	}
	word := p.at(j)
	if word == nil || minutes <= 0 || minutes > 59 {
		return i
	}
	sign := 1
	switch {
	case word.text == "past":
	case word.text == "to" && named && minutes <= 30:
		sign = -1
	default:
		return i
	}
	h, ok := p.amountAt(j + 1)
	if !ok || h.num < 1 || h.num > 12 || h.num != math.Trunc(h.num) || h.mult != 1 || h.ordinal || h.fraction || h.vague {
		return i
	}
	return p.endTime(i, h.next, int(h.num)*60+sign*minutes, false)
}

// minutesOf reads 9.30 as a time, -1 when it is none.
func minutesOf(a *amount) int {
	h := int(a.num)
	if a.digits.form == decimal {
		m := int(math.Round((a.num - float64(h)) * 100))
		if m >= 60 {
			return -1
		}
		return h*60 + m
	}
	return h * 60
}

// hourMark reads "الساعة 9:30", "الساعة التاسعة والنصف".
func (p *parser) hourMark(i int) int {
	it := &p.items[i]
	if it.kind != arabic.Word || !it.e.sign("hour") || !it.def {
		return i
	}
	j := i + 1
	if n := p.at(j); n != nil && n.text == "ال" {
		j++
	}
	n := p.at(j)
	if n == nil || n.masked {
		return i
	}
	if n.kind == arabic.Number && n.digits.form == clock {
		return p.clock(i, j)
	}
	a, ok := p.amountAt(j)
	if !ok || n.conj || a.num < 0 || a.num > 24 || a.mult != 1 || a.fraction || n.kind == arabic.Word && !n.def {
		return i
	}
	minutes := minutesOf(&a)
	if minutes < 0 {
		return i
	}
	minutes, next := p.plusFraction(minutes, a.next)
	return p.endTime(i, next, minutes, a.num > 12)
}
