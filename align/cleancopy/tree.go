package cleancopy

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"tarjuman/internal/ooxml"
	"tarjuman/internal/safexml"
	"tarjuman/internal/safezip"
)

// A node is an element of a part, or a text. Names keep the prefixes of the file, so
// that what is not changed is written as it was.
type node struct {
	name  string // with its prefix; "" for text
	local string
	word  bool // of WordprocessingML
	attr  []xml.Attr
	kids  []*node
	text  string
	token int // number of its token in the part, as article.WordPiece counts; -1 for what was added
}

// strictWord is the namespace of the strict form of WordprocessingML.
const strictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main"

// maxTreeNodes bounds a part that is held in memory: a book of 1,000 pages has a
// million.
const maxTreeNodes = 3_000_000

// part is a part of a document as a tree. word is the prefix of its own elements.
type part struct {
	root *node
	word string
}

// parsePart reads a part. The limits on depth and type are those of the archive.
func parsePart(a *safezip.Archive, name string) (*part, error) {
	data, err := a.Read(name)
	if err != nil {
		return nil, err
	}
	return parseBytes(name, data)
}

// parseBytes is parsePart for a part that was read.
func parseBytes(name string, data []byte) (*part, error) {
	damaged := func(err error) error {
		return &safezip.Error{Kind: safezip.Damaged, Part: name, Reason: "is damaged", Err: err}
	}
	x := xml.NewDecoder(bytes.NewReader(data))
	p := &part{}
	var stack []*node
	var words [][]string // prefixes of WordprocessingML in every open element
	for token := 0; ; token++ {
		t, err := x.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, damaged(err)
		}
		if token > maxTreeNodes || len(stack) > safezip.MaxDepth {
			return nil, &safezip.Error{Kind: safezip.TooMuch, Part: name, Reason: "is larger than any article"}
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, &safezip.Error{Kind: safezip.DOCTYPE, Part: name, Reason: "has a DOCTYPE, which no office file has"}
		case xml.StartElement:
			n := &node{name: prefixed(t.Name), local: t.Name.Local, attr: slices.Clone(t.Attr), token: token}
			known := wordPrefixes(words, n.attr)
			n.word = slices.Contains(known, t.Name.Space)
			words = append(words, known)
			switch {
			case len(stack) > 0:
				top := stack[len(stack)-1]
				top.kids = append(top.kids, n)
			case p.root == nil:
				p.root = n
				if i := slices.IndexFunc(known, func(s string) bool { return s != "" }); i >= 0 {
					p.word = known[i]
				}
			default:
				return nil, damaged(fmt.Errorf("two root elements"))
			}
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 0 || stack[len(stack)-1].name != prefixed(t.Name) {
				return nil, damaged(fmt.Errorf("an end tag without its start"))
			}
			stack, words = stack[:len(stack)-1], words[:len(words)-1]
		case xml.CharData:
			if len(stack) > 0 {
				top := stack[len(stack)-1]
				top.kids = append(top.kids, &node{text: string(t), token: token})
			}
		}
	}
	if p.root == nil || len(stack) > 0 {
		return nil, damaged(io.ErrUnexpectedEOF)
	}
	return p, nil
}

func prefixed(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// wordPrefixes are the prefixes that mean WordprocessingML inside an element with
// these attributes.
func wordPrefixes(outer [][]string, attr []xml.Attr) []string {
	var known []string
	if len(outer) > 0 {
		known = outer[len(outer)-1]
	}
	for _, a := range attr {
		prefix, declares := "", false
		switch {
		case a.Name.Space == "xmlns":
			prefix, declares = a.Name.Local, true
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			declares = true
		}
		if !declares {
			continue
		}
		known = slices.DeleteFunc(slices.Clone(known), func(s string) bool { return s == prefix })
		if a.Value == ooxml.Word || a.Value == strictWord {
			known = append(known, prefix)
		}
	}
	return known
}

// bytes writes the part.
func (p *part) bytes() ([]byte, error) {
	var b bytes.Buffer
	x := safexml.NewWriter(&b)
	p.root.write(x)
	err := x.Close()
	return b.Bytes(), err
}

func (n *node) write(x *safexml.Writer) {
	if n.name == "" {
		x.Text(n.text)
		return
	}
	attrs := make([]string, 0, 2*len(n.attr))
	for _, a := range n.attr {
		attrs = append(attrs, prefixed(a.Name), a.Value)
	}
	x.Start(n.name, attrs...)
	for _, c := range n.kids {
		c.write(x)
	}
	x.End()
}

// markup is the element as XML.
func (n *node) markup() string {
	var b bytes.Buffer
	x := safexml.NewWriter(&b)
	n.write(x)
	_ = x.Close() // memory does not fail
	return b.String()
}

// is reports whether n is the element of WordprocessingML of that name.
func (n *node) is(local string) bool { return n.word && n.local == local }

// oneOf is is for several names.
func (n *node) oneOf(locals ...string) bool { return n.word && slices.Contains(locals, n.local) }

// child returns the first child element of that name, or nil.
func (n *node) child(local string) *node {
	for _, c := range n.kids {
		if c.is(local) {
			return c
		}
	}
	return nil
}

// get returns an attribute by its local name.
func (n *node) get(local string) string {
	for _, a := range n.attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// each calls fn for n and all below it, outermost first, until fn returns false for
// a branch.
func (n *node) each(fn func(*node) bool) {
	if !fn(n) {
		return
	}
	for _, c := range n.kids {
		c.each(fn)
	}
}

// remove takes the children for which drop holds out, at every depth.
func (n *node) remove(drop func(*node) bool) {
	n.kids = slices.DeleteFunc(n.kids, drop)
	for _, c := range n.kids {
		c.remove(drop)
	}
}

// shell is a copy of an element without what is in it.
func (n *node) shell() *node {
	return &node{name: n.name, local: n.local, word: n.word, attr: n.attr, token: -1}
}

// clone is a copy of an element with all that is in it.
func (n *node) clone() *node {
	c := *n
	c.token, c.attr, c.kids = -1, slices.Clone(n.attr), make([]*node, len(n.kids))
	for i := range n.kids {
		c.kids[i] = n.kids[i].clone()
	}
	return &c
}

// element makes an element of WordprocessingML with attributes, pairs of name and
// value.
func (p *part) element(local string, attrs ...string) *node {
	n := &node{name: prefixed(xml.Name{Space: p.word, Local: local}), local: local, word: true, token: -1}
	for i := 0; i+1 < len(attrs); i += 2 {
		n.attr = append(n.attr, xml.Attr{Name: xml.Name{Space: p.word, Local: attrs[i]}, Value: attrs[i+1]})
	}
	return n
}

// set puts a property among others in the order the schema wants, in the place of
// the one of its name.
func (n *node) set(property *node, order []string) {
	n.unset(property.local)
	rank := slices.Index(order, property.local)
	at := len(n.kids)
	for i, c := range n.kids {
		if c.word && slices.Index(order, c.local) > rank {
			at = i
			break
		}
	}
	n.kids = slices.Insert(n.kids, at, property)
}

// unset takes the properties of that name out.
func (n *node) unset(local string) {
	n.kids = slices.DeleteFunc(n.kids, func(c *node) bool { return c.is(local) })
}

// on reads a property that is switched on or off; there is false without it.
func (n *node) on(local string) (on, there bool) {
	c := n.child(local)
	if c == nil {
		return false, false
	}
	switch c.get("val") {
	case "0", "false", "off":
		return false, true
	}
	return true, true
}
