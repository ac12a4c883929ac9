package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

// changedSeverity is how sure it is that the English word is another name: two
// words no lexicon has must sound quite different, and two common words are
// rather a rendering the lexicon lacks.
func (c *nameComparison) changedSeverity(n arName, j int) Severity {
	e := &c.ev.en[j]
	if n.kind != personName {
		return Critical
	}
	a := c.ev.ar[n.first].k
	if a.name != noName && a.name != orgName && a.sure {
		return Critical
	}
	isName := e.kind() != noName && e.kind() != orgName
	if c.nameLike(j) && c.insideName(j) && (n.name || a.poorlyKnown() || !c.givenName(j)) {
		return Critical
	}
	if n.name {
		if e.k.common && !isName || c.k.sound(a, e.k, e.text) < utterStrangers {
			return Critical
		}
		return Info
	}
	if e.k.light || len(e.text) < 4 || c.givenName(j) || a.poorlyKnown() && !isName {
		return Info
	}
	if isName && !e.k.common || !e.k.common && e.k.name == 0 && c.k.latin.of(e.k.norm) >= latinName {
		return Critical
	}
	return Info
}

// nameLike reports whether the English word can hardly be anything but a name:
// the lexicon has it as one only, and not as an institution (Congress), or does not have it and its ending is not that
// of a derived noun or adjective.
func (c *nameComparison) nameLike(j int) bool {
	k := c.ev.en[j].k
	switch {
	case k.common || k.closed || k.light:
		return false
	case k.name != 0:
		return k.name.has(countryName, placeName, personName) && !k.name.has(demonymName)
	}
	return k.id < 0 && !c.ev.en[j].start && !c.ev.headline() && !derived(k.norm) && !c.k.agent(k.norm) && !c.k.compound(k.norm)
}

// derived reports whether the word has an ending of English nouns and adjectives
// that surnames seldom have.
func derived(norm string) bool {
	for _, e := range [...]string{"tion", "sion", "ment", "ness", "ship", "hood", "ism", "ity", "ing", "ings", "ous", "ive", "able", "ible", "logy", "graphy", "ics", "ical", "ful", "less", "ance", "ence", "ee", "ural", "ional", "nment"} {
		if strings.HasSuffix(strings.TrimSuffix(norm, "s"), e) {
			return true
		}
	}
	for _, p := range [...]string{"trans", "inter", "super", "anti", "euro", "afro"} {
		if strings.HasPrefix(norm, p) {
			return true
		}
	}
	return false
}

// agent reports whether the word names who does what a verb of the vocabulary says:
// tracker, investor.
func (k *knowledge) agent(norm string) bool {
	stem := strings.TrimSuffix(norm, "s")
	for _, e := range [...]string{"er", "or"} {
		if base, ok := strings.CutSuffix(stem, e); ok && (k.lower.Has(base) || k.lower.Has(base+"e")) {
			return true
		}
	}
	return false
}

// compound reports whether the word is put together of two words of the
// vocabulary: sealion, homeware.
func (k *knowledge) compound(norm string) bool {
	for cut := 3; cut <= len(norm)-3; cut++ {
		if k.lower.Has(norm[:cut]) && (k.lower.Has(norm[cut:]) || k.lowerStems.Has(wordStem(norm[cut:]))) {
			return true
		}
	}
	return false
}

// insideName reports whether the word before the English word, or the one behind
// it, has a capital too and renders a word of the source.
func (c *nameComparison) insideName(j int) bool { return c.namedWord(j-1, j) || c.namedWord(j+1, j) }

// goesOnName reports the same of the word before alone: translators add the given
// names of known persons, seldom a surname.
func (c *nameComparison) goesOnName(j int) bool { return c.namedWord(j-1, j) }

func (c *nameComparison) namedWord(m, j int) bool {
	if m < 0 || m >= len(c.ev.en) {
		return false
	}
	e := &c.ev.en[m]
	return e.k != nil && e.cap && !e.k.closed && !e.k.light && e.best >= soundSame && distance(e.token, c.ev.en[j].token) <= 1
}

// latinName is the log-odds per letter from which an English word unknown to
// the lexicon is taken for a name.
const latinName = 0.4

// givenName reports whether the English word goes on with a name that the
// source explains: translators add the first names of known persons.
func (c *nameComparison) givenName(j int) bool {
	if j+1 >= len(c.ev.en) {
		return false
	}
	next := &c.ev.en[j+1]
	return next.cap && next.best >= soundSame && next.link >= 0 && (!next.k.common || next.k.name != 0)
}

