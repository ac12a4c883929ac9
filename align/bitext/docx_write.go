package bitext

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"tarjuman/align/check"
	"tarjuman/internal/langtag"
	"tarjuman/internal/safexml"
	"tarjuman/internal/worddiff"
	"tarjuman/translate"
)

// wordWriter writes the text and the comments of a review document.
type wordWriter struct {
	doc      *Document
	machine  map[string]string // translations before people worked on them
	comments []Remark          // written so far; the index is the comment's id
	revision int               // tracked changes so far
}

// The columns of the table with their widths in twentieths of a point: a
// landscape A4 page with narrow margins.
var wordColumns = []struct {
	title string
	width string
}{{"№", "900"}, {columnSource, "5600"}, {columnTarget, "5600"}, {"notes", "2900"}}

func (p *wordWriter) body(x *safexml.Writer) {
	x.Start("w:document", "xmlns:w", wordNamespace)
	x.Start("w:body")
	x.Start("w:tbl")
	p.tableHead(x)
	for i := range p.doc.Segments {
		p.row(x, &p.doc.Segments[i])
	}
	x.End()
	x.Element("w:p", "") // a document must not end with a table
	x.Start("w:sectPr")
	x.Element("w:pgSz", "", "w:w", "16838", "w:h", "11906", "w:orient", "landscape")
	x.Element("w:pgMar", "", "w:top", "900", "w:right", "900", "w:bottom", "900", "w:left", "900", "w:header", "500", "w:footer", "500", "w:gutter", "0")
}

func (p *wordWriter) tableHead(x *safexml.Writer) {
	x.Start("w:tblPr")
	if isRightToLeft(p.doc.Header.Source.Lang) {
		x.Element("w:bidiVisual", "")
	}
	x.Element("w:tblW", "", "w:w", "15000", "w:type", "dxa")
	x.Start("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		x.Element("w:"+side, "", "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "BBBBBB")
	}
	x.End()
	x.Element("w:tblLayout", "", "w:type", "fixed")
	x.End()
	x.Start("w:tblGrid")
	for _, c := range wordColumns {
		x.Element("w:gridCol", "", "w:w", c.width)
	}
	x.End()
	x.Start("w:tr")
	x.Start("w:trPr")
	x.Element("w:cantSplit", "")
	x.Element("w:tblHeader", "")
	x.End()
	for i, c := range wordColumns {
		p.cell(x, i, "", func() { p.run(x, p.title(c.title), runStyle{bold: true}) })
	}
	x.End()
}

// title names the text columns by their languages, where the reader knows them.
func (p *wordWriter) title(column string) string {
	src, tgt := langtag.Primary(p.doc.Header.Source.Lang), langtag.Primary(p.doc.Header.Target.Lang)
	names := map[string]string{"ar": "Arabic", "en": "English"}
	if names[src] == "" || names[tgt] == "" || src == tgt {
		return column
	}
	switch column {
	case columnSource:
		return names[src]
	case columnTarget:
		return names[tgt]
	}
	return column
}

func (p *wordWriter) row(x *safexml.Writer, s *Segment) {
	source, target := p.doc.Header.Source.Lang, p.doc.Header.Target.Lang
	x.Start("w:tr")
	p.cell(x, 0, "", func() { p.run(x, s.ID, runStyle{}) })
	p.cell(x, 1, source, func() { p.marked(x, s.Source.Text, source, spansOf(s.Findings, false)) })
	p.cell(x, 2, target, func() { p.target(x, s) })
	p.cell(x, 3, "", func() { p.run(x, wordNotes(s), runStyle{small: true}) })
	x.End()
}

// wordNotes are the findings, one a line. A gloss stands here, for it is no
// translation to be edited.
func wordNotes(s *Segment) string {
	var lines []string
	if s.Origin.Kind == translate.Gloss && s.Target.Text != "" {
		lines = append(lines, GlossLabel+s.Target.Text)
	}
	for _, f := range s.Findings {
		lines = append(lines, findingText(f))
	}
	return strings.Join(lines, "\n")
}

// cell writes one cell with one paragraph.
func (p *wordWriter) cell(x *safexml.Writer, column int, lang string, content func()) {
	x.Start("w:tc")
	x.Start("w:tcPr")
	x.Element("w:tcW", "", "w:w", wordColumns[column].width, "w:type", "dxa")
	x.End()
	x.Start("w:p")
	x.Start("w:pPr")
	if isRightToLeft(lang) {
		x.Element("w:bidi", "")
	} else {
		x.Element("w:bidi", "", "w:val", "0") // a table from right to left passes its direction on
	}
	x.End()
	content()
	x.End()
	x.End()
}

// target writes the translation: its comments around it, what people changed in
// the machine version as tracked changes.
func (p *wordWriter) target(x *safexml.Writer, s *Segment) {
	first := len(p.comments)
	p.comments = append(p.comments, s.Comments...)
	for id := first; id < len(p.comments); id++ {
		x.Element("w:commentRangeStart", "", "w:id", strconv.Itoa(id))
	}
	lang := p.doc.Header.Target.Lang
	switch before, ok := p.machine[s.ID]; {
	case s.Origin.Kind == translate.Gloss: // stands among the notes
	case ok && before != s.Target.Text && s.Decision != nil:
		p.tracked(x, before, s.Target.Text, lang, s.Decision)
	default:
		p.marked(x, s.Target.Text, lang, spansOf(s.Findings, true))
	}
	for id := first; id < len(p.comments); id++ {
		x.Element("w:commentRangeEnd", "", "w:id", strconv.Itoa(id))
		x.Start("w:r")
		x.Element("w:commentReference", "", "w:id", strconv.Itoa(id))
		x.End()
	}
}

