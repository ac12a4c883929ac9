package values

import "tarjuman/internal/arabic"

// quantity reads the percent sign or unit behind a number, from item i on, and
// returns the item after it.
func (p *parser) quantity(v *Value, i int) int {
	j := p.skipHyphen(i)
	it := p.at(j)
	if it == nil || it.e == nil || it.masked {
		return i
	}
	if it.e.sign("percent") && !it.conj {
		v.Kind, v.Weak = Percent, v.Weak && v.Num != 1
		return j + 1
	}
	if it.e.sign("belowzero") {
		v.Num = -v.Num
		return j + 1
	}
	if v.Kind == Fraction && p.lang == English { // half an hour, a quarter of a century
		if it.e.sign("of") && p.entryAt(j+1).sign("a") {
			j++
		}
		if p.entryAt(j).sign("a") && p.at(j+1) != nil && p.entryAt(j+1) != nil {
			j++
		}
		it = p.at(j)
	}
	// "ملايين من الدولارات"
	if it.text == "من" && v.Mult > 1 {
		if n := p.at(j + 1); n != nil && n.def && n.e != nil && len(n.e.units) > 0 {
			j, it = j+1, n
		}
	}
	if !p.unitBehind(v, j) {
		return i
	}
	v.Units, v.Per = speed(it.e.units)
	if v.Kind == Number || v.Kind == Fraction {
		v.Kind = Measure
		if isMoney(v.Units[0]) {
			v.Kind = Money
		}
	}
	if v.Num == 1 && v.Kind == Ordinal {
		v.Weak = true
	}
	next := p.unitHalf(v, j+1)
	next = p.rate(v, next)
	if n := p.at(next); n != nil && n.e.sign("belowzero") {
		v.Num, next = -v.Num, next+1
	}
	return next
}

// speed divides the codes mph and kmh into a length and an hour.
func speed(units []string) ([]string, string) {
	switch units[0] {
	case "mph":
		return []string{"mi"}, "h"
	case "kmh":
		return []string{"km"}, "h"
	}
	return units, ""
}

func (p *parser) skipHyphen(i int) int {
	it := p.at(i)
	if it != nil && it.glued && isHyphen(it.text) {
		if n := p.at(i + 1); n != nil && n.glued {
			return i + 1
		}
	}
	return i
}

// unitBehind reports whether item j is a unit that belongs to a number before it.
func (p *parser) unitBehind(v *Value, j int) bool {
	it := &p.items[j]
	e := it.e
	if e == nil || len(e.units) == 0 || e.evidence || e.dualUnit || it.conj {
		return false
	}
	if it.kind == arabic.Word && it.prep {
		return false
	}
	if e.unsure&unsureUnit != 0 {
		switch it.text {
		case "م", "h", "m", "g", "in", "mi", "c", "f": // abbreviations of one letter stand right behind digits
			if v.Spelled || v.Kind != Number || !it.glued && it.text != "م" && it.text != "m" {
				return false
			}
			return it.capital == (it.text == "c" || it.text == "f")
		case "second", "ثانيه":
			return v.Kind == Number && (it.kind == arabic.Word || v.Num == 1 || p.items[j-1].text == "-")
		}
	}
	return true
}

func isMoney(code string) bool {
	u, _ := LookupUnit(code)
	return u.Dimension == "money"
}

// unitHalf reads the half behind a unit: "عام ونصف العام", "مليون دولار ونصف".
func (p *parser) unitHalf(v *Value, i int) int {
	if half := (amount{num: v.Num, next: i}); p.lang == English { // an hour and a half
		p.englishHalf(&half)
		v.Num = half.num
		return half.next
	}
	it := p.at(i)
	if it == nil || !it.conj || it.kind != arabic.Word || it.e == nil || it.e.frac == nil || it.e.card != nil || it.e.plural {
		return i
	}
	v.Num += *it.e.frac * v.Mult
	v.Weak = false
	i++
	if n := p.at(i); n != nil && n.e != nil && !n.conj && sameUnits(n.e.units, v.Units) {
		i++
	}
	return i
}

func sameUnits(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && a[0] == b[0]
}

// rate reads "per hour", "/h", "an hour", "في الساعة" behind a unit.
func (p *parser) rate(v *Value, i int) int {
	it := p.at(i)
	if it == nil || it.masked {
		return i
	}
	slash := it.text == "/"
	if !slash && !it.e.sign("per") && it.text != "في" || slash && !it.glued {
		return i
	}
	n := p.at(i + 1)
	if n == nil || n.masked {
		return i
	}
	if n.e == nil || len(n.e.units) == 0 {
		if slash {
			switch n.text {
			case "س", "ساعه":
				v.Per = "h"
				return i + 2
			case "ث":
				v.Per = "s"
				return i + 2
			}
		}
		return i
	}
	code := n.e.units[0]
	u, _ := LookupUnit(code)
	if u.Dimension != "time" {
		return i
	}
	if n.kind == arabic.Word && !n.def && it.text == "في" {
		return i
	}
	if v.Kind == Measure && it.e.sign("a") {
		if m, _ := LookupUnit(v.Unit()); m.Dimension == "time" { // "two hours a day" is no speed
			return i
		}
	}
	v.Per = code
	return i + 2
}

