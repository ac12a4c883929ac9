package check

import (
	"strings"
	"unicode/utf8"
)

// arName is a name in the Arabic text: a word or a multi-word entry.
type arName struct {
	first, last int // word indices, inclusive
	kind        nameKind
	known       bool    // the lexicon has it, and as nothing but a name
	match       float32 // strength of the best link of its words
	name        bool    // an unknown word is a name, not a word the lexicon lacks
	unsure      bool    // the word is a place among other things: it only explains a place that stands for it
}

// foreignName is the log-odds per letter from which an unknown word is taken
// for a foreign name.
const foreignName = 0.45

// arabicNames finds the names of the Arabic text. Words that may be a name but
// also something else count only beside a sure name.
func (ev *evidence) arabicNames() []arName {
	var out []arName
	for i := 0; i < len(ev.ar); i++ {
		w := &ev.ar[i]
		if w.k == nil || kinship(w.norm) {
			continue
		}
		if w.phrase > 0 {
			last := i
			for last+1 < len(ev.ar) && ev.ar[last+1].phrase == w.phrase {
				last++
			}
			if kind := nameKinds[w.entry.POS]; (kind == placeName || kind == countryName) && !w.whole && ev.namesWithin(i, last, &out) {
				// the entry is not rendered as such: its own names are looked at one by one
			} else if kind != noName {
				out = append(out, arName{first: i, last: last, kind: kind, known: true, match: ev.bestOf(i, last), name: true})
			}
			i = last
			continue
		}
		if n, ok := ev.wordName(i); ok {
			out = append(out, n)
		} else if ev.fullName(i) || ev.speaks(i) {
			out = append(out, arName{first: i, last: i, kind: personName, match: w.best, name: true})
			if ev.surname(i + 1) {
				i++
				out = append(out, arName{first: i, last: i, kind: personName, match: ev.ar[i].best, name: true})
			}
		} else if ev.titled(i) {
			out = append(out, arName{first: i, last: i, kind: personName, match: w.best, name: true})
		} else if ev.namePart(i, out) {
			n := arName{first: i, last: i, kind: personName, match: w.best, name: true}
			if n.match < soundSame {
				n.match = 0 // by a reading that is none
			}
			out = append(out, n)
		}
	}
	return out
}

// kinship reports whether the word joins the parts of an Arabic name: son of, father of.
func kinship(norm string) bool {
	switch norm {
	case "بن", "ابن", "بنت", "ابو", "ابي", "ام", "ال":
		return true
	}
	return false
}

// namesWithin adds the countries, peoples and places that are words of a multi-word
// entry: بيروت in مرفأ بيروت. It reports whether there are any.
func (ev *evidence) namesWithin(first, last int, names *[]arName) bool {
	short := false // the Falls for the Victoria Falls: only another place is wrong then
	for i := first; i <= last; i++ {
		w := &ev.ar[i]
		short = short || w.link >= 0 && w.best >= rootLink && ev.en[w.link].cap && !ev.en[w.link].start
	}
	found := false
	for i := first; i <= last; i++ {
		w := &ev.ar[i]
		if w.k == nil {
			continue
		}
		if n, ok := ev.wordName(i); ok && n.known && n.kind != personName && n.kind != orgName {
			if short {
				n.known, n.unsure = false, true
			}
			*names = append(*names, n)
			found = true
		}
	}
	return found
}

// fullName reports whether the word at i, which may be a given name among other
// things or which the lexicon does not have, is one because the next word can be nothing but a family name.
func (ev *evidence) fullName(i int) bool {
	w := &ev.ar[i]
	if w.k.neg != affirms || i+1 >= len(ev.ar) || ev.ar[i+1].token != w.token+1 {
		return false
	}
	next := &ev.ar[i+1]
	if next.k == nil || w.best > partLink || definite(w.norm) {
		return false
	}
	if len(w.k.matches) == 0 && len(next.k.matches) == 0 {
		return w.k.letter == "" && next.k.letter == "" && min(w.k.foreign, next.k.foreign) >= -fullNames && w.k.foreign+next.k.foreign >= fullNames &&
			next.best <= partLink && !definite(next.norm) && !strings.HasPrefix(next.norm, "و") && nameLength(w.norm) && nameLength(next.norm)
	}
	return w.k.name == personName && w.k.content && utf8.RuneCountInString(next.norm) >= 3 && next.best <= partLink && !definite(next.norm) && !strings.HasPrefix(next.norm, "و") &&
		(len(next.k.matches) == 0 || next.k.matches[0].Cost >= farWord && next.k.matches[0].Form.Pronoun == "" || next.k.sure && next.k.name == personName || ev.standsAlone(i, i+1))
}

