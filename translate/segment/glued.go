package segment

import (
	"strings"
	"unicode/utf8"
)

// joined reports whether the stop between t and the word glued to it belongs to
// a name (a host, a file, an address, a version) and ends no sentence.
func (c *cursor) joined(t *token, nx *following) bool {
	var buf [maxWord]byte
	next := c.text[nx.at:nx.to]
	if nx.symbol != 0 {
		return true
	}
	if c.lookup(fold(&buf, next))&markSuffix != 0 && (nx.kind != upper || t.kind == upper) {
		return true
	}
	switch nx.kind {
	case arabic:
		return t.kind == arabic && t.initial && t.known&markUnit == 0 && !c.afterNumber(t.start) && c.begins(nx) < certain
	case upper:
		if t.kind == arabic {
			return false
		}
		return t.kind == upper && !t.dotted || !c.capitalised(next) || c.address(t.start)
	case lower:
		return t.kind != arabic
	}
	return false
}

// capitalised reports whether word is written as the first word of a sentence:
// a capital and small letters, or A and I alone.
func (c *cursor) capitalised(word string) bool {
	_, n := utf8.DecodeRuneInString(word)
	if n == len(word) {
		return word == "A" || word == "I"
	}
	_, cl, _ := at(word, n)
	return cl == lower || cl == other || word[n] == '\''
}

// address reports whether the text without white space around byte i is a web
// or mail address or a path.
func (c *cursor) address(i int) bool {
	from := i
	for range 64 {
		_, cl, n := before(c.text, from)
		if cl.isSpacing() || n == 0 || cl == opener || cl == arabic {
			break
		}
		from -= n
	}
	s := c.text[from:min(len(c.text), i+maxWord)]
	if k := strings.IndexAny(s, " \n\u00A0"); k >= 0 {
		s = s[:k]
	}
	return strings.ContainsAny(s, "@\\") || strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "/")
}
