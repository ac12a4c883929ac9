package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lostArabic returns the Arabic names without counterpart, and the countries and
// cities that only something loosely standing for them renders.
func (c *nameComparison) lostArabic() (lost, weak []arName) {
	for _, n := range c.names {
		switch {
		case n.match < partLink && c.closestEnglish(n) < kin && (n.known || !c.borrowed(n)):
			lost = append(lost, n)
		case n.match < sureLink && n.kind != personName && n.kind != orgName, c.repeated(n):
			weak = append(weak, n)
		}
	}
	return lost, weak
}

// borrowed reports whether an unknown word spells any word of the translation, a
// common one too: ناشيونال is National.
func (c *nameComparison) borrowed(n arName) bool {
	a := c.ev.ar[n.first].k
	for j := range c.ev.en {
		if e := &c.ev.en[j]; e.k != nil && !e.k.function && len(e.text) >= 4 && c.k.similarity(a, e.k, e.text) >= soundSame {
			return true
		}
	}
	return false
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
	for i := range c.ev.ar {
		if w := &c.ev.ar[i]; w.k != nil && (shares(w.k.region, regions) || len(regions) == 0 && w.link == at) {
			arabicTimes++
		}
	}
	for j := range c.ev.en {
		if w := c.ev.en[j].k; w != nil && (shares(w.region, regions) || len(regions) == 0 && w.stem == c.ev.en[at].k.stem) {
			englishTimes++
		}
	}
	if len(regions) > 0 {
		if m := c.mentionsOf(regions); m.nouns >= 2 && m.nouns > m.englishNouns && m.nouns+m.adjectives > m.englishNouns+m.englishAdjectives {
			return true
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
// sound. Words that render another word do not count, and of two names that the
// lexicon knows and does not hold for one, only those that sound alike.
func (c *nameComparison) closestEnglish(n arName) float32 {
	var best float32
	if n.known && c.insideWord(n) {
		return 1
	}
	for i := n.first; i <= n.last; i++ {
		for j := range c.ev.en {
			e := &c.ev.en[j]
			if !e.cap || e.k == nil || e.k.function || e.best >= sureLink && (int(e.link) < n.first || int(e.link) > n.last) {
				continue
			}
			s := c.alike(c.ev.ar[i].k, e)
			if (s < soundOnly || n.kind == orgName && acronym(e.text)) && (n.known || n.unsure) && e.kind() != noName {
				continue
			}
			best = max(best, s)
		}
	}
	return best
}

// longPart is the length from which a name counts that is part of an English word
// (Transantarctic has the Antarctic) or is shortened to shortForm letters or more
// (Livi for Livingston).
const (
	longPart  = 7
	shortForm = 4
)

// insideWord reports whether a rendering of the name is part of a longer English word,
// or an English name its beginning.
func (c *nameComparison) insideWord(n arName) bool {
	glosses := func(yield func(string) bool) {
		if w := &c.ev.ar[n.first]; w.phrase > 0 {
			for _, g := range w.entry.Glosses {
				if !yield(g) {
					return
				}
			}
			return
		}
		for _, m := range c.ev.ar[n.first].k.matches {
			if !yield(m.Gloss) {
				return
			}
		}
	}
	for g := range glosses {
		g = strings.ToLower(g)
		for j := range c.ev.en {
			e := &c.ev.en[j]
			if e.k == nil || len(g) < longPart {
				continue
			}
			if len(e.k.norm) > len(g) && strings.Contains(e.k.norm, g) || e.cap && len(e.k.norm) >= shortForm && strings.HasPrefix(g, e.k.norm) {
				return true
			}
		}
	}
	return false
}

// strangeEnglish returns the English name words that nothing explains and that
// sound like nothing in the Arabic text.
func (c *nameComparison) strangeEnglish() []int {
	var out []int
	for j := range c.ev.en {
		e := &c.ev.en[j]
		if !c.ev.properName(j) || e.best > partLink || e.k.light || e.k.closed && !e.k.name.has(countryName) || office(e.k.norm) || utf8.RuneCountInString(e.text) < 3 || acronym(e.text) {
			continue
		}
		if c.closestArabic(j) < strangers {
			out = append(out, j)
		}
	}
	return out
}

// office reports whether the word is an office or a rank, which translators write with a
// capital before a name and choose freely.
func office(norm string) bool {
	switch norm {
	case "minister", "ministers", "president", "secretary", "general", "king", "queen", "prince", "princess", "sheikh", "judge", "justice", "chancellor", "governor",
		"ambassador", "colonel", "captain", "major", "admiral", "marshal", "lieutenant", "sergeant", "commander", "deputy", "chief", "director", "chairman", "chairwoman",
		"speaker", "senator", "mayor", "emir", "sultan", "pope", "bishop", "archbishop", "cardinal", "imam", "ayatollah", "professor", "doctor", "premier", "envoy", "spokesman":
		return true
	}
	return false
}

// closestArabic is how near any Arabic word that may be a name comes to the
// English word by sound.
func (c *nameComparison) closestArabic(j int) float32 {
	var best float32
	e := &c.ev.en[j]
	for i := range c.ev.ar {
		if a := &c.ev.ar[i]; a.k != nil && a.best < wideLink && (a.k.name != noName || a.k.poorlyKnown()) {
			s := c.alike(a.k, e)
			if s < soundOnly && isPlace(a.k.name) && isPlace(e.kind()) {
				continue // the lexicon has both, and not as one
			}
			best = max(best, s)
		}
	}
	return best
}

func isPlace(k nameKind) bool { return k == placeName || k == countryName }

// gluedLeast is the length from which an unknown Arabic word may be a name with
// another word run into it (أنابيبنورد).
const gluedLeast = 6

// gluedSound is how near the beginning or end of an unknown word comes to the
// English word by sound.
func (c *nameComparison) gluedSound(a *arKnown, e *enWord) float32 {
	letters := []rune(a.norm)
	if len(a.matches) > 0 || len(letters) < gluedLeast {
		return 0
	}
	var best float32
	for cut := 2; cut <= len(letters)-3; cut++ {
		head, tail := string(letters[:cut]), string(letters[cut:])
		if cut > 2 {
			best = max(best, c.partSound(head, e))
		}
		if cut > 2 || !c.k.arabic(head).content {
			best = max(best, c.partSound(tail, e))
		}
	}
	return best
}

// partSound is the similarity of a part of a word, 0 where it is none to speak
// of.
func (c *nameComparison) partSound(part string, e *enWord) float32 {
	k := arKnown{norm: part, mask: arabicMask(part)}
	if s := c.k.similarity(&k, e.k, e.text); s >= soundSame {
		return s
	}
	return 0
}

// acronym reports whether a word is written in capitals only.
func acronym(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return s == strings.ToUpper(s) || capitalLetters(s) >= 3 || len(s) <= 6 && s[len(s)-1] == 's' && s[:len(s)-1] == strings.ToUpper(s[:len(s)-1])
}

// capitalLetters counts the capitals of a word: three make an abbreviation (AfCFTA).
func capitalLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}
