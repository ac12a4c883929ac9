package arabic

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// TokenKind tells what a [Token] is made of.
type TokenKind uint8

// The kinds of token.
const (
	Word   TokenKind = iota // Arabic letters with their marks
	Latin                   // letters of any other script, inner apostrophes and hyphens included
	Number                  // digits of any script with inner separators
	Punct                   // one punctuation mark or symbol
)

// Token is one word, number or mark of a text: text[Start:End] in bytes, half-open.
type Token struct {
	Start, End int
	Kind       TokenKind
}

// Text returns the token's text.
func (t Token) Text(s string) string { return s[t.Start:t.End] }

// Tokens divides a text in either language into words, numbers and marks; white
// space and invisible controls between tokens belong to none. A word and the
// digits glued to it ("في28يونيو") are separate tokens. A number keeps its inner
// separators (1,000.5 ٣٫٥ 12:30) but not a leading sign.
func Tokens(s string) []Token {
	toks := make([]Token, 0, len(s)/5+1)
	for t := range All(s) {
		toks = append(toks, t)
	}
	return toks
}

// All yields the tokens of a text in order; see [Tokens].
func All(s string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for i := 0; i < len(s); {
			end, kind := next(s, i)
			if kind == space {
				i = end
				continue
			}
			t := Token{i, end, kind}
			if kind == Word {
				t.End = trimIgnorable(s, i, end)
			}
			if !yield(t) {
				return
			}
			i = end
		}
	}
}

// space is what stands between tokens, for next.
const space TokenKind = 255

// next returns the end of the token or space that begins at s[i], and what it is.
func next(s string, i int) (end int, kind TokenKind) {
	switch c := s[i]; {
	case c == ' ':
		return i + 1, space
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return scanLatin(s, i+1), Latin
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsSpace(r) || IsIgnorable(r):
		return i + n, space
	case IsLetter(r) || r == Tatweel || IsDiacritic(r):
		return scanArabic(s, i+n), Word
	}
	if _, ok := Digit(r); ok {
		return scanNumber(s, i+n), Number
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return scanLatin(s, i+n), Latin
	}
	return i + n, Punct
}

// scanArabic goes on from the first letter of an Arabic word.
func scanArabic(s string, i int) int {
	for i < len(s) {
		if i+1 < len(s) && (s[i] == 0xD8 && s[i+1] >= 0xA0 && s[i+1] <= 0xBF || s[i] == 0xD9 && s[i+1] >= 0x80 && s[i+1] <= 0x9F) {
			i += 2 // U+0620 to U+065F: the usual letters, tatweel and marks
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !IsLetter(r) && r != Tatweel && !IsDiacritic(r) && !IsIgnorable(r) {
			break
		}
		i += n
	}
	return i
}
func trimIgnorable(s string, start, end int) int {
	for end > start {
		r, n := utf8.DecodeLastRuneInString(s[start:end])
		if !IsIgnorable(r) {
			break
		}
		end -= n
	}
	return end
}

// scanNumber goes on from the first digit: digits, and one separator at a time
// when a digit follows it.
func scanNumber(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if _, ok := Digit(r); ok {
			i += n
			continue
		}
		switch r {
		case '.', ',', ':', DecimalMark, GroupMark, '’', '\'':
			if i+n < len(s) {
				next, _ := utf8.DecodeRuneInString(s[i+n:])
				if _, ok := Digit(next); ok {
					i += n
					continue
				}
			}
		}
		break
	}
	return i
}

// scanLatin goes on from the first letter of a word in a script other than
// Arabic: letters, marks, digits, and inner apostrophes, hyphens and points
// (U.S., e-mail, don't) when a letter or digit follows.
func scanLatin(s string, i int) int {
	inWord := func(r rune) bool {
		_, digit := Digit(r)
		return !IsLetter(r) && (digit || unicode.IsLetter(r) || unicode.IsMark(r))
	}
	for i < len(s) {
		if c := s[i]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if inWord(r) {
			i += n
			continue
		}
		switch r {
		case '\'', '’', '-', '‑', '.', '&':
			if i+n < len(s) {
				next, _ := utf8.DecodeRuneInString(s[i+n:])
				if inWord(next) {
					i += n
					continue
				}
			}
		}
		break
	}
	return i
}
