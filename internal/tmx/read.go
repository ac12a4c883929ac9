package tmx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"tarjuman/internal/safexml"
)

// Bounds of one unit. What lies beyond them is left out; a segment that is too
// long comes back empty.
const (
	maxSegment     = 1 << 20 // bytes of text in one segment
	maxVariants    = 64
	maxVariantText = 4 << 20 // bytes of all variants' text
	maxProps       = 256     // properties and notes of one element
)

// Reader takes the units out of a TMX file one by one.
type Reader struct {
	Header  Header
	Codes   int // inline codes of the units read so far, which their texts are without
	dec     *safexml.Decoder
	pending *xml.StartElement // a unit that stands where the body should
}

// NewReader reads to the end of the header. A document type declaration may name
// the TMX DTD, which is never fetched; one that declares anything itself is
// refused.
func NewReader(r io.Reader) (*Reader, error) {
	t := &Reader{dec: safexml.NewDecoder(r, safexml.Limits{})}
	root := false
	for {
		tok, err := t.dec.Token()
		if err != nil {
			if root && err == io.EOF {
				return t, nil
			}
			return t, err
		}
		start, ok := tok.(xml.StartElement)
		switch {
		case !ok:
		case !root:
			if start.Name.Local != "tmx" {
				return t, fmt.Errorf("the root element is <%.40s>, not <tmx>", start.Name.Local)
			}
			root = true
			t.Header.Version = safexml.Attr(start, "version")
		case start.Name.Local == "header":
			if err := t.header(start); err != nil {
				return t, err
			}
		case start.Name.Local == "tu":
			t.pending = &start
			return t, nil
		case start.Name.Local == "body":
			return t, nil
		}
	}
}

// Line is the line, from 1, that the reader has reached.
func (t *Reader) Line() int { return t.dec.Line() }

func (t *Reader) header(start xml.StartElement) error {
	t.Header.Tool = safexml.Attr(start, "creationtool")
	t.Header.ToolVersion = safexml.Attr(start, "creationtoolversion")
	t.Header.SourceLang = safexml.Attr(start, "srclang")
	return t.dec.Children(func(e xml.StartElement) (bool, error) {
		return t.meta(e, &t.Header.Props, &t.Header.Notes)
	})
}

// meta reads a prop or a note.
func (t *Reader) meta(e xml.StartElement, props *[]Prop, notes *[]string) (bool, error) {
	switch e.Name.Local {
	case "prop", "note":
	default:
		return false, nil
	}
	text, err := t.dec.Text()
	if err != nil {
		return false, err
	}
	if t.Header.Tool != toolName {
		text = safexml.LayoutSpace(text)
	}
	switch {
	case len(*props)+len(*notes) >= maxProps:
	case e.Name.Local == "prop":
		*props = append(*props, Prop{safexml.Attr(e, "type"), text})
	default:
		*notes = append(*notes, text)
	}
	return true, nil
}

// Next returns the next unit, or io.EOF after the last.
func (t *Reader) Next() (Unit, error) {
	if start := t.pending; start != nil {
		t.pending = nil
		return t.unit(*start)
	}
	for {
		tok, err := t.dec.Token()
		if err != nil {
			return Unit{}, err
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Local == "tu" {
			return t.unit(start)
		}
	}
}

func (t *Reader) unit(start xml.StartElement) (Unit, error) {
	u := Unit{ID: safexml.Attr(start, "tuid"), SourceLang: safexml.Attr(start, "srclang")}
	size := 0
	err := t.dec.Children(func(e xml.StartElement) (bool, error) {
		if e.Name.Local != "tuv" {
			return t.meta(e, &u.Props, &u.Notes)
		}
		v, err := t.variant(e)
		if size += len(v.Text); err == nil && len(u.Variants) < maxVariants && size <= maxVariantText {
			u.Variants = append(u.Variants, v)
		}
		return true, err
	})
	return u, err
}

func (t *Reader) variant(start xml.StartElement) (Variant, error) {
	v := Variant{
		Lang: safexml.Lang(start), Created: safexml.Attr(start, "creationdate"), Changed: safexml.Attr(start, "changedate"),
		By: safexml.Attr(start, "creationid"), ChangedBy: safexml.Attr(start, "changeid"),
	}
	err := t.dec.Children(func(e xml.StartElement) (bool, error) {
		if e.Name.Local != "seg" {
			return t.meta(e, &v.Props, &v.Notes)
		}
		text, err := t.segment()
		v.Text = text
		return true, err
	})
	return v, err
}

// segment reads to the end of a seg element. Of inline elements, hi and unknown
// ones keep their text; the others hold codes of another program, which are
// dropped (TMX 1.4b, section "Content Markup").
func (t *Reader) segment() (string, error) {
	var b strings.Builder
	end := t.dec.Depth() - 1
	codes := 0 // depth of the outermost element that holds codes, 0 outside
	tooLong := false
	for {
		tok, err := t.dec.Token()
		if err != nil {
			return "", safexml.Unfinished(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if codes == 0 && holdsCodes(tok.Name.Local) {
				codes = t.dec.Depth()
				if tok.Name.Local != "ept" { // a pair is one code
					t.Codes++
				}
				if breaksLine(tok) {
					b.WriteByte(' ')
				}
			}
		case xml.EndElement:
			if t.dec.Depth() == end {
				return t.finish(b.String(), tooLong), nil
			}
			if t.dec.Depth() < codes {
				codes = 0
			}
		case xml.CharData:
			if codes == 0 && !tooLong {
				b.Write(tok)
				tooLong = b.Len() > maxSegment
			}
		}
	}
}

func (t *Reader) finish(text string, tooLong bool) string {
	switch {
	case tooLong:
		return ""
	case t.Header.Tool == toolName:
		return text
	}
	return safexml.LayoutSpace(text)
}

func holdsCodes(element string) bool {
	switch element {
	case "bpt", "ept", "ph", "it", "ut":
		return true
	}
	return false
}

// breaksLine reports whether an inline element stands for a break between words:
// the types the standard names for line, page and column breaks.
func breaksLine(e xml.StartElement) bool {
	switch safexml.Attr(e, "type") {
	case "lb", "pb", "cb", "br":
		return true
	}
	return false
}
