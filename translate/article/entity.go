package article

import "golang.org/x/net/html"

// maxEntity is the longest character reference looked for, in bytes; the longest
// name in HTML has 33 characters with its marks.
const maxEntity = 40

// entityAt reads the character reference that s begins with. It returns its
// length in bytes and what it stands for, or 0 if there is none.
func entityAt(s string) (int, string) {
	n := 1
	if n < len(s) && s[n] == '#' {
		n++
	}
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || isASCIILetter(rune(s[n]))) {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	ref := s[:n]
	as := html.UnescapeString(ref)
	if as == ref {
		return 0, ""
	}
	// An old name needs no semicolon, so that only a prefix may have been
	// resolved: in "&notit;" it is "&not". What is left over is the same at the
	// end of both.
	for len(as) > 1 && n > 1 && as[len(as)-1] == s[n-1] && s[n-1] < 0x80 {
		as, n = as[:len(as)-1], n-1
	}
	return n, as
}
