package values

import (
	"strings"

	"tarjuman/internal/arabic"
)

// maskedRanges returns the byte ranges of web addresses, e-mail addresses,
// handles and hashtags: digits in them are not amounts.
func maskedRanges(s string) [][2]int {
	if !strings.ContainsAny(s, "@#/") {
		return nil
	}
	var out [][2]int
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !spaceAt(s, j) {
			j++
		}
		if j > i && isAddress(s[i:j]) {
			out = append(out, [2]int{i, j})
		}
		for j < len(s) && spaceAt(s, j) {
			j++
		}
		i = j
	}
	return out
}

func spaceAt(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r' || s[i] == 0xA0 && i > 0 && s[i-1] == 0xC2
}

func isAddress(w string) bool {
	if strings.Contains(w, "://") || strings.Contains(w, "www.") {
		return true
	}
	w = strings.TrimLeft(w, "(\"'“«[")
	if i := strings.IndexByte(w, '@'); i >= 0 && i+1 < len(w) {
		return true
	}
	if i := strings.IndexByte(w, '#'); i == 0 && len(w) > 1 {
		return !onlyDigits(w[1:])
	}
	if i := strings.IndexByte(w, '/'); i > 3 {
		return strings.Contains(w[:i], ".") && letterBefore(w[:i])
	}
	return false
}

// letterBefore reports a host name: its last label is Latin letters.
func letterBefore(host string) bool {
	label := host[strings.LastIndexByte(host, '.')+1:]
	if len(label) < 2 {
		return false
	}
	for i := 0; i < len(label); i++ {
		if c := label[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func onlyDigits(s string) bool {
	for _, r := range s {
		if _, ok := arabic.Digit(r); !ok {
			return false
		}
	}
	return true
}
