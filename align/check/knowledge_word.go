package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/english"
)

// arKnown is what is known of an Arabic word wherever it stands.
type arKnown struct {
	norm    string
	matches []lexicon.Match
	gloss   glossSet
	content bool // has to be rendered
	light   bool // often left out by good translators
	phrases lexicon.PhraseStarts
	name    nameKind
	// sure is set when nothing but a name is spelled like this.
	sure    bool
	person  bool    // a person's name is among the best readings
	capital []int32 // regions whose capital or part the place is
	region  []int32 // regions the word stands for (see placeTable)
	neg     negKind
	opens   opening
	mask    soundMask
	foreign float64 // log-odds per letter that it is a name, for words without a good reading
	letter  string  // the Latin letter an Arabic letter name spells: بي is b
	poles   []pole  // sides of the contrasts it belongs to
}

// nameKind classes names by how they are compared.
type nameKind uint8

const (
	noName nameKind = iota
	countryName
	placeName
	orgName
	demonymName
	personName
)

var nameKinds = map[string]nameKind{
	lexicon.Country: countryName, lexicon.Place: placeName, lexicon.Org: orgName, lexicon.Demonym: demonymName, lexicon.Person: personName,
}

// nameSet is a set of name kinds; wholeName is added where the word alone is a
// name.
type nameSet uint8

const wholeName nameSet = 1 << 7

func nameSetOf(pos string, whole bool) nameSet {
	s := nameSet(1) << nameKinds[pos]
	if whole {
		s |= wholeName
	}
	return s
}

// has reports whether the word alone is a name of one of the kinds.
func (s nameSet) has(kinds ...nameKind) bool {
	if s&wholeName == 0 {
		return false
	}
	for _, k := range kinds {
		if s&(1<<k) != 0 {
			return true
		}
	}
	return false
}

func (k *knowledge) arabic(norm string) *arKnown {
	if w, ok := k.ar.Get(norm); ok {
		return w
	}
	w := k.newArabic(strings.Clone(norm))
	k.ar.Put(w.norm, w)
	return w
}

// maxReadings bounds how many renderings of a word are considered: the far
// readings of a short form are noise.
const maxReadings = 40

// farReading is how much costlier than the best a reading may be to count.
const farReading = 4.5

func (k *knowledge) newArabic(norm string) *arKnown {
	w := &arKnown{norm: norm, matches: k.lookup(norm), neg: k.negation.arabic(norm), opens: k.arabicOpening(norm), mask: arabicMask(norm), letter: k.light.letters[norm]}
	w.light = k.light.has(arabicLight, norm)
	w.poles = k.contrasts.arabic(norm, w.matches)
	if w.neg == affirms && len(w.matches) == 0 && gluedNegation(norm) {
		w.neg = mayDeny
	}
	if k.startsPhrase(norm) {
		w.phrases = k.lex.PhraseStarts(norm)
	}
	w.content = needsRendering(w.matches)
	for _, m := range w.matches {
		k.addGloss(&w.gloss, m.Gloss)
		if kind := nameKinds[m.POS]; kind == countryName || kind == demonymName || kind == placeName {
			w.region = k.places.add(w.region, m.Gloss)
		}
	}
	k.finish(&w.gloss)
	w.name, w.sure = nameReading(w.matches)
	if w.name == orgName && k.alsoPlace(w.matches) {
		w.name = placeName
	}
	if w.name == placeName && w.sure && w.matches[0].Form.Proclitics == "" {
		w.capital = k.places.loose[strings.ToLower(w.matches[0].Gloss)]
	}
	w.person = k.mayBePerson(w.matches)
	if w.poorlyKnown() {
		w.foreign = k.likeness.of(norm)
		if noun, ok := strings.CutSuffix(norm, "يا"); ok && utf8.RuneCountInString(noun) >= 3 && len(k.lookup(noun)) > 0 {
			w.foreign = min(w.foreign, 0) // غيابيا is an adverb made from غياب
		}
	}
	return w
}

// poorlyKnown reports whether the lexicon has no good reading of the word.
func (w *arKnown) poorlyKnown() bool { return len(w.matches) == 0 || w.matches[0].Cost >= 3 }

