package article

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/lazyre"
)

// readDOCX reads the body of a Word document, then its foot- and endnotes, then its
// headers and footers. The text is the document with all tracked changes accepted; hidden text, field
// codes and generated tables of contents are left out.
func (a *Article) readDOCX(data []byte) error {
	_, err := a.readWord(data)
	return err
}

// readWord is readDOCX that also returns which tokens the text came from.
func (a *Article) readWord(data []byte) ([]WordPiece, error) {
	file, err := openDOCX(data)
	if err != nil {
		return nil, err
	}
	a.Encoding = "utf-8"
	styles, err := file.readStyles()
	if err != nil {
		return nil, err
	}
	margins, err := file.margins()
	if err != nil {
		return nil, err
	}
	r := docxReader{styles: styles}
	for i, part := range append([]string{file.main, file.beside("footnotes.xml"), file.beside("endnotes.xml")}, margins...) {
		if !file.archive.Has(part) {
			continue
		}
		r.part, r.tokens, r.margin = part, 0, i >= 3
		if err := file.walk(part, r.token); err != nil {
			return nil, err
		}
		r.reset()
	}
	if len(r.out) == 0 {
		return nil, &Error{Place: file.main, Reason: "has no text", Hint: "if the text is in pictures, type or recognise it first"}
	}
	a.Source, a.Paragraphs = r.source.String(), r.out
	a.Title = file.title(a.Paragraphs)
	return r.pieces, nil
}

// title is the first main heading, or else that of the document's properties,
// which is often left over from a template.
func (d *docxFile) title(paragraphs []Paragraph) string {
	for _, p := range paragraphs {
		if p.Kind == Heading && p.Level == 1 {
			return p.Text
		}
	}
	var title strings.Builder
	inside := false
	if d.archive.Has(corePart) {
		// The properties are not worth refusing a document for.
		_ = d.walk(corePart, func(t xml.Token, _ int) {
			switch t := t.(type) {
			case xml.StartElement:
				inside = t.Name.Local == "title"
			case xml.CharData:
				if inside {
					title.Write(t)
				}
			case xml.EndElement:
				inside = false
			}
		})
	}
	return strings.Join(strings.Fields(title.String()), " ")
}

// docxReader collects the paragraphs of a part from its tokens.
type docxReader struct {
	styles docxStyles
	source strings.Builder
	points int // code points in source
	out    []Paragraph

	part   string // the part being read
	margin bool   // it is a header or footer
	tokens int    // read of it, the present one included
	pieces []WordPiece

	open   []*docxParagraph // innermost last: text boxes stand inside paragraphs
	joined *docxParagraph   // one whose end is deleted: the next continues it
	cells  int              // open table cells
	skip   int              // depth of the element being left out, or 0
	text   bool             // inside w:t
	hidden bool             // in a run of hidden text
}

// docxParagraph is a paragraph being read.
type docxParagraph struct {
	text  strings.Builder
	from  []tokenText // what the text was built from
	style string
	level int  // of its own outline level; -1 if it has none
	list  int  // of its own numbering: 1 yes, -1 switched off, 0 not said
	join  bool // the mark that ends it is deleted
	props bool // inside w:pPr
}

// reset ends a part.
func (r *docxReader) reset() {
	if r.joined != nil {
		r.paragraph(r.joined)
	}
	r.open, r.joined, r.cells, r.skip, r.text, r.hidden = nil, nil, 0, 0, false, false
}

func (r *docxReader) token(t xml.Token, depth int) {
	r.tokens++
	switch t := t.(type) {
	case xml.StartElement:
		if r.skip == 0 {
			r.start(t, depth)
		}
	case xml.EndElement:
		if r.skip == depth {
			r.skip = 0
			return
		}
		if r.skip == 0 {
			r.end(t)
		}
	case xml.CharData:
		if r.text && r.skip == 0 {
			r.add(string(t))
		}
	}
}

