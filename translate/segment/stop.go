package segment

import "strings"

// stop is a run of terminators with the closers around it: `.`, `؟!`, `…”.`.
type stop struct {
	start int  // first terminator
	end   int  // byte after terminators and closers
	dots  int  // full stops in the last run
	marks bool // the last run holds ? ! ؟ or another strong mark
	mark  rune // the last strong mark
	long  bool // the last run is an ellipsis: … or two dots and more

	quote      quote // the quotation closed after the last run
	quoted     bool  // a quotation closed after the last run
	bracketed  bool  // a bracket closed after the last run
	whole      bool  // and it opened at the start of the sentence
	bracketPos int   // where it opened
	sawQuote   bool  // a quotation closed anywhere around the run
	numbered   bool  // a closing bracket stands after it that none opened: 1.)
	closed     bool  // anything closed after the first run
}

// stop handles the terminator at byte i: it takes in the run with its closers,
// moves on, and decides whether the sentence ends there.
func (c *cursor) stop(i int) (end int, cut bool) {
	st := c.gather(i)
	st.sawQuote = st.sawQuote || c.closedEnd > c.start && c.isBlank(c.closedEnd, i)
	c.pos = st.end
	if c.atStart(i) {
		return 0, false // leading dots, a bullet: there is no sentence yet
	}
	nx := c.following(st.end)
	if nx.end {
		return 0, false
	}
	if end := c.listItem(&st, &nx); end > 0 {
		c.ending = endForced
		return end, true
	}
	if !c.ends(&st, &nx) || c.opt.Quotes == QuotesKeep && c.insideQuotation() {
		return 0, false
	}
	c.ending = st.ending()
	return st.end, true
}

func (st *stop) ending() ending {
	switch {
	case st.marks || st.long:
		return endMarked
	case st.sawQuote:
		return endQuoted
	}
	return endPlain
}

// gather collects the run that begins at byte i.
func (c *cursor) gather(i int) stop {
	st := stop{start: i}
	j := i
	fresh := true // nothing has closed since the last terminator
	for {
		r, cl, n := at(c.text, j)
		next := j + n
		switch {
		case cl.isStop():
			if !fresh {
				st.dots, st.marks, st.long, st.quoted, st.bracketed, fresh = 0, false, false, false, false, true
			}
			st.take(r, cl)
		case cl == ignorable && !opensIsolate(r), cl == other && isEmoji(r):
		case cl == quotation && c.role(j, r, n) == closes:
			c.takeQuote(&st, j, r, n)
			fresh = false
		case cl == closer:
			c.takeBracket(&st)
			fresh = false
		case cl == space:
			next = c.spaced(j)
		default:
			if next = c.footnote(j); next == j {
				if next = c.entity(j); next > j {
					st.closed, fresh = true, false
				}
			}
		}
		if next == j {
			st.end = j
			return st
		}
		j = next
	}
}

// takeQuote closes a quotation within the run.
func (c *cursor) takeQuote(st *stop, i int, r rune, n int) {
	st.closed = true
	if q, ok := c.closeQuote(i, r, n); ok {
		st.quote, st.quoted, st.sawQuote = q, true, true
	} else if !st.quoted {
		st.quote, st.quoted = quote{pos: -1}, true
	}
}

// takeBracket closes a bracket within the run.
func (c *cursor) takeBracket(st *stop) {
	st.closed = true
	if c.brackets == 0 {
		st.numbered = true // the bracket of 1.) or a.)
		return
	}
	st.bracketed, st.whole, st.bracketPos = true, c.whole && c.brackets == 1, c.bracket
	c.closeBracket()
}

func (st *stop) take(r rune, cl class) {
	switch cl {
	case dot:
		st.dots++
		st.long = st.long || st.dots > 1
	case ellipsis:
		st.long = true
	case strong:
		st.marks, st.mark = true, r
	}
}

