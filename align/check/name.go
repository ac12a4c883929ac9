package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

// names reports names that one text has and the other has not.
type names struct{}

func (names) Rules() []Rule {
	return []Rule{
		{
			Name: "name.missing", Severity: Major, MQM: "Accuracy/Omission/Entity", Group: Translation,
			Summary: "a name in the source has no counterpart in the translation",
			Detail: "Countries, cities, peoples and organisations are compared through the lexicon and a table of what may stand for a country (its people, " +
				"its capital, its short forms); persons and names no lexicon has by their sound. A name is reported when neither the name nor anything that may " +
				"stand for it is found. Abbreviations in the translation, which may hold the name, make the finding a hint.",
			Bad:  [][2]string{{"التقى الوزير نظيره في فرنسا لبحث الأزمة.", "The minister met his counterpart to discuss the crisis."}},
			Good: [][2]string{{"التقى الوزير نظيره في فرنسا لبحث الأزمة.", "The minister met his French counterpart to discuss the crisis."}},
		},
		{
			Name: "name.changed", Severity: Critical, MQM: "Accuracy/Mistranslation/Entity", Group: Translation,
			Summary: "another name stands where a name of the source should be",
			Detail: "A name of the source is not in the translation, and a name of the same kind is there that nothing in the source explains: another country, " +
				"another city, another family name after the same first name.",
			Bad: [][2]string{
				{"وصل الرئيس إلى كينيا أمس.", "The president arrived in Norway yesterday."},
				{"قالت كارولين ويلسون إن القرار خاطئ.", "Carolyn Ferguson said the decision was wrong."},
			},
			Good: [][2]string{
				{"وصل الرئيس إلى كينيا أمس.", "The president arrived in the Kenyan capital yesterday."},
				{"قالت كارولين ويلسون إن القرار خاطئ.", "Carolyn Wilson said the decision was wrong."},
			},
		},
	}
}

func (names) Document(*Units, func(Finding)) {}

// Limits of similarity by sound: below strangers two names have nothing in
// common, and above kin they may be a free spelling of each other.
const (
	strangers = 0.42
	kin       = 0.55
	// utterStrangers is the limit for two names that no lexicon has.
	utterStrangers = 0.25
)

func (names) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if !ev.comparable() {
		return
	}
	c := nameComparison{u: u, ev: ev, k: words(), glued: ev.glued()}
	c.names = ev.arabicNames()
	c.ar, c.weak = c.lostArabic()
	c.en = c.strangeEnglish()
	if len(c.ar) == 0 && len(c.en) == 0 && len(c.weak) == 0 {
		return
	}
	c.compare(report)
}

// nameComparison sets the names of the Arabic text that nothing renders against
// the names of the English text that nothing explains.
type nameComparison struct {
	u     *Unit
	ev    *evidence
	k     *knowledge
	names []arName // all names of the Arabic text
	ar    []arName // those without counterpart
	weak  []arName // those with a loose counterpart only
	en    []int    // indices of English words
	glued bool     // words of the Arabic text have run together and may hide names
}

// lostArabic returns the Arabic names without counterpart, and the countries and
// cities that only something loosely standing for them renders.
func (c *nameComparison) lostArabic() (lost, weak []arName) {
	for _, n := range c.names {
		switch {
		case n.match < wideLink && c.closestEnglish(n) < kin:
			lost = append(lost, n)
		case n.match < sureLink && n.kind != personName && n.kind != orgName, c.repeated(n):
			weak = append(weak, n)
		}
	}
	return lost, weak
}

// repeated reports whether the source names a country more often, as a noun or
// an adjective, than the translation.
func (c *nameComparison) repeated(n arName) bool {
	if n.kind != countryName && n.kind != placeName && n.kind != demonymName {
		return false
	}
	regions := c.regions(n)
	at := c.ev.ar[n.last].link
	if len(regions) == 0 && at < 0 {
		return false
	}
	arabicTimes, englishTimes := 0, 0
	for _, o := range c.names {
		if shares(c.regions(o), regions) || len(regions) == 0 && c.ev.ar[o.last].link == at {
			arabicTimes++
		}
	}
	for j := range c.ev.en {
		if w := c.ev.en[j].k; w != nil && (shares(w.region, regions) || len(regions) == 0 && w.stem == c.ev.en[at].k.stem) {
			englishTimes++
		}
	}
	return arabicTimes >= 2 && englishTimes < arabicTimes
}

// regions returns the regions an Arabic name stands for.
func (c *nameComparison) regions(n arName) []int32 {
	if w := &c.ev.ar[n.first]; w.phrase > 0 {
		return c.k.phraseGloss(w.entry).region
	}
	return c.ev.ar[n.first].k.region
}

func shares(a, b []int32) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// closestEnglish is how near any capitalised English word comes to the name by
// sound.
func (c *nameComparison) closestEnglish(n arName) float32 {
	var best float32
	for i := n.first; i <= n.last; i++ {
		for j := range c.ev.en {
			if e := &c.ev.en[j]; e.cap && e.k != nil && !e.k.function {
				best = max(best, c.k.sound(c.ev.ar[i].k, e.k, e.text), c.gluedSound(c.ev.ar[i].k, e))
			}
		}
	}
	return best
}