// lookup also tries the article that لل hides: للصين is ل and الصين.
func (k *knowledge) lookup(norm string) []lexicon.Match {
	ms := k.lex.Near(norm, maxReadings, farReading)
	for _, p := range [...]string{"لل", "ولل", "فلل"} {
		rest, ok := strings.CutPrefix(norm, p)
		if !ok || utf8.RuneCountInString(rest) < 2 {
			continue
		}
		if with := k.lex.Near("ال"+rest, maxReadings, farReading); len(with) > 0 && (len(ms) == 0 || with[0].Cost <= ms[0].Cost) {
			return with
		}
	}
	return ms
}

// needsRendering reports whether a word carries content: it is unknown, or its
// best reading is not a function word.
func needsRendering(ms []lexicon.Match) bool {
	if len(ms) == 0 {
		return true
	}
	for _, m := range ms {
		if m.Cost > ms[0].Cost+1 {
			break
		}
		switch m.POS {
		case lexicon.Preposition, lexicon.Conjunction, lexicon.Particle, lexicon.Pronoun, lexicon.Numeral, lexicon.Interject:
			return false
		}
		if english.IsFunctionWord(m.Gloss) && m.Cost == ms[0].Cost {
			return false
		}
	}
	return true
}

// rivalReading is how much costlier another reading must be for a name to be
// sure: given names are often words, places seldom.
var rivalReading = map[nameKind]float64{countryName: 0.9, placeName: 0.9, orgName: 2, demonymName: 2, personName: 2}

// nameReading returns which kind of name the best reading is, and whether no
// other reading comes near it.
func nameReading(ms []lexicon.Match) (nameKind, bool) {
	if len(ms) == 0 {
		return noName, false
	}
	kind := noName
	for _, m := range ms {
		if m.Cost > ms[0].Cost+1 {
			break
		}
		if n := nameKinds[m.POS]; n != noName && capitalised(m.Gloss) {
			kind = n
			break
		}
	}
	if kind == noName {
		return noName, false
	}
	for _, m := range ms {
		rival := rivalReading[kind]
		if kind == placeName && m.Form.Proclitics != "" && m.POS == lexicon.Noun && ms[0].Cost < 1 {
			rival += 0.2 // بعقوبة is a town, and behind ب a penalty
		}
		if nameKinds[m.POS] == noName && m.Cost <= ms[0].Cost+rival {
			return kind, false
		}
	}
	return kind, true
}

// alsoPlace reports whether the best reading, a club or company, is named like its
// city: برشلونة is both.
func (k *knowledge) alsoPlace(ms []lexicon.Match) bool {
	return k.nameSet(strings.ToLower(ms[0].Gloss)).has(placeName)
}

// mayBePerson reports whether a person's name is no worse a reading than the best:
// Nancy is a town too.
func (k *knowledge) mayBePerson(ms []lexicon.Match) bool {
	for _, m := range ms {
		if m.Cost > ms[0].Cost+1 {
			break
		}
		if m.POS == lexicon.Person || m.POS == lexicon.Place && k.nameSet(strings.ToLower(m.Gloss)).has(personName) && len(k.places.loose[strings.ToLower(m.Gloss)]) == 0 {
			return true
		}
	}
	return false
}

// capitalised reports whether a gloss is written as a name: the CLDR has the world
// among its territories, and regions like the east.
func capitalised(gloss string) bool {
	r, _ := utf8.DecodeRuneInString(gloss)
	return unicode.IsUpper(r)
}

func (k *knowledge) startsPhrase(norm string) bool {
	if k.starts.Has(strings.TrimPrefix(norm, "ال")) {
		return true
	}
	for _, p := range [...]string{"و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "ولل", "وك"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && k.starts.Has(strings.TrimPrefix(rest, "ال")) {
			return true
		}
	}
	return false
}

// withoutConjunction cuts one-letter conjunctions and prepositions off a
// normalised word, for tables of whole words.
func withoutConjunction(norm string) string {
	for _, p := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return norm
}
