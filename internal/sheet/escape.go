package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// coded matches a character written by its number, _x000D_ (ISO/IEC 29500-1, 22.9.2.19,
// ST_Xstring).
var coded = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) })

// escape writes the underscore before what would be read as a number as a number
// itself.
func escape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	// What is escaped may overlap: _x0041_x0042_ is one number and a rest.
	var b strings.Builder
	for i := range len(s) {
		if at := coded().FindStringIndex(s[i:min(len(s), i+7)]); at != nil && at[0] == 0 {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unescape puts in the characters that are written by their numbers.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return coded().ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return m
		}
		return string(rune(n))
	})
}
