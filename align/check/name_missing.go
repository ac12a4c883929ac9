package check

import (
	"fmt"
	"strings"

	"tarjuman/align/lexicon"
)

// reportMissing reports neighbouring lost names as one. Where the Arabic text is
// the translation, the name is one that the source does not have.
func (c *nameComparison) reportMissing(group []arName) {
	span := Span{c.ev.ar[group[0].first].Start, c.ev.ar[group[len(group)-1].last].End}
	name := c.u.Ar.Raw[span.Start:span.End]
	f := c.u.finding("name.missing", c.u.milder(c.missingSeverity(group)), []Span{span}, nil, fmt.Sprintf("%s has no counterpart in the translation", name))
	if c.u.Reverse {
		f = c.u.finding("name.changed", Info, []Span{span}, nil, fmt.Sprintf("nothing in the source explains the name %s", name))
	}
	c.report(c.u.values(f, name, ""))
}

// missingSeverity is how grave the loss of a name is, and Info where it is not
// certain: abbreviations may hold a name, and persons go by other names.
func (c *nameComparison) missingSeverity(group []arName) Severity {
	persons, known := 0, 0
	for _, n := range group {
		switch {
		case n.kind == personName || c.ev.ar[n.first].phrase == 0 && c.ev.ar[n.first].k.person:
			persons++
			if n.known {
				known++
			}
		case n.known && c.otherNames(true) == 0:
			return Major
		}
	}
	// one other name may stand for a single word, hardly for a full name
	if persons == 0 || c.otherNames(false) >= persons || c.besideNamed(group) || c.pronounFor(group) {
		return Info
	}
	first := group[0].first
	titled := first > 0 && c.ev.ar[first-1].k != nil && isTitle(c.ev.ar[first-1].k)
	if persons >= 2 || known == 1 || titled {
		return Major
	}
	if a := c.ev.ar[first].k; a != nil && a.foreign >= surelyForeign {
		return Minor
	}
	return Info
}

// pronounFor reports whether the translation begins with a pronoun for the person whom the
// source names in its first words by a surname alone, as those already known are, or whom
// the sentence before has named in English.
func (c *nameComparison) pronounFor(group []arName) bool {
	if group[0].first >= nearStart || len(group) > 1 || c.ev.en[0].k == nil {
		return false
	}
	switch c.ev.en[0].k.norm {
	case "he", "she":
		first := group[0].first
		surname := persons().given[c.ev.ar[first].norm] == noGender && !c.ev.partOfName(first-1, first) && !c.ev.partOfName(first+1, first)
		return surname || c.namedBefore(&c.ev.ar[first])
	}
	return false
}

// partOfName reports whether word i, next to the word beside, may be another part of its name.
func (ev *evidence) partOfName(i, beside int) bool {
	if i < 0 || i >= len(ev.ar) || ev.ar[i].k == nil || ev.ar[i].token-ev.ar[beside].token != i-beside {
		return false
	}
	w := &ev.ar[i]
	return w.k.name == personName || w.k.poorlyKnown() || w.k.content && w.best < partLink // nothing renders it either
}

// namedBefore reports whether the English sentence before has a name that sounds like the
// Arabic word.
func (c *nameComparison) namedBefore(w *arWord) bool {
	if c.u.before == nil {
		return false
	}
	text := c.u.before.Target
	if c.u.Reverse {
		text = c.u.before.Source
	}
	for _, e := range englishWords(c.k, c.k.text(text)) {
		if e.k != nil && e.cap && c.k.similarity(w.k, e.k, e.text) >= soundSame {
			return true
		}
	}
	return false
}

// nearStart is how many words are the first of a sentence.
const nearStart = 5

// surelyForeign is the log-odds per letter from which a single unknown word may
// be missed as a name.
const surelyForeign = 0.6

// otherNames counts the English words that nothing explains and that may stand for
// a name: abbreviations, or names that sound like no other word of the source.
func (c *nameComparison) otherNames(abbreviations bool) int {
	count := 0
	for j := range c.ev.en {
		e := &c.ev.en[j]
		if e.k == nil || !e.cap || e.best > partLink || len(e.text) < 2 || e.k.closed {
			continue
		}
		if acronym(e.text) {
			if abbreviations {
				count++
			}
			continue
		}
		if !abbreviations && !e.k.common && !e.k.light && c.closestArabic(j) < kin {
			count++
		}
	}
	return count
}

// besideNamed reports whether the name goes on with a word that is rendered by
// a person's name: a first name may be dropped before a family name.
func (c *nameComparison) besideNamed(group []arName) bool {
	first, last := group[0].first, group[len(group)-1].last
	return c.joined(first-1, first) && c.namedHere(first-1) || c.joined(last, last+1) && c.namedHere(last+1)
}

// namedHere reports whether the Arabic word at i is rendered by a person's name that
// belongs to it, and not to another mention of the same person.
func (c *nameComparison) namedHere(i int) bool {
	return (c.personalName(i) || c.givenBy(i)) && int(c.ev.en[c.ev.ar[i].link].link) == i
}

// joined reports whether the words i and i+1 may belong to one name: no mark
// and no conjunction stands between them.
func (c *nameComparison) joined(i, next int) bool {
	if i < 0 || next >= len(c.ev.ar) || c.ev.ar[next].token != c.ev.ar[i].token+1 {
		return false
	}
	w := &c.ev.ar[next]
	return !strings.HasPrefix(w.norm, "و") || w.k != nil && len(w.k.matches) > 0 && w.k.matches[0].Cost == 0 || w.best >= soundSame && c.startsWithW(w)
}

// startsWithW reports whether the word's first letter belongs to the name that
// renders it.
func (c *nameComparison) startsWithW(w *arWord) bool {
	return w.link >= 0 && strings.ContainsAny(c.ev.en[w.link].text[:1], "WVOUwvou")
}

// namedBy reports whether the Arabic word at i is rendered by a word that is written
// as a name: with a capital that is not owed to the start of a sentence.
func (c *nameComparison) namedBy(i int) bool {
	a := &c.ev.ar[i]
	return a.k != nil && a.best >= soundSame && a.link >= 0 && c.ev.writtenAsName(int(a.link))
}

// writtenAsName reports whether the English word at j has a capital because it is a
// name; at the start of a sentence it must be one that is no common word.
func (ev *evidence) writtenAsName(j int) bool {
	e := &ev.en[j]
	return e.cap && (!e.start || !e.k.common && !e.k.light && (e.k.id < 0 || e.k.name.has(personName)))
}

// isTitle reports whether the word is a title or an office, after which a name
// follows.
func isTitle(w *arKnown) bool {
	for _, m := range w.matches {
		if m.Cost > w.matches[0].Cost+1 {
			break
		}
		if m.POS == lexicon.Title {
			return true
		}
	}
	return false
}
