package values

import "tarjuman/internal/arabic"

// isWeekday reports whether an Arabic word that is also a number or a noun is
// used as a weekday here.
func (p *parser) isWeekday(i int) bool {
	it := &p.items[i]
	if it.e.weekday == 0 {
		return false
	}
	prev := p.at(i - 1)
	if prev != nil && prev.e.sign("dayname") {
		return true
	}
	if !it.def {
		return it.text == "ثلاثاء" || it.text == "اربعاء" || prev != nil && prev.text == "كل" && it.e.card == nil
	}
	return !p.isTen(i + 1) // الأحد عشر are eleven
}

// weekday reads a weekday and the date that follows it.
func (p *parser) weekday(i int) int {
	it := &p.items[i]
	e := it.e
	if e.weekday == 0 || it.kind == arabic.Word && !p.isWeekday(i) || it.kind == arabic.Latin && !it.capital {
		return i
	}
	v := Value{Kind: Date, Weekday: e.weekday}
	prev := p.at(i - 1)
	if it.kind == arabic.Word && e.card != nil && (prev == nil || !prev.e.sign("dayname")) {
		v.Weak = true // الاثنين may be "the two"
	}
	if prev != nil && prev.e != nil && prev.e.weekday > 0 && it.kind == arabic.Word && !it.conj {
		v.Weak = true // ليل الخميس الجمعة is one night
	}
	if n := p.at(i + 1); it.kind == arabic.Latin && n != nil && n.capital && n.kind == arabic.Latin && (n.e == nil || n.e.month == 0) {
		v.Weak = true // The Sunday Telegraph
	}
	j := i + 1
	if n := p.at(j); n != nil && (n.text == "," || n.text == "،" || n.text == "(") {
		j++
	}
	n := p.at(j)
	if n == nil || n.masked || n.conj {
		return p.emit(v, i, i+1)
	}
	mark := len(p.out)
	next := j
	switch {
	case n.kind == arabic.Number:
		next = p.number(j)
	case n.e != nil && (n.e.month > 0 || n.e.hijri > 0):
		next = p.month(j)
	case n.e != nil && n.e.ord != nil && n.def:
		if a, ok := p.amountAt(j); ok && a.ordinal {
			next = p.dateAfter(j, &a)
		}
	}
	if len(p.out) == mark {
		return p.emit(v, i, i+1)
	}
	d := p.out[mark]
	end := p.last[mark]
	p.out, p.first, p.last = p.out[:mark], p.first[:mark], p.last[:mark]
	if d.Kind != Date || d.Month == 0 || d.Day == 0 || next <= j {
		return p.emit(v, i, i+1)
	}
	d.Weekday, d.Weak = v.Weekday, false
	return p.emit(d, i, end)
}
