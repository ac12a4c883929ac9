package article

import (
	"sort"
	"unicode/utf8"
)

// codePoints converts byte offsets of a text to code point offsets, in any order
// and in constant time.
type codePoints struct {
	text  string
	marks []int // code points before text[i*pieceBytes:]
}

func newCodePoints(text string) codePoints {
	c := codePoints{text: text, marks: make([]int, 0, len(text)/pieceBytes+1)}
	n := 0
	for i := 0; i <= len(text); i += pieceBytes {
		c.marks = append(c.marks, n)
		n += runeStarts(text[i:min(i+pieceBytes, len(text))])
	}
	return c
}

// at returns the number of code points that start before byte offset i.
func (c codePoints) at(i int) int {
	k := min(i/pieceBytes, len(c.marks)-1)
	return c.marks[k] + runeStarts(c.text[k*pieceBytes:i])
}

func runeStarts(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// between returns the paragraph for p.Text[from:to].
func (p Paragraph) between(from, to int) Paragraph {
	q := p
	q.Text = p.Text[from:to]
	q.Start, q.End = p.SourceSpan(from, to)
	q.pieces = nil
	if p.pieces == nil {
		return q
	}
	first := p.pieceAt(from)
	last := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].text >= to })
	for _, pc := range p.pieces[first:last] {
		if pc.text < from {
			if pc.end == 0 {
				pc.src += utf8.RuneCountInString(p.Text[pc.text:from])
			}
			pc.text = from
		}
		pc.text -= from
		q.pieces = append(q.pieces, pc)
	}
	return q
}

// trimmed returns p without blanks at its ends, and whether anything to read is
// left.
func (p Paragraph) trimmed() (Paragraph, bool) {
	from, to := 0, len(p.Text)
	for from < to {
		r, n := utf8.DecodeRuneInString(p.Text[from:])
		if !isBlank(r) {
			break
		}
		from += n
	}
	for to > from {
		r, n := utf8.DecodeLastRuneInString(p.Text[:to])
		if !isBlank(r) {
			break
		}
		to -= n
	}
	if !hasVisible(p.Text[from:to]) {
		return Paragraph{}, false
	}
	if from > 0 || to < len(p.Text) {
		p = p.between(from, to)
	}
	return p, true
}
