package memory

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
)

// exactForm is the form in which the same sentence is equal to itself however it
// was typed. Composition comes first: a hamza written as a separate mark would
// be stripped with the vowel signs otherwise.
func exactForm(s string) string {
	return collapse(arabic.Strip(normalize(norm.NFC, s)))
}

// normalize is f.String without its cost for ordinary text.
func normalize(f norm.Form, s string) string {
	for _, r := range s {
		if !ordinary(r) {
			return f.String(s)
		}
	}
	return s
}

// ordinary reports whether r composes with nothing and stands for itself in NFC
// and NFKC, as far as comparison is concerned: the order of vowel signs and the
// kind of a space do not matter here.
func ordinary(r rune) bool {
	switch {
	case r <= 0x00A0: // ASCII and the no-break space
		return true
	case r >= 0x0600 && r <= 0x0652: // Arabic up to the sukun; combining hamzas follow
		return true
	case r >= 0x0660 && r <= 0x066D: // digits and number marks
		return true
	case r == '«' || r == '»' || r >= 0x200C && r <= 0x2010 || r >= 0x2013 && r <= 0x2016 || r >= 0x2018 && r <= 0x201F:
		return true
	}
	return false
}

// collapse trims s and makes one space of every run of white space. A string
// that needs neither is returned itself, so that a memory shares it.
func collapse(s string) string {
	space := true // a space here would be one too many
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || space) {
			return strings.Join(strings.Fields(s), " ")
		}
		space = r == ' '
	}
	if space && s != "" {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// foldWord returns the form in which spellings of one word are equal.
func foldWord(s string, kind arabic.TokenKind) string {
	switch kind {
	case arabic.Word:
		return arabic.Normalize(s)
	case arabic.Latin:
		return strings.ReplaceAll(strings.ToLower(s), "’", "'")
	case arabic.Number:
		return numberWord // numbers replace one another
	}
	switch s {
	case "،", "٬":
		return ","
	case "؛":
		return ";"
	case "؟":
		return "?"
	case "٪":
		return "%"
	case "«", "»", "“", "”", "„", "‘", "’", "'", "‹", "›":
		return `"`
	case "–", "—", "−", "‑", "‐":
		return "-"
	}
	return s
}
