package values

import (
	"math"

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
	if it == nil || it.conj || it.prep || it.text == "م" || it.text == "ص" || !it.e.sign("am") && !it.e.sign("pm") {
		return i
	}
	return p.endTime(i, next, minutes, false)
}

// plusFraction adds the half or quarter of an hour at item i.
func (p *parser) plusFraction(minutes, i int) (int, int) {
	if f := p.at(i); f != nil && f.kind == arabic.Word && f.conj && f.def && f.e != nil && f.e.frac != nil {
		return minutes + int(math.Round(*f.e.frac*60)), i + 1
	}
	return minutes, i
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
