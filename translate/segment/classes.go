package segment

import (
	"unicode"
	"unicode/utf8"
)

// event marks the bytes at which the scanner stops to look. A byte that is not
// an event can neither end a sentence nor change the state of quotations and
// brackets, so running text costs one table look-up per byte.
//
// Arabic letters are two bytes, lead 0xD8-0xDB. ؟ is D8 9F; the lead byte is far
// too common to be an event, so its second byte is. The same byte ends a few
// other characters (ٟ, ڟ), which the scanner passes over.
var event = [256]bool{
	'\n': true, '\r': true, '!': true, '.': true, '?': true,
	'"': true, '\'': true, '(': true, ')': true, '[': true, ']': true, '{': true, '}': true,
	0x9D: true, 0x9E: true, 0x9F: true, // second bytes of ؝ ؞ ؟
	0xC2: true, // «, », NEL
	0xDB: true, // ۔
	0xDC: true, // Syriac stops
	0xD6: true, // Armenian full stop ։
	0xDF: true, // NKo exclamation mark
	0xE0: true, 0xE1: true, 0xE2: true, 0xE3: true, 0xEA: true, 0xEF: true, 0xF0: true,
}

// class is what a rune means to the segmenter.
type class uint8

const (
	other     class = iota // symbols, dashes, anything else
	arabic                 // a letter of the Arabic script
	upper                  // an upper-case or title-case letter
	lower                  // a lower-case letter
	letter                 // a letter of a script without case (not Arabic)
	digit                  // a decimal digit of any script
	space                  // white space within a line, NBSP included
	newline                // a paragraph separator: UAX #29 Sep, CR and LF
	ignorable              // invisible: bidi controls, joiners, marks, tatweel
	dot                    // full stop of Latin and Arabic script
	strong                 // ? ! ؟ ۔ 。 and every other STerm of UAX #29
	ellipsis               // …
	quotation              // quotation mark of any form
	opener                 // opening bracket
	closer                 // closing bracket
	continues              // , ; : ، ؛: a sentence does not begin with it
	dash                   // hyphen-minus, en and em dash, horizontal bar
)

// asciiClass is the class of the ASCII range.
var asciiClass = func() (t [utf8.RuneSelf]class) {
	for r := range t {
		switch {
		case r >= 'a' && r <= 'z':
			t[r] = lower
		case r >= 'A' && r <= 'Z':
			t[r] = upper
		case r >= '0' && r <= '9':
			t[r] = digit
		}
	}
	t[' '], t['\t'], t['\v'], t['\f'] = space, space, space, space
	t['\n'], t['\r'] = newline, newline
	t['.'], t['!'], t['?'] = dot, strong, strong
	t['"'], t['\''] = quotation, quotation
	t['('], t['['], t['{'] = opener, opener, opener
	t[')'], t[']'], t['}'] = closer, closer, closer
	t[','], t[';'], t[':'] = continues, continues, continues
	t['-'] = dash
	return t
}()

// classOf gives the class of r. The Sentence_Break property of UAX #29 decides
// which runes are terminators (STerm, ATerm), separators (Sep, CR, LF), and
// which are transparent (Extend, Format); quotation marks, brackets and the
// ellipsis are told apart more finely than the property does.
func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	switch {
	case r >= 0x0620 && r <= 0x06FF:
		return arabicClass(r)
	case r >= 0x0600 && r <= 0x061F:
		switch r {
		case '،', '؛', '؍':
			return continues
		case '؟', '؞', '؝':
			return strong
		case 0x061C:
			return ignorable
		}
		if r >= 0x0610 && r <= 0x061A {
			return ignorable
		}
		return other
	case r <= 0x00FF:
		return latinClass(r)
	case r >= 0x2000 && r <= 0x206F:
		return punctuationClass(r)
	}
	return farClass(r)
}

