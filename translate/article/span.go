package article

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// pieceBytes is the longest stretch of unchanged text that one piece covers.
// SourceSpan counts code points inside a piece only, so this bounds its work.
const pieceBytes = 256

// A piece maps a stretch of Paragraph.Text to Article.Source. It reaches to the
// start of the next piece. Pieces are sorted by text and by src.
type piece struct {
	text int // first byte in Paragraph.Text
	src  int // first code point in Article.Source
	// end is the code point after the source of a replacement, such as
	// "&quot;" for one quotation mark; 0 means that the text is unchanged.
	end int
}

// SourceSpan maps the half-open byte range [start, end) of p.Text to the
// half-open code point range of Article.Source it was taken from. A range that
// touches a character which replaced something longer, such as an entity in
// HTML, covers the whole of it. Arguments outside the text are clamped to it,
// bounds inside a character are widened to it, and an empty range stays empty.
// The answer lies inside
// [p.Start, p.End] and never decreases as the arguments increase.
func (p Paragraph) SourceSpan(start, end int) (int, int) {
	start, end = max(0, min(start, len(p.Text))), min(end, len(p.Text))
	from := p.position(runeStart(p.Text, start))
	if end <= start {
		return from, from
	}
	end = runeEnd(p.Text, end)
	// The end is looked up from the last byte inside the range: at a gap in
	// the source (markup between two pieces) it must not jump over the gap.
	i := p.pieceAt(end - 1)
	pc := p.piece(i)
	if pc.end != 0 {
		return from, pc.end
	}
	return from, pc.src + utf8.RuneCountInString(p.Text[pc.text:end])
}

// position maps one byte offset, at the start of a character, to the source.
func (p Paragraph) position(at int) int {
	if at >= len(p.Text) {
		return p.End
	}
	pc := p.piece(p.pieceAt(at))
	if pc.end != 0 {
		return pc.src
	}
	return pc.src + utf8.RuneCountInString(p.Text[pc.text:at])
}

// pieceAt returns the index of the piece that covers the byte at offset at.
func (p Paragraph) pieceAt(at int) int {
	return max(0, sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].text > at })-1)
}

func (p Paragraph) piece(i int) piece {
	if len(p.pieces) == 0 {
		return piece{src: p.Start}
	}
	return p.pieces[i]
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func runeEnd(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}

// unchanged returns the pieces of a text that is its source, code point for
// code point, from src on. Short texts need none.
func unchanged(text string, src int) []piece {
	if len(text) <= pieceBytes {
		return nil
	}
	var m mapper
	m.keep(text, src)
	return m.pieces
}

// mapper builds the text of a paragraph together with its mapping.
type mapper struct {
	text   strings.Builder
	pieces []piece
	next   int // where unchanged text would continue in the source
	run    int // bytes in the current unchanged piece; 0 after a replacement
}

// keep appends text that stands in the source as it is, from code point src on.
func (m *mapper) keep(text string, src int) {
	for len(text) > 0 {
		if m.run == 0 || m.run >= pieceBytes || src != m.next {
			m.pieces = append(m.pieces, piece{text: m.text.Len(), src: src})
			m.run = 0
		}
		n := min(len(text), pieceBytes-m.run)
		n = max(runeStart(text, n), firstRune(text))
		m.text.WriteString(text[:n])
		m.run += n
		src += utf8.RuneCountInString(text[:n])
		m.next = src
		text = text[n:]
	}
}

// replace appends text that stands for the code points [src, end) of the source.
func (m *mapper) replace(text string, src, end int) {
	m.pieces = append(m.pieces, piece{text: m.text.Len(), src: src, end: end})
	m.text.WriteString(text)
	m.run = 0
}

// paragraph returns what was built, or false if nothing was.
func (m *mapper) paragraph() (Paragraph, bool) {
	if len(m.pieces) == 0 {
		return Paragraph{}, false
	}
	p := Paragraph{Text: m.text.String(), pieces: m.pieces, Start: m.pieces[0].src}
	_, p.End = p.SourceSpan(0, len(p.Text))
	if len(p.pieces) == 1 && p.pieces[0].end == 0 {
		p.pieces = nil
	}
	return p, true
}

func firstRune(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
