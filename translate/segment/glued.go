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
	key := fold(&buf, next)
	if c.words[string(key)]&markSuffix != 0 || !c.isTitleCase(next) && len(next) > 2 && c.lookup(key)&markSuffix != 0 {
		return true
	}
	if t.runes <= 2 && c.isLetter(next) && c.isStopped(nx) {
		return true // the next letter of an abbreviation: M.A.
	}
	switch nx.kind {
	case arabic:
		return t.kind == arabic && t.initial && t.known&markUnit == 0 && !c.afterNumber(t.start) && c.begins(nx) < certain
	case upper:
		if t.kind == arabic {
			return false
		}
		return c.address(t.start) || !c.gluedSentence(t, nx)
	case lower:
		return t.kind != arabic
	}
	return false
}

// isTitleCase reports whether word is a capital and a small letter after it.
func (c *cursor) isTitleCase(word string) bool {
	_, first, n := at(word, 0)
	_, second, _ := at(word, n)
	return first == upper && second == lower
}

// isLetter reports whether word is one letter.
func (c *cursor) isLetter(word string) bool {
	_, cl, n := at(word, 0)
	return cl.isLetter() && n == len(word)
}

// gluedSentence reports whether the Latin word glued to the stop after t looks
// like the first word of a sentence: The, A, I, or an acronym after a word in
// small letters.
func (c *cursor) gluedSentence(t *token, nx *following) bool {
	if t.initial && t.kind == upper || t.dotted {
		return c.begins(nx) >= likely
	}
	word := c.text[nx.at:nx.to]
	_, n := utf8.DecodeRuneInString(word)
	_, after := c.rightOf(nx.to)
	if n == len(word) {
		return word == "A" && after == space || word == "I" && (after == space || after == continues)
	}
	switch _, cl, _ := at(word, n); cl {
	case lower, other, quotation:
		return true
	}
	return t.kind == lower && t.runes > 1 && (after == space || after == continues || after == quotation)
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
