package learn

import (
	"strings"

	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// Words divides a text into the words that are worth learning: no numbers, no
// marks, no English function words. The language is "ar", "en" or any other code.
func Words(text, lang string) []Word {
	var out []Word
	for _, t := range arabic.Tokens(text) {
		if t.Kind != arabic.Word && t.Kind != arabic.Latin {
			continue
		}
		w := t.Text(text)
		if key := Key(w, lang); key != "" {
			out = append(out, Word{Key: key, Surface: surfaceOf(w, t.Kind)})
		}
	}
	return out
}

// surfaceOf is how a word is shown: Arabic without diacritics.
func surfaceOf(w string, kind arabic.TokenKind) string {
	if kind == arabic.Word {
		return arabic.Strip(w)
	}
	return w
}

// Key is the form under which a word of a language is compared: a light stem for
// Arabic, the Porter stem for English, lower case for others. It is empty for
// English function words.
func Key(word, lang string) string {
	switch base, _, _ := strings.Cut(strings.ToLower(lang), "-"); {
	case arabic.Has(word):
		return arabic.Stem(word)
	case base == "en":
		w := strings.ToLower(word)
		if english.IsFunctionWord(w) {
			return ""
		}
		return english.Stem(w)
	}
	return strings.ToLower(word)
}
