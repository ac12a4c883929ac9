package values

import "tarjuman/internal/arabic"

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
	v := Value{Kind: Money, Num: a.num, Alt: a.alt, Mult: a.mult, Units: units, Reversed: a.reversed, Reordered: a.reordered}
	next = p.rate(&v, next)
	return p.emit(v, i, next)
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
