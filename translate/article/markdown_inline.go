package article

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// MarkdownBlock is a block of a Markdown document whose text is translated as a
// paragraph, with the emphasis and links in it. Who writes a document again with
// other text goes by these: what is outside of Start and End stays as it is.
type MarkdownBlock struct {
	Start, End int  // half-open code points of Article.Source: all of the block's text with its inline markup
	OneLine    bool // a heading or table cell, which no line break may divide
	Runs       []MarkdownRun
	Objects    []MarkdownObject
}

// MarkdownRun is a stretch of a block's text with one look.
type MarkdownRun struct {
	Start, End int    // half-open code points of Article.Source
	Text       string // as a reader sees it
	Marks      []MarkdownMark
}

// MarkdownMark is inline markup around text.
type MarkdownMark struct {
	Before, After string
	Link          bool
	Literal       bool // code or an address: nothing in it is markup
}

// MarkdownObject is inline markup that is no text, such as a picture.
type MarkdownObject struct {
	At     int // the code point of Article.Source it stands behind
	Markup string
}

// MarkdownBlocks returns the blocks of a Markdown article in the order of the
// document. Text inside HTML blocks is not among them.
func MarkdownBlocks(a *Article) []MarkdownBlock {
	skip := (&Article{Source: a.Source}).readFrontMatter()
	src := []byte(a.Source[skip:])
	m := &markdownInlines{src: src, base: skip, offsets: newCodePoints(a.Source)}
	root := newMarkdown().Parser().Parse(text.NewReader(src))
	m.footnotes = footnoteNames(root)
	for n := root; n != nil; {
		n = following(n, root, m.block(n))
	}
	sort.SliceStable(m.out, func(i, j int) bool { return m.out[i].Start < m.out[j].Start })
	return m.out
}

// footnoteNames are the names of footnotes by their number.
func footnoteNames(root ast.Node) map[int]string {
	out := map[int]string{}
	for n := root; n != nil; n = following(n, root, false) {
		if f, ok := n.(*extast.Footnote); ok {
			out[f.Index] = string(f.Ref)
		}
	}
	return out
}

// markdownInlines collects blocks with their inline markup.
type markdownInlines struct {
	src       []byte
	base      int
	offsets   codePoints
	footnotes map[int]string
	out       []MarkdownBlock
	b         *MarkdownBlock
	last      int // byte offset in src after the last inline seen
}

func (m *markdownInlines) point(i int) int { return m.offsets.at(m.base + i) }

func (m *markdownInlines) block(n ast.Node) bool {
	switch n.(type) {
	case *ast.Heading, *ast.Paragraph, *ast.TextBlock, *extast.TableCell:
	case *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
		return true
	default:
		return false
	}
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return true
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	for stop > start && strings.IndexByte(" \t\r\n", m.src[stop-1]) >= 0 {
		stop--
	}
	if box, ok := n.FirstChild().(*extast.TaskCheckBox); ok && box != nil {
		if i := bytes.IndexByte(m.src[start:stop], ']'); i >= 0 {
			start += i + 1
		}
	}
	for start < stop && strings.IndexByte(" \t", m.src[start]) >= 0 {
		start++
	}
	m.b = &MarkdownBlock{Start: m.point(start), End: m.point(stop), OneLine: n.Kind() == ast.KindHeading || n.Kind() == extast.KindTableCell}
	m.last = start
	m.inlines(n)
	if len(m.b.Runs) > 0 {
		m.out = append(m.out, *m.b)
	}
	return true
}

// maxMarks bounds how deep markup is followed; text below it loses what is deeper.
const maxMarks = 32

// inlines walks the inline nodes of a block without recursion: they may nest as
// deep as the input is long.
func (m *markdownInlines) inlines(block ast.Node) {
	for n := block.FirstChild(); n != nil; {
		n = following(n, block, m.inline(n, block))
	}
}

