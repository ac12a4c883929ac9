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
// nothing, the form and the open quotations do.
func (c *cursor) role(i int, r rune, n int) role {
	f, form := quoteForm(r)
	_, left := c.leftOf(i)
	_, right := c.rightOf(i + n)
	if f == single && left.isWord() {
		if right.isWord() || c.quotes.find(single) < 0 {
			return noRole // it's, the states'
		}
	}
	if r == '"' && left == digit && c.quotes.find(f) < 0 && !right.isWord() {
		return noRole // 19" screen
	}
	isOpen := c.quotes.find(f) >= 0
	freeLeft := left.isSpacing() || left == opener || left == dash
	freeRight := right.isSpacing() || right == closer || right == continues || right.isStop()
	switch {
	case freeLeft && !freeRight:
		switch form {
		case closing:
			if isOpen {
				return closes
			}
		case neutral:
			if f == single && right == digit {
				return noRole // '90s
			}
		}
		return opens
	case freeRight && !freeLeft:
		if form == opening && !isOpen && left == continues {
			return opens
		}
		return closes
	case form == closing:
		return closes
	case isOpen:
		if form == opening && left == continues {
			return opens // قال:“
		}
		if form == opening && left == quotation {
			return opens
		}
		return closes
	}
	return opens
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
	q.end = i + n
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
