package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	unorm "golang.org/x/text/unicode/norm"

	"tarjuman/internal/english"
	"tarjuman/internal/frozen"
)

// enKnown is what is known of an English word wherever it stands.
type enKnown struct {
	norm     string // lower case, without a possessive ending
	stem     string
	id, root int32       // -1 where the lexicon's glosses do not have it
	senses   frozen.Ints // entries that the stem is a gloss of
	bits     []uint16    // of the entries, in the filter of a gloss set
	function bool
	closed   bool // a function word or contraction, whatever its case: The, I'm, No
	light    bool
	common   bool    // glosses have the word in lower case
	name     nameSet // kinds of names that have it with a capital
	region   []int32
	neg      negKind
	opens    opening
	gender   gender // of a pronoun
	capital  bool   // it has one wherever it stands
	mask     soundMask
	poles    []pole // sides of the contrasts it belongs to
}

// english returns what is known of a word as written: capitals matter for US
// and May, which are function words in lower case.
func (k *knowledge) english(written string, proper bool) *enKnown {
	if w, ok := k.en.Get(enWritten{written, proper}); ok {
		return w
	}
	written = strings.Clone(written)
	w := k.newEnglish(written, proper)
	k.en.Put(enWritten{written, proper}, w)
	return w
}

// enWritten is an English word as it stands in a text, and whether its capital says
// something.
type enWritten struct {
	text   string
	proper bool
}

func (k *knowledge) newEnglish(text string, proper bool) *enKnown {
	written := strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	norm := strings.TrimSuffix(strings.TrimSuffix(foldAccents(written), "'s"), "'")
	w := &enKnown{norm: norm, stem: wordStem(norm), mask: latinMask(norm)}
	w.neg, w.opens = k.negation.english(norm, k.knows), k.englishOpening(written, norm)
	w.gender, w.capital = englishGenders[written], alwaysCapital().words[norm]
	w.closed = english.IsFunctionWord(norm) || contraction(written)
	w.function = w.closed && (!proper || contraction(norm))
	w.id = k.vocabulary(w, norm)
	w.root = k.rootID(w.stem)
	if w.id >= 0 {
		w.means(k.senses.At(int(w.id)))
	}
	w.name = k.nameSet(norm)
	if one, plural := strings.CutSuffix(norm, "s"); w.name == 0 && plural && proper && k.nameSet(one).has(personName) && !k.lower.Has(norm) {
		w.name = k.nameSet(one) // the Clintons
	}
	w.common = k.lower.Has(norm) || w.name == 0 && k.lowerStems.Has(w.stem)
	w.light = k.light.has(englishLight, norm)
	w.poles = k.contrasts.en[norm]
	w.region = k.places.add(nil, norm)
	return w
}

// foldAccents takes the accents off Latin letters: Barça is Barca.
func foldAccents(s string) string {
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			continue
		}
		return strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, unorm.NFD.String(s))
	}
	return s
}

// knows reports a word whose stem a gloss has.
func (k *knowledge) knows(word string) bool { return k.stems.Has(wordStem(word)) }

// vocabulary finds the word among the stems of glosses, by its base form or its
// American spelling where need be, and sets the stem to the one found. It returns
// its number, -1 for none.
func (k *knowledge) vocabulary(w *enKnown, norm string) int32 {
	if base, ok := baseForms()[norm]; ok {
		w.stem = wordStem(base)
	}
	if id := k.stemID(w.stem); id >= 0 {
		return id
	}
	if word, ok := american(norm, k.knows); ok {
		w.stem = wordStem(word)
	}
	return k.stemID(w.stem)
}

// contraction reports whether the word is a pronoun or auxiliary with another
// joined to it: you're, I'll, couldn't.
func contraction(norm string) bool {
	for _, e := range [...]string{"'re", "'ll", "'ve", "'d", "'m", "n't"} {
		if strings.HasSuffix(norm, e) {
			return true
		}
	}
	return norm == "i" || norm == "cannot"
}
