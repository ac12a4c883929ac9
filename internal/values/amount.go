package values

import (
	"math"

	"tarjuman/internal/arabic"
)

// amount is a number being read, before its unit is known.
type amount struct {
	num, alt, mult float64
	next           int // the item after it
	digits         digits
	spelled        bool
	weak           bool
	ordinal        bool
	fraction       bool
	vague          bool
	reversed       bool
	reordered      float64
}

// amountAt reads the number that starts at item i.
func (p *parser) amountAt(i int) (amount, bool) {
	it := p.at(i)
	if it == nil || it.masked {
		return amount{}, false
	}
	switch it.kind {
	case arabic.Number:
		return p.digitAmount(i)
	case arabic.Word:
		return p.arabicAmount(i)
	case arabic.Latin, arabic.Punct:
		return p.englishAmount(i)
	}
	return amount{}, false
}

// digitAmount reads digits, groups divided by spaces, and the magnitude words
// behind them.
func (p *parser) digitAmount(i int) (amount, bool) {
	d := p.items[i].digits
	if d.form != plain && d.form != grouped && d.form != decimal {
		return amount{}, false
	}
	a := amount{num: d.num, alt: d.alt, mult: 1, next: i + 1, digits: *d, reordered: d.reorder}
	if d.zero && d.reorder > 0 && d.length == 3 && d.num < 1 {
		a.num, a.reversed = d.reorder, true
	}
	p.spacedGroups(i, &a)
	p.arabicComma(&a)
	p.letterPoint(&a)
	p.mixedFraction(&a)
	p.multiply(&a)
	return a, true
}

// spacedGroups joins "55 000", and "000 55", whose groups machine translation
// put in the wrong order.
func (p *parser) spacedGroups(i int, a *amount) {
	first := p.items[i].digits
	if first.form != plain || first.length > 3 {
		return
	}
	normal, reverse := first.num, first.num
	scale := 1000.0
	n, straight, lastLen, lastZero := 1, !first.zero || first.num == 0 && first.length == 1, first.length, first.zero
	for n < 5 {
		it := p.at(i + n)
		if it == nil || it.kind != arabic.Number || it.digits.form != plain || it.digits.length > 3 || it.start-p.items[i+n-1].end > 3 || it.glued || !p.blank(p.items[i+n-1].end, it.start) {
			break
		}
		if lastLen != 3 && n > 1 {
			break
		}
		normal = normal*1000 + it.digits.num
		reverse += it.digits.num * scale
		scale *= 1000
		straight = straight && it.digits.length == 3
		lastLen, lastZero = it.digits.length, it.digits.zero
		n++
		if lastLen < 3 {
			break
		}
	}
	switch {
	case n == 1:
	case straight:
		a.num, a.next = normal, i+n
		if first.length == 3 && !lastZero {
			a.reordered = reverse
		}
	case first.zero && first.num == 0 && first.length == 3 && !lastZero:
		a.num, a.next, a.reversed = reverse, i+n, true
	case first.length == 3 && !lastZero && p.lang == Arabic:
		a.reordered = reverse // two numbers, unless the other language says otherwise
	}
}

// arabicComma joins digits around an Arabic comma that stands for a separator:
// 783،562 and 2،5.
func (p *parser) arabicComma(a *amount) {
	if a.digits.form != plain || a.digits.length > 3 {
		return
	}
	for groups := 0; ; groups++ {
		c, n := p.at(a.next), p.at(a.next+1)
		if c == nil || n == nil || c.text != "،" || !c.glued || !n.glued || n.kind != arabic.Number || n.digits.form != plain {
			return
		}
		switch {
		case n.digits.length == 3:
			a.num = a.num*1000 + n.digits.num
		case groups == 0 && n.digits.length < 3:
			a.num += n.digits.num / math.Pow10(n.digits.length)
			a.next += 2
			return
		default:
			return
		}
		a.next += 2
	}
}

// letterPoint joins digits around the letter ر, by which some news agencies write the
// decimal point: 5ر2 is 2.5, for the digits run to the right on either side of it.
func (p *parser) letterPoint(a *amount) {
	c, n := p.at(a.next), p.at(a.next+1)
	if a.digits.form != plain || a.mult != 1 || c == nil || n == nil || c.text != "ر" || !c.glued || !n.glued || n.kind != arabic.Number || n.digits.form != plain {
		return
	}
	a.alt = a.num + n.digits.num/math.Pow10(n.digits.length)
	a.num = n.digits.num + a.num/math.Pow10(a.digits.length)
	a.digits.form = decimal
	a.next += 2
}

