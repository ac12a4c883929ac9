package align

import (
	"strings"
	"unicode"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// script tells how words of a side are read.
type script uint8

const (
	other script = iota
	arabicScript
	englishWords
)

// scriptOf settles how a side is read from its language code, or from its
// letters when the code is unknown.
func scriptOf(lang string, sentences []string) script {
	switch base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base {
	case "ar":
		return arabicScript
	case "en":
		return englishWords
	case "":
		if arabicShare(sentences) > 0.5 {
			return arabicScript
		}
	}
	return other
}

// sampleLetters is how much of a text is read to tell its script.
const sampleLetters = 20_000

// arabicShare is the share of Arabic letters among the letters of the first
// sentences.
func arabicShare(sentences []string) float64 {
	ar, all := 0, 0
	for _, s := range sentences {
		for _, r := range s {
			if arabic.IsLetter(r) {
				ar++
				all++
			} else if unicode.IsLetter(r) {
				all++
			}
		}
		if all > sampleLetters {
			break
		}
	}
	if all == 0 {
		return 0
	}
	return float64(ar) / float64(all)
}

// key gives the form under which a word is counted and compared; empty for a
// word without content.
func (r *reader) key(word string, kind arabic.TokenKind) (string, typeClass) {
	switch kind {
	case arabic.Number:
		return numberKey(word), numberType
	case arabic.Word:
		w := arabic.Normalize(word)
		if r.lex == nil {
			return arabic.Stem(w), plainWord
		}
		if functionWord(r.lex, w) {
			return "", plainWord
		}
		return w, plainWord
	}
	if r.s.script == englishWords {
		return englishKey(word), plainWord
	}
	if r.s.script == arabicScript {
		return strings.ToLower(word), latinInArabic
	}
	return strings.ToLower(word), plainWord
}

// englishKey is the stem of an English content word, empty for a function word.
// Abbreviations in capitals (US, IT) are not the words they look like.
func englishKey(word string) string {
	bare := strings.ReplaceAll(word, ".", "")
	if len(bare) >= 2 && len(bare) <= 5 && isUpper(bare) {
		return "^" + strings.ToLower(bare)
	}
	w := strings.ToLower(word)
	if english.IsFunctionWord(w) {
		return ""
	}
	return english.Stem(w)
}

func isUpper(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// functionWord reports whether every likely reading of an Arabic word is one of
// a particle, preposition, conjunction or pronoun.
func functionWord(lex *lexicon.Lexicon, w string) bool {
	matches := lex.Lookup(w)
	for _, m := range matches {
		if !isParticle(m.POS) && m.Cost <= matches[0].Cost+1 {
			return false
		}
	}
	return len(matches) > 0
}

func isParticle(pos string) bool {
	switch pos {
	case lexicon.Preposition, lexicon.Conjunction, lexicon.Particle, lexicon.Pronoun:
		return true
	}
	return false
}

// numberKey writes a number in Western digits without grouping.
func numberKey(word string) string {
	w := arabic.FoldDigits(word)
	var b strings.Builder
	b.Grow(len(w) + 1)
	b.WriteByte('#')
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9' || c == ':':
			b.WriteByte(c)
		case (c == '.' || c == ',') && len(w)-i != 4: // three digits follow a grouping mark
			b.WriteByte('.')
		}
	}
	return b.String()
}

func letterCount(s string) int32 {
	n := int32(0)
	for _, r := range s {
		switch {
		case r < 0x80:
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				n++
			}
		case r == arabic.Tatweel || arabic.IsDiacritic(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n++
		}
	}
	return n
}
