package screen

import (
	"regexp"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

var addressPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:https?|ftp|javascript|data)[:：]//?[^\s<>"]+|\bwww\.[^\s<>"]+|[\w.+\-]+@[\w\-]+\.[\w.\-]+|\b[a-z0-9\-]{2,}\.(?:com|net|org|info|io|ru|cn|xyz|example|test)\b`)
})

var longNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[+(]?\d[\d\s().\-]{6,}\d`) })

// foreignAddress finds addresses and telephone numbers that the source does not
// have: an answer with a link of its own leads readers astray.
func foreignAddress(p *Pair) string {
	source := strings.ToLower(arabic.FoldDigits(p.Source))
	for _, a := range addressPattern().FindAllString(p.Answer, -1) {
		a = strings.ToLower(strings.TrimRight(a, ".,;:!?)»”\"'"))
		if !strings.Contains(source, a) {
			return "the answer holds an address that the source does not have"
		}
	}
	digits := onlyDigits(source)
	for _, n := range longNumber().FindAllString(arabic.FoldDigits(p.Answer), -1) {
		if d := onlyDigits(n); len(d) >= 8 && !strings.HasSuffix(d, "000") && !strings.Contains(digits, d) && !strings.ContainsAny(n, ",") && !years(n) {
			return "the answer holds a long number that the source does not have"
		}
	}
	return ""
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// years recognises ranges such as 1990-1995.
func years(s string) bool {
	f := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return len(f) == 2 && len(f[0]) == 4 && len(f[1]) == 4
}
