package dictionary

import (
	"errors"
	"strings"
	"unicode"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// Bounds of what is kept of a dictionary.
const (
	maxEntries = 2_000_000
	maxGlosses = 12 // of one lemma
	maxWords   = 8  // of one lemma or gloss; longer ones are explanations
)

var (
	errTooMany  = errors.New("more than 2000000 entries")
	errNoArabic = errors.New("no pair of an Arabic and an English word in it")
)

// builder gathers pairs of an Arabic and an English expression into entries.
type builder struct {
	entries []lexicon.Entry
	at      map[[2]string]int
}

// add takes a pair in either order. Pairs that are not Arabic and English, or
// too long to be a term, are passed over.
func (b *builder) add(one, other, pos string) error {
	ar, en := one, other
	if !arabic.Has(ar) {
		ar, en = en, ar
	}
	ar, en = lemma(ar), gloss(en)
	if ar == "" || en == "" {
		return nil
	}
	if b.at == nil {
		b.at = map[[2]string]int{}
	}
	key := [2]string{arabic.Normalize(ar), pos}
	i, ok := b.at[key]
	if !ok {
		if len(b.entries) == maxEntries {
			return errTooMany
		}
		i = len(b.entries)
		b.at[key] = i
		b.entries = append(b.entries, lexicon.Entry{Lemma: ar, POS: pos})
	}
	e := &b.entries[i]
	for _, have := range e.Glosses {
		if strings.EqualFold(have, en) {
			return nil
		}
	}
	if len(e.Glosses) < maxGlosses {
		e.Glosses = append(e.Glosses, en)
	}
	return nil
}

// lemma makes an Arabic expression what the lexicon indexes: words of Arabic
// letters with single spaces, without diacritics and without remarks in brackets.
// It is empty for anything else.
func lemma(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case arabic.IsLetter(r):
			return r
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ReplacementChar
		}
		return ' '
	}, arabic.Strip(withoutBrackets(s)))
	words := strings.Fields(s)
	if len(words) > maxWords || strings.ContainsRune(s, unicode.ReplacementChar) {
		return ""
	}
	return strings.Join(words, " ")
}

// gloss makes an English expression plain: no remarks in brackets, no numbering,
// no article or "to" in front, no mark behind. It is empty for what is no English.
func gloss(s string) string {
	if arabic.Has(s) {
		return ""
	}
	words := strings.Fields(strings.Trim(withoutBrackets(s), " \t.,;:!?\"“”-–—*•"))
	if len(words) > 1 {
		switch strings.ToLower(words[0]) {
		case "to", "a", "an", "the":
			words = words[1:]
		}
	}
	if len(words) == 0 || len(words) > maxWords {
		return ""
	}
	s = strings.Join(words, " ")
	for _, r := range s {
		if unicode.IsLetter(r) {
			return s
		}
	}
	return ""
}

// withoutBrackets cuts what stands in brackets out of s. A bracket that is not
// closed takes the rest with it.
func withoutBrackets(s string) string {
	if !strings.ContainsAny(s, "([{<") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{', '<':
			depth++
		case ')', ']', '}', '>':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
