package values

import (
	"strings"

	"tarjuman/internal/arabic"
)

// decadeWord reads ثلاثينيات القرن التاسع عشر, التسعينيات, the nineties.
func (p *parser) decadeWord(i int) int {
	it := &p.items[i]
	if it.e.decade == 0 {
		return i
	}
	v := Value{Kind: Decade, Num: float64(it.e.decade), Spelled: true, Personal: p.personal(i)}
	next := i + 1
	if it.kind == arabic.Word {
		j := next
		if n := p.at(j); n != nil && n.text == "من" {
			j++
		}
		if c := p.at(j); c != nil && c.def && c.e.sign("century") {
			if century, end := p.centuryNumber(j + 1); century > 0 {
				v.Num += float64((century - 1) * 100)
				next = end
			} else if l := p.at(j + 1); l != nil && l.e.sign("last") {
				v.Num += 1900
				next = j + 2
			}
			v.Personal = false
		}
	}
	if it.kind == arabic.Latin && p.entryAt(next).sign("of") {
		if t := p.at(next + 1); t != nil && t.text == "the" {
			if a, ok := p.amountAt(next + 2); ok && a.ordinal && p.entryAt(p.word(a.next)).sign("century") {
				v.Num += (a.num - 1) * 100
				next, v.Personal = p.word(a.next)+1, false
			}
		}
	}
	return p.emit(v, i, next)
}

// personal reports that a decade word speaks of an age or a temperature: في
// الأربعينيات من عمره, in his forties.
func (p *parser) personal(i int) bool {
	for j := max(0, i-6); j <= i+3; j++ {
		it := p.at(j)
		if it == nil || j == i || !it.e.sign("age") {
			continue
		}
		if it.kind == arabic.Word || it.e != nil && (j == i-1 || strings.HasPrefix(it.text, "temp")) {
			return true
		}
	}
	return false
}

// centuryNumber reads the number of a century at item i: an ordinal, digits, or
// العشرين.
func (p *parser) centuryNumber(i int) (int, int) {
	if n := p.at(i); n != nil && n.text == "ال" {
		i++
	}
	n := p.at(i)
	if n == nil || n.masked || n.kind == arabic.Word && !n.def && n.text != "الاول" {
		return 0, i
	}
	p.money = false
	a, ok := p.amountAt(i)
	if !ok || a.num < 1 || a.num > 30 || a.mult != 1 || a.fraction || a.num != float64(int(a.num)) {
		return 0, i
	}
	return int(a.num), a.next
}

// centuryMark reads القرن التاسع عشر, القرن الـ18 and the pair in القرنين السادس عشر
// والسابع عشر.
func (p *parser) centuryMark(i int) int {
	it := &p.items[i]
	if it.kind != arabic.Word || !it.e.sign("century") || !it.def {
		return i
	}
	from, j, first := i, i+1, len(p.out)
	for {
		if n := p.at(j); n != nil && n.text == "و" && j > i+1 {
			j++
		}
		n, end := p.centuryNumber(j)
		if n == 0 || end <= j {
			return from
		}
		p.emit(Value{Kind: Century, Num: float64(n), Spelled: p.items[j].kind == arabic.Word}, from, end)
		if v := &p.out[first]; len(p.out)-first == 2 && n > 10 && v.Num < 10 && v.Spelled {
			v.Alt = v.Num + 10 // القرنين الخامس والسادس عشر may share the ten
		}
		from, j = end, end
		if c := p.at(j); c == nil || !(c.conj && c.kind == arabic.Word && c.e != nil && c.e.ord != nil || c.text == "و") {
			return from
		}
	}
}

// centuryAfter reads "19th century", "nineteenth-century".
func (p *parser) centuryAfter(i int, a *amount) int {
	if !a.ordinal || a.num > 30 {
		return i
	}
	j := p.word(a.next)
	it := p.at(j)
	if it == nil || it.kind != arabic.Latin || !it.e.sign("century") {
		return i
	}
	return p.emit(Value{Kind: Century, Num: a.num, Spelled: a.spelled}, i, j+1)
}

// digitSuffix reads what is glued to digits: 1990s, 21st.
func (p *parser) digitSuffix(i int, a *amount) int {
	if a.spelled || a.digits.form != plain && a.digits.form != grouped || a.mult != 1 {
		return i
	}
	it := p.at(a.next)
	if it == nil || !it.glued {
		return i
	}
	if isOrdinalSuffix(it.text) {
		a.ordinal = true
		a.next++
		if next := p.centuryAfter(i, a); next > i {
			return next
		}
		if next := p.dateAfter(i, a); next > i {
			return next
		}
		v := Value{Kind: Ordinal, Num: a.num}
		return p.emit(v, i, p.quantity(&v, a.next))
	}
	j := a.next
	if it.text == "'" || it.text == "’" {
		j++
	}
	if s := p.at(j); s == nil || !s.glued || s.text != "s" || int(a.num)%10 != 0 || a.digits.length != 4 && a.digits.length != 2 {
		return i
	}
	return p.emit(Value{Kind: Decade, Num: a.num, Personal: a.num < 100 && p.personal(i)}, i, j+1)
}

// arabicIdentifier reads a name with a number behind a hyphen: كوفيد-19.
func (p *parser) arabicIdentifier(i int) int {
	h, n := p.at(i+1), p.at(i+2)
	if h == nil || n == nil || !h.glued || !n.glued || !isHyphen(h.text) || h.text == "–" || n.kind != arabic.Number || n.digits.form != plain || n.masked {
		return i + 1
	}
	if p.items[i].e.sign("tatweel") || len(p.items[i].text) < 6 {
		return i + 1
	}
	if k := p.at(i + 3); k != nil && k.glued && isHyphen(k.text) {
		return i + 1
	}
	return p.emit(Value{Kind: Identifier, Num: n.digits.num}, i, i+3)
}

// identifier reads a Latin name with one run of digits: F-16, G20, COVID-19.
func identifier(s string) (Value, bool) {
	num, runs, in, size := 0.0, 0, false, 0
	for _, r := range s {
		d, ok := arabic.Digit(r)
		if ok {
			if !in {
				runs++
			}
			num = num*10 + float64(d)
			if size++; size > 6 {
				return Value{}, false
			}
		}
		in = ok
	}
	return Value{Kind: Identifier, Num: num}, runs == 1
}

// roman returns the value of a Roman numeral below 40 in capitals, 0 for other
// words. "I" is left out: it is nearly always a pronoun.
func roman(s string) int {
	if s == "I" || len(s) > 6 {
		return 0
	}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] {
		case 'I':
			v = 1
		case 'V':
			v = 5
		case 'X':
			v = 10
		default:
			return 0
		}
		if v < last {
			total -= v
		} else {
			total += v
			last = v
		}
	}
	return total
}
