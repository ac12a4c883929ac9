package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// wordStarts reports whether a word may be seen to start at byte i of a folded
// text: nothing of a word stands before it, or only particles that Arabic joins.
func wordStarts(text string, i int) bool {
	before := text[:i]
	k := strings.LastIndexFunc(before, func(r rune) bool { return !wordRune(r) })
	if k >= 0 {
		_, n := utf8.DecodeRuneInString(before[k:])
		before = before[k+n:]
	}
	switch before {
	case "", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل":
		return true
	}
	return false
}

func wordEnds(text string, i int) bool {
	r, n := utf8.DecodeRuneInString(text[i:])
	return n == 0 || !wordRune(r)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || arabic.IsLetter(r)
}
