package check

import (
	"slices"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// crossed reports opposites that have changed places: both texts convict and acquit, but
// what stands beside the one in the source stands beside the other in the translation.
func (c *opposition) crossed(report func(Finding)) {
	for i1 := range c.ev.ar {
		for _, p := range c.arabicPoles(i1) {
			if p.weak {
				continue
			}
			i2, j1, j2, ok := c.bothPoles(i1, p)
			if ok && c.comparable() && c.nearerOther(i1, j1, j2) && c.nearerOther(i2, j2, j1) {
				c.reportCrossed([2]int{i1, i2}, [2]int{j1, j2}, report)
				return
			}
		}
	}
}

// bothPoles finds the one other Arabic word of the opposite pole, behind i1, and the one
// English word of each; ok is false where there are more or none.
func (c *opposition) bothPoles(i1 int, p pole) (i2, j1, j2 int, ok bool) {
	i2, j1, j2 = -1, -1, -1
	for i := range c.ev.ar {
		for _, q := range c.arabicPoles(i) {
			switch {
			case i != i1 && q.same(p) || q.against(p) && (i < i1 || i2 >= 0 || q.weak):
				return 0, 0, 0, false
			case q.against(p):
				i2 = i
			}
		}
	}
	if i2 < 0 {
		return 0, 0, 0, false
	}
	for j := range c.ev.en {
		poles := c.englishPoles(j)
		same, other := slices.ContainsFunc(poles, p.same), slices.ContainsFunc(poles, p.against)
		switch {
		case same && (other || j1 >= 0) || other && j2 >= 0:
			return 0, 0, 0, false
		case same:
			j1 = j
		case other:
			j2 = j
		}
	}
	return i2, j1, j2, j1 >= 0 && j2 >= 0
}

// crossedReach is how many words with a counterpart behind an Arabic word are looked at.
const crossedReach = 2

// nearerOther reports whether the words beside the Arabic word at i, before and behind it in
// its clause, are all rendered nearer to the English word at other than to the one at own.
func (c *opposition) nearerOther(i, own, other int) bool {
	found, nearer := 0, 0
	see := func(n int) bool {
		j := int(c.pairs.link[n])
		if j < 0 || j == own || j == other || c.pairs.ar[n] < rootLink || !c.tells(n) {
			return true
		}
		found++
		if distance(j, other) < distance(j, own) {
			nearer++
		}
		return distance(j, other) <= distance(j, own)
	}
	for n, seen := i+1, 0; n < len(c.ev.ar) && seen < crossedReach && !c.clauseBefore(n); n++ {
		before := found
		if !see(n) {
			return false
		}
		seen += found - before
	}
	if i > 0 && !c.clauseBefore(i) && !see(i-1) {
		return false
	}
	return nearer > 0
}

// tells reports whether the Arabic word at n is a number or carries content.
func (c *opposition) tells(n int) bool {
	k := c.ev.ar[n].k
	return k == nil || k.content || len(k.matches) > 0 && k.matches[0].POS == lexicon.Numeral
}

// clauseBefore reports whether a mark or a joined و stands before the Arabic word at n.
func (c *opposition) clauseBefore(n int) bool {
	w := &c.ev.ar[n]
	if w.token > 0 && c.u.Ar.Tokens[w.token-1].Kind == arabic.Punct {
		return true
	}
	return w.k != nil && len(w.k.matches) > 0 && w.k.matches[0].Form.Proclitics != "" && w.norm[:len("و")] == "و"
}

func (c *opposition) reportCrossed(is, js [2]int, report func(Finding)) {
	slices.Sort(js[:])
	var ar, en []Span
	for n := range is {
		ar, en = append(ar, c.ev.ar[is[n]].Span), append(en, c.ev.en[js[n]].Span)
	}
	f := c.u.finding("meaning.opposite", c.u.milder(Critical), ar, en, "two opposites have changed places")
	text := func(x *Text, s []Span) string {
		return x.Raw[s[0].Start:s[0].End] + " … " + x.Raw[s[1].Start:s[1].End]
	}
	report(c.u.values(f, text(c.u.Ar, ar), text(c.u.En, en)))
}
