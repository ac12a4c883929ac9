package check

import "fmt"

// untranslatedNames reports the names of an English source that its Arabic
// translation does not have, neighbours as one.
func (c *nameComparison) untranslatedNames() {
	for x := 0; x < len(c.en); x++ {
		if c.usedEn[c.en[x]] {
			continue
		}
		last := x
		for last+1 < len(c.en) && c.en[last+1] == c.en[last]+1 && !c.usedEn[c.en[last+1]] {
			last++
		}
		first, end := c.en[x], c.en[last]
		span := Span{c.ev.en[first].Start, c.ev.en[end].End}
		name := c.u.En.Raw[span.Start:span.End]
		f := c.u.finding("name.missing", c.u.milder(c.untranslatedSeverity(first, end)), nil, []Span{span}, fmt.Sprintf("%s has no counterpart in the translation", name))
		c.report(c.u.values(f, "", name))
		x = last
	}
}

// unmatchedNames pairs what is left where English is the source: a place or institution
// of the Arabic translation that nothing explains, and one of the source that nothing
// renders. Machines do not add names, so one stands for the other.
func (c *nameComparison) unmatchedNames() {
	for x, n := range c.ar {
		if !c.usedAr[x] && c.pairUnmatched(n) {
			c.usedAr[x] = true
		}
	}
	for _, n := range c.weak {
		if !c.ev.ar[n.first].whole && n.kind != demonymName && c.ev.ar[n.first].best < rootLink {
			c.pairUnmatched(n)
		}
	}
}

func (c *nameComparison) pairUnmatched(n arName) bool {
	if n.kind == personName || !n.known {
		return false
	}
	for _, j := range c.en {
		e := &c.ev.en[j]
		if kind := e.kind(); kind == noName || kind == personName || e.k.common || c.usedEn[j] || c.spelledOut(j) {
			continue
		}
		c.reportChanged(n, j, Critical)
		return true
	}
	return false
}

// untranslatedSeverity is how grave the loss of the English name from first to last
// is, and Info where it is not certain.
func (c *nameComparison) untranslatedSeverity(first, last int) Severity {
	persons := 0
	for j := first; j <= last; j++ {
		switch kind := c.ev.en[j].kind(); {
		case (kind == countryName || kind == placeName) && !c.spelledOut(j) && c.nowhere(j):
			return Major
		case c.nameLike(j):
			persons++
		}
	}
	switch {
	case c.glued || persons == 0 || len(c.ar) > len(c.usedAr) || c.insideName(first) || c.insideName(last):
		return Info // another name may stand for it, or a part of it is left out
	case persons >= 2:
		return Major
	case c.ev.en[first].kind() == personName || c.k.latin.of(c.ev.en[first].k.norm) >= latinName:
		return Minor
	}
	return Info
}
