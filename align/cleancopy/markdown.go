package cleancopy

import (
	"bufio"
	"bytes"
	"html"
	"io"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/translate/article"
)

// Markdown is the translation as CommonMark: the original's headings, lists,
// quotations, tables, code, links and emphasis where there is one, else headings and
// paragraphs. Nothing in a translation is taken for markup.
type Markdown struct {
	Original *Original // nil for none
	notes    []string
}

// Name implements [bitext.Format].
func (*Markdown) Name() string { return "markdown" }

// Extension implements [bitext.Format].
func (*Markdown) Extension() string { return ".md" }

// Summary implements [bitext.Format].
func (*Markdown) Summary() string {
	return "the translation alone as Markdown, with the lists, links and emphasis of the original where that is Markdown"
}

// TranslationAlone tells [bitext.LeftBehind] that the format has no source.
func (*Markdown) TranslationAlone() {}

// Notes are what the last Write could not carry, one line each.
func (f *Markdown) Notes() []string { return f.notes }

// Write implements [bitext.Format]. An original that is not the one the document
// was made from is a [*Changed].
func (f *Markdown) Write(w io.Writer, d *bitext.Document) error {
	n := &notes{}
	defer func() { f.notes = n.lines() }()
	if f.Original != nil {
		return rewriteMarkdown(w, d, f.Original, n)
	}
	bw := bufio.NewWriter(w)
	first := true
	for _, b := range blocks(d, n) {
		if strings.TrimSpace(b.text) == "" {
			continue
		}
		if !first {
			bw.WriteByte('\n')
		}
		first = false
		if b.heading > 0 {
			bw.WriteString(strings.Repeat("#", min(b.heading, 6)) + " ")
		}
		bw.WriteString(escapeMarkdown(b.text, b.heading > 0) + "\n")
	}
	return bw.Flush()
}

// edit replaces the code points [start, end) of the source.
type edit struct {
	start, end int
	text       string
}

func rewriteMarkdown(w io.Writer, d *bitext.Document, o *Original, n *notes) error {
	a, err := article.Read(bytes.NewReader(o.Data), article.Options{Path: o.Path, Format: article.Markdown, Encoding: d.Header.Source.Encoding})
	if err != nil {
		return err
	}
	ps, err := passages(d, a)
	if err != nil {
		return err
	}
	m := markdownWriter{source: []rune(a.Source), passages: ps, used: make([]bool, len(ps)), notes: n, links: linksFor(d.Header.Source.Lang, d.Header.Target.Lang)}
	var edits []edit
	for _, b := range article.MarkdownBlocks(a) {
		if text, ok := m.block(b); ok {
			edits = append(edits, edit{b.Start, b.End, text})
		}
	}
	edits = append(edits, m.fragments(a)...)
	if a.Title != "" && len(edits) > 0 && strings.Contains(string(m.source[:edits[0].start]), a.Title) {
		n.add("front matter that keeps the title of the original")
	}
	sortEdits(edits)
	bw := bufio.NewWriter(w)
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue // a cell inside a block that was written
		}
		bw.WriteString(string(m.source[at:e.start]))
		bw.WriteString(e.text)
		at = e.end
	}
	bw.WriteString(string(m.source[at:]))
	return bw.Flush()
}

// markdownWriter writes blocks with the translations of their passages.
type markdownWriter struct {
	source   []rune
	passages []passage
	used     []bool
	notes    *notes
	links    wordLinks

	looks [][]article.MarkdownMark
	byKey map[string]int
}

// block is the translation of a block; false leaves it as it is.
func (m *markdownWriter) block(b article.MarkdownBlock) (string, bool) {
	m.looks, m.byKey = nil, map[string]int{}
	var out strings.Builder
	wrote, covered := 0, false
	at := -1
	for i, p := range m.passages {
		if p.end <= b.Start || p.start >= b.End {
			continue
		}
		covered = true
		if p.start < b.Start || m.used[i] {
			continue
		}
		m.used[i] = true
		if p.target == "" {
			m.notes.untranslated = append(m.notes.untranslated, p.id)
		} else {
			if wrote > 0 {
				out.WriteByte(' ')
			}
			m.objects(&out, b, at, p.start)
			wrote++
			m.passage(&out, b, p)
		}
		m.objects(&out, b, max(at, p.start), p.end)
		at = p.end
	}
	if !covered {
		m.notes.add("blocks that the working file does not have, left as they were")
		return "", false
	}
	m.objects(&out, b, at, 1<<60)
	return strings.TrimSpace(out.String()), true
}

