package values

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
