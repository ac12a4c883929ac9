package values

import (
	"strings"

	"tarjuman/internal/arabic"
)

// quantity reads the percent sign or unit behind a number, from item i on, and
// returns the item after it.
func (p *parser) quantity(v *Value, i int) int {
	j := p.skipHyphen(i)
	it := p.at(j)
	if it == nil || it.e == nil || it.masked {
		return i
	}
	if v.Kind == Fraction && p.lang == English { // half an hour, a quarter of a century
		if it.e.sign("of") && p.entryAt(j+1).sign("a") {
			j++
		}
		if p.entryAt(j).sign("a") && p.at(j+1) != nil && p.entryAt(j+1) != nil {
			j++
		}
		if it = p.at(j); it.e == nil {
			return i
		}
	}
	switch {
	case it.e.sign("percent") && !it.conj:
		v.Kind, v.Weak = Percent, false
		return j + 1
	case it.e.sign("basispoint") && !it.conj:
		v.Kind, v.Num, v.Weak = Percent, v.Num/100, false
		return j + 1
	}
	if it.e.sign("belowzero") {
		v.Num = -v.Num
		return j + 1
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
	if next := p.unitParts(v, i); next > i {
		return next
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

// unitParts reads parts counted behind an Arabic unit: خمس درجات وستة أعشار, 9 ثوان و58
// جزءا من المئة.
func (p *parser) unitParts(v *Value, i int) int {
	it := p.at(i)
	if it == nil || it.kind != arabic.Word || !it.conj && it.text != "و" {
		return i
	}
	if it.text == "و" {
		i++
	}
	a, ok := p.amountAt(i)
	if !ok || a.ordinal || a.vague || a.mult != 1 {
		return i
	}
	if a.fraction {
		if a.num >= 1 || p.at(i).e == nil || p.at(i).e.card == nil { // ستة of ستة أعشار
			return i
		}
		v.Num, v.Weak = v.Num+a.num, false
		if n := p.at(a.next); n != nil && n.def && n.e != nil && sameUnits(n.e.units, v.Units) {
			a.next++
		}
		return a.next
	}
	part, of, whole := p.at(a.next), p.at(a.next+1), p.entryAt(a.next+2)
	if part == nil || of == nil || of.text != "من" || whole == nil || !part.e.sign("part") {
		return i
	}
	size := 0.0
	switch {
	case whole.card != nil:
		size = *whole.card
	case whole.mult != nil:
		size = *whole.mult
	}
	if size < 10 || a.num >= size {
		return i
	}
	v.Num, v.Weak = v.Num+a.num/size, false
	return a.next + 3
}

func sameUnits(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && a[0] == b[0]
}

// isAdverb reports شهريا and monthly among the words that speak of a time unit.
func isAdverb(w string) bool { return strings.HasSuffix(w, "يا") || strings.HasSuffix(w, "ly") }

// rate reads "per hour", "/h", "an hour", "في الساعة" behind a unit, and behind an amount
// of money "monthly" and شهريا.
func (p *parser) rate(v *Value, i int) int {
	it := p.at(i)
	if it == nil || it.masked {
		return i
	}
	if v.Kind == Money && it.e != nil && it.e.evidence && isAdverb(it.text) {
		v.Per = it.e.units[0]
		return i + 1
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
