package check

import (
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// arabicSpellings tells how Arabic writes the countries and places that an English
// word names: the other way round from the lexicon.
type arabicSpellings struct {
	byName   map[string][]string // normalised, without the article
	byRegion map[int32][]string
}

func newArabicSpellings(lex *lexicon.Lexicon, places *placeTable) *arabicSpellings {
	s := &arabicSpellings{byName: map[string][]string{}, byRegion: map[int32][]string{}}
	entries := lex.Entries()
	for i := range entries {
		e := &entries[i]
		if kind := nameKinds[e.POS]; kind != countryName && kind != placeName && kind != demonymName {
			continue
		}
		lemma := strings.TrimPrefix(strings.ReplaceAll(arabic.Normalize(e.Lemma), " ", ""), "ال")
		for _, g := range e.Glosses {
			for w := range strings.FieldsSeq(strings.ToLower(g)) {
				s.byName[w] = append(s.byName[w], lemma)
			}
			for _, id := range places.add(nil, g) {
				s.byRegion[id] = append(s.byRegion[id], lemma)
			}
		}
	}
	return s
}

// within reports whether a text without spaces holds any spelling of what the
// English word names, or may stand for.
func (s *arabicSpellings) within(joined string, e *enKnown) bool {
	if anyWithin(joined, s.byName[e.norm]) {
		return true
	}
	for _, id := range e.region {
		if anyWithin(joined, s.byRegion[id]) {
			return true
		}
	}
	return false
}

func anyWithin(joined string, spellings []string) bool {
	for _, w := range spellings {
		if utf8.RuneCountInString(w) < 3 || strings.Contains(joined, strings.TrimSuffix(w, "ا")) {
			return true
		}
	}
	return false
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
	return !c.k.spellings().within(c.joinedText, c.ev.en[j].k)
}