// currencyFirst reads "$5 million", "US$11,000", "USD 5", "€ 3".
func (p *parser) currencyFirst(i int) int {
	it := &p.items[i]
	if len(it.e.units) == 0 || !isMoney(it.e.units[0]) || it.conj {
		return i
	}
	units := it.e.units
	j := i + 1
	n := p.at(j)
	if n != nil && n.kind == arabic.Punct && n.glued && n.e != nil && len(n.e.units) > 0 && isMoney(n.e.units[0]) { // US£, a slip
		units, j = n.e.units, j+1
		n = p.at(j)
	}
	if n == nil || n.kind != arabic.Number || n.masked || n.start-p.items[j-1].end > 2 {
		return i
	}
	if it.kind != arabic.Punct && p.items[j-1].kind != arabic.Punct && n.glued == (len(it.text) > 3) && it.kind == arabic.Word {
		return i
	}
	p.money = true
	a, ok := p.amountAt(j)
	if ok && p.multAt(a.next) == 1e6 && p.items[a.next].glued { // £27m
		a.num, a.mult, a.alt, a.next = a.num*1e6, 1e6, 0, a.next+1
	}
	p.money = false
	if !ok {
		return i
	}
	next := a.next
	if u := p.at(next); u != nil && u.e != nil && sharesUnit(u.e.units, units) && !u.prep && !u.conj { // "$5 million dollars"
		next++
	}
	return p.emit(Value{Kind: Money, Num: a.num, Alt: a.alt, Mult: a.mult, Units: units, Reversed: a.reversed, Reordered: a.reordered}, i, next)
}

func sharesUnit(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// bareUnit reads a unit without a number in front: a dual (عامين), a unit with
// its number behind (ساعة واحدة, الدقيقة 65, الأيام الثلاثة), or the unit alone.
func (p *parser) bareUnit(i int) int {
	it := &p.items[i]
	e := it.e
	if e.dualUnit {
		v := Value{Kind: Measure, Num: 2, Mult: 1, Units: e.units, Spelled: true, Dual: true}
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

// inherit passes a unit along ranges and lists: "3 to 5 percent", "من 340 إلى 500
// مليون", "$5-10".
func (p *parser) inherit() {
	for i := len(p.out) - 2; i >= 0; i-- {
		a, b := &p.out[i], &p.out[i+1]
		if link := p.link(p.last[i], p.first[i+1]); link != noLink {
			p.pass(a, b, link)
		}
	}
	for i := 0; i+1 < len(p.out); i++ {
		a, b := &p.out[i], &p.out[i+1]
		if a.Kind == Money && b.Kind == Number && len(b.Units) == 0 && p.link(p.last[i], p.first[i+1]) == rangeLink {
			b.Kind, b.Units, b.Inherited = Money, a.Units, true
		}
	}
}

type linkKind uint8

const (
	noLink linkKind = iota
	listLink
	rangeLink
)

// link tells how the items from..to-1 join the values on both sides.
func (p *parser) link(from, to int) linkKind {
	kind := noLink
	if from > to {
		return noLink // the halves of a ratio are one item
	}
	if to < len(p.items) && p.items[to].conj {
		kind = listLink
	}
	if to-from > 2 {
		return noLink
	}
	for _, it := range p.items[from:to] {
		switch {
		case isHyphen(it.text) || it.text == "—" || it.e.sign("to"):
			kind = rangeLink
		case it.text == "," || it.text == "،" || it.e.sign("and") || it.text == "و":
			kind = max(kind, listLink)
		case it.text == "ال" || it.text == "and" || it.text == "(":
		default:
			return noLink
		}
	}
	return kind
}

func (p *parser) pass(a, b *Value, link linkKind) {
	if a.Kind == Money && b.Kind == Money && link == rangeLink && a.Mult == 1 && b.Mult > 1 && sharesUnit(a.Units, b.Units) {
		a.Alt = a.Num * b.Mult
		return
	}
	if a.Kind != Number && a.Kind != Date || a.Month > 0 || a.Dual || a.Weak && a.Num != 1 {
		return
	}
	if b.Mult > 1 && a.Mult == 1 && b.Kind != Date && b.Kind != Vague {
		a.Alt = a.Num * b.Mult
	}
	if b.Kind == Percent || b.Kind == Measure && !b.Dual || b.Kind == Money {
		if link == listLink && b.Kind != Percent {
			return
		}
		a.Kind, a.Units, a.Per, a.Inherited = b.Kind, b.Units, b.Per, true
		a.Year = 0
	}
}