// inPlaceOf finds the capitalised English word that stands where the second or
// first part of a person's name should: beside the word that renders the other
// part.
func (c *nameComparison) inPlaceOf(n arName) (int, bool) {
	if n.kind != personName || !n.name {
		return 0, false
	}
	a := c.ev.ar[n.first].k
	for _, step := range [...]int{-1, 1} {
		i := n.first + step
		if step < 0 && !c.joined(i, n.first) || step > 0 && !c.joined(n.last, n.last+1) || !c.namedBy(i) {
			continue
		}
		j := int(c.ev.ar[i].link) - step
		if j < 0 || j >= len(c.ev.en) {
			continue
		}
		e := &c.ev.en[j]
		if e.k == nil || !e.cap || e.start || e.k.function || e.k.light || acronym(e.text) || distance(e.token, c.ev.en[c.ev.ar[i].link].token) > 1 {
			continue
		}
		taken := e.best >= soundSame && e.link >= 0 && (e.best < sureLink || distance(int(e.link), n.first) <= 3)
		limit := float32(strangers)
		if len(a.matches) == 0 && e.k.id < 0 {
			limit = utterStrangers
		}
		if !taken && c.alike(a, e) < limit {
			return j, true
		}
	}
	return 0, false
}

// exchanged reports whether the English word may stand where the Arabic name
// should: a name of the same kind, or the neighbour of the same name.
func (c *nameComparison) exchanged(n arName, j int) bool {
	kind := c.ev.en[j].kind()
	switch n.kind {
	case countryName, demonymName:
		return kind == countryName || kind == demonymName
	case placeName:
		return kind == placeName || kind == countryName
	case orgName:
		return kind == orgName
	}
	return n.kind == personName && c.neighbours(n.first, n.last, j) && c.k.sound(c.ev.ar[n.first].k, c.ev.en[j].k, c.ev.en[j].text) < strangers
}

// neighbours reports whether the word before or after the Arabic words is
// rendered by the word before or after the English word.
func (c *nameComparison) neighbours(first, last, j int) bool {
	for _, i := range [...]int{first - 1, last + 1} {
		if i < 0 || i >= len(c.ev.ar) {
			continue
		}
		for _, l := range c.ev.pairs[i] {
			if l.strength >= rootLink && (int(l.en) == j-1 || int(l.en) == j+1) && c.ev.en[l.en].cap {
				return true
			}
		}
	}
	return false
}

// holeBeside finds an Arabic content word that nothing renders beside the words
// that the neighbours of the English word render.
func (c *nameComparison) holeBeside(j int) (int, bool) {
	for i := range c.ev.ar {
		a := &c.ev.ar[i]
		if a.k == nil || !a.k.content || a.best > partLink || a.k.neg != affirms || a.k.light && c.ev.en[j].kind() == noName {
			continue
		}
		e := &c.ev.en[j]
		if e.kind() == personName && definite(a.norm) && !a.k.poorlyKnown() && a.k.name == noName {
			continue // an office before the name
		}
		if c.neighbours(i, i, j) && c.alike(a.k, e) < strangers {
			return i, true
		}
	}
	return 0, false
}

// wordForSurname finds a word that is no name where a surname should be: the word
// before it renders a given name, and the Arabic word after that name has no
// counterpart.
func (c *nameComparison) wordForSurname(i int) (int, bool) {
	if i+1 >= len(c.ev.ar) || !c.joined(i, i+1) || !c.givenBy(i) {
		return 0, false
	}
	j := c.pastParticle(int(c.ev.ar[i].link) + 1)
	if j >= len(c.ev.en) || c.ev.en[j].token > c.ev.en[j-1].token+1 {
		return 0, false
	}
	a, e := &c.ev.ar[i+1], &c.ev.en[j]
	if tribalName(a.norm) && (nameParticle(c.ev.en[j-1].text) || strings.HasSuffix(e.text, "i") || strings.HasSuffix(e.text, "y")) {
		return j, a.k != nil && e.k != nil && e.cap && !e.k.closed && a.best <= partLink && e.best <= partLink && a.k.region == nil && !e.k.name.has(demonymName) && c.alike(a.k, e) < kin
	}
	if a.k != nil && e.k != nil && !a.k.poorlyKnown() && !e.k.common {
		return 0, false // one of the texts leaves the surname out
	}
	if e.k == nil || !e.cap || e.k.closed || acronym(e.text) || e.best > partLink || c.ev.headline() {
		return 0, false
	}
	if a.k == nil || !a.k.content || articled(a.norm) || a.best > partLink || a.k.neg != affirms || a.k.name == demonymName || isTitle(a.k) {
		return 0, false
	}
	limit := float32(strangers)
	if e.k.common && e.kind() == noName {
		limit = soundWord
	}
	return j, c.alike(a.k, e) < limit
}

