package safexml

import (
	"encoding/xml"
	"io"
	"strings"
)

// Skip reads to the end of the element whose start was the last token.
func (d *Decoder) Skip() error {
	for end := d.depth - 1; d.depth > end; {
		if _, err := d.Token(); err != nil {
			return Unfinished(err)
		}
	}
	return nil
}

// Text reads to the end of the element whose start was the last token and returns
// its text, that of elements inside included.
func (d *Decoder) Text() (string, error) {
	var b strings.Builder
	for end := d.depth - 1; d.depth > end; {
		tok, err := d.Token()
		if err != nil {
			return "", Unfinished(err)
		}
		if text, ok := tok.(xml.CharData); ok {
			b.Write(text)
		}
	}
	return b.String(), nil
}

// Children reads to the end of the element whose start was the last token. It
// hands each element directly below it to fn, which reads that to its end and
// reports true, or leaves it to be skipped.
func (d *Decoder) Children(fn func(e xml.StartElement) (bool, error)) error {
	end := d.depth - 1
	for {
		tok, err := d.Token()
		if err != nil {
			return Unfinished(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			read, err := fn(tok)
			if err == nil && !read {
				err = d.Skip()
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if d.depth == end {
				return nil
			}
		}
	}
}

// Unfinished words the end of the file inside an element.
func Unfinished(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Attr returns the value of an element's attribute that has no prefix, or "".
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// Lang returns the xml:lang of an element, or the lang of formats that came
// before it, as it is written.
func Lang(e xml.StartElement) string {
	lang := ""
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, "lang") && (lang == "" || a.Name.Space != "") {
			lang = a.Value
		}
	}
	return lang
}

// LayoutSpace trims s and makes one space of every run of the four characters
// that XML counts as white space. Others, no-break spaces among them, belong to
// the text.
func LayoutSpace(s string) string {
	isLayout := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	return strings.Join(strings.FieldsFunc(s, isLayout), " ")
}

// LayoutText takes the layout of a file out of a text that spans lines, unless
// its white space is to be kept.
func LayoutText(text string, exact bool) string {
	if exact || !strings.ContainsAny(text, "\n\r") {
		return text
	}
	return LayoutSpace(text)
}
