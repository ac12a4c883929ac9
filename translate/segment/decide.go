package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// token is the word right before a stop.
type token struct {
	start   int
	key     []byte // folded, without its own last stop
	known   mark   // what the rules say about it
	runes   int    // letters and digits
	digits  bool   // digits only
	dotted  bool   // single letters with stops between them: U.S, أ.ف.ب
	kind    class  // class of its last letter or digit
	initial bool   // one letter
	counted bool   // digits are joined to its front: 1342هـ
}

// preceding reads the word that ends at byte i. After white space, a closer or
// a sign there is none.
func (c *cursor) preceding(i int) token {
	t := token{start: i, digits: true, dotted: true}
	part, dots := 0, 0
	for range 2 * maxWord {
		if t.start <= c.start {
			break
		}
		r, cl, n := before(c.text, t.start)
		switch {
		case cl.isWord():
			if t.runes++; t.runes == 1 {
				t.kind = cl
			}
			if part++; part > 1 || cl == digit {
				t.dotted = false
			}
			t.digits = t.digits && cl == digit
		case cl == ignorable:
		case r == '.' && part > 0:
			dots++
			part, t.digits = 0, false
		case (r == '\'' || r == '’') && part > 0:
			part += 2
			t.dotted, t.digits = false, false
		default:
			return c.know(t, i, dots)
		}
		t.start -= n
	}
	return c.know(t, i, dots)
}

func (c *cursor) know(t token, i, dots int) token {
	t.initial = t.runes == 1 && t.kind.isLetter()
	t.dotted = t.dotted && dots > 0 && t.runes > 1
	t.digits = t.digits && t.runes > 0
	if t.runes == 0 || t.digits {
		return t
	}
	t.key = fold(&c.keyBuf, c.text[t.start:i])
	t.known = c.lookup(t.key)
	if t.known == 0 && t.kind != digit {
		if rest := bytes.TrimLeftFunc(t.key, unicode.IsDigit); len(rest) < len(t.key) {
			t.known, t.counted = c.lookup(rest)&(markUnit|markTime|markInner), true
		}
	}
	if t.known == 0 && t.kind == arabic {
		if rest := proclitic(t.key); rest != nil && (t.runes <= 4 || t.dotted) {
			t.known = c.lookup(rest) & (markTitle | markInner | markNumber)
		}
	}
	return t
}

// proclitic takes one joined particle (و ف ب ل ك) off a folded word; nil if it
// has none.
func proclitic(key []byte) []byte {
	r, n := utf8.DecodeRune(key)
	switch r {
	case 'و', 'ف', 'ب', 'ل', 'ك':
		if len(key) > n {
			return key[n:]
		}
	}
	return nil
}

// ends decides whether the sentence ends at st, given what follows. Everything
// here answers one question a reader would ask; the order is from certain to
// likely.
func (c *cursor) ends(st *stop, nx *following) bool {
	switch {
	case nx.lead == continues || nx.lead == closer:
		return false
	case c.insideBracket(st.end):
		return false
	case st.bracketed && c.onlyMarks(st):
		return false // (!) (؟) [...]
	case st.quoted && st.quote.pos >= 0:
		return c.endsQuoted(st, nx)
	case st.bracketed && !st.whole && st.bracketPos > c.start:
		return c.endsAside(st, nx)
	case st.marks:
		return c.endsMarked(st, nx)
	case st.long:
		return c.endsEllipsis(st, nx)
	}
	return c.endsDot(st, nx)
}

// onlyMarks reports whether the bracket closed after st holds nothing else.
func (c *cursor) onlyMarks(st *stop) bool {
	_, cl := c.leftOf(st.start)
	return cl == opener
}

// endsAside: a bracket in mid-sentence that holds a whole sentence with its stop.
func (c *cursor) endsAside(st *stop, nx *following) bool {
	if st.dots == 1 && !st.marks && c.isAbbreviation(st.start) {
		return false // (1920 م.)
	}
	switch nx.kind {
	case arabic:
		return c.begins(nx) >= likely
	case upper:
		return true
	}
	return nx.opened || nx.symbol != 0
}

// isAbbreviation reports whether the word before byte i takes its stop as an
// abbreviation.
func (c *cursor) isAbbreviation(i int) bool {
	const kinds = markTitle | markInner | markUnit | markTime | markNumber
	t := c.preceding(i)
	return t.known&kinds != 0 || t.dotted
}

