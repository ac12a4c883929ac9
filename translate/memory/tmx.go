package memory

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tarjuman/internal/safexml"
)

// Bounds of what is read from a TMX file.
const (
	maxDepth       = 256     // of elements
	maxSegment     = 1 << 20 // bytes of text in one segment
	maxVariants    = 64      // of one unit
	maxVariantText = 4 << 20 // bytes of text in one unit
)

// Stats says what ReadTMX found.
type Stats struct {
	Units   int // units stored
	Skipped int // units without text in two languages, or beyond all measure
	// Languages are the primary subtags of the stored texts, sorted.
	Languages []string
}

// TMXError says why a TMX file could not be read to its end.
type TMXError struct {
	Line  int // from 1
	Units int // stored before the error
	Err   error
}

// Error returns one line.
func (e *TMXError) Error() string {
	return fmt.Sprintf("line %d: %v (units read before it: %d)", e.Line, e.Err, e.Units)
}

// Unwrap returns the cause.
func (e *TMXError) Unwrap() error { return e.Err }

// ReadTMX adds the units of a translation memory in TMX (1.1 to 1.4b), in UTF-8,
// UTF-16 or one of the usual 8-bit encodings. Of inline elements, hi and unknown
// ones keep their text; bpt, ept, ph, it and ut hold codes of another program and
// are dropped. White space of the XML layout becomes single spaces; everything
// else in a segment is kept.
//
// A document type declaration may name the TMX DTD, which is never fetched; one
// that declares anything itself is refused. The error is a [*TMXError]; units read
// before it stay in the memory and are counted in Stats.
func (m *Memory) ReadTMX(r io.Reader) (Stats, error) {
	t := newTMXReader(r)
	var stats Stats
	langs := map[string]bool{}
	for {
		u, err := t.next()
		if err == io.EOF {
			err = nil
		} else if err == nil {
			if !m.add(u) {
				stats.Skipped++
				continue
			}
			stats.Units++
			for _, v := range u {
				if v.lang != "" && v.text != "" {
					langs[v.lang] = true
				}
			}
			continue
		}
		stats.Languages = slices.Sorted(maps.Keys(langs))
		if err != nil {
			return stats, &TMXError{Line: t.Line(), Units: stats.Units, Err: err}
		}
		return stats, nil
	}
}

// tmxReader takes the units out of a TMX file one by one.
type tmxReader struct {
	*safexml.Decoder
	root bool // the root element has been seen
}

func newTMXReader(r io.Reader) *tmxReader {
	return &tmxReader{Decoder: safexml.NewDecoder(r, safexml.Limits{Depth: maxDepth})}
}

// next returns the next unit, or io.EOF after the last.
func (t *tmxReader) next() (unit, error) {
	for {
		tok, err := t.Token()
		if err != nil {
			return nil, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if !t.root {
			if start.Name.Local != "tmx" {
				return nil, fmt.Errorf("the root element is <%.40s>, not <tmx>", start.Name.Local)
			}
			t.root = true
			continue
		}
		if start.Name.Local == "tu" {
			return t.unit()
		}
	}
}

// unit reads to the end of a tu element.
func (t *tmxReader) unit() (unit, error) {
	var u unit
	size := 0
	end := t.Depth() - 1
	for {
		tok, err := t.Token()
		if err != nil {
			return nil, unfinished(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local != "tuv" {
				continue
			}
			text, err := t.variant()
			if err != nil {
				return nil, err
			}
			if size += len(text); len(u) < maxVariants && size <= maxVariantText {
				u = append(u, variant{primary(language(tok)), text})
			}
		case xml.EndElement:
			if t.Depth() == end {
				return u, nil
			}
		}
	}
}

// variant reads to the end of a tuv element and returns the text of its segment.
func (t *tmxReader) variant() (string, error) {
	var text string
	end := t.Depth() - 1
	for {
		tok, err := t.Token()
		if err != nil {
			return "", unfinished(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "seg" {
				if text, err = t.segment(); err != nil {
					return "", err
				}
			}
		case xml.EndElement:
			if t.Depth() == end {
				return text, nil
			}
		}
	}
}

// segment reads to the end of a seg element. A segment that is too long comes
// back empty, so that its unit is skipped.
func (t *tmxReader) segment() (string, error) {
	var b strings.Builder
	end := t.Depth() - 1
	codes := 0 // depth of the outermost element that holds codes, 0 outside
	tooLong := false
	for {
		tok, err := t.Token()
		if err != nil {
			return "", unfinished(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if codes == 0 && holdsCodes(tok.Name.Local) {
				codes = t.Depth()
				if breaksLine(tok) {
					b.WriteByte(' ')
				}
			}
		case xml.EndElement:
			if t.Depth() == end {
				if tooLong {
					return "", nil
				}
				return layoutSpace(b.String()), nil
			}
			if t.Depth() < codes {
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

// unfinished words the end of the file inside an element.
func unfinished(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// holdsCodes reports whether an inline element's content is code of the program
// the text came from (TMX 1.4b, section "Content Markup").
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
	for _, a := range e.Attr {
		if a.Name.Local == "type" {
			switch a.Value {
			case "lb", "pb", "cb", "br":
				return true
			}
		}
	}
	return false
}

// language returns the xml:lang of an element, or the lang of older versions.
func language(e xml.StartElement) string {
	lang := ""
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, "lang") && (lang == "" || a.Name.Space != "") {
			lang = a.Value
		}
	}
	return lang
}

// layoutSpace trims s and makes one space of every run of the four characters
// that XML counts as white space. Others, no-break spaces among them, belong to
// the text.
func layoutSpace(s string) string {
	isLayout := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	return strings.Join(strings.FieldsFunc(s, isLayout), " ")
}
