package bitext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HoldFormula puts an apostrophe before every line of a cell that a spreadsheet
// could take for a formula: one that starts, behind any white space, with = + - @
// or their full-width forms, or with a tab or line break (OWASP, CSV Injection).
// [ReleaseFormula] takes exactly these off again.
func HoldFormula(cell string) string {
	return eachLine(cell, func(line string) string {
		if mustHold(line) {
			return "'" + line
		}
		return line
	})
}

// ReleaseFormula undoes [HoldFormula]. Apostrophes that hold nothing back stay.
func ReleaseFormula(cell string) string {
	return eachLine(cell, func(line string) string {
		if rest, ok := strings.CutPrefix(line, "'"); ok && mustHold(rest) {
			return rest
		}
		return line
	})
}

// mustHold reports whether a line is dangerous, or would be mistaken for one that
// is held back.
func mustHold(line string) bool {
	line = strings.TrimLeft(line, "'")
	if strings.HasPrefix(line, "\t") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(line, unicode.IsSpace))
	switch r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠':
		return true
	}
	return false
}

// eachLine applies fn to the lines of a text and keeps what parts them.
func eachLine(text string, fn func(string) string) string {
	if !strings.ContainsAny(text, "\r\n") {
		return fn(text)
	}
	var b strings.Builder
	for {
		i := strings.IndexAny(text, "\r\n")
		if i < 0 {
			b.WriteString(fn(text))
			return b.String()
		}
		b.WriteString(fn(text[:i]))
		b.WriteByte(text[i])
		text = text[i+1:]
	}
}