// pastParticle returns the index of the first word from j on that is no article or bin
// of an Arabic name.
func (c *nameComparison) pastParticle(j int) int {
	for j < len(c.ev.en)-1 && nameParticle(c.ev.en[j].text) {
		j++
	}
	return j
}

// nameParticle reports whether an English word is the article or a word for son in an
// Arabic name.
func nameParticle(w string) bool {
	switch strings.ToLower(w) {
	case "al", "el", "as", "ash", "bin", "ibn", "ben", "bint":
		return true
	}
	return false
}

// tribalName reports whether the Arabic word has the article and the ending of a surname
// made from a tribe or a town: الخفاجي.
func tribalName(norm string) bool {
	return strings.HasPrefix(norm, "ال") && strings.HasSuffix(norm, "ي") && utf8.RuneCountInString(norm) >= 5
}

// articled reports whether the word begins with the article beyond doubt; بال may
// also begin a foreign name.
func articled(norm string) bool {
	for _, p := range [...]string{"ال", "وال", "لل"} {
		if strings.HasPrefix(norm, p) {
			return true
		}
	}
	return false
}

// givenBy reports whether the Arabic word at i is rendered by a person's name, at
// the start of a sentence too.
func (c *nameComparison) givenBy(i int) bool {
	a := &c.ev.ar[i]
	if a.k == nil || a.best < soundSame || a.link < 0 || a.k.region != nil {
		return false
	}
	e := &c.ev.en[a.link]
	return e.cap && !e.k.common && !e.k.light && (e.kind() == personName || a.best < sureLink && (!e.start || e.k.id < 0))
}

// isName reports whether the Arabic word without counterpart at i is a name: by
// its letters, or because it goes on with a word that is one.
func (c *nameComparison) isName(i int) bool {
	for _, n := range c.names {
		if i >= n.first && i <= n.last {
			return n.kind != orgName || n.first == n.last // institutions are named by common words
		}
	}
	return c.joined(i-1, i) && c.personalName(i-1) && !definite(c.ev.ar[i].norm)
}

// personalName reports whether the Arabic word at i is rendered by a name: one
// the lexicon knows as a person's, or one that was found by its sound.
func (c *nameComparison) personalName(i int) bool {
	if !c.namedBy(i) {
		return false
	}
	a := &c.ev.ar[i]
	return a.best < sureLink && a.k.region == nil || c.ev.en[a.link].kind() == personName
}

// spelledOut guards against country names that are also ordinary names
// (Jordan, Chad, Georgia): some Arabic word may spell it.
func (c *nameComparison) spelledOut(j int) bool {
	e := &c.ev.en[j]
	for i := range c.ev.ar {
		if a := &c.ev.ar[i]; a.k != nil && !a.k.otherRegion(e.k) && c.k.sound(a.k, e.k, e.text) >= kin {
			return true
		}
	}
	return false
}

// reportStrange reports a country or city that nothing explains: surely when a
// name of the source has only a loose counterpart, as a hint otherwise, since
// translators also add what readers need to know.
func (c *nameComparison) reportStrange(j int) {
	for _, n := range c.weak {
		if c.ev.en[j].kind() != demonymName && c.exchanged(n, j) {
			c.reportChanged(n, j, Critical)
			return
		}
	}
	sev := Info
	if c.glued {
		sev = Critical // it has no spelling anywhere in the source
	}
	c.reportChanged(arName{first: -1}, j, sev)
}

func (c *nameComparison) reportChanged(n arName, j int, sev Severity) {
	c.usedEn[j] = true
	e := &c.ev.en[j]
	var ar []Span
	name := ""
	msg := fmt.Sprintf("nothing in the source explains the name %s", e.text)
	if n.first >= 0 {
		ar = []Span{{c.ev.ar[n.first].Start, c.ev.ar[n.last].End}}
		name = c.u.Ar.Raw[ar[0].Start:ar[0].End]
		msg = fmt.Sprintf("%s has no counterpart, and nothing explains the name %s", name, e.text)
	}
	if n.first >= 0 && c.actsFor(n.first, j) {
		sev = Info
	}
	f := c.u.finding("name.changed", c.u.milder(sev), ar, []Span{e.Span}, msg)
	c.report(c.u.values(f, name, e.text))
}

// actsFor reports whether the Arabic name is the capital of the country that the English
// word at j names, or of its people: بيروت for Lebanon's government.
func (c *nameComparison) actsFor(i, j int) bool {
	k := c.ev.ar[i].k
	if k == nil {
		return false
	}
	for _, m := range k.matches {
		if m.POS == lexicon.Place && shares(c.k.places.loose[strings.ToLower(m.Gloss)], c.ev.en[j].k.region) {
			return true
		}
	}
	return false
}
