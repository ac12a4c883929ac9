package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/cldr"
)

// shortestCity is the least number of letters of a city's name that is taken from
// the CLDR: shorter ones are mostly words, or two words (ماهي).
const shortestCity = 5

// cldrSource makes a source of the CLDR's names of places, currencies, months and
// days: those the lexicon does not have, and further English names of those it
// has.
func cldrSource(have []Entry) Source {
	known := map[[2]string]map[string]bool{}
	note := func(e *Entry) {
		key := [2]string{arabic.Normalize(e.Lemma), family(e.POS)}
		if known[key] == nil {
			known[key] = map[string]bool{}
		}
		for _, g := range e.Glosses {
			known[key][strings.ToLower(g)] = true
		}
	}
	for i := range have {
		note(&have[i])
	}
	s := Source{Kind: BuiltIn, About: "names of Unicode CLDR " + cldr.Version}
	add := func(pos string, names []cldr.Name) {
		for _, n := range names {
			for _, ar := range n.Arabic {
				e := Entry{Lemma: plainName(ar), POS: pos}
				if e.Lemma == "" {
					continue
				}
				of := known[[2]string{arabic.Normalize(e.Lemma), family(pos)}]
				if of == nil && pos == Place && len(n.Key) > 3 && utf8.RuneCountInString(e.Lemma) < shortestCity {
					continue
				}
				for _, en := range n.English {
					if en = plainEnglish(en); en != "" && !of[strings.ToLower(en)] {
						e.Glosses = append(e.Glosses, en)
					}
				}
				if len(e.Glosses) > 0 {
					s.Entries = append(s.Entries, e)
					note(&e)
				}
			}
		}
	}
	countries, regions := split(cldr.Territories())
	add(Country, countries)
	add(Place, regions)
	add(Place, cldr.Cities())
	add(Currency, cldr.Currencies())
	add(Month, cldr.Months())
	add(Day, cldr.Weekdays())
	return s
}

// family joins the kinds of place: a country the lexicon has as one is not filed
// as a region or a city again.
func family(pos string) string {
	if pos == Country {
		return Place
	}
	return pos
}

// split tells countries, of two letters, from the regions of the United Nations,
// of three digits.
func split(all []cldr.Name) (countries, regions []cldr.Name) {
	for _, n := range all {
		if len(n.Key) == 2 {
			countries = append(countries, n)
		} else {
			regions = append(regions, n)
		}
	}
	return countries, regions
}

// plainName cuts remarks in brackets and behind a comma off an Arabic name; it is
// empty for one that holds more than letters.
func plainName(s string) string {
	if i := strings.IndexAny(s, "(،,"); i > 0 {
		s = s[:i]
	}
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "-", " ")), " ")
	for _, r := range s {
		if r != ' ' && !arabic.IsLetter(r) {
			return ""
		}
	}
	return s
}

func plainEnglish(s string) string {
	if i := strings.IndexAny(s, "(,"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}
