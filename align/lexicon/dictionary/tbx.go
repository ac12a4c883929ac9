package dictionary

import (
	"io"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/tbx"
)

// readTBX reads the Arabic and English terms of a termbase. Preferred terms go
// first; deprecated and superseded ones still help to understand a text, and go
// last.
func readTBX(r io.Reader) (lexicon.Source, error) {
	concepts, err := tbx.Read(r)
	if err != nil {
		return lexicon.Source{}, err
	}
	var b builder
	for i := range concepts {
		ar, en := ranked(concepts[i].Terms("ar")), ranked(concepts[i].Terms("en"))
		for _, a := range ar {
			for _, e := range en {
				if err := b.add(a.Text, e.Text, partOfSpeech(a.PartOfSpeech, e.PartOfSpeech)); err != nil {
					return lexicon.Source{}, err
				}
			}
		}
	}
	if len(b.entries) == 0 {
		return lexicon.Source{}, errNoArabic
	}
	return lexicon.Source{Kind: lexicon.TBX, Entries: b.entries, Cost: ownList}, nil
}

// ranked puts preferred terms first and forbidden ones last.
func ranked(terms []tbx.Term) []tbx.Term {
	var first, middle, last []tbx.Term
	for _, t := range terms {
		switch {
		case t.Status == tbx.Preferred:
			first = append(first, t)
		case t.Status.Forbidden():
			last = append(last, t)
		default:
			middle = append(middle, t)
		}
	}
	return append(append(first, middle...), last...)
}

// partOfSpeech is the lexicon's tag for what a termbase or a dictionary says of
// a word; the first that says something counts. Verbs stay untagged: the
// lexicon's verbs need an imperfect, which is not told.
func partOfSpeech(said ...string) string {
	for _, s := range said {
		switch strings.Trim(strings.ToLower(s), "<>.") {
		case "n", "noun", "nf", "nm", "substantive", "s":
			return lexicon.Noun
		case "adj", "adjective", "a":
			return lexicon.Adjective
		case "adv", "adverb":
			return lexicon.Adverb
		case "prep", "preposition":
			return lexicon.Preposition
		case "conj", "conjunction":
			return lexicon.Conjunction
		case "pron", "pronoun":
			return lexicon.Pronoun
		case "num", "numeral":
			return lexicon.Numeral
		case "int", "intj", "interjection":
			return lexicon.Interject
		}
	}
	return lexicon.AnyWord
}