// farWord is the cost from which a reading is so far from the word that behind a given
// name it is rather a surname.
const farWord = 1.8

// standsAlone reports whether the words from first to last are all there is between two
// marks, the word و aside: an item of a list, or an apposition.
func (ev *evidence) standsAlone(first, last int) bool {
	before := first == 0 || ev.ar[first-1].token+1 < ev.ar[first].token
	return before && (last+1 >= len(ev.ar) || ev.ar[last].token+1 < ev.ar[last+1].token)
}

// nameLength reports whether a word is as long as names are; longer unknown words
// have run together.
func nameLength(norm string) bool {
	n := utf8.RuneCountInString(norm)
	return n >= 3 && n <= 10
}

// titledName is the log-odds per letter from which an unknown word behind a title
// is taken for a name, and fullNames the sum from which two in a row are.
const (
	titledName = 0.2
	fullNames  = 0.2
)

// titled reports whether an unknown word stands behind a title: a general or a
// minister has a name.
func (ev *evidence) titled(i int) bool {
	w := &ev.ar[i]
	if i == 0 || ev.ar[i-1].token+1 != w.token || ev.ar[i-1].k == nil || !isTitle(ev.ar[i-1].k) {
		return false
	}
	return len(w.k.matches) == 0 && w.k.letter == "" && !definite(w.norm) && utf8.RuneCountInString(w.norm) >= 3 && w.k.foreign >= titledName
}

// speaks reports whether the word at i follows a verb of saying and may be a name: who
// speaks is named, and nothing renders the word.
func (ev *evidence) speaks(i int) bool {
	w := &ev.ar[i]
	if i == 0 || ev.ar[i-1].token+1 != w.token || definite(w.norm) || w.best > partLink || w.k.neg != affirms || w.k.letter != "" {
		return false
	}
	if !ev.ar[i-1].opens(opensSpeech) || w.norm == "بان" {
		return false // بأن introduces what is said
	}
	return w.k.content && !isTitle(w.k) && w.k.name == personName || len(w.k.matches) == 0 && nameLength(w.norm) && w.k.foreign >= titledName
}

// surname reports whether the word at i, behind the given name of a speaker, goes on
// the name: a word without article that nothing renders, whatever else it may mean.
func (ev *evidence) surname(i int) bool {
	if i >= len(ev.ar) || ev.ar[i-1].token+1 != ev.ar[i].token {
		return false
	}
	w := &ev.ar[i]
	return w.k != nil && w.k.content && !w.k.light && w.k.neg == affirms && w.best <= partLink && !definite(w.norm) && !isTitle(w.k) && w.phrase == 0 && nameLength(w.norm)
}

// namePart reports whether an unknown word goes on a name: the word before it
// is a person's name, or a word that a name of the English text renders.
func (ev *evidence) namePart(i int, names []arName) bool {
	w := &ev.ar[i]
	if !w.k.poorlyKnown() || w.k.neg != affirms || w.k.letter != "" || i == 0 || ev.ar[i-1].token+1 != w.token || definite(w.norm) {
		return false
	}
	if n := len(names); n > 0 && names[n-1].last == i-1 && names[n-1].kind == personName {
		return len(w.k.matches) == 0
	}
	prev := &ev.ar[i-1]
	if prev.k == nil || prev.best < soundSame || prev.link < 0 {
		return false
	}
	e := &ev.en[prev.link]
	return e.cap && (prev.k.poorlyKnown() || !e.start && e.k.name.has(personName) && len(w.k.matches) == 0)
}

// nameCost is how far from the written word a sure name's reading may be: the
// endings of demonyms and the prepositions before places cost.
var nameCost = map[nameKind]float64{countryName: 3.5, placeName: 2.5, demonymName: 3.9, orgName: 2, personName: 2}

