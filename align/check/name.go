package check

// names reports names that one text has and the other has not.
type names struct{}

func (names) Rules() []Rule {
	return []Rule{
		{
			Name: "name.missing", Severity: Major, MQM: "Accuracy/Omission/Entity", Group: Translation,
			Summary: "a name in the source has no counterpart in the translation",
			Detail: "Countries, cities, peoples and organisations are compared through the lexicon and a table of what may stand for a country (its people, " +
				"its capital, its short forms); persons and names no lexicon has by their sound. A name is reported when neither the name nor anything that may " +
				"stand for it is found; a capital may act for its country, though not behind a preposition of place. A name behind a verb of saying counts whatever else its words mean. " +
				"A country that the source names more often than the translation is minor. Abbreviations in the translation, which may hold the name, make the finding a hint.",
			Bad:  [][2]string{{"التقى الوزير نظيره في فرنسا لبحث الأزمة.", "The minister met his counterpart to discuss the crisis."}},
			Good: [][2]string{{"التقى الوزير نظيره في فرنسا لبحث الأزمة.", "The minister met his French counterpart to discuss the crisis."}},
		},
		{
			Name: "name.changed", Severity: Critical, MQM: "Accuracy/Mistranslation/Entity", Group: Translation,
			Summary: "another name stands where a name of the source should be",
			Detail: "A name of the source is not in the translation, and a name of the same kind is there that nothing in the source explains: another country, " +
				"another city, another institution, another family name after the same first name, another full name, the other half of a divided country. Words that are a " +
				"place among other things (براغ, جدة) count here, where another place stands instead.",
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
	// soundWord is the limit for an English word that is commonly no name.
	soundWord = 0.6
	// utterStrangers is the limit for two names that no lexicon has.
	utterStrangers = 0.25
)

func (names) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	c := nameComparison{u: u, ev: ev, k: u.know(), glued: ev.glued(), usedAr: map[int]bool{}, usedEn: map[int]bool{}, report: report}
	if !ev.comparable() {
		if c.glued && !u.Reverse {
			c.placesNowhere()
		}
		return
	}
	c.names = ev.arabicNames()
	c.ar, c.weak = c.lostArabic()
	c.en = c.strangeEnglish()
	c.compare()
}

// nameComparison sets the names of the Arabic text that nothing renders against
// the names of the English text that nothing explains.
type nameComparison struct {
	u          *Unit
	ev         *evidence
	k          *knowledge
	names      []arName // all names of the Arabic text
	ar         []arName // those without counterpart
	weak       []arName // those with a loose counterpart only
	en         []int    // indices of English words
	joinedText string   // the Arabic words without spaces, built on demand
	glued      bool     // words of the Arabic text have run together and may hide names

	usedAr map[int]bool // indices into ar that are reported
	usedEn map[int]bool // English words that are reported
	report func(Finding)
}

// compare reports what is sure first: a name in the place of another; then names
// that only one of the texts has.
func (c *nameComparison) compare() {
	c.exchangedOrgs()
	c.exchangedHalves()
	c.exchangedSurnames()
	c.exchangedNames()
	c.exchangedPersons()
	c.exchangedWords()
	if c.u.Reverse {
		c.unmatchedNames()
		c.untranslatedNames()
	}
	c.lostNames()
	if !c.u.Reverse && !c.glued {
		c.fewerMentions()
	}
}

// exchangedNames pairs names of the Arabic text that nothing renders with names of
// the same kind, or in the same place, that nothing explains.
func (c *nameComparison) exchangedNames() {
	for x, n := range c.ar {
		if c.usedAr[x] {
			continue
		}
		j, ok := c.inPlaceOf(n)
		if ok && !c.usedEn[j] {
			c.usedAr[x] = true
			c.reportChanged(n, j, Critical)
			continue
		}
		for _, j := range c.en {
			if c.usedEn[j] || !c.exchanged(n, j) {
				continue
			}
			c.usedAr[x] = true
			c.reportChanged(n, j, c.changedSeverity(n, j))
			break
		}
	}
}

func (c *nameComparison) exchangedSurnames() {
	for i := range c.ev.ar {
		if j, ok := c.wordForSurname(i); ok && !c.usedEn[j] {
			for x := range c.ar {
				c.usedAr[x] = c.usedAr[x] || c.ar[x].first == i+1
			}
			c.reportChanged(arName{first: i + 1, last: i + 1, kind: personName, name: true}, j, Critical)
		}
	}
}

// exchangedWords looks at what stands beside an English name that nothing
// explains: an Arabic word without counterpart, or the rest of the name.
func (c *nameComparison) exchangedWords() {
	for _, j := range c.en {
		if c.usedEn[j] {
			continue
		}
		if hole, ok := c.holeBeside(j); ok {
			n := arName{first: hole, last: hole, kind: personName, name: c.isName(hole)}
			c.reportChanged(n, j, c.changedSeverity(n, j))
		} else if c.nameLike(j) && c.goesOnName(j) {
			c.reportChanged(arName{first: -1}, j, Critical)
		} else if kind := c.ev.en[j].kind(); !c.u.Reverse && (kind == countryName || kind == placeName) && !c.spelledOut(j) && (!c.glued || c.nowhere(j)) {
			c.reportStrange(j)
		}
	}
}

// lostNames reports the Arabic names that are left, neighbours as one.
func (c *nameComparison) lostNames() {
	for x := 0; x < len(c.ar); x++ {
		last := x
		for last+1 < len(c.ar) && c.ar[last+1].first == c.ar[last].last+1 {
			last++
		}
		used := false
		for n := x; n <= last; n++ {
			used = used || c.usedAr[n] || c.ar[n].unsure && !c.ar[n].known
		}
		if group := c.ar[x : last+1]; !used && (!c.glued || allKnown(group)) {
			c.reportMissing(group)
		}
		x = last
	}
}

// allKnown reports whether the lexicon has every name of the group.
func allKnown(group []arName) bool {
	for _, n := range group {
		if !n.known {
			return false
		}
	}
	return true
}