// spaced looks past the white space at j for more of the same run: another
// terminator (`. . .`, `؟ !`), or a closer that a careless space was put before
// (`الأبد “.`), a pictograph. It gives the byte where that stands, or j.
func (c *cursor) spaced(j int) int {
	k := j
	for range 4 {
		_, cl, n := at(c.text, k)
		if cl != space && cl != ignorable {
			break
		}
		k += n
	}
	r, cl, n := at(c.text, k)
	joins := false
	switch {
	case cl.isStop():
		_, after, _ := at(c.text, k+n)
		joins = !after.isWord()
	case cl == quotation:
		_, right := c.rightOf(k + n)
		joins = !right.isWord() && c.role(k, r, n) == closes
	case cl == closer:
		joins = c.brackets > 0
	case cl == other && isEmoji(r):
		first, _, _ := at(c.text, c.start)
		joins = !isEmoji(first) // else it is the bullet of the next item
	}
	if joins {
		return k
	}
	return j
}

// isEmoji reports whether r is a pictograph. After a stop it comments on the
// sentence before it.
func isEmoji(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x1F1E6 && r <= 0x1F1FF || r >= 0x2600 && r <= 0x27BF
}

// isBullet reports whether r marks an item of a list.
func isBullet(r rune) bool {
	switch r {
	case '•', '‣', '▪', '▫', '●', '○', '◦', '■', '□', '►', '▶', '✓', '✔', '*', '·', '⁃':
		return true
	}
	return false
}

// footnote gives the byte after a reference that stands right after a stop:
// [12], superscript digits. It belongs to the sentence before it.
func (c *cursor) footnote(j int) int {
	r, _, n := at(c.text, j)
	switch {
	case r == '¹' || r == '²' || r == '³' || r >= '⁰' && r <= '⁹':
		return j + n
	case r != '[':
		return j
	}
	k := j + 1
	for range 4 {
		_, cl, n := at(c.text, k)
		if cl != digit {
			break
		}
		k += n
	}
	if k > j+1 && k < len(c.text) && c.text[k] == ']' {
		return k + 1
	}
	return j
}

// entities are closing marks as an HTML page or a translation service may leave
// them in the text.
var entities = [...]string{"&quot;", "&rdquo;", "&raquo;", "&rsquo;", "&#39;", "&#34;", "&apos;"}

// entity gives the byte after a closing mark written as an HTML entity at j.
func (c *cursor) entity(j int) int {
	if j >= len(c.text) || c.text[j] != '&' {
		return j
	}
	for _, e := range entities {
		if strings.HasPrefix(c.text[j:], e) {
			if _, right := c.rightOf(j + len(e)); !right.isWord() {
				return j + len(e)
			}
		}
	}
	return j
}

// following is what stands after a run.
type following struct {
	end    bool  // there is no word up to the end of the line
	glued  bool  // no white space before it
	opened bool  // an opening quotation mark or bracket stands before the word
	quote  bool  // it is a quotation mark
	lead   class // class of the first visible rune
	kind   class // class of the first rune of the word
	symbol rune  // # @ or another symbol before the word
	at     int   // first byte of the word
	to     int   // byte after the word
}

// maxMarks is how many marks may stand between a stop and the next word.
const maxMarks = 24

// following describes what stands at byte j.
func (c *cursor) following(j int) following {
	nx := following{glued: true, lead: newline}
	marks := 0
	for j < len(c.text) && marks < maxMarks {
		r, cl, n := at(c.text, j)
		if cl == newline && !c.isSoft(r) {
			break
		}
		if nx.lead == newline && cl != ignorable && !cl.isSpacing() {
			nx.lead = cl
		}
		switch {
		case cl.isWord():
			nx.kind, nx.at, nx.to = cl, j, c.wordEnd(j)
			return nx
		case cl.isSpacing():
			nx.glued = nx.glued && nx.lead != newline
		case cl == ignorable:
		default:
			marks++
			nx.quote = nx.quote || cl == quotation
			nx.opened = nx.opened || cl == quotation || cl == opener
			if cl == other {
				nx.symbol = r
			}
		}
		j += n
	}
	nx.end = marks < maxMarks
	nx.at, nx.to = j, j
	return nx
}

// wordEnd gives the byte after the word at j: letters, digits, marks, and
// apostrophes between letters.
func (c *cursor) wordEnd(j int) int {
	for range 2 * maxWord {
		r, cl, n := at(c.text, j)
		if !cl.isWord() && cl != ignorable {
			if r != '\'' && r != '’' {
				break
			}
			if _, cl, _ := at(c.text, j+n); !cl.isLetter() {
				break
			}
		}
		j += n
	}
	return j
}