func (p *parser) blank(from, to int) bool {
	for _, r := range p.text[from:to] {
		if r != ' ' && r != '\u00a0' && r != '\u202f' && r != '\u2009' {
			return false
		}
	}
	return true
}

// mixedFraction reads 2½ and 2 1/2.
func (p *parser) mixedFraction(a *amount) {
	if it := p.at(a.next); it != nil && it.glued && it.kind == arabic.Punct && it.e != nil && it.e.frac != nil {
		a.num += *it.e.frac
		a.next++
		return
	}
	n, slash, d := p.at(a.next), p.at(a.next+1), p.at(a.next+2)
	if d == nil || a.digits.form != plain || n.kind != arabic.Number || d.kind != arabic.Number || slash.text != "/" || !slash.glued || !d.glued || n.digits.form != plain || d.digits.form != plain {
		return
	}
	if n.digits.num > 0 && n.digits.num < d.digits.num && d.digits.num <= 16 {
		a.num += n.digits.num / d.digits.num
		a.next += 3
	}
}

// multiply applies the magnitude words that follow digits: 1.5 million, 5 آلاف,
// £27m, "مليون و300 ألف".
func (p *parser) multiply(a *amount) {
	j := a.next
	if h := p.at(j); h != nil && h.glued && isHyphen(h.text) && p.multAt(j+1) > 0 {
		j++
	}
	m := p.multAt(j)
	if m == 0 {
		p.andHalf(a)
		return
	}
	a.alt = 0
	if m == 1e6 && p.items[j].text == "m" && !p.money && !p.currencyAt(j+1) {
		a.alt = a.num * m // "100m" may be metres
		return
	}
	a.num, a.mult, a.next = a.num*m, m, j+1
	if next := p.multAt(a.next); next > m && p.items[a.next].kind == arabic.Word { // مئة ألف مليون
		a.num, a.mult, a.next = a.num*next, next, a.next+1
	}
	p.andHalf(a)
	if p.at(a.next) != nil && p.items[a.next].kind == arabic.Word {
		p.andRest(a)
	}
}

// currencyAt reports whether item j is a currency: 300m euros.
func (p *parser) currencyAt(j int) bool {
	e := p.entryAt(j)
	return e != nil && len(e.units) > 0 && isMoney(e.units[0])
}

// multAt returns the factor of the magnitude word at item j, 0 for none.
func (p *parser) multAt(j int) float64 {
	it := p.at(j)
	if it == nil || it.e == nil || it.e.mult == nil || it.conj || it.e.dual || it.masked {
		return 0
	}
	if it.e.unsure&unsureMult != 0 && !it.glued {
		return 0
	}
	if it.text == "k" && !it.glued {
		return 0
	}
	return *it.e.mult
}

// andHalf adds the fraction in "خمسة ونصف", "مليون ونصف المليون", "two and a half".
func (p *parser) andHalf(a *amount) {
	it := p.at(a.next)
	if it == nil || it.e == nil || !it.conj || it.e.frac == nil || it.e.card != nil || it.e.plural || it.kind != arabic.Word {
		return
	}
	a.num += *it.e.frac * a.mult
	a.next++
	if again := p.at(a.next); again != nil && a.mult > 1 && !again.conj && again.e != nil && again.e.mult != nil && *again.e.mult == a.mult {
		a.next++
	}
}

// andRest adds a smaller number behind a magnitude: "3 آلاف و500", "مليون و300
// ألف". A number that carries a greater magnitude is a number of its own.
func (p *parser) andRest(a *amount) {
	if p.depth++; p.depth <= maxDepth {
		p.addRest(a)
	}
	p.depth--
}

// maxDepth is one more than there are magnitudes to descend through.
const maxDepth = 5

func (p *parser) addRest(a *amount) {
	if a.mult > 1 {
		it := p.at(a.next)
		if it == nil || it.kind != arabic.Word {
			return
		}
		var rest amount
		var ok bool
		if it.text == "و" {
			if n := p.at(a.next + 1); n == nil || n.kind != arabic.Number {
				return
			}
			rest, ok = p.digitAmount(a.next + 1)
			ok = ok && (rest.mult > 1 || rest.digits.form == plain && rest.digits.length == 3)
		} else if it.conj {
			rest, ok = p.arabicAmount(a.next)
		}
		if !ok || rest.ordinal || rest.fraction || rest.vague || rest.num >= a.mult || rest.num != math.Trunc(rest.num) {
			return
		}
		a.num += rest.num
		a.next = rest.next
	}
}

func isHyphen(s string) bool { return s == "-" || s == "‑" || s == "–" || s == "−" }
