package values

import (
	"strings"

	"tarjuman/internal/arabic"
)

// arabicAmount reads a number in Arabic words: units before tens (خمسة وعشرون),
// teens (اثنا عشر), hundreds fused or apart (ثلاثمئة, ثلاث مئة), magnitudes and
// their duals (مليونان), fractions (ثلاثة أرباع, نصف مليون) and ordinals.
func (p *parser) arabicAmount(i int) (amount, bool) {
	it := p.at(i)
	if it == nil || it.kind != arabic.Word || it.e == nil {
		return amount{}, false
	}
	e := it.e
	switch {
	case e.card != nil:
		return p.arabicCardinal(i)
	case e.ord != nil:
		return p.arabicOrdinal(i)
	case e.vague != nil:
		return p.arabicVague(i)
	case e.mult != nil:
		return p.arabicMagnitude(i)
	case e.frac != nil && !e.plural:
		return p.arabicFraction(i)
	}
	return amount{}, false
}

func (p *parser) arabicCardinal(i int) (amount, bool) {
	it := p.items[i]
	teen := p.isTen(i + 1)
	if it.e.unsure&unsureCard != 0 && !teen && !p.tensFollow(i+1) {
		return amount{}, false
	}
	if it.e.weekday > 0 && p.isWeekday(i) {
		return amount{}, false
	}
	a := amount{num: *it.e.card, mult: 1, next: i + 1, spelled: true}
	switch n := p.at(i + 1); {
	case a.num < 1:
	case teen && a.num < 10:
		a.num += 10
		a.next++
	case a.num < 10 && n != nil && !n.conj && n.e != nil && n.e.card != nil && *n.e.card == 100: // ثلاث مئة
		a.num *= 100
		a.next++
	case a.num < 10 && n != nil && !n.conj && n.e != nil && n.e.frac != nil && n.e.plural: // ثلاثة أرباع
		a.num, a.fraction = a.num**n.e.frac, true
		a.next++
	}
	if a.fraction {
		p.multiply(&a)
		return a, true
	}
	p.arabicTail(&a)
	a.weak = a.num <= 1
	if a.num == 5 && it.e.frac != nil && !it.def {
		a.alt = 0.2
	}
	p.multiplyWords(&a)
	return a, true
}

// isTen reports عشر or عشرة in second place of a teen.
func (p *parser) isTen(i int) bool {
	it := p.at(i)
	return it != nil && it.kind == arabic.Word && !it.conj && it.e != nil && it.e.card != nil && *it.e.card == 10
}

// tensFollow reports the tens behind a unit: إحدى وعشرون.
func (p *parser) tensFollow(i int) bool {
	it := p.at(i)
	return it != nil && it.kind == arabic.Word && it.conj && it.e != nil && it.e.card != nil && *it.e.card >= 20 && *it.e.card < 100
}

// arabicTail adds the tens and units joined by و below a magnitude.
func (p *parser) arabicTail(a *amount) {
	last := a.num
	for {
		n := p.at(a.next)
		if n == nil || !n.conj || n.kind != arabic.Word || n.e == nil || n.e.card == nil {
			return
		}
		v := *n.e.card
		teen := v < 10 && p.isTen(a.next+1)
		if n.e.unsure&unsureCard != 0 && !teen {
			return
		}
		switch {
		case last >= 100 && v < 100 && v > 0:
		case last < 10 && last > 0 && v >= 20 && v < 100:
		default:
			return
		}
		a.next++
		if teen {
			v += 10
			a.next++
		}
		a.num += v
		last = v
		if last >= 10 {
			return
		}
	}
}

// multiplyWords goes on behind a number below a thousand in words.
func (p *parser) multiplyWords(a *amount) {
	m := p.multAt(a.next)
	if m == 0 {
		p.andHalf(a)
		return
	}
	a.num, a.mult, a.next, a.weak, a.alt = a.num*m, m, a.next+1, false, 0
	if next := p.multAt(a.next); next > m {
		a.num, a.mult, a.next = a.num*next, next, a.next+1
	}
	p.andHalf(a)
	p.andRest(a)
}

// arabicMagnitude reads a magnitude without a number in front: مليون, ألفان.
func (p *parser) arabicMagnitude(i int) (amount, bool) {
	e := p.items[i].e
	a := amount{num: *e.mult, mult: *e.mult, next: i + 1, spelled: true}
	if e.dual {
		a.num *= 2
	} else if accusative(p.items[i].text) {
		a.alt = 2 * a.num // ألفا رجل, the dual in construct, is spelled like the accusative
		if p.dualConstruct(i) {
			a.num, a.alt = a.alt, 0
		}
	}
	a.weak = strings.Contains(p.items[i].text, "لف") && !p.items[i].def // ألّف "composed", ألفا "alpha"
	if next := p.multAt(a.next); next > a.mult {                        // ألف مليار
		a.num, a.mult, a.next = a.num*next, next, a.next+1
	}
	p.andHalf(&a)
	p.andRest(&a)
	return a, true
}

// accusative reports a magnitude that ends like its dual in construct.
func accusative(w string) bool {
	for _, m := range [...]string{"الفا", "مليونا", "مليارا", "بليونا", "تريليونا", "ترليونا"} {
		if strings.HasSuffix(w, m) {
			return true
		}
	}
	return false
}

// dualConstruct reports مليونا دولار: what is counted follows the dual in construct,
// and never the accusative.
func (p *parser) dualConstruct(i int) bool {
	it, n := &p.items[i], p.at(i+1)
	return n != nil && n.kind == arabic.Word && !n.conj && !n.def && !n.prep && n.e != nil && len(n.e.units) > 0 && !n.e.dualUnit && !n.e.evidence &&
		!strings.Contains(p.text[it.start:it.end], "ً")
}

func (p *parser) arabicVague(i int) (amount, bool) {
	a := amount{num: *p.items[i].e.vague, mult: 1, next: i + 1, spelled: true, vague: true}
	if n := p.at(i + 1); n != nil && n.kind == arabic.Word && n.def && n.e != nil {
		if f := n.e.vague; f != nil {
			a.num *= *f
			a.next++
		} else if f := n.e.mult; f != nil {
			a.num *= *f
			a.next++
		}
	}
	return a, true
}

func (p *parser) arabicFraction(i int) (amount, bool) {
	a := amount{num: *p.items[i].e.frac, mult: 1, next: i + 1, spelled: true, fraction: true}
	if p.items[i].text == "ثلثا" {
		a.alt = a.num / 2 // the accusative of one third is spelled like the dual
	}
	if m := p.multAt(i + 1); m > 0 {
		a.num, a.mult, a.next, a.fraction = a.num*m, m, i+2, false
	}
	return a, true
}

// arabicOrdinal reads الثالث, الحادي عشر, الثاني والعشرون.
func (p *parser) arabicOrdinal(i int) (amount, bool) {
	it := p.items[i]
	a := amount{num: *it.e.ord, mult: 1, next: i + 1, spelled: true, ordinal: true}
	n := p.at(i + 1)
	switch {
	case p.isTen(i + 1):
		a.num += 10
		a.next++
	case n != nil && n.kind == arabic.Word && n.conj && n.def == it.def && n.e != nil && n.e.card != nil && *n.e.card >= 20 && *n.e.card <= 100:
		a.num += *n.e.card
		a.next++
	case strings.HasPrefix(it.text, "حاد") || strings.Contains(it.text, "الحادي"):
		return amount{}, false // حادّ "sharp", unless a ten follows
	}
	return a, true
}
