package arabic

import (
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
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || IsIgnorable(r):
			i += n
			continue
		case IsLetter(r) || r == Tatweel || IsDiacritic(r):
			j := scan(s, i+n, func(r rune) bool { return IsLetter(r) || r == Tatweel || IsDiacritic(r) || IsIgnorable(r) })
			toks = append(toks, Token{i, trimIgnorable(s, i, j), Word})
			i = j
			continue
		}
		if _, ok := Digit(r); ok {
			j := scanNumber(s, i+n)
			toks = append(toks, Token{i, j, Number})
			i = j
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			j := scanLatin(s, i+n)
			toks = append(toks, Token{i, j, Latin})
			i = j
			continue
		}
		toks = append(toks, Token{i, i + n, Punct})
		i += n
	}
	return toks
}

func scan(s string, i int, in func(rune) bool) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !in(r) {
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
