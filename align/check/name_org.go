package check

import (
	"strings"
)

// exchangedOrgs reports an organisation of the Arabic text that is not rendered where
// the English text has the name of another one: صندوق النقد الدولي and World Bank.
func (c *nameComparison) exchangedOrgs() {
	for x, n := range c.names {
		if n.kind != orgName || !c.lostOrg(n) {
			continue
		}
		first, last, ok := c.strangeOrg(n)
		if !ok {
			continue
		}
		for y := range c.ar {
			if c.ar[y].first == n.first {
				c.usedAr[y] = true
			}
		}
		c.reportExchange(c.names[x], first, last)
	}
}

// lostOrg reports whether an organisation of the lexicon is not rendered: neither as
// one name nor all its words.
func (c *nameComparison) lostOrg(n arName) bool {
	if n.first == n.last {
		return n.known && n.match < rootLink && c.closestEnglish(n) < kin
	}
	if c.ev.ar[n.first].whole {
		return false
	}
	for i := n.first; i <= n.last; i++ {
		if w := &c.ev.ar[i]; w.k != nil && w.k.content && w.best < rootLink {
			return true
		}
	}
	return false
}

// strangeOrg finds the name of an organisation in the English text that has a word
// nothing explains: an abbreviation or single word the lexicon has as one, or a name
// of several words with capitals.
func (c *nameComparison) strangeOrg(n arName) (first, last int, ok bool) {
	for j := range c.ev.en {
		e := &c.ev.en[j]
		if e.k == nil || !e.cap || c.usedEn[j] {
			continue
		}
		if words := c.properOrg(j); words > 1 {
			if c.unexplained(j, j+words-1) && !(isLegislature(c.ev.en[j+words-1].k.norm) && c.namesLegislature(n)) {
				return j, j + words - 1, true
			}
			continue
		}
		if (!e.start || acronym(e.text)) && e.k.name.has(orgName) && !e.k.name.has(personName, placeName, countryName) && !e.k.common && e.best < rootLink && (acronym(e.text) || c.closestArabic(j) < strangers) {
			return j, j, true
		}
	}
	return 0, 0, false
}

// properOrg returns how many words long the institution is that begins at j: a name of
// several words of the lexicon, written with capitals.
func (c *nameComparison) properOrg(j int) int {
	best := 0
next:
	for id := range c.k.proper.Get(c.ev.en[j].k.norm).All {
		words := strings.Split(c.k.properText.At(int(id)), " ")
		if len(words) <= best || j+len(words) > len(c.ev.en) || c.k.properOrg.At(int(id)) == 0 {
			continue
		}
		for n, want := range words {
			w := &c.ev.en[j+n]
			if w.k == nil || w.k.norm != want || !w.cap && !w.k.function || n > 0 && w.token > c.ev.en[j+n-1].token+1 {
				continue next
			}
		}
		best = len(words)
	}
	return best
}

// namesLegislature reports whether a rendering of the institution ends like that of a
// parliament: every country has its own word for it, and translators choose another.
func (c *nameComparison) namesLegislature(n arName) bool {
	e := c.ev.ar[n.first].entry
	if e == nil {
		return false
	}
	for _, g := range e.Glosses {
		if words := strings.Fields(strings.ToLower(g)); len(words) > 0 && isLegislature(words[len(words)-1]) {
			return true
		}
	}
	return false
}

func isLegislature(w string) bool {
	switch w {
	case "parliament", "congress", "assembly", "house", "senate", "council", "chamber":
		return true
	}
	return false
}

// unexplained reports whether a content word from first to last explains nothing of the
// source, not even a synonym.
func (c *nameComparison) unexplained(first, last int) bool {
	for j := first; j <= last; j++ {
		if e := &c.ev.en[j]; e.k != nil && !e.k.function && !e.k.light && e.best < rootLink {
			return true
		}
	}
	return false
}

// reportExchange reports a name of several words in the place of another.
func (c *nameComparison) reportExchange(n arName, first, last int) {
	for j := first; j <= last; j++ {
		c.usedEn[j] = true
	}
	ar := Span{c.ev.ar[n.first].Start, c.ev.ar[n.last].End}
	en := Span{c.ev.en[first].Start, c.ev.en[last].End}
	name, other := c.u.Ar.Raw[ar.Start:ar.End], c.u.En.Raw[en.Start:en.End]
	f := c.u.finding("name.changed", c.u.milder(Major), []Span{ar}, []Span{en}, name+" has no counterpart, and nothing explains the name "+other)
	c.report(c.u.values(f, name, other))
}
