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

	quotes    quoteStack
	closedEnd int // byte after the last closing mark of the paragraph, 0 = none yet

	brackets int  // depth of open brackets
	bracket  int  // byte of the outermost open bracket
	unclosed int  // no bracket closes before this byte, as far as was looked
	whole    bool // the outermost bracket opened at the start of a sentence

	orphan, orphanEnd int // first closer of the sentence that closes nothing, plus one; 0 = none

	ending   ending // how the current sentence ends, once next has found its end
	previous ending // how the one before it in the line ended

	rules   *userRules // SRX rules, nil without
	places  []int      // where they cut, still to come
	held    int        // end of a sentence found while a place before it was cut, 0 = none
	heldEnd ending     // and how it ends

	list   int // number the sentence began with in an inline list, 0 = none
	keyBuf [maxWord]byte
}

// ending says how a sentence ends.
type ending uint8

const (
	endOfLine ending = iota // no stop, or nothing follows in the line
	endPlain                // a full stop
	endQuoted               // a full stop beside a closing mark
	endMarked               // another terminator
	endForced               // a user's rule or a list number
)

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
			c.ending = endOfLine
			if end := trimRight(s, c.start, i); end > c.start {
				return end, true
			}
			c.begin(c.pos)
			c.pos = c.start // a run of empty lines is passed once
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
			if c.endsNote(i + n) {
				c.pos, c.ending = i+n, endForced
				return c.pos, true
			}
		}
		c.pos = i + max(n, 1)
	}
	c.ending = endOfLine
	end = trimRight(s, c.start, len(s))
	return end, end > c.start
}

// cut gives the end of the next sentence as next does, with the user's rules on
// top: their places are cut first, and ends they forbid are passed over.
func (c *cursor) cut() (end int, ok bool) {
	for {
		if c.held > 0 {
			end, ok, c.held, c.ending = c.held, true, 0, c.heldEnd
		} else if end, ok = c.next(); c.rules == nil {
			return end, ok
		}
		if !ok {
			return 0, false
		}
		for len(c.places) > 0 && c.places[0] < end {
			place := trimRight(c.text, c.start, c.places[0])
			c.places = c.places[1:]
			if place > c.start && c.skipSpace(place) < end {
				c.held, c.heldEnd, c.ending = end, c.ending, endForced
				return place, true
			}
		}
		if c.ending == endOfLine || !c.rules.forbids(c.text, end, c.skipSpace(end)) {
			return end, true
		}
	}
}

// begin makes the sentence that follows byte i the current one.
func (c *cursor) begin(i int) {
	c.start = c.skipSpace(i)
	c.ink = c.start
	c.orphan = 0
	c.previous, c.ending = c.ending, endOfLine
}

// isSoft reports whether the line break r is only white space.
func (c *cursor) isSoft(r rune) bool { return c.opt.SoftBreaks && (r == '\n' || r == '\r') }

// reset forgets quotations and brackets at a line break: each line is a
// paragraph of its own.
func (c *cursor) reset() {
	c.quotes.n, c.brackets, c.list, c.closedEnd = 0, 0, 0, 0
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

// maxNote bounds the bytes of a note in brackets that is a sentence of its own
// without a stop: a reference, a stage direction.
const maxNote = 80

// endsNote reports whether the bracket that closed before byte i is all there is
// of the sentence, after a stop, and a new sentence follows: `ended. (Laughter)
// And then`, `انتهت. (تصفيق) ثم`.
func (c *cursor) endsNote(i int) bool {
	if c.brackets > 0 || !c.whole || c.bracket < c.start || i-c.bracket > maxNote || c.previous == endOfLine {
		return false
	}
	if !c.isBlank(c.start, c.bracket) || !c.isWords(c.bracket, i) {
		return false
	}
	nx := c.following(i)
	return !nx.end && !nx.glued && (nx.kind == upper || nx.kind == arabic) && (nx.lead == nx.kind || nx.lead == quotation)
}

// isWords reports whether text[i:j] holds a word of three letters or more, so
// that it is no list mark.
func (c *cursor) isWords(i, j int) bool {
	letters := 0
	for i < j {
		_, cl, n := at(c.text, i)
		switch {
		case cl.isLetter():
			if letters++; letters == 3 {
				return true
			}
		case cl != ignorable:
			letters = 0
		}
		i += n
	}
	return false
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
	from := max(i, c.unclosed) // no closing bracket before this byte
	rest := c.text[i:min(len(c.text), i+maxBracket)]
	end := len(rest)
	if from-i < len(rest) {
		if end = strings.IndexAny(rest[from-i:], ")]}\n\uFD3E"); end >= 0 {
			end += from - i
		}
	}
	if end < 0 || end == len(rest) || rest[end] == '\n' {
		c.brackets, c.unclosed = 0, i+len(rest)
		if end >= 0 && end < len(rest) {
			c.unclosed = i + end
		}
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