func arabicClass(r rune) class {
	switch {
	case r >= 0x0660 && r <= 0x0669, r >= 0x06F0 && r <= 0x06F9:
		return digit
	case r == 'ـ', r >= 0x064B && r <= 0x065F, r == 0x0670, r >= 0x06D6 && r <= 0x06DC,
		r >= 0x06DF && r <= 0x06E4, r == 0x06E7, r == 0x06E8, r >= 0x06EA && r <= 0x06ED:
		return ignorable
	case r == '۔':
		return strong
	case r >= 0x066A && r <= 0x066D, r == 0x06DD, r == 0x06DE, r == 0x06E9:
		return other
	}
	return arabic
}

func latinClass(r rune) class {
	switch r {
	case 0x85:
		return newline
	case 0xA0:
		return space
	case 0xAD:
		return ignorable
	case '«', '»':
		return quotation
	case 0xD7, 0xF7:
		return other
	}
	switch {
	case r >= 0xC0 && r <= 0xDE:
		return upper
	case r >= 0xDF || r == 0xAA || r == 0xB5 || r == 0xBA:
		return lower
	}
	return other
}

func punctuationClass(r rune) class {
	switch {
	case r <= 0x200A, r == 0x202F, r == 0x205F:
		return space
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060:
		return ignorable
	case r == 0x2028, r == 0x2029:
		return newline
	case r >= 0x2010 && r <= 0x2015:
		return dash
	case r >= 0x2018 && r <= 0x201F, r == 0x2039, r == 0x203A:
		return quotation
	case r == '…', r == '‥':
		return ellipsis
	case r >= 0x203C && r <= 0x203D, r >= 0x2047 && r <= 0x2049:
		return strong
	case r == 0x2045:
		return opener
	case r == 0x2046:
		return closer
	}
	return other
}

func farClass(r rune) class {
	switch {
	case r == utf8.RuneError:
		return other
	case unicode.Is(unicode.STerm, r):
		return strong
	case r == 0x2024 || r == 0xFE52 || r == 0xFF0E:
		return dot
	case r == 0x300C || r == 0x300D || r == 0x300E || r == 0x300F || r == 0xFF02:
		return quotation
	case r == 0xFD3F: // ornate parentheses: in Arabic order U+FD3F opens
		return opener
	case r == 0xFD3E:
		return closer
	case r == 0xFF0C || r == 0x3001 || r == 0xFF1A || r == 0xFF1B || r == 0xFE50:
		return continues
	case r >= 0xFB50 && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC, r >= 0x0750 && r <= 0x077F, r >= 0x08A0 && r <= 0x08C9:
		return arabic
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r):
		return ignorable
	case unicode.Is(unicode.Ps, r):
		return opener
	case unicode.Is(unicode.Pe, r):
		return closer
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper
	case unicode.IsLower(r):
		return lower
	case unicode.IsLetter(r) || unicode.Is(unicode.Mc, r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r):
		return space
	}
	return other
}

// isWord reports whether c belongs to words: letters and digits.
func (c class) isWord() bool { return c >= arabic && c <= digit }

// isLetter reports whether c is a letter of any script.
func (c class) isLetter() bool { return c >= arabic && c <= letter }

// isStop reports whether c can end a sentence.
func (c class) isStop() bool { return c == dot || c == strong || c == ellipsis }

// isSpacing reports whether c is white space of any kind.
func (c class) isSpacing() bool { return c == space || c == newline }

// at gives the rune of s at byte i, its class and its size; size 0 at the end.
func at(s string, i int) (rune, class, int) {
	if i >= len(s) {
		return 0, newline, 0
	}
	if b := s[i]; b < utf8.RuneSelf {
		return rune(b), asciiClass[b], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return r, classOf(r), n
}

// before gives the rune that ends at byte i of s, its class and its size; size 0
// at the start.
func before(s string, i int) (rune, class, int) {
	if i <= 0 {
		return 0, newline, 0
	}
	if b := s[i-1]; b < utf8.RuneSelf {
		return rune(b), asciiClass[b], 1
	}
	r, n := utf8.DecodeLastRuneInString(s[:i])
	return r, classOf(r), n
}

// opensIsolate reports whether r starts a bidi embedding, override or isolate:
// it belongs to the text after it, every other invisible rune to the text before.
func opensIsolate(r rune) bool {
	return r == 0x202A || r == 0x202B || r == 0x202D || r == 0x202E || r >= 0x2066 && r <= 0x2068
}