// endsMarked: ? ! ؟ without a closing mark after them.
func (c *cursor) endsMarked(st *stop, nx *following) bool {
	t := c.preceding(st.start)
	if t.known&markBrand != 0 && st.mark == '!' {
		switch nx.kind {
		case arabic:
			return c.begins(nx) >= likely
		case upper:
			return c.begins(nx) >= likely || nx.opened
		}
		return false
	}
	if nx.lead == dash {
		return nx.kind != lower && !c.dashed(st.start)
	}
	switch nx.kind {
	case lower:
		if t.kind == arabic || nx.symbol == '#' || nx.symbol == '@' {
			return true
		}
		return nx.quote && !nx.glued || c.camel(nx)
	case digit:
		return !nx.glued || t.kind == arabic
	case upper:
		if nx.glued && !nx.opened {
			return t.runes == 0 || t.kind != digit && !c.address(t.start)
		}
	}
	return true
}

// endsEllipsis: … or two dots and more.
func (c *cursor) endsEllipsis(st *stop, nx *following) bool {
	switch nx.kind {
	case lower:
		_, left := c.leftOf(st.start)
		return left == arabic
	case digit:
		_, left := c.leftOf(st.start)
		return left == arabic || left != digit && !nx.glued && st.dots < 5
	case upper:
		if c.text[nx.at:nx.to] == "I" && !nx.opened { // we waited ... I mean
			_, left, _ := before(c.text, st.start)
			return left != space
		}
	case arabic:
		if t := c.preceding(st.start); t.known&markList != 0 {
			return c.begins(nx) >= possible
		}
		if c.inTitle() {
			return c.begins(nx) >= likely
		}
		var buf [maxWord]byte
		switch string(fold(&buf, c.text[nx.at:nx.to])) {
		case "بل", "او", "ام":
			return false
		}
	}
	return true
}

// endsDot: one full stop, the hard case.
func (c *cursor) endsDot(st *stop, nx *following) bool {
	t := token{}
	if !st.closed || st.numbered {
		t = c.preceding(st.start)
	}
	if st.numbered {
		if c.isListNumber(&t) || (t.digits || t.initial) && c.atStart(t.start) {
			return false
		}
		t = token{}
	}
	if t.runes == 0 {
		return !c.leadsName(st, nx) && c.endsAfterClause(&t, nx, st)
	}
	if t.digits {
		return c.endsNumber(&t, nx)
	}
	if nx.glued && !nx.opened && c.joined(&t, nx) {
		return false
	}
	if end, known := c.endsAbbreviation(&t, nx); known {
		return end
	}
	return c.endsAfterClause(&t, nx, st)
}

// leadsName reports whether the stop is the first sign of a name in capitals, with
// white space before it: .NET, .ORG.
func (c *cursor) leadsName(st *stop, nx *following) bool {
	if st.closed || !nx.glued || nx.kind != upper || nx.to-nx.at < 2 {
		return false
	}
	if _, left, _ := before(c.text, st.start); left != space {
		return false
	}
	for i := nx.at; i < nx.to; i++ {
		if b := c.text[i]; b < 'A' || b > 'Z' {
			return false
		}
	}
	return true
}

// endsAfterClause: the stop follows a plain word, a closer or a sign.
func (c *cursor) endsAfterClause(t *token, nx *following, st *stop) bool {
	if nx.symbol == '#' || nx.symbol == '@' {
		return !nx.glued
	}
	switch nx.kind {
	case lower:
		if t.kind == arabic {
			return true
		}
		if nx.glued {
			return nx.quote
		}
		return nx.quote || c.camel(nx)
	case digit:
		if nx.glued && !nx.opened {
			return st.closed || t.runes >= 3 && t.kind == arabic || t.runes >= 4 && t.kind == lower && !c.address(t.start)
		}
	}
	return true
}

// endsNumber: the stop follows digits.
func (c *cursor) endsNumber(t *token, nx *following) bool {
	if nx.kind == digit && nx.glued && !nx.opened {
		return false
	}
	if c.isListNumber(t) || c.insideDate(t, nx) {
		return false
	}
	switch nx.kind {
	case arabic:
		return c.known(nx)&markMonth == 0 || t.runes > 2 // في 28. يونيو
	case lower:
		return nx.quote && !nx.glued || c.camel(nx)
	case upper:
		if nx.glued && !nx.opened {
			_, cl, _ := at(c.text, nx.at+1)
			return cl == lower && !c.address(t.start)
		}
	}
	return true
}

// camel reports whether the word that follows is a name like iPhone or macOS.
func (c *cursor) camel(nx *following) bool {
	for i := nx.at + 1; i < nx.to; i++ {
		if b := c.text[i]; b >= 'A' && b <= 'Z' {
			return true
		}
	}
	return false
}

// dashed reports whether a spaced dash stands earlier in the sentence: the stop
// is then inside an aside between dashes.
func (c *cursor) dashed(i int) bool {
	for range 200 {
		if i <= c.start {
			return false
		}
		_, cl, n := before(c.text, i)
		if i -= n; cl == dash {
			if _, left, _ := before(c.text, i); left == space {
				return true
			}
		}
	}
	return false
}
