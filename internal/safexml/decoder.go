// Package safexml reads XML that nobody vouches for: exchange files of other
// programs, in whatever encoding they wrote. A [Decoder] bounds what a file may
// cost (bytes in all, bytes of one token, depth), refuses a document type that
// declares anything itself and never fetches one, and decodes UTF-16 and the
// usual 8-bit encodings. A [Writer] writes XML that every parser accepts.
package safexml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits bound what is read; a zero field takes the default.
type Limits struct {
	File  int // bytes of the whole file, decoded; default 1 GB
	Token int // bytes of one tag, text, comment or declaration; default 16 MB
	Depth int // of nested elements; default 256
}

// The limits of a zero Limits.
const (
	DefaultFile  = 1 << 30
	DefaultToken = 16 << 20
	DefaultDepth = 256
)

func (l Limits) filled() Limits {
	if l.File == 0 {
		l.File = DefaultFile
	}
	if l.Token == 0 {
		l.Token = DefaultToken
	}
	if l.Depth == 0 {
		l.Depth = DefaultDepth
	}
	return l
}

// Decoder hands out the tokens of an XML file within its limits.
type Decoder struct {
	in    *input
	dec   *xml.Decoder
	limit Limits
	depth int
	root  bool // an element has been seen
}

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader, limit Limits) *Decoder {
	limit = limit.filled()
	d := &Decoder{in: newInput(r, limit), limit: limit}
	d.dec = xml.NewDecoder(d.in)
	d.dec.CharsetReader = charsetReader
	return d
}

// Token returns the next token, valid until the next call, or io.EOF after the
// last. Other errors are one line without the place, which [Decoder.Line] tells.
func (d *Decoder) Token() (xml.Token, error) {
	d.in.allowToken()
	tok, err := d.dec.Token()
	if err != nil {
		return nil, d.explain(err)
	}
	switch tok := tok.(type) {
	case xml.StartElement:
		if d.root && d.depth == 0 {
			return nil, fmt.Errorf("<%.40s> is a second root element", tok.Name.Local)
		}
		d.root = true
		if err := checkAttributes(tok.Attr); err != nil {
			return nil, err
		}
		if d.depth++; d.depth > d.limit.Depth {
			return nil, fmt.Errorf("elements nested more than %d deep", d.limit.Depth)
		}
	case xml.EndElement:
		d.depth--
	case xml.CharData:
		if d.depth == 0 && len(bytes.Trim(tok, " \t\r\n\ufeff")) > 0 { // a byte order mark may stand twice
			return nil, d.outside()
		}
	case xml.Directive:
		if err := checkDirective(tok); err != nil {
			return nil, err
		}
	}
	return tok, nil
}

// outside is the error of text that stands in no element.
func (d *Decoder) outside() error {
	if !d.root {
		return errors.New("the file holds no XML, or text before it")
	}
	return errors.New("text behind the root element")
}

// checkAttributes holds the attributes of a tag to what the parser lets pass: their
// number, names given twice, and prefixes that are bound to no namespace (Namespaces
// in XML 1.0, section 2.2), whose elements would change their meaning when written
// elsewhere.
func checkAttributes(attrs []xml.Attr) error {
	if len(attrs) > maxAttributes {
		return fmt.Errorf("a tag with %d attributes", len(attrs))
	}
	if name := repeated(attrs); name != "" {
		return fmt.Errorf("the attribute %.40s stands twice in one tag", name)
	}
	for _, a := range attrs {
		if a.Name.Space == "xmlns" && a.Value == "" {
			return fmt.Errorf("the prefix %.40s is bound to no namespace", a.Name.Local)
		}
	}
	return nil
}

// repeated returns the name of an attribute that stands twice (XML 1.0, section
// 3.1), which the parser does not look for, or "".
func repeated(attrs []xml.Attr) string {
	for i, a := range attrs {
		for _, b := range attrs[:i] {
			if a.Name == b.Name {
				return a.Name.Local
			}
		}
	}
	return ""
}

// maxAttributes bounds the attributes of one tag; the richest formats have a few
// dozen.
const maxAttributes = 256

// Depth returns how many elements are open.
func (d *Decoder) Depth() int { return d.depth }

// Line returns the line, from 1, of the end of the last token.
func (d *Decoder) Line() int {
	line, _ := d.dec.InputPos()
	return line
}

// explain words an error of the XML parser.
func (d *Decoder) explain(err error) error {
	if d.in.err != nil {
		return d.in.err
	}
	if err == io.EOF && !d.root {
		return errors.New("the file holds no XML")
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(strings.ReplaceAll(syntax.Msg, "\n", " "))
	}
	return err
}

// checkDirective accepts a document type declaration that only names its DTD.
func checkDirective(d xml.Directive) error {
	s := string(d)
	if !strings.HasPrefix(s, "DOCTYPE") {
		return errors.New("a declaration other than the document type")
	}
	var quote rune
	for _, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '[' || r == '<':
			return errors.New("a document type with declarations of its own")
		}
	}
	return nil
}
