// Package arabic knows the letters and words of written Arabic: which runes are
// letters, marks and digits, how spellings vary, and how a written word divides
// into proclitics, stem and suffixes.
//
// Three levels of sameness are offered. [Strip] removes what never changes a
// word (diacritics, tatweel, invisible controls). [Normalize] also folds the
// spellings newspapers vary freely (hamza seats on alef, final ى and ي, ة and ه,
// Persian letter forms). Stems ([Stem], [Analyses]) work on normalised words.
package arabic

import (
	"strings"
	"unicode"
)

// Runes with a role of their own in Arabic text.
const (
	Tatweel      = 'ـ' // U+0640, stretches a word, carries no meaning
	Comma        = '،' // U+060C
	Semicolon    = '؛' // U+061B
	QuestionMark = '؟' // U+061F
	Percent      = '٪' // U+066A
	DecimalMark  = '٫' // U+066B
	GroupMark    = '٬' // U+066C
)

// IsLetter reports whether r is a letter of the Arabic script, the letters that
// Persian and Urdu add included; diacritics, digits and tatweel are not letters.
func IsLetter(r rune) bool {
	switch {
	case r < 0x0620:
		return false
	case r <= 0x064A:
		return r != Tatweel
	case r >= 0x066E && r <= 0x06D3:
		return r != 0x0670
	case r == 0x06D5 || r == 0x06EE || r == 0x06EF || r >= 0x06FA && r <= 0x06FC || r == 0x06FF:
		return true
	case r >= 0x0750 && r <= 0x077F:
		return true
	case r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC:
		return unicode.IsLetter(r)
	}
	return false
}

// IsDiacritic reports whether r is a vowel sign, shadda, sukun, dagger alef or
// another combining mark of the Arabic script.
func IsDiacritic(r rune) bool {
	return r >= 0x064B && r <= 0x065F || r == 0x0670 || r >= 0x0610 && r <= 0x061A ||
		r >= 0x06D6 && r <= 0x06DC || r >= 0x06DF && r <= 0x06E4 || r == 0x06E7 || r == 0x06E8 ||
		r >= 0x06EA && r <= 0x06ED || r >= 0x08D3 && r <= 0x08FF
}

// IsBidiControl reports whether r is an invisible control of the bidirectional
// algorithm (UAX #9): a mark, an embedding, an override or an isolate.
func IsBidiControl(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// IsIgnorable reports whether r is invisible and separates nothing: bidi
// controls, zero-width joiners and non-joiners, soft hyphen, word joiner, BOM.
func IsIgnorable(r rune) bool {
	return IsBidiControl(r) || r >= 0x200B && r <= 0x200D || r == 0x00AD || r == 0x2060 || r == 0xFEFF
}

// Has reports whether s holds at least one Arabic letter.
func Has(s string) bool {
	for _, r := range s {
		if IsLetter(r) {
			return true
		}
	}
	return false
}

// Digit returns the value 0-9 of a decimal digit in Western (0-9), Arabic-Indic
// (٠-٩) or Persian (۰-۹) form, and false for any other rune.
func Digit(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= '٠' && r <= '٩':
		return int(r - '٠'), true
	case r >= '۰' && r <= '۹':
		return int(r - '۰'), true
	}
	return 0, false
}

// FoldDigits writes every decimal digit of s in its Western form.
func FoldDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d, ok := Digit(r); ok {
			return rune('0' + d)
		}
		return r
	}, s)
}

// Strip removes diacritics, tatweel and invisible controls from s. Nothing else
// changes, so a stripped word is still spelled as its writer spelled it.
func Strip(s string) string {
	if !needsStrip(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strippable(r) {
			return -1
		}
		return r
	}, s)
}

func strippable(r rune) bool { return r == Tatweel || IsDiacritic(r) || IsIgnorable(r) }

func needsStrip(s string) bool {
	for _, r := range s {
		if strippable(r) {
			return true
		}
	}
	return false
}

// Normalize strips s and folds the letters that careful and careless spellings
// of one word differ in: أ إ آ ٱ to ا, ى to ي, ة to ه, and Persian ک ی ە to
// ك ي ه. Hamza on و and ي stays, because it tells words apart and is seldom
// dropped. Two words with the same Normalize form are the
// same word for lookup and comparison.
func Normalize(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ى', 'ی', 'ې':
			return 'ي'
		case 'ة', 'ە', 'ۀ', 'ہ':
			return 'ه'
		case 'ک':
			return 'ك'
		}
		if strippable(r) {
			return -1
		}
		return r
	}, s)
}
