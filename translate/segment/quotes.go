package segment

// family groups the marks that open and close each other.
type family uint8

const (
	straight  family = iota // "
	curly                   // “ ” „ ‟ 「」
	guillemet               // « » ‹ ›
	single                  // ' ‘ ’ ‚
)

// form is what a mark says about itself; usage in Arabic web text often
// disagrees (“.. “ closes with an opening mark), so it is only evidence.
type form uint8

const (
	neutral form = iota
	opening
	closing
)

func quoteForm(r rune) (family, form) {
	switch r {
	case '\'', '‛':
		return single, neutral
	case '‘', '‚':
		return single, opening
	case '’':
		return single, closing
	case '“', '„', '‟', '「', '『':
		return curly, opening
	case '”', '」', '』':
		return curly, closing
	case '«', '‹':
		return guillemet, opening
	case '»', '›':
		return guillemet, closing
	}
	return straight, neutral
}

// quote is an open quotation.
type quote struct {
	pos     int // byte of the opening mark
	end     int // byte after the closing mark, once closed
	family  family
	closer  int  // where it closes: 0 not looked for yet, -1 nowhere near
	atStart bool // nothing but marks before it in its sentence
	colon   bool // a colon stands before it
}

// quoteStack holds the open quotations of a paragraph, the innermost last. Its
// size is fixed: deeper nesting only occurs in damaged text, where the oldest
// entry is the least use.
type quoteStack struct {
	open [6]quote
	n    int
}

func (q *quoteStack) push(o quote) {
	if q.n == len(q.open) {
		copy(q.open[:], q.open[1:])
		q.n--
	}
	q.open[q.n] = o
	q.n++
}

// find gives the index of the open quotation that a mark of family f closes:
// the innermost of the same family, else, for double marks, the innermost
// double one; -1 if there is none.
func (q *quoteStack) find(f family) int {
	for i := q.n - 1; i >= 0; i-- {
		if q.open[i].family == f {
			return i
		}
	}
	if f != single {
		for i := q.n - 1; i >= 0; i-- {
			if q.open[i].family != single {
				return i
			}
		}
	}
	return -1
}

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

// openQuote and closeQuote keep the state; closeQuote gives the quotation that
// ended, or false for a closer that closes nothing.
func (c *cursor) openQuote(i int, r rune, n int) {
	f, _ := quoteForm(r)
	if f == straight || f == guillemet { // the same mark again: the first was never closed
		if k := c.quotes.find(f); k >= 0 && c.quotes.open[k].family == f {
			c.quotes.n = k
		}
	}
	c.quotes.push(quote{pos: i, family: f, atStart: c.atStart(i), colon: c.afterColon(i)})
}

func (c *cursor) closeQuote(i int, r rune, n int) (quote, bool) {
	f, _ := quoteForm(r)
	k := c.quotes.find(f)
	if k < 0 {
		if f != single && c.orphan == 0 {
			c.orphan, c.orphanEnd = i+1, i+n
		}
		return quote{}, false
	}
	q := c.quotes.open[k]
	c.quotes.n = k
	if f != single {
		c.closedEnd = i + n
	}
	return q, true
}

// atStart reports whether only marks and white space stand between the start of
// the sentence and byte i. The answer is remembered, so that a paragraph of
// marks alone costs no more than any other.
func (c *cursor) atStart(i int) bool {
	for c.ink < i {
		_, cl, n := at(c.text, c.ink)
		if cl.isWord() || cl == other {
			return false
		}
		c.ink += n
	}
	return true
}

// afterColon reports whether a colon stands before byte i.
func (c *cursor) afterColon(i int) bool {
	for range 4 {
		r, cl, n := before(c.text, i)
		if cl == continues {
			return r == ':'
		}
		if cl != space && cl != ignorable {
			return false
		}
		i -= n
	}
	return false
}

// isBlank reports whether text[i:j] holds nothing visible.
func (c *cursor) isBlank(i, j int) bool {
	for k := 0; i < j; k++ {
		_, cl, n := at(c.text, i)
		if cl != space && cl != ignorable || k > maxMarks {
			return false
		}
		i += n
	}
	return true
}

// maxQuotation is how far ahead, in bytes, the end of a quotation is looked for
// when quotations are kept whole. A longer one is a mark that was never closed.
const maxQuotation = 6000

// insideQuotation reports whether a double quotation is open here and closed
// further on in the line.
func (c *cursor) insideQuotation() bool {
	for i := range c.quotes.n {
		q := &c.quotes.open[i]
		if q.family == single {
			continue
		}
		if q.closer == 0 {
			q.closer = c.findCloser(q.family)
		}
		if q.closer > c.pos {
			return true
		}
	}
	return false
}

// findCloser gives the byte of the mark that closes an open quotation of family
// f, or -1. A second opening mark of the family means that the first was never
// closed.
func (c *cursor) findCloser(f family) int {
	end := min(len(c.text), c.pos+maxQuotation)
	for i := c.pos; i < end; i++ {
		switch c.text[i] {
		case '\n':
			return -1
		case '"', 0xC2, 0xE2:
			r, cl, n := at(c.text, i)
			if cl != quotation {
				continue
			}
			g, form := quoteForm(r)
			if g != f {
				continue
			}
			s := c.spacing(i, i+n)
			if s == neutral {
				s = form
			}
			if s != opening {
				return i
			}
			return -1
		}
	}
	return -1
}
