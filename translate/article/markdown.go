package article

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"tarjuman/internal/lazyre"
)

// readMarkdown reads CommonMark with the tables, strike-through, task lists and
// footnotes of GitHub. Code blocks, front matter, images and link targets are
// not text to translate.
func (a *Article) readMarkdown() error {
	skip := a.readFrontMatter()
	body := a.Source[skip:]
	if err := checkMarkdown(body); err != nil {
		return err
	}
	r := &markdownReader{src: []byte(body), base: skip, offsets: newCodePoints(a.Source)}
	root := newMarkdown().Parser().Parse(text.NewReader(r.src))
	for n := root; n != nil; {
		n = following(n, root, r.block(n))
	}
	// Footnotes are moved to the end by the parser; the document has them where
	// their text stands.
	sort.SliceStable(r.out, func(i, j int) bool { return r.out[i].Start < r.out[j].Start })
	a.Paragraphs = r.out
	return nil
}

func newMarkdown() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote))
}

var (
	frontTitle = lazyre.New(`(?m)^title\s*[:=]\s*(.+?)\s*$`)
	frontLang  = lazyre.New(`(?m)^lang(?:uage)?\s*[:=]\s*["']?([A-Za-z]{2,3})\b`)
	tomlMatter = lazyre.New(`^\+\+\+[ \t]*\r?\n(?:.*\n)*?\+\+\+[ \t]*(?:\r?\n|$)`)
)

// readFrontMatter takes title and language from YAML or TOML front matter and
// returns how many bytes it takes, with a byte order mark before it.
func (a *Article) readFrontMatter() int {
	body := strings.TrimPrefix(a.Source, "\uFEFF")
	skip := len(a.Source) - len(body)
	front := frontMatter().FindString(body)
	if front == "" {
		front = tomlMatter().FindString(body)
	}
	if m := frontTitle().FindStringSubmatch(front); m != nil {
		a.Title = strings.Trim(m[1], `"'`)
	}
	if m := frontLang().FindStringSubmatch(front); m != nil {
		a.Lang = strings.ToLower(m[1])
	}
	return skip + len(front)
}

// following returns the node after n in document order, below root. It walks
// without recursion: inline nodes may nest as deep as the input is long.
func following(n, root ast.Node, skipChildren bool) ast.Node {
	if c := n.FirstChild(); c != nil && !skipChildren {
		return c
	}
	for ; n != root; n = n.Parent() {
		if s := n.NextSibling(); s != nil {
			return s
		}
	}
	return nil
}

// markdownReader turns the blocks of a syntax tree into paragraphs.
type markdownReader struct {
	src     []byte
	base    int // where src begins in Article.Source, in bytes
	offsets codePoints
	out     []Paragraph

	m    mapper // the paragraph being built
	last int    // byte offset in src after the last inline seen
}

// block reads one block and reports whether its children are done with.
func (r *markdownReader) block(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Heading:
		r.inlines(n, Heading, n.Level)
	case *ast.Paragraph, *ast.TextBlock:
		r.inlines(n, kindOf(n), 0)
	case *extast.TableCell:
		r.inlines(n, TableCell, 0)
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
	default:
		return false
	}
	return true
}

// kindOf is decided by the nearest block that gives a paragraph its look.
func kindOf(n ast.Node) Kind {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.(type) {
		case *ast.ListItem:
			return ListItem
		case *ast.Blockquote:
			return Quotation
		}
	}
	return Body
}

// inlines collects the text under a block.
func (r *markdownReader) inlines(block ast.Node, kind Kind, level int) {
	r.m = mapper{}
	if lines := block.Lines(); lines != nil && lines.Len() > 0 {
		r.last = lines.At(0).Start
	}
	for n := block.FirstChild(); n != nil; {
		n = following(n, block, r.inline(n))
	}
	p, ok := r.m.paragraph()
	if !ok {
		return
	}
	if p, ok = p.trimmed(); ok {
		p.Kind, p.Level = kind, level
		r.out = append(r.out, p)
	}
}

// inline adds the text of one inline node and reports whether its children are
// to be left out.
func (r *markdownReader) inline(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.AutoLink:
		label := n.Label(r.src)
		if i := bytes.Index(r.src[r.last:], label); i >= 0 {
			start := r.last + i
			r.m.keep(string(label), r.point(start))
			r.last = start + len(label)
		}
	case *ast.RawHTML:
		r.rawHTML(n)
	case *ast.Image:
		return true
	}
	return false
}

// text adds literal text, followed by the line break that ends it: a soft one is
// a space to the reader, a hard one ends the line.
func (r *markdownReader) text(n *ast.Text) {
	start, stop := n.Segment.Start, n.Segment.Stop
	_, code := n.Parent().(*ast.CodeSpan)
	r.literal(start, stop, code || n.IsRaw())
	r.last = stop
	if !n.SoftLineBreak() && !n.HardLineBreak() {
		return
	}
	brk := stop + bytes.IndexByte(r.src[stop:], '\n') + 1
	if brk <= stop {
		return
	}
	as := " "
	if n.HardLineBreak() {
		as = "\n"
	}
	r.m.replace(as, r.point(stop), r.point(brk))
	r.last = brk
}

// literal adds src[start:stop], resolving escapes and entities unless raw.
func (r *markdownReader) literal(start, stop int, raw bool) {
	plain := start
	flush := func(to int) {
		r.m.keep(string(r.src[plain:to]), r.point(plain))
	}
	eachSpecial(r.src, start, stop, raw, func(from, to int, as string) {
		flush(from)
		r.m.replace(as, r.point(from), r.point(to))
		plain = to
	})
	flush(stop)
}

// eachSpecial calls fn for what stands in src[start:stop] for other characters:
// line ends and, unless raw, escapes and entities.
func eachSpecial(src []byte, start, stop int, raw bool, fn func(from, to int, as string)) {
	for i := start; i < stop; {
		n, as := 0, ""
		switch c := src[i]; {
		case c == '\n' || c == '\r':
			n, as = 1, " "
		case raw:
		case c == '\\' && i+1 < stop && isASCIIPunct(src[i+1]):
			n, as = 2, string(src[i+1:i+2])
		case c == '&':
			n, as = entityAt(string(src[i:min(stop, i+maxEntity)]))
			if n > 0 && src[i+n-1] != ';' {
				n = 0 // CommonMark, unlike HTML, insists on the semicolon
			}
		}
		if n == 0 {
			i++
			continue
		}
		fn(i, i+n, as)
		i += n
	}
}

var breakTag = lazyre.New(`(?i)^<br\b`)

// rawHTML drops an inline tag, except that a break ends the line.
func (r *markdownReader) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	if breakTag().Match(r.src[first.Start:first.Stop]) {
		r.m.replace("\n", r.point(first.Start), r.point(last.Stop))
	}
	r.last = last.Stop
}

// htmlBlock reads the text inside a block of HTML, such as a paragraph written
// with its own tags to give it a direction.
func (r *markdownReader) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n.HasClosure() && n.ClosureLine.Stop > stop {
		stop = n.ClosureLine.Stop
	}
	r.out = append(r.out, readFragment(string(r.src[start:stop]), func(i int) int { return r.point(start + i) })...)
}

// point converts a byte offset in src to a code point offset in the source.
func (r *markdownReader) point(i int) int { return r.offsets.at(r.base + i) }

func isASCIIPunct(c byte) bool {
	return c > ' ' && c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' && c < 0x7F
}
