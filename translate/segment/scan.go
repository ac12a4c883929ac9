package segment

import "strings"

// cursor walks one paragraph once, from left to right. It holds all state, so
// that a Segmenter can be used by several goroutines.
type cursor struct {
	*Segmenter
	text  string
	pos   int // next byte to look at
	start int // first byte of the current sentence
	ink   int // only marks stand between start and this byte, see atStart

	quotes       quoteStack
	quotedBefore bool // a quotation was closed earlier in the paragraph

	brackets int  // depth of open brackets
	bracket  int  // byte of the outermost open bracket
	whole    bool // the outermost bracket opened at the start of a sentence

	orphan, orphanEnd int // first closer of the sentence that closes nothing, plus one; 0 = none
	list              int // number the sentence began with in an inline list, 0 = none
	keyBuf            [maxWord]byte
}

// next gives the byte after the next sentence and false at the end of the
// paragraph. The sentence is text[c.start:end]; the caller moves c.start.
func (c *cursor) next() (end int, ok bool) {
	s := c.text
	for c.pos < len(s) {
		if !event[s[c.pos]] {
			c.pos++
			continue
		}
		i := c.pos
		b := s[i]
		if b >= 0x9D && b <= 0x9F { // may be the second byte of ؟
			if i > 0 && s[i-1] == 0xD8 {
				if end, cut := c.stop(i - 1); cut {
					return end, true
				}
				continue
			}
			c.pos++
			continue
		}
		r, cl, n := at(s, i)
		switch cl {
		case dot, strong, ellipsis:
			if end, cut := c.stop(i); cut {
				return end, true
			}
			continue
		case newline:
			if c.isSoft(r) {
				break
			}
			c.pos = i + n
			c.reset()
			if end := trimRight(s, c.start, i); end > c.start {
				return end, true
			}
			c.begin(c.pos)
			continue
		case quotation:
			switch c.role(i, r, n) {
			case opens:
				c.openQuote(i, r, n)
			case closes:
				c.closeQuote(i, r, n)
			}
		case opener:
			c.openBracket(i)
		case closer:
			c.closeBracket()
		}
		c.pos = i + max(n, 1)
	}
	if end := trimRight(s, c.start, len(s)); end > c.start {
		return end, true
	}
	return 0, false
}

// begin makes the sentence that follows byte i the current one.
func (c *cursor) begin(i int) {
	c.start = c.skipSpace(i)
	c.ink = c.start
	c.orphan = 0
}

// isSoft reports whether the line break r is only white space.
func (c *cursor) isSoft(r rune) bool { return c.SoftBreaks && (r == '\n' || r == '\r') }

// reset forgets quotations and brackets at a line break: each line is a
// paragraph of its own.
func (c *cursor) reset() {
	c.quotes.n, c.brackets, c.list, c.quotedBefore = 0, 0, 0, false
}

func (c *cursor) openBracket(i int) {
	if c.brackets == 0 {
		c.bracket, c.whole = i, c.atStart(i)
	}
	c.brackets++
}

func (c *cursor) closeBracket() {
	if c.brackets > 0 {
		c.brackets--
	}
}

// maxBracket is how far ahead a closing bracket is looked for, in bytes. An
// aside is seldom longer than a sentence; a bracket that is never closed must
// not swallow the paragraph.
const maxBracket = 600

// insideBracket reports whether byte i stands inside a bracket that is closed
// soon after and was opened within its sentence: (the highest court. As the
// constitution says) stays whole.
func (c *cursor) insideBracket(i int) bool {
	if c.brackets == 0 {
		return false
	}
	rest := c.text[i:min(len(c.text), i+maxBracket)]
	end := strings.IndexAny(rest, ")]}\n\uFD3E")
	if end < 0 || rest[end] == '\n' {
		c.brackets = 0
		return false
	}
	if !c.whole {
		return true
	}
	_, cl, _ := before(rest, len(trimSpaceRight(rest[:end])))
	return !cl.isStop()
}

// skipSpace gives the first byte at or after i that is not white space.
func (c *cursor) skipSpace(i int) int {
	for i < len(c.text) {
		_, cl, n := at(c.text, i)
		if !cl.isSpacing() {
			break
		}
		i += n
	}
	return i
}

// trimRight gives the end of text[start:end] without white space at its end,
// and start if nothing visible is left.
func trimRight(text string, start, end int) int {
	for end > start {
		_, cl, n := before(text, end)
		if !cl.isSpacing() {
			break
		}
		end -= n
	}
	for i := start; i < end; {
		_, cl, n := at(text, i)
		if cl != ignorable && !cl.isSpacing() {
			return end
		}
		i += n
	}
	return start
}

func trimSpaceRight(s string) string { return s[:trimRight(s, 0, len(s))] }