// strangeEnglish returns the English name words that nothing explains and that
// sound like nothing in the Arabic text.
func (c *nameComparison) strangeEnglish() []int {
	var out []int
	for j := range c.ev.en {
		e := &c.ev.en[j]
		if !c.ev.properName(j) || e.best >= wideLink || e.k.light || utf8.RuneCountInString(e.text) < 3 || acronym(e.text) {
			continue
		}
		if c.closestArabic(j) < strangers {
			out = append(out, j)
		}
	}
	return out
}

// closestArabic is how near any Arabic word that may be a name comes to the
// English word by sound.
func (c *nameComparison) closestArabic(j int) float32 {
	var best float32
	e := &c.ev.en[j]
	for i := range c.ev.ar {
		if a := &c.ev.ar[i]; a.k != nil && a.best < wideLink && (a.k.name != noName || a.k.poorlyKnown()) {
			best = max(best, c.k.sound(a.k, e.k, e.text), c.gluedSound(a.k, e))
		}
	}
	return best
}

// gluedLeast is the length from which an unknown Arabic word may be a name with
// another word run into it (أنابيبنورد).
const gluedLeast = 7

// gluedSound is how near the beginning or end of an unknown word comes to the
// English word by sound.
func (c *nameComparison) gluedSound(a *arKnown, e *enWord) float32 {
	letters := []rune(a.norm)
	if len(a.matches) > 0 || len(letters) < gluedLeast {
		return 0
	}
	var best float32
	for cut := 3; cut <= len(letters)-3; cut++ {
		for _, part := range [...]string{string(letters[:cut]), string(letters[cut:])} {
			k := arKnown{norm: part, mask: arabicMask(part)}
			if s := c.k.similarity(&k, e.k, e.text); s >= soundSame {
				best = max(best, s)
			}
		}
	}
	return best
}

// acronym reports whether a word is written in capitals only.
func acronym(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return s == strings.ToUpper(s) || len(s) <= 6 && s[len(s)-1] == 's' && s[:len(s)-1] == strings.ToUpper(s[:len(s)-1])
}

func (c *nameComparison) compare(report func(Finding)) {
	usedAr, usedEn := map[int]bool{}, map[int]bool{}
	for x, n := range c.ar {
		j, ok := c.inPlaceOf(n)
		if ok && !usedEn[j] {
			usedAr[x], usedEn[j] = true, true
			c.reportChanged(n, j, Critical, report)
			continue
		}
		for _, j := range c.en {
			if usedEn[j] || !c.exchanged(n, j) {
				continue
			}
			usedAr[x], usedEn[j] = true, true
			c.reportChanged(n, j, c.changedSeverity(n, j), report)
			break
		}
	}
	for _, j := range c.en {
		if usedEn[j] {
			continue
		}
		if hole, ok := c.holeBeside(j); ok {
			usedEn[j] = true
			n := arName{first: hole, last: hole, kind: personName, name: c.isName(hole)}
			c.reportChanged(n, j, c.changedSeverity(n, j), report)
		} else if kind := c.ev.en[j].kind(); !c.glued && (kind == countryName || kind == placeName) && !c.spelledOut(j) {
			usedEn[j] = true
			c.reportStrange(j, report)
		}
	}
	for x := 0; x < len(c.ar); x++ {
		last := x
		for last+1 < len(c.ar) && c.ar[last+1].first == c.ar[last].last+1 {
			last++
		}
		used := false
		for n := x; n <= last; n++ {
			used = used || usedAr[n]
		}
		if !used && !c.glued {
			c.reportMissing(c.ar[x:last+1], report)
		}
		x = last
	}
}

