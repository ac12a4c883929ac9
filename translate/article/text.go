package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText makes every line of the source that has something to read in it a
// paragraph, without the white space around it.
func readText(source string) []Paragraph {
	var out []Paragraph
	at := 0 // code points before source[i:]
	for i := 0; i < len(source); {
		line := source[i:]
		if n := strings.IndexFunc(line, isLineBreak); n >= 0 {
			line = line[:n+firstRune(line[n:])]
		}
		text := strings.TrimLeftFunc(line, isBlank)
		start := at + utf8.RuneCountInString(line[:len(line)-len(text)])
		text = strings.TrimRightFunc(text, isBlank)
		i += len(line)
		if hasVisible(text) {
			end := start + utf8.RuneCountInString(text)
			out = append(out, Paragraph{Text: text, Start: start, End: end, pieces: unchanged(text, start)})
		}
		at += utf8.RuneCountInString(line)
	}
	return out
}

// isLineBreak reports whether r ends a line: the mandatory breaks of Unicode
// Standard Annex 14 (classes BK, CR, LF and NL).
func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isBlank reports whether r may be cut from the ends of a paragraph: white
// space, and the byte order mark, which also turns up where files were joined.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\uFEFF'
}

// hasVisible reports whether there is anything to read in s. A line of direction
// marks and joiners alone is as empty as one of spaces.
func hasVisible(s string) bool {
	for _, r := range s {
		if !isBlank(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) {
			return true
		}
	}
	return false
}
