package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// Parts of a letter's cost that only decide which of several readings goes first for
// a reader: how common such a reading is. What counts is their order of size.
const (
	common      = -0.35 // times the class of frequency
	looseEnding = 0.8   // ه for ة is more likely a pronoun, and ى no ي
	otherHamza  = 1.0   // who writes a hamza means it: آلي is not إلى
	joinedClass = -0.7  // وفي is "and in" before it is "loyal"
	withPronoun = -1.6  // and معي "with me" before any noun
	unjoinable  = 1.5   // what takes no such pronoun, or no preposition: أمني is not أم
	mine        = 0.5   // أرضي is "ground" before it is "my land"
	pluralFirst = -0.1
	adjective   = 0.1 // the participle that is a noun too (العامل) is one more often
	personFirst = 0.4 // and with a plural of persons (صحافيون) nearly always
	otherForm   = 0.5 // صفر is zero before it is the plural of yellow
	adjectiveAt = 0.2 // and in ات nearly always: things in the plural take the feminine singular
	nounAt      = 0.5 // plurals in ات are of words in ة first
	twicePlural = 1.5 // a plural ending on a broken plural
	articleVerb = 1.0 // a verb whose own letters look like an article
	causative   = 0.2 // يُخرج is written like يَخرج, and rarer

	ownWord     = 2*common + withPronoun // no word overtakes one of a user's own list
	learnedWord = 2 * common
)

// prior is what moves the place of a reading and leaves its cost alone.
func (l *Lexicon) prior(written string, h *hit) float64 {
	e := l.headword(h.entry)
	if s := l.sourceOf(h.entry); s != nil && s.Cost < 0 {
		return ownWord
	}
	pos := e.pos()
	right := spelledAs(written, e, pos, h.form.Perfect)
	c := common*float64(e.frequency()) - float64(h.bound)
	switch lenient := spelled(written, e, pos); {
	case lenient && !right:
		c += misspelled
	case right && !lenient:
		c -= misspelled
	}
	if h.form.Plural && h.how != Inflect {
		c += pluralFirst
	}
	switch pos {
	case Verb:
		return c + verbPrior(e, h, written)
	case Preposition, Conjunction, Particle, Pronoun:
		c += joinedPrior(e.lemma(), pos, h, right)
	}
	return c + l.nominalPrior(e, pos, h, written)
}

// spelledAs is spelled with more care: in the past tense a verb's imperfect does not
// count, and ة may have become ات.
func spelledAs(written string, e headword, pos string, perfect bool) bool {
	if lemma := e.lemma(); containsForm(written, lemma, pos) || pluralOf(written, lemma, pos) {
		return true
	}
	for k := range e.forms() {
		f := e.form(k)
		if perfect && pos == Verb && strings.HasPrefix(f, "ي") {
			continue
		}
		if containsForm(written, f, pos) || pluralOf(written, f, pos) {
			return true
		}
	}
	return false
}

// pluralOf reports whether the word has the plural in ات of one in ة.
func pluralOf(written, form, pos string) bool {
	base, ok := strings.CutSuffix(form, "ة")
	return ok && pos != Verb && strings.Contains(written, base+"ات")
}

// mentions reports whether an entry has a letter in its lemma or a form.
func mentions(e headword, letter string) bool {
	for k := range e.forms() {
		if strings.Contains(e.form(k), letter) {
			return true
		}
	}
	return strings.Contains(e.lemma(), letter)
}

func verbPrior(e headword, h *hit, written string) float64 {
	c := 0.0
	if strings.HasPrefix(strings.TrimPrefix(written, h.form.Proclitics), "ال") {
		c += articleVerb
	}
	if h.form.Perfect && h.form.Pronoun == "" && strings.HasSuffix(written, "ي") && strings.HasSuffix(e.lemma(), "ى") {
		c += misspelled // a passive at best: نفي, بني
	}
	if h.form.Imperfect && strings.HasPrefix(e.lemma(), "أ") {
		c += causative
	}
	return c
}

// joinedPrior is for a preposition, conjunction, particle or pronoun with something
// joined to it.
func joinedPrior(lemma, pos string, h *hit, right bool) float64 {
	switch front := strings.TrimLeft(h.form.Proclitics, "وف"); {
	case front != "" && lemma != "أن", h.form.Pronoun != "" && !takesPronoun(lemma, pos, h.form.Pronoun):
		return unjoinable
	case !right:
		return 0
	case h.form.Pronoun != "":
		return withPronoun
	case h.form.Proclitics != "":
		return joinedClass
	}
	return 0
}

// takesPronoun reports whether a word of a closed class has an attached pronoun
// behind it. Long prepositions with "me" behind them are adjectives in news (داخلي).
func takesPronoun(lemma, pos, pronoun string) bool {
	switch pos {
	case Preposition:
		short := utf8.RuneCountInString(lemma) <= 2 || strings.HasSuffix(lemma, "ى")
		return pronoun != "ني" && (pronoun != "ي" || short)
	case Conjunction, Particle: // إنّ and its sisters
		return strings.HasSuffix(lemma, "ن") || lemma == "لعل" || lemma == "ليت"
	}
	return false
}

func (l *Lexicon) nominalPrior(e headword, pos string, h *hit, written string) float64 {
	c := 0.0
	lemma := e.lemma()
	if h.form.Pronoun == "" && strings.HasSuffix(written, "ه") && strings.HasSuffix(lemma, "ة") ||
		strings.HasSuffix(written, "ى") && (h.form.Pronoun != "" || h.how == Inflect) {
		c += looseEnding
	}
	if k := strings.IndexAny(written, "أإآ"); k >= 0 && !mentions(e, written[k:k+len("أ")]) {
		c += otherHamza
	}
	if h.form.Pronoun == "ي" && pos != Preposition {
		c += mine
	}
	if pos == Adjective {
		c += adjective
		if h.how != Inflect && !strings.Contains(arabic.Normalize(written), l.Lemma(int(h.entry))) {
			c += otherForm
		}
	}
	if !h.form.Plural || h.how != Inflect {
		return c
	}
	if pos == Adjective {
		c += personFirst
	}
	at := strings.HasSuffix(strings.TrimSuffix(written, h.form.Pronoun), "ات")
	switch {
	case at && pos == Adjective:
		c += adjectiveAt
	case at && !strings.HasSuffix(lemma, "ة"):
		c += nounAt
	}
	if h.onPlural {
		c += twicePlural
	}
	return c
}
