package report

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate/article"
)

// Locator finds the places of segments in the file they were read from. Of a DOCX
// file, which has no lines, a line is a paragraph.
type Locator struct {
	article *article.Article
	lines   []int // code points before each line
}

// NewLocator returns a Locator for an article as it was read.
func NewLocator(a *article.Article) *Locator {
	l := &Locator{article: a, lines: []int{0}}
	n := 0
	for line := range strings.Lines(a.Source) {
		n += utf8.RuneCountInString(line)
		if strings.HasSuffix(line, "\n") {
			l.lines = append(l.lines, n)
		}
	}
	return l
}

// Region is the place of a half-open range of code points of the source.
func (l *Locator) Region(start, end int) Region {
	var r Region
	r.Line, r.Column = l.place(start)
	r.EndLine, r.EndColumn = l.place(max(end, start))
	return r
}

// place counts lines and columns from 1. A byte order mark is no column: editors
// do not show it.
func (l *Locator) place(at int) (line, column int) {
	i := sort.SearchInts(l.lines, at+1) - 1
	column = at - l.lines[i] + 1
	if i == 0 && strings.HasPrefix(l.article.Source, "\ufeff") && column > 1 {
		column--
	}
	return i + 1, column
}

// Side is the place of one side of a segment.
func (l *Locator) Side(s bitext.Side) Region {
	if s.Text == "" && s.End == 0 {
		return Region{}
	}
	return l.Region(s.Start, s.End)
}

// Spans are the places of byte spans of a segment's side. Where markup stands
// inside the text the place covers it. A span whose place is not found, because
// the text was edited, gets that of the whole side.
func (l *Locator) Spans(s bitext.Side, spans []check.Span) []Region {
	if len(spans) == 0 {
		return nil
	}
	at := l.trace(s)
	out := make([]Region, len(spans))
	for i, sp := range spans {
		out[i] = l.span(s, at, sp)
	}
	return out
}

func (l *Locator) span(s bitext.Side, at []origin, sp check.Span) Region {
	first := sort.Search(len(at), func(i int) bool { return at[i].text >= sp.Start })
	last := sort.Search(len(at), func(i int) bool { return at[i].text >= sp.End }) - 1
	switch {
	case len(at) == 0:
		return l.Side(s)
	case last < first: // an empty span: the place between two characters
		if first == len(at) {
			return l.Region(at[len(at)-1].end, at[len(at)-1].end)
		}
		return l.Region(at[first].start, at[first].start)
	}
	return l.Region(at[first].start, at[last].end)
}

// origin maps one character of a side, other than a space, to the code points of
// the source it was taken from.
type origin struct{ text, start, end int }

// trace follows a side through the paragraphs it was taken from. Spaces are passed
// over on both sides: sentences are joined by one space whatever stood between
// them. It returns nil when the texts do not agree.
func (l *Locator) trace(s bitext.Side) []origin {
	ps := l.article.Paragraphs
	k := sort.Search(len(ps), func(i int) bool { return ps[i].End > s.Start })
	if k == len(ps) {
		return nil
	}
	p := ps[k]
	j := sort.Search(len(p.Text), func(i int) bool {
		_, end := p.SourceSpan(i, i+1)
		return end > s.Start
	})
	var out []origin
	for i, r := range s.Text {
		if unicode.IsSpace(r) {
			continue
		}
		for {
			trimmed := strings.TrimLeftFunc(p.Text[j:], unicode.IsSpace)
			j = len(p.Text) - len(trimmed)
			if trimmed != "" {
				break
			}
			if k++; k == len(ps) {
				return nil
			}
			p, j = ps[k], 0
		}
		got, n := utf8.DecodeRuneInString(p.Text[j:])
		if got != r {
			return nil
		}
		start, end := p.SourceSpan(j, j+n)
		out = append(out, origin{i, start, end})
		j += n
	}
	return out
}