const (
	mathNamespace          = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	compatibilityNamespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

func (r *docxReader) start(t xml.StartElement, depth int) {
	switch {
	case t.Name.Space == mathNamespace && t.Name.Local == "t":
		r.text = true
		return
	case t.Name.Space == compatibilityNamespace && t.Name.Local == "Fallback":
		r.skip = depth // repeats what the choice before it says
		return
	case !isWord(t.Name):
		return
	}
	var p *docxParagraph
	if len(r.open) > 0 {
		p = r.open[len(r.open)-1]
	}
	switch t.Name.Local {
	case "p":
		r.open = append(r.open, r.begin())
	case "tc":
		r.cells++
	case "r":
		r.hidden = false
	case "t":
		r.text = true
	case "tab":
		if p != nil && !p.props { // in w:pPr it is a tab stop
			r.add("\t")
		}
	case "br", "cr":
		r.add("\n")
	case "noBreakHyphen":
		r.add("\u2011")
	case "softHyphen":
		r.add("\u00AD")
	case "del", "moveFrom":
		if p != nil && p.props {
			p.join = true
		}
		r.skip = depth
	case "rt", "sectPr", "sdtPr", "pPrChange", "rPrChange":
		r.skip = depth
	case "footnote", "endnote":
		if kind := attribute(t, "type"); kind != "" && kind != "normal" {
			r.skip = depth // a separator line
		}
	default:
		r.property(t, p)
	}
}

// begin opens a paragraph, or goes on with the one before if its end is deleted.
// Word then gives both the properties of the second.
func (r *docxReader) begin() *docxParagraph {
	p := r.joined
	if p == nil {
		p = &docxParagraph{}
	}
	r.joined = nil
	p.style, p.level, p.list, p.join, p.props = "", -1, 0, false, false
	return p
}

// property reads what is said about a run or a paragraph.
func (r *docxReader) property(t xml.StartElement, p *docxParagraph) {
	val := attribute(t, "val")
	on := val != "0" && val != "false" && val != "off"
	switch {
	case t.Name.Local == "pPr" && p != nil:
		p.props = true
	case t.Name.Local == "vanish" && (p == nil || !p.props):
		r.hidden = on
	case p == nil || !p.props:
	case t.Name.Local == "pStyle":
		p.style = val
	case t.Name.Local == "outlineLvl":
		p.level = outlineLevel(val)
	case t.Name.Local == "numId" && val == "0":
		p.list = -1
	case t.Name.Local == "numId":
		p.list = 1
	}
}

func (r *docxReader) end(t xml.EndElement) {
	if t.Name.Local == "t" {
		r.text = false
	}
	if !isWord(t.Name) {
		return
	}
	switch t.Name.Local {
	case "r":
		r.hidden = false
	case "tc":
		r.cells--
	case "pPr":
		if len(r.open) > 0 {
			r.open[len(r.open)-1].props = false
		}
	case "p":
		if len(r.open) > 0 {
			p := r.open[len(r.open)-1]
			r.open = r.open[:len(r.open)-1]
			if p.join {
				r.joined = p
				return
			}
			r.paragraph(p)
		}
	}
}

// add appends text to the innermost paragraph.
func (r *docxReader) add(s string) {
	if len(r.open) > 0 && !r.hidden {
		p := r.open[len(r.open)-1]
		p.from = append(p.from, tokenText{part: r.part, token: r.tokens - 1, at: p.text.Len(), bytes: len(s)})
		p.text.WriteString(s)
	}
}

// blankLine is two line breaks in a row, which part paragraphs in documents that
// were pasted from elsewhere.
var blankLine = lazyre.New(`\n[ \t\x{00A0}]*\n`)

// paragraph finishes a paragraph and writes it to the source.
func (r *docxReader) paragraph(p *docxParagraph) {
	kind, level := r.kind(p)
	if r.styles.resolve(p.style).toc {
		return
	}
	text, from := p.text.String(), 0
	for _, gap := range append(blankLine().FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		part, at := text[from:gap[0]], from
		from = gap[1]
		kept := strings.TrimLeftFunc(part, isBlank)
		at += len(part) - len(kept)
		part = strings.TrimRightFunc(kept, isBlank)
		if !hasVisible(part) || r.margin && !strings.ContainsFunc(part, unicode.IsLetter) {
			continue // in a margin a page number is nothing to translate
		}
		end := r.points + utf8.RuneCountInString(part)
		r.out = append(r.out, Paragraph{
			Text: part, Start: r.points, End: end, Kind: kind, Level: level,
			pieces: unchanged(part, r.points),
		})
		r.place(p, part, at)
		r.source.WriteString(part)
		r.source.WriteByte('\n')
		r.points = end + 1
	}
}

// kind combines what the paragraph says of itself with its style.
func (r *docxReader) kind(p *docxParagraph) (Kind, int) {
	style := r.styles.resolve(p.style)
	level := style.level
	if p.level >= 0 {
		level = p.level
	}
	switch {
	case level > 0:
		return Heading, level
	case p.list > 0 || p.list == 0 && style.list:
		return ListItem, 0
	case style.quote:
		return Quotation, 0
	case r.cells > 0:
		return TableCell, 0
	}
	return Body, 0
}
