package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// The marks of quotations: double, and single or apostrophes.
var doubleMarks, singleMarks = newRuneSet("\"“”„‟«»＂"), newRuneSet("'‘’‚‹›`")

// mark is one quotation mark of a text and what it does there.
type mark struct {
	span    Span
	char    rune
	closing bool // as its place and the marks before it suggest
}

// quotation is a pair of marks and what they enclose.
type quotation struct {
	open, close Span
	words       int
}

// markFault is a quotation whose marks or spacing are wrong.
type markFault struct {
	span     Span
	severity Severity
	why      string
	fixed    string
}

// quoteScan is what a text shows of quotations.
type quoteScan struct {
	pairs  []quotation
	faults []markFault
	opened []mark // never closed here
	closed []mark // never opened here
	// spans is set in the sentences over which one quotation runs, from the first to the last.
	spans bool
}

// quotes are the quotations of one of the texts, found on first use.
func (u *Unit) quotes(arabicText bool) *quoteScan {
	i, x := 0, u.En
	if arabicText {
		i, x = 1, u.Ar
	}
	if u.marks[i] == nil {
		q := scanQuotes(x, arabicText)
		u.marks[i] = &q
	}
	return u.marks[i]
}

// balanced reports that every mark has its partner.
func (q *quoteScan) balanced() bool { return len(q.opened)+len(q.closed) == 0 }

func isDouble(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '＂':
		return true
	}
	return false
}

// scanQuotes pairs the double quotation marks of a text. Which mark opens and
// which closes follows from where it stands; a mark whose place says nothing
// closes what is open.
func scanQuotes(x *Text, ar bool) quoteScan {
	raw := x.Raw
	var q quoteScan
	if !doubleMarks.in(raw) {
		return q
	}
	var open *mark
	for i, r := range raw {
		if !isDouble(r) || !ar && inches(raw, i, r, open) {
			continue
		}
		m := mark{span: Span{i, i + utf8.RuneLen(r)}, char: r}
		m.closing = closesHere(raw, m, open != nil)
		switch {
		case m.closing && open != nil:
			q.pair(raw, *open, m)
			open = nil
		case m.closing:
			q.closed = append(q.closed, m)
			if r == '“' || r == '«' {
				q.faults = append(q.faults, wrongCloser(raw, m))
			}
		default:
			if open != nil {
				q.opened = append(q.opened, *open)
			}
			open = &m
		}
	}
	if open != nil {
		q.opened = append(q.opened, *open)
	}
	return q
}

// inches reports a straight mark that measures, as English does: 5'10", a 32" screen.
func inches(raw string, i int, r rune, open *mark) bool {
	if r != '"' || i == 0 || open != nil {
		return false
	}
	_, digit := arabic.Digit(rune(raw[i-1]))
	return digit
}

// closesHere decides what a mark does. Space on one side only decides; else the
// shape of the mark; else what is open.
func closesHere(raw string, m mark, open bool) bool {
	before, after := looseBefore(raw, m.span.Start), looseAfter(raw, m.span.End)
	if before != after {
		return after
	}
	if r, _ := utf8.DecodeLastRuneInString(raw[:m.span.Start]); before && !open && (r == ',' || r == '،') {
		return true // said," he
	}
	if r, n := utf8.DecodeRuneInString(raw[m.span.End:]); before && (n == 0 && m.span.Start > 0 || strings.ContainsRune(".،؛!؟", r)) {
		return true // nothing can be quoted from here on
	}
	switch m.char {
	case '«', '„', '“', '‟':
		if open && before && after {
			return true // “ with spaces around it, behind an open quotation
		}
		return false
	case '»', '”':
		return open || !before
	}
	return open
}

// looseBefore reports that nothing is quoted before byte i: the start, a space or
// an opening bracket, or a dash.
func looseBefore(raw string, i int) bool {
	r, n := utf8.DecodeLastRuneInString(raw[:i])
	for n > 0 && arabic.IsIgnorable(r) {
		i -= n
		r, n = utf8.DecodeLastRuneInString(raw[:i])
	}
	return n == 0 || unicode.IsSpace(r) || strings.ContainsRune("([{:،,؛", r)
}

// looseAfter reports that nothing is quoted behind byte i: the end, a space, a
// closing bracket or a mark of the sentence.
func looseAfter(raw string, i int) bool {
	r, n := utf8.DecodeRuneInString(raw[i:])
	for n > 0 && arabic.IsIgnorable(r) {
		i += n
		r, n = utf8.DecodeRuneInString(raw[i:])
	}
	return n == 0 || unicode.IsSpace(r) || strings.ContainsRune(")]}.,;:!?،؛؟…-–—/", r)
}

// pair records a quotation and its faults.
func (q *quoteScan) pair(raw string, o, c mark) {
	inner := raw[o.span.End:c.span.Start]
	q.pairs = append(q.pairs, quotation{o.span, c.span, len(strings.Fields(inner))})
	whole := Span{o.span.Start, c.span.End}
	body := strings.TrimFunc(inner, unicode.IsSpace)
	switch {
	case o.char == c.char && (c.char == '“' || c.char == '«'):
		q.faults = append(q.faults, wrongCloser(raw, c))
	case !partners(o.char, c.char):
		l, r := properPair(o.char, c.char)
		q.faults = append(q.faults, markFault{whole, Minor, string(o.char) + " and " + string(c.char) + " are no pair of quotation marks", l + body + r})
	case len(body) < len(inner) && body != "":
		sev := Info // on one side it is a slip of the space bar
		if body != strings.TrimLeftFunc(inner, unicode.IsSpace) && body != strings.TrimRightFunc(inner, unicode.IsSpace) {
			sev = Minor
		}
		q.faults = append(q.faults, markFault{whole, sev, "space inside the quotation marks", string(o.char) + body + string(c.char)})
	}
}

func partners(o, c rune) bool {
	switch o {
	case '“':
		return c == '”'
	case '„':
		return c == '“' || c == '”'
	case '‟':
		return c == '”'
	case '«':
		return c == '»'
	}
	return o == c && (o == '"' || o == '＂')
}

// properPair is the pair the writer most likely meant.
func properPair(o, c rune) (string, string) {
	if o == '«' || o == '»' || c == '«' {
		return "«", "»"
	}
	return "“", "”"
}

func wrongCloser(raw string, m mark) markFault {
	closer := "”"
	if m.char == '«' {
		closer = "»"
	}
	start := len(strings.TrimRightFunc(raw[:m.span.Start], unicode.IsSpace))
	return markFault{Span{start, m.span.End}, Minor, "the opening mark " + string(m.char) + " closes a quotation", closer}
}

// singleQuotes counts quotations in single marks, which English uses where Arabic
// has double ones. Apostrophes are no marks.
func singleQuotes(raw string) int {
	if !singleMarks.in(raw) {
		return 0
	}
	n, open := 0, false
	for i, r := range raw {
		switch r {
		case '‘', '‚', '\'', '’', '‹', '›', '`':
		default:
			continue
		}
		behind, ahead := raw[:i], raw[i+utf8.RuneLen(r):]
		before := looseBefore(raw, i) || besideDouble(behind, true)
		after := looseAfter(raw, i+utf8.RuneLen(r)) || besideDouble(ahead, false)
		switch {
		case before && !after && r != '’':
			open = true
		case open && after && behind != strings.TrimRightFunc(behind, unicode.IsSpace):
		case open && after:
			n++
			open = false
		}
	}
	return n
}

func besideDouble(s string, last bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if last {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	return isDouble(r)
}