func (ev *evidence) wordName(i int) (arName, bool) {
	w := &ev.ar[i]
	switch {
	case w.k.letter != "" || w.k.neg != affirms:
		return arName{}, false
	case ev.inCountry(i):
		return arName{first: i, last: i, kind: countryName, known: true, match: w.best, name: true}, true
	case w.k.sure && w.k.matches[0].Cost <= nameCost[w.k.name] && utf8.RuneCountInString(w.k.matches[0].Lemma) > 2:
		kind := w.k.name
		if kind == personName && definite(w.norm) && len(w.k.region) > 0 {
			kind = demonymName // السوداني is a surname, and more often an adjective
		}
		return arName{first: i, last: i, kind: kind, known: true, match: w.best, name: true}, true
	case ev.mayBePlace(i):
		return arName{first: i, last: i, kind: w.k.name, known: ev.behindPlaceWord(i), match: w.best, name: true, unsure: true}, true
	case w.k.poorlyKnown() && len(w.k.matches) == 0 && looksForeign(w.k):
		return arName{first: i, last: i, kind: personName, match: w.best, name: true}, true
	}
	return arName{}, false
}

// mayBePlace reports whether a word that nothing renders is a country or a place in
// its best reading, and something else in another: براغ, مصر, جدة.
func (ev *evidence) mayBePlace(i int) bool {
	w := &ev.ar[i]
	if w.k.sure || w.best > partLink || !w.k.content {
		return false
	}
	switch w.k.name {
	case placeName, countryName:
		return w.k.matches[0].Form.Proclitics == "" && w.k.matches[0].Cost < 1 && !definite(w.norm)
	case demonymName:
		return len(w.k.region) > 0
	case orgName:
		return w.k.matches[0].Form.Proclitics == "" && w.k.matches[0].Cost < 1
	}
	return false
}

// behindPlaceWord reports whether the word before the one at i says what kind of place
// it is.
func (ev *evidence) behindPlaceWord(i int) bool {
	if i == 0 || ev.ar[i-1].token+1 != ev.ar[i].token {
		return false
	}
	switch withoutConjunction(strings.TrimPrefix(ev.ar[i-1].norm, "ب")) {
	case "مدينه", "محافظه", "ولايه", "بلده", "قريه", "مقاطعه", "اقليم", "جزيره", "ميناء", "مطار":
		return true
	}
	return false
}

// inCountry reports whether the word, whose readings are a country among other
// things (مصر, عمان), stands behind a preposition of place and is rendered by
// nothing.
func (ev *evidence) inCountry(i int) bool {
	w := &ev.ar[i]
	if w.k.sure || w.best > partLink || i == 0 {
		return false
	}
	switch ev.ar[i-1].norm {
	case "في", "وفي", "الي", "والي":
	default:
		return false
	}
	for _, m := range w.k.matches {
		if nameKinds[m.POS] == countryName && m.Cost <= w.k.matches[0].Cost+0.1 {
			return true
		}
	}
	return false
}

// looksForeign reports whether an unknown word has the letters of a foreign
// name and no ending of Arabic nouns.
func looksForeign(w *arKnown) bool {
	if w.foreign < foreignName || definite(w.norm) || utf8.RuneCountInString(w.norm) < 4 {
		return false
	}
	for _, e := range [...]string{"ه", "ات", "هم", "ها", "نا", "ين", "ون"} {
		if strings.HasSuffix(w.norm, e) && (e == "ه" || e == "ات" || w.foreign < foreignName+0.4) {
			return false
		}
	}
	return true
}

// definite reports whether the word begins with the article, which foreign names
// seldom take.
func definite(norm string) bool {
	for _, p := range [...]string{"ال", "بال", "وال", "لل", "فال", "كال"} {
		if strings.HasPrefix(norm, p) {
			return true
		}
	}
	return false
}

func (ev *evidence) bestOf(first, last int) float32 {
	var best float32
	for n := first; n <= last; n++ {
		best = max(best, ev.ar[n].best)
	}
	return best
}

// properName reports whether the English word at j looks like a name: capitals
// at the start of a sentence count only for words known as names.
func (ev *evidence) properName(j int) bool {
	w := &ev.en[j]
	if w.k == nil || !w.cap || w.k.function && !(w.k.name.has(countryName)) {
		return false
	}
	if w.start {
		return w.k.name != 0 && !w.k.common || !w.k.common && w.k.id < 0
	}
	return true
}

// kind is the kind of name an English word is known as, noName for
// none or an ambiguous one.
func (w *enWord) kind() nameKind {
	switch {
	case w.k == nil:
		return noName
	case w.k.name.has(countryName) && len(w.k.region) > 0:
		return countryName
	case w.k.name.has(demonymName) && len(w.k.region) > 0:
		return demonymName
	case w.k.name.has(placeName):
		return placeName
	case w.k.name.has(personName):
		return personName
	case w.k.name.has(orgName):
		return orgName
	}
	return noName
}
