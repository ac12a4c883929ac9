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
	return collapse(arabic.Strip(norm.NFC.String(s)))
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
