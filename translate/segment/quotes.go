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
		r, cl, n := at(c.text, c.ink)
		if cl.isWord() || cl == other && !isBullet(r) {
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

// inTitle reports whether a quotation is open that began in mid-sentence without
// a colon: a title or a slogan.
func (c *cursor) inTitle() bool {
	if c.quotes.n == 0 {
		return false
	}
	q := &c.quotes.open[c.quotes.n-1]
	return !q.atStart && !q.colon && q.pos >= c.start && !c.saidBefore(q.pos)
}
