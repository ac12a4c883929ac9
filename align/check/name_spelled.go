package check

import (
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/frozen"
)

// arabicSpellings tells how Arabic writes the countries and places that an English
// word names: the other way round from the lexicon.
type arabicSpellings struct {
	lemmas   frozen.Strings // normalised, without the article
	byName   frozen.Table   // by a word of the English name
	byRegion frozen.Lists   // by region (see placeTable)
}

// freezeSpellings goes through the names of places among the entries.
func freezeSpellings(w *frozen.Writer, entries []lexicon.Entry) {
	places := places()
	var lemmas []string
	byName := map[string][]uint32{}
	byRegion := make([][]uint32, len(places.names))
	for i := range entries {
		e := &entries[i]
		if kind := nameKinds[e.POS]; kind != countryName && kind != placeName && kind != demonymName {
			continue
		}
		n := uint32(len(lemmas))
		lemmas = append(lemmas, strings.TrimPrefix(strings.ReplaceAll(arabic.Normalize(e.Lemma), " ", ""), "ال"))
		for _, g := range e.Glosses {
			for w := range strings.FieldsSeq(strings.ToLower(g)) {
				byName[w] = append(byName[w], n)
			}
			for _, id := range places.add(nil, g) {
				byRegion[id] = append(byRegion[id], n)
			}
		}
	}
	w.Strings(lemmas)
	w.Table(byName)
	w.Lists(byRegion)
}

func openSpellings(r *frozen.Reader) arabicSpellings {
	return arabicSpellings{r.Strings(), r.Table(), r.Lists()}
}

// within reports whether a text without spaces holds any spelling of what the
// English word names, or may stand for.
func (s *arabicSpellings) within(joined string, e *enKnown) bool {
	if s.anyWithin(joined, s.byName.Get(e.norm)) {
		return true
	}
	for _, id := range e.region {
		if s.anyWithin(joined, s.byRegion.At(int(id))) {
			return true
		}
	}
	return false
}

func (s *arabicSpellings) anyWithin(joined string, lemmas frozen.Ints) bool {
	for n := range lemmas.All {
		w := s.lemmas.At(int(n))
		if utf8.RuneCountInString(w) < 3 || strings.Contains(joined, strings.TrimSuffix(w, "ا")) {
			return true
		}
	}
	return false
}

// placesNowhere reports the countries and cities of the translation that no spelling of
// the source may hold, in a source whose words have run together.
func (c *nameComparison) placesNowhere() {
	for _, j := range c.strangeEnglish() {
		if kind := c.ev.en[j].kind(); (kind == countryName || kind == placeName) && !c.ev.en[j].k.common && c.nowhere(j) {
			c.reportChanged(arName{first: -1}, j, Critical)
		}
	}
}

// nowhere reports whether no spelling of the country or city that the English word
// names stands anywhere in the source, even run together with other words.
func (c *nameComparison) nowhere(j int) bool {
	if c.joinedText == "" {
		var b strings.Builder
		for i := range c.ev.ar {
			b.WriteString(c.ev.ar[i].norm)
		}
		c.joinedText = b.String()
	}
	return !c.k.spellings.within(c.joinedText, c.ev.en[j].k)
}