// tracked writes the way from one text to the other, word by word.
func (p *wordWriter) tracked(x *safexml.Writer, before, after, lang string, by *Decision) {
	style := runStyle{lang: lang}
	for _, e := range worddiff.Diff(before, after) {
		switch e.Op {
		case worddiff.Equal:
			p.run(x, e.Text, style)
			continue
		case worddiff.Delete:
			p.startRevision(x, "w:del", by)
			deleted := style
			deleted.deleted = true
			p.run(x, e.Text, deleted)
		case worddiff.Insert:
			p.startRevision(x, "w:ins", by)
			p.run(x, e.Text, style)
		}
		x.End()
	}
}

func (p *wordWriter) startRevision(x *safexml.Writer, element string, by *Decision) {
	p.revision++
	attrs := []string{"w:id", strconv.Itoa(1_000_000 + p.revision), "w:author", orTool(by.By)}
	if !by.Time.IsZero() {
		attrs = append(attrs, "w:date", by.Time.UTC().Format(time.RFC3339))
	}
	x.Start(element, attrs...)
}

func orTool(name string) string {
	if name == "" {
		return "tarjuman"
	}
	return name
}

// shade is a stretch of text with the severity of the finding on it.
type shade struct {
	span     check.Span
	severity check.Severity
}

func spansOf(fs []check.Finding, target bool) []shade {
	var out []shade
	for _, f := range fs {
		spans := f.Source
		if target {
			spans = f.Target
		}
		for _, s := range spans {
			out = append(out, shade{s, f.Severity})
		}
	}
	return out
}

// marked writes text with the stretches of findings shaded.
func (p *wordWriter) marked(x *safexml.Writer, text, lang string, shades []shade) {
	cuts := []int{0, len(text)}
	for _, s := range shades {
		cuts = append(cuts, min(max(s.span.Start, 0), len(text)), min(max(s.span.End, 0), len(text)))
	}
	sort.Ints(cuts)
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1], cuts[i]
		if from == to {
			continue
		}
		style := runStyle{lang: lang}
		for _, s := range shades {
			if s.span.Start <= from && to <= s.span.End && (style.fill == "" || s.severity > style.severity) {
				style.severity, style.fill = s.severity, shadeColors[s.severity]
			}
		}
		p.run(x, text[from:to], style)
	}
}

// shadeColors are light enough for black text.
var shadeColors = map[check.Severity]string{check.Info: "E8F0FE", check.Minor: "FFF6CC", check.Major: "FFE0B8", check.Critical: "FFD0D0"}

// commentsPart writes the comments that the text refers to.
func (p *wordWriter) commentsPart(x *safexml.Writer) {
	x.Start("w:comments", "xmlns:w", wordNamespace)
	for id, c := range p.comments {
		attrs := []string{"w:id", strconv.Itoa(id), "w:author", orTool(c.By)}
		if !c.Time.IsZero() {
			attrs = append(attrs, "w:date", c.Time.UTC().Format(time.RFC3339))
		}
		x.Start("w:comment", attrs...)
		x.Start("w:p")
		p.run(x, c.Text, runStyle{})
		x.End()
		x.End()
	}
}

// runStyle is how a run of text looks.
type runStyle struct {
	lang        string
	bold, small bool
	deleted     bool
	fill        string
	severity    check.Severity
}

// run writes text as one run; line breaks, carriage returns and tabs are elements
// of their own.
func (p *wordWriter) run(x *safexml.Writer, text string, style runStyle) {
	if text == "" {
		return
	}
	x.Start("w:r")
	p.runProperties(x, style)
	element := "w:t"
	if style.deleted {
		element = "w:delText"
	}
	for text != "" {
		i := strings.IndexAny(text, "\n\r\t")
		plain := text
		if i >= 0 {
			plain = text[:i]
		}
		if plain != "" {
			x.Element(element, plain, "xml:space", "preserve")
		}
		if i < 0 {
			break
		}
		x.Element(map[byte]string{'\n': "w:br", '\r': "w:cr", '\t': "w:tab"}[text[i]], "")
		text = text[i+1:]
	}
	x.End()
}

func (p *wordWriter) runProperties(x *safexml.Writer, style runStyle) {
	rtl := isRightToLeft(style.lang)
	if !rtl && !style.bold && !style.small && style.fill == "" {
		return
	}
	x.Start("w:rPr")
	if style.bold {
		x.Element("w:b", "")
	}
	if style.small {
		x.Element("w:sz", "", "w:val", "18")
		x.Element("w:szCs", "", "w:val", "20")
	}
	if style.fill != "" {
		x.Element("w:shd", "", "w:val", "clear", "w:color", "auto", "w:fill", style.fill)
	}
	if rtl {
		x.Element("w:rtl", "")
		x.Element("w:lang", "", "w:bidi", "ar-SA")
	}
	x.End()
}
