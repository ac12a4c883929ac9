package values

import "tarjuman/internal/arabic"

// bareUnit reads a unit without a number in front: a dual (عامين), a unit with
// its number behind (ساعة واحدة, الدقيقة 65, الأيام الثلاثة), or the unit alone.
func (p *parser) bareUnit(i int) int {
	it := &p.items[i]
	e := it.e
	if e.dualUnit {
		if n := p.at(i + 1); it.def && n != nil && n.kind == arabic.Number {
			return p.numberBehind(i) // الدقيقتين 12 و45
		}
		v := Value{Kind: Measure, Num: 2, Mult: 1, Units: e.units, Spelled: true, Dual: true, Weak: e.unsure&unsureUnit != 0}
		if isMoney(e.units[0]) {
			v.Kind = Money
		}
		next := p.unitHalf(&v, i+1)
		next = p.rate(&v, next)
		return p.emit(v, i, next)
	}
	if h := p.at(i + 1); !e.evidence && it.kind == arabic.Word && h != nil && h.conj && !h.def && h.e != nil && h.e.frac != nil && h.e.card == nil && !h.e.plural { // ساعة ونصف
		v := Value{Kind: Measure, Num: 1, Mult: 1, Units: e.units, Spelled: true}
		next := p.unitHalf(&v, i+1)
		return p.emit(v, i, next)
	}
	if it.kind == arabic.Latin && !e.evidence && p.entryAt(i-1).sign("a") {
		v := Value{Kind: Measure, Num: 1, Mult: 1, Units: e.units, Spelled: true}
		if next := p.unitHalf(&v, i+1); next > i+1 {
			return p.emit(v, i, next)
		}
	}
	if !e.evidence && it.kind == arabic.Word {
		if next := p.numberBehind(i); next > i {
			return next
		}
	}
	if it.kind == arabic.Punct {
		return i + 1
	}
	if e.unsure&unsureUnit != 0 && len(it.text) <= 2 {
		return i + 1
	}
	v := Value{Kind: Bare, Num: 1, Units: e.units, Weak: e.evidence || e.unsure&unsureUnit != 0 && !p.yearCue(i)}
	if n := p.at(i + 1); n != nil && (n.kind == arabic.Number || n.e != nil && (n.e.month > 0 || n.e.weekday > 0 || n.e.hijri > 0)) {
		if n.e != nil && n.e.weekday > 0 {
			return i + 1
		}
		v.Weak = true // شهر يوليو, يوم 5, يوم الأحد
	}
	return p.emit(v, i, i+1)
}

// yearCue reports that عام stands where it means a year, not "general".
func (p *parser) yearCue(i int) bool {
	if p.items[i].text != "عام" && p.items[i].text != "العام" {
		return false
	}
	prev, next := p.at(i-1), p.at(i+1)
	return prev != nil && prev.e.sign("yearcue") || next != nil && next.def && next.e.sign("yearcue") || next != nil && next.e.sign("yearcue") && next.e.card != nil
}

// numberBehind reads the number behind an Arabic unit.
func (p *parser) numberBehind(i int) int {
	it := &p.items[i]
	j := i + 1
	n := p.at(j)
	if n == nil {
		return i
	}
	if !it.def {
		if n.kind == arabic.Word && n.e == nil { // سنت أمريكي واحد
			j++
			n = p.at(j)
		}
		if n != nil && n.e != nil && n.e.card != nil && *n.e.card == 1 && n.e.unsure&unsureCard == 0 && !n.conj && !n.def && (n.text == "واحد" || n.text == "واحده") {
			v := Value{Kind: Measure, Num: 1, Units: it.e.units, Spelled: true}
			if isMoney(it.e.units[0]) {
				v.Kind = Money
			}
			return p.emit(v, i, j+1)
		}
		return i
	}
	if n.e.sign("tatweel") && n.text == "ال" {
		j++
		n = p.at(j)
	}
	if n == nil || n.conj || n.e.sign("of") {
		return i
	}
	if n.kind != arabic.Number && !n.def {
		return i
	}
	p.money = false
	a, ok := p.amountAt(j)
	if !ok || a.fraction || a.vague || a.mult > 1 || a.num >= 1400 && plainYear(&a) {
		return i
	}
	if q := p.at(a.next); q != nil && q.e != nil && (q.e.sign("percent") || len(q.e.units) > 0 && !q.conj && !q.def && !q.e.evidence) {
		return i // the number has a unit of its own: "هذا اليوم 5 كيلومترات"
	}
	if q := p.at(a.next); q != nil && q.e != nil && q.e.month > 0 {
		return i
	}
	v := Value{Kind: Measure, Num: a.num, Mult: 1, Units: it.e.units, Spelled: a.spelled}
	if a.ordinal {
		v.Kind = Ordinal
	}
	return p.emit(v, i, a.next)
}