func (m *markdownInlines) inline(n, block ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		_, code := n.Parent().(*ast.CodeSpan)
		m.literal(n.Segment.Start, n.Segment.Stop, code || n.IsRaw(), m.marksOf(n, block))
		m.last = n.Segment.Stop
		if n.HardLineBreak() || n.SoftLineBreak() {
			if brk := m.last + bytes.IndexByte(m.src[m.last:], '\n') + 1; brk > m.last {
				as := " "
				if n.HardLineBreak() {
					as = "\n"
				}
				m.run(m.last, brk, as, m.marksOf(n, block))
				m.last = brk
			}
		}
	case *ast.AutoLink:
		label := n.Label(m.src)
		if i := bytes.Index(m.src[m.last:], label); i >= 0 {
			start := m.last + i
			m.last = start + len(label)
			marks := append(m.marksOf(n, block), MarkdownMark{Before: "<", After: ">", Link: true, Literal: true})
			m.run(start, m.last, string(label), marks)
		}
	case *ast.RawHTML:
		if n.Segments.Len() > 0 {
			first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
			if breakTag().Match(m.src[first.Start:first.Stop]) {
				m.run(first.Start, last.Stop, "\n", m.marksOf(n, block))
			}
			m.last = last.Stop
		}
	case *ast.Image:
		var alt strings.Builder
		stop := m.last
		for c := ast.Node(n); c != nil; c = following(c, n, false) {
			if t, ok := c.(*ast.Text); ok {
				alt.Write(m.src[t.Segment.Start:t.Segment.Stop])
				stop = max(stop, t.Segment.Stop)
			}
		}
		m.b.Objects = append(m.b.Objects, MarkdownObject{m.point(m.last), "![" + escapeLabel(alt.String()) + linkTail(n.Destination, n.Title)})
		m.last = stop
		return true
	case *extast.FootnoteLink:
		if name := m.footnotes[n.Index]; name != "" {
			m.b.Objects = append(m.b.Objects, MarkdownObject{m.point(m.last), "[^" + name + "]"})
		}
	}
	return false
}

// marksOf is the markup around an inline node, outermost first.
func (m *markdownInlines) marksOf(n, block ast.Node) []MarkdownMark {
	var out []MarkdownMark
	for p := n.Parent(); p != nil && p != block && len(out) < maxMarks; p = p.Parent() {
		switch p := p.(type) {
		case *ast.Emphasis:
			mark := strings.Repeat("*", p.Level)
			out = append(out, MarkdownMark{Before: mark, After: mark})
		case *extast.Strikethrough:
			out = append(out, MarkdownMark{Before: "~~", After: "~~"})
		case *ast.CodeSpan:
			out = append(out, MarkdownMark{Before: "`", After: "`", Literal: true})
		case *ast.Link:
			out = append(out, MarkdownMark{Before: "[", After: linkTail(p.Destination, p.Title), Link: true})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// linkTail is what follows the text of a link (CommonMark 0.31, section 6.3).
func linkTail(destination, title []byte) string {
	d := strings.NewReplacer("\\", "%5C", "<", "%3C", ">", "%3E", "\n", "%0A", "\r", "%0D").Replace(string(destination))
	if len(title) == 0 {
		return "](<" + d + ">)"
	}
	t := strings.NewReplacer("\\", "\\\\", `"`, `\"`, "\n", " ", "\r", " ").Replace(string(title))
	return "](<" + d + `> "` + t + `")`
}

func escapeLabel(s string) string {
	return strings.NewReplacer("\\", "\\\\", "[", `\[`, "]", `\]`, "\n", " ", "\r", " ").Replace(s)
}

// literal adds src[start:stop] as runs, escapes and entities resolved unless raw.
func (m *markdownInlines) literal(start, stop int, raw bool, marks []MarkdownMark) {
	plain := start
	eachSpecial(m.src, start, stop, raw, func(from, to int, as string) {
		m.run(plain, from, string(m.src[plain:from]), marks)
		m.run(from, to, as, marks)
		plain = to
	})
	m.run(plain, stop, string(m.src[plain:stop]), marks)
}

func (m *markdownInlines) run(start, stop int, text string, marks []MarkdownMark) {
	if start < stop {
		m.b.Runs = append(m.b.Runs, MarkdownRun{m.point(start), m.point(stop), text, marks})
	}
}