// objects writes the pictures and note marks behind the code point after, and no
// later than upto.
func (m *markdownWriter) objects(out *strings.Builder, b article.MarkdownBlock, after, upto int) {
	for _, o := range b.Objects {
		if o.At <= after || o.At > upto {
			continue
		}
		if strings.HasPrefix(o.Markup, "!") && out.Len() > 0 && !strings.HasSuffix(out.String(), " ") {
			out.WriteByte(' ')
		}
		out.WriteString(o.Markup)
		if strings.HasPrefix(o.Markup, "!") && upto < 1<<60 && after < 0 {
			out.WriteByte(' ')
		}
	}
}

// passage writes the translation of a passage with its emphasis and links.
func (m *markdownWriter) passage(out *strings.Builder, b article.MarkdownBlock, p passage) {
	var runs []run
	for _, r := range b.Runs {
		if c, ok := (run{r.Start, r.End, r.Text, m.look(r.Marks)}).clip(p.start, p.end); ok {
			runs = append(runs, c)
		}
	}
	isLink := func(look int) bool { return look >= 0 && len(m.looks[look]) > 0 }
	pieces, lost := arrange(runs, strings.TrimSpace(p.target), isLink, m.links)
	for _, l := range lost {
		m.notes.unplaced = append(m.notes.unplaced, p.id+" “"+shorten(l)+"”")
	}
	for i, piece := range pieces {
		next := ""
		if i+1 < len(pieces) {
			next = pieces[i+1].text
		}
		var marks []article.MarkdownMark
		if piece.look >= 0 {
			marks = m.looks[piece.look]
		}
		m.piece(out, piece.text, marks, next, b.OneLine)
	}
}

// look files a list of marks.
func (m *markdownWriter) look(marks []article.MarkdownMark) int {
	var key strings.Builder
	for _, k := range marks {
		key.WriteString(k.Before + "\x00" + k.After + "\x00")
	}
	i, ok := m.byKey[key.String()]
	if !ok {
		i = len(m.looks)
		m.byKey[key.String()] = i
		m.looks = append(m.looks, marks)
	}
	return i
}

// piece writes text between its marks, white space outside of them.
func (m *markdownWriter) piece(out *strings.Builder, text string, marks []article.MarkdownMark, next string, oneLine bool) {
	from, to := trimRange(text, 0, len(text))
	if from >= to || len(marks) == 0 {
		out.WriteString(escapePiece(text, oneLine, atLineStart(out.String())))
		return
	}
	lead, inner, trail := text[:from], text[from:to], text[to:]
	out.WriteString(escapePiece(lead, oneLine, false))
	body := ""
	if last := marks[len(marks)-1]; last.Literal {
		var ok bool
		if body, ok = literalMarkdown(inner, last); !ok {
			body = escapePiece(inner, oneLine, false)
		}
		marks = marks[:len(marks)-1]
	} else {
		body = escapePiece(inner, oneLine, false)
	}
	for i := len(marks) - 1; i >= 0; i-- {
		k := marks[i]
		if k.Literal || !k.Link && !flanks(out.String(), body, trail+next) {
			continue
		}
		body = k.Before + body + k.After
	}
	out.WriteString(body)
	out.WriteString(escapePiece(trail, oneLine, false))
}

// fragments are the edits for text inside HTML blocks: passages that no block had.
func (m *markdownWriter) fragments(a *article.Article) []edit {
	var out []edit
	for _, par := range a.Paragraphs {
		var parts []string
		for i, p := range m.passages {
			if m.used[i] || p.start < par.Start || p.start >= par.End {
				continue
			}
			m.used[i] = true
			if p.target == "" {
				m.notes.untranslated = append(m.notes.untranslated, p.id)
				continue
			}
			parts = append(parts, strings.ReplaceAll(html.EscapeString(p.target), "\n", "<br>"))
		}
		if len(parts) > 0 {
			out = append(out, edit{par.Start, par.End, strings.Join(parts, " ")})
		}
	}
	return out
}
