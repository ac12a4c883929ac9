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
	c := nameComparison{u: u, ev: ev, k: u.know(), glued: ev.glued()}
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
