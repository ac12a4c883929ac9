package segment

// role of a quotation mark in its place.
type role uint8

const (
	noRole role = iota // apostrophe, inch mark
	opens
	closes
)

// role decides whether the mark r at text[i:i+n] opens or closes. Spacing
// decides first: a mark after white space and before a word opens, one after a
// word and before white space closes, whatever its form. Where spacing says
// nothing, the next mark, the form and the open quotations do.
func (c *cursor) role(i int, r rune, n int) role {
	f, form := quoteForm(r)
	isOpen := c.quotes.find(f) >= 0
	if form != closing && c.afterProclitic(i) {
		return opens
	}
	if _, left := c.leftOf(i); left.isWord() || f == single {
		if _, right := c.rightOf(i + n); isApostrophe(r, f, left, right, isOpen) {
			return noRole
		}
	}
	switch c.spacing(i, i+n) {
	case opening:
		if form == closing && isOpen {
			return closes
		}
		return opens
	case closing:
		if form != closing && !isOpen && c.afterStop(i, 0) && c.nextMark(i+n) == closing {
			return opens // القرار." وهذا رأيه"
		}
		return closes
	}
	switch isolated := c.isolated(i); {
	case form == closing && !isolated:
		return closes
	case isolated && c.afterStop(i, 8), c.afterStop(i, 0):
		return c.roleAfterStop(i, i+n, form, isOpen, isolated)
	case form == closing || isOpen:
		return closes
	}
	return opens
}

// afterProclitic reports whether a joined particle alone is written before the
// mark at byte i: بـ"الإرهاب", و«القدس».
func (c *cursor) afterProclitic(i int) bool {
	letters := 0
	for range maxMarks {
		r, cl, n := before(c.text, i)
		switch {
		case cl == arabic:
			if letters++; letters > 1 || r != 'ب' && r != 'و' && r != 'ل' && r != 'ف' && r != 'ك' {
				return false
			}
		case cl != ignorable:
			return letters == 1 && (cl.isSpacing() || cl == opener || cl == continues || cl.isStop())
		}
		i -= n
	}
	return false
}

// isApostrophe reports whether a mark is no quotation mark: it's, the states',
// '90s, 19" screen.
func isApostrophe(r rune, f family, left, right class, isOpen bool) bool {
	if f == single {
		return left.isWord() && right.isWord() || !isOpen && (left.isWord() || right == digit)
	}
	return !isOpen && r == '"' && left == digit && !right.isWord()
}

// spacing gives what the surroundings of the mark text[i:j] say; marks beside it
// do not count. White space on one side only tells; a stop, a comma or a closing
// bracket after the mark closes, a colon before it opens.
func (c *cursor) spacing(i, j int) form {
	for range maxMarks {
		_, cl, n := before(c.text, i)
		if cl != quotation && cl != ignorable {
			break
		}
		i -= n
	}
	for range maxMarks {
		_, cl, n := at(c.text, j)
		if cl != quotation && cl != ignorable {
			break
		}
		j += n
	}
	r, left, _ := before(c.text, i)
	_, right, _ := at(c.text, j)
	freeLeft := left.isSpacing() || left == opener || left == dash || r == ':'
	freeRight := right.isSpacing()
	switch {
	case right == closer || right == continues || right.isStop() && !c.leadingDots(j):
		return closing
	case freeLeft && !freeRight:
		return opening
	case freeRight && !freeLeft:
		return closing
	case r == ':':
		return opening // قال:" نعم"
	}
	return neutral
}

// leadingDots reports whether the terminators at byte j lead a word: "...ثم.
func (c *cursor) leadingDots(j int) bool {
	for range maxMarks {
		_, cl, n := at(c.text, j)
		if !cl.isStop() {
			return cl.isWord()
		}
		j += n
	}
	return false
}

// isolated reports whether white space stands before the mark at byte i.
func (c *cursor) isolated(i int) bool {
	_, left := c.leftOf(i)
	return left.isSpacing()
}

// roleAfterStop decides for a mark between a stop and a word whose spacing is
// equal on both sides (`.“وشكر`, `. " وقال`): it belongs to either sentence. A
// quotation that is open is closed. Else the next mark tells: if it closes, this
// one opened what it closes. A quotation closed earlier in the paragraph means
// that the speaker goes on (`"…"."ثم`); a first mark ends what an earlier
// paragraph opened.
func (c *cursor) roleAfterStop(i, j int, f form, isOpen, isolated bool) role {
	if isOpen {
		return closes
	}
	next := c.nextMark(j)
	switch {
	case next == closing:
		return opens
	case isolated:
		return closes
	case f == opening || c.closedEnd > 0 || next == opening:
		return opens
	}
	return closes
}

// nextMark finds the next double mark of the line at or after byte i and gives
// what its spacing says, or else its form.
func (c *cursor) nextMark(i int) form {
	for ; i < len(c.text); i++ {
		switch c.text[i] {
		case '\n':
			return neutral
		case '"', 0xC2, 0xE2:
			r, cl, n := at(c.text, i)
			if cl != quotation {
				continue
			}
			f, form := quoteForm(r)
			if f == single {
				continue
			}
			if s := c.spacing(i, i+n); s != neutral {
				return s
			}
			return form
		}
	}
	return neutral
}

// afterStop reports whether a terminator stands before byte i, with at most
// spaces runes of white space between.
func (c *cursor) afterStop(i, spaces int) bool {
	for range maxMarks {
		_, cl, n := before(c.text, i)
		switch {
		case cl == space && spaces > 0:
			spaces--
		case cl != ignorable && cl != quotation:
			return cl.isStop()
		}
		i -= n
	}
	return false
}

// leftOf gives the visible rune before byte i; at the start of the paragraph a
// newline. Tatweel and marks are passed over: in بـ"الإرهاب" the mark follows ب.
func (c *cursor) leftOf(i int) (rune, class) {
	for range maxWord {
		r, cl, n := before(c.text, i)
		if cl != ignorable {
			return r, cl
		}
		i -= n
	}
	return 0, other
}

// rightOf gives the visible rune at or after byte i; at the end a newline.
func (c *cursor) rightOf(i int) (rune, class) {
	for range maxWord {
		r, cl, n := at(c.text, i)
		if cl != ignorable {
			return r, cl
		}
		i += n
	}
	return 0, other
}