// changedSeverity is how sure it is that the English word is another name: two
// words no lexicon has must sound quite different, and two common words are
// rather a rendering the lexicon lacks.
func (c *nameComparison) changedSeverity(n arName, j int) Severity {
	e := &c.ev.en[j]
	if n.kind != personName {
		return Critical
	}
	a := c.ev.ar[n.first].k
	if a.name != noName && a.sure {
		return Critical
	}
	isName := e.kind() != noName
	if n.name {
		if e.k.common && !isName || c.k.sound(a, e.k, e.text) < utterStrangers {
			return Critical
		}
		return Info
	}
	if e.k.light || len(e.text) < 4 || c.givenName(j) || a.poorlyKnown() && !isName {
		return Info
	}
	if isName || !e.k.common && c.k.latin.of(e.k.norm) >= latinName {
		return Critical
	}
	return Info
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
		taken := e.best >= sureLink && e.link >= 0 && distance(int(e.link), n.first) <= 3
		limit := float32(strangers)
		if len(a.matches) == 0 && e.k.id < 0 {
			limit = utterStrangers
		}
		if !taken && max(c.k.sound(a, e.k, e.text), c.gluedSound(a, e)) < limit {
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
			if l.strength >= soundSame && (int(l.en) == j-1 || int(l.en) == j+1) && c.ev.en[l.en].cap {
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
		if a.k == nil || !a.k.content || a.best >= wideLink || a.k.neg != affirms || a.k.light && c.ev.en[j].kind() == noName {
			continue
		}
		if e := &c.ev.en[j]; c.neighbours(i, i, j) && max(c.k.sound(a.k, e.k, e.text), c.gluedSound(a.k, e)) < strangers {
			return i, true
		}
	}
	return 0, false
}

// isName reports whether the Arabic word without counterpart at i is a name: by
// its letters, or because it goes on with a word that is one.
func (c *nameComparison) isName(i int) bool {
	for _, n := range c.names {
		if i >= n.first && i <= n.last {
			return true
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
		if a := &c.ev.ar[i]; a.k != nil && c.k.sound(a.k, e.k, e.text) >= kin {
			return true
		}
	}
	return false
}

// reportStrange reports a country or city that nothing explains: surely when a
// name of the source has only a loose counterpart, as a hint otherwise, since
// translators also add what readers need to know.
func (c *nameComparison) reportStrange(j int, report func(Finding)) {
	for _, n := range c.weak {
		if c.ev.en[j].kind() != demonymName && c.exchanged(n, j) {
			c.reportChanged(n, j, Critical, report)
			return
		}
	}
	c.reportChanged(arName{first: -1}, j, Info, report)
}

func (c *nameComparison) reportChanged(n arName, j int, sev Severity, report func(Finding)) {
	e := &c.ev.en[j]
	var ar []Span
	name := ""
	msg := fmt.Sprintf("nothing in the source explains the name %s", e.text)
	if n.first >= 0 {
		ar = []Span{{c.ev.ar[n.first].Start, c.ev.ar[n.last].End}}
		name = c.u.Ar.Raw[ar[0].Start:ar[0].End]
		msg = fmt.Sprintf("%s has no counterpart, and nothing explains the name %s", name, e.text)
	}
	f := c.u.finding("name.changed", c.u.milder(sev), ar, []Span{e.Span}, msg)
	report(c.u.values(f, name, e.text))
}

// reportMissing reports neighbouring lost names as one.
func (c *nameComparison) reportMissing(group []arName, report func(Finding)) {
	span := Span{c.ev.ar[group[0].first].Start, c.ev.ar[group[len(group)-1].last].End}
	name := c.u.Ar.Raw[span.Start:span.End]
	f := c.u.finding("name.missing", c.u.milder(c.missingSeverity(group)), []Span{span}, nil, fmt.Sprintf("%s has no counterpart in the translation", name))
	report(c.u.values(f, name, ""))
}

// missingSeverity is how grave the loss of a name is, and Info where it is not
// certain: abbreviations may hold a name, and persons go by other names.
func (c *nameComparison) missingSeverity(group []arName) Severity {
	for _, n := range group {
		if (n.kind == countryName || n.kind == placeName || n.kind == orgName) && n.known && c.otherNames(acronym) == 0 {
			return Major
		}
	}
	persons, known := 0, 0
	for _, n := range group {
		if n.kind != personName {
			continue
		}
		persons++
		if n.known {
			known++
		}
	}
	// one other name may stand for a single word, hardly for a full name
	if others := c.otherNames(func(string) bool { return true }); others >= max(1, persons) || c.besideNamed(group) {
		return Info
	}
	first := group[0].first
	titled := first > 0 && c.ev.ar[first-1].k != nil && isTitle(c.ev.ar[first-1].k)
	if persons >= 2 || known == 1 || persons == 1 && titled {
		return Major
	}
	if a := c.ev.ar[first].k; persons == 1 && a != nil && a.foreign >= surelyForeign {
		return Minor
	}
	return Info
}

// surelyForeign is the log-odds per letter from which a single unknown word may
// be missed as a name.
const surelyForeign = 0.6

// otherNames counts the English name words that nothing explains, that sound
// like no other word of the source, and that pass the test.
func (c *nameComparison) otherNames(test func(string) bool) int {
	count := 0
	for j := range c.ev.en {
		e := &c.ev.en[j]
		if e.k == nil || !e.cap || e.best >= wideLink || len(e.text) < 2 || e.k.function || !test(e.text) {
			continue
		}
		if acronym(e.text) || !e.k.common && !e.k.light && c.closestArabic(j) < kin {
			count++
		}
	}
	return count
}

// besideNamed reports whether the name goes on with a word that is rendered by
// a name: a first name may be dropped before a family name.
func (c *nameComparison) besideNamed(group []arName) bool {
	first, last := group[0].first, group[len(group)-1].last
	return c.joined(first-1, first) && c.namedBy(first-1) || c.joined(last, last+1) && c.namedBy(last+1)
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

func (c *nameComparison) namedBy(i int) bool {
	a := &c.ev.ar[i]
	return a.k != nil && a.best >= soundSame && a.link >= 0 && c.ev.en[a.link].cap && !c.ev.en[a.link].start
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
