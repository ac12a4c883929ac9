package cleancopy

import (
	"fmt"
	"io"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/internal/ooxml"
	"tarjuman/internal/safexml"
)

// block is a paragraph of a copy without an original.
type block struct {
	heading int
	text    string
}

// blocks are the paragraphs of the translation. Sentences without one are noted.
func blocks(d *bitext.Document, n *notes) []block {
	var out []block
	var sentences []string // of the last block
	for i := range d.Segments {
		s := &d.Segments[i]
		text := targetText(s)
		if i == 0 || s.Paragraph != d.Segments[i-1].Paragraph {
			out, sentences = append(out, block{heading: s.Heading}), nil
		}
		if text == "" {
			n.untranslated = append(n.untranslated, s.ID)
		} else {
			sentences = append(sentences, text)
		}
		if i+1 == len(d.Segments) || d.Segments[i+1].Paragraph != s.Paragraph {
			out[len(out)-1].text = strings.Join(sentences, " ")
		}
	}
	return out
}

// writePlainWord writes a document of headings and paragraphs.
func writePlainWord(w io.Writer, d *bitext.Document) (*notes, error) {
	n := &notes{}
	bs := blocks(d, n)
	lang := d.Header.Target.Lang
	replaced, err := ooxml.Write(w, func(x *safexml.Writer) {
		x.Start("w:document", "xmlns:w", ooxml.Word)
		x.Start("w:body")
		for _, b := range bs {
			if b.text != "" {
				writePlainParagraph(x, b, rightToLeft(lang))
			}
		}
		if len(bs) == 0 {
			x.Element("w:p", "")
		}
		x.Start("w:sectPr")
		x.Element("w:pgSz", "", "w:w", "11906", "w:h", "16838")
		x.Element("w:pgMar", "", "w:top", "1440", "w:right", "1440", "w:bottom", "1440", "w:left", "1440", "w:header", "708", "w:footer", "708", "w:gutter", "0")
		if rightToLeft(lang) {
			x.Element("w:bidi", "")
		}
		x.End()
	}, ooxml.Part{Name: "styles", Write: func(x *safexml.Writer) { plainStyles(x, lang) }})
	if replaced > 0 {
		n.counts = append(n.counts, count{"characters that XML cannot hold, written as U+FFFD", replaced})
	}
	return n, err
}

func writePlainParagraph(x *safexml.Writer, b block, rtl bool) {
	x.Start("w:p")
	x.Start("w:pPr")
	if b.heading > 0 {
		x.Element("w:pStyle", "", "w:val", fmt.Sprintf("Heading%d", min(b.heading, 6)))
	}
	if rtl {
		x.Element("w:bidi", "")
	}
	x.End()
	x.Start("w:r")
	if rtl {
		x.Start("w:rPr")
		x.Element("w:rtl", "")
		x.End()
	}
	for i, line := range strings.Split(strings.ReplaceAll(b.text, "\r\n", "\n"), "\n") {
		if i > 0 {
			x.Element("w:br", "")
		}
		for j, cell := range strings.Split(line, "\t") {
			if j > 0 {
				x.Element("w:tab", "")
			}
			if cell != "" {
				x.Element("w:t", cell, "xml:space", "preserve")
			}
		}
	}
	x.End()
	x.End()
}

// headingSizes are those of the heading styles, in half points.
var headingSizes = [...]string{"36", "32", "28", "26", "24", "22"}

func plainStyles(x *safexml.Writer, lang string) {
	x.Start("w:styles", "xmlns:w", ooxml.Word)
	x.Start("w:docDefaults")
	x.Start("w:rPrDefault")
	x.Start("w:rPr")
	x.Element("w:rFonts", "", "w:ascii", "Calibri", "w:hAnsi", "Calibri", "w:cs", "Arial")
	x.Element("w:sz", "", "w:val", "22")
	x.Element("w:szCs", "", "w:val", "26")
	if rightToLeft(lang) {
		x.Element("w:lang", "", "w:bidi", officeLang(lang))
	} else if lang != "" {
		x.Element("w:lang", "", "w:val", officeLang(lang))
	}
	x.End()
	x.End()
	x.Start("w:pPrDefault")
	x.Start("w:pPr")
	x.Element("w:spacing", "", "w:after", "160", "w:line", "276", "w:lineRule", "auto")
	x.End()
	x.End()
	x.End()
	x.Start("w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal")
	x.Element("w:name", "", "w:val", "Normal")
	x.End()
	for i, size := range headingSizes {
		x.Start("w:style", "w:type", "paragraph", "w:styleId", fmt.Sprintf("Heading%d", i+1))
		x.Element("w:name", "", "w:val", fmt.Sprintf("heading %d", i+1))
		x.Element("w:basedOn", "", "w:val", "Normal")
		x.Element("w:next", "", "w:val", "Normal")
		x.Start("w:pPr")
		x.Element("w:keepNext", "")
		x.Element("w:spacing", "", "w:before", "240", "w:after", "80")
		x.Element("w:outlineLvl", "", "w:val", fmt.Sprint(i))
		x.End()
		x.Start("w:rPr")
		x.Element("w:b", "")
		x.Element("w:bCs", "")
		x.Element("w:sz", "", "w:val", size)
		x.Element("w:szCs", "", "w:val", size)
		x.End()
		x.End()
	}
}
