package safexml

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Node is an element read into memory whole, or a stretch of text.
type Node struct {
	Name     xml.Name // Space is the namespace; empty for text
	Attr     []xml.Attr
	Children []*Node
	Text     string // of a text node
	Line     int    // where the element begins, from 1
}

// maxNodes bounds a tree: an exchange file of 100,000 sentences has a tenth.
const maxNodes = 8_000_000

// ReadTree reads a file whole. Comments and processing instructions are left out.
// The error begins with "line N:".
func ReadTree(r io.Reader, limits Limits) (*Node, error) {
	d := NewDecoder(r, limits)
	var root *Node
	var stack []*Node
	nodes := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if nodes++; err == nil && nodes > maxNodes {
			err = fmt.Errorf("more than %d elements", maxNodes)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", d.Line(), err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &Node{Name: tok.Name, Attr: append([]xml.Attr(nil), tok.Attr...), Line: d.Line()}
			if len(stack) > 0 {
				top := stack[len(stack)-1]
				top.Children = append(top.Children, n)
			} else {
				root = n
			}
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				top := stack[len(stack)-1]
				top.Children = append(top.Children, &Node{Text: string(tok)})
			}
		}
	}
}

// IsText reports whether the node is text.
func (n *Node) IsText() bool { return n.Name.Local == "" }

// Is reports whether the node is the element of that namespace and name.
func (n *Node) Is(space, local string) bool { return n.Name.Space == space && n.Name.Local == local }

// Get returns an attribute without prefix, and whether it is there.
func (n *Node) Get(name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}

// xmlNamespace is that of xml:lang and xml:space, which needs no declaration.
const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

// GetXML returns an attribute of the prefix xml, such as xml:lang, or "".
func (n *Node) GetXML(name string) string {
	for _, a := range n.Attr {
		if a.Name.Local == name && (a.Name.Space == xmlNamespace || a.Name.Space == "xml") {
			return a.Value
		}
	}
	return ""
}

// Content is the text of the node and of all in it.
func (n *Node) Content() string {
	if n.IsText() {
		return n.Text
	}
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(c.Content())
	}
	return b.String()
}

// Markup writes the node as XML that means the same wherever it is put: every
// element declares its namespace.
func (n *Node) Markup() string {
	var b strings.Builder
	x := &Writer{w: bufio.NewWriter(&b)}
	n.write(x, nowhere)
	x.w.Flush()
	return b.String()
}

// nowhere is no namespace at all, not even the absent one: what is written there
// declares its own.
const nowhere = "\x00"

func (n *Node) write(x *Writer, outer string) {
	if n.IsText() {
		x.Text(n.Text)
		return
	}
	var attrs []string
	if n.Name.Space != outer {
		attrs = append(attrs, "xmlns", n.Name.Space)
	}
	prefixes := 0
	for _, a := range n.Attr {
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns":
		case a.Name.Space == "":
			attrs = append(attrs, a.Name.Local, a.Value)
		case a.Name.Space == xmlNamespace || a.Name.Space == "xml":
			attrs = append(attrs, "xml:"+a.Name.Local, a.Value)
		default:
			prefixes++
			prefix := fmt.Sprintf("a%d", prefixes)
			attrs = append(attrs, "xmlns:"+prefix, a.Name.Space, prefix+":"+a.Name.Local, a.Value)
		}
	}
	x.Start(n.Name.Local, attrs...)
	for _, c := range n.Children {
		c.write(x, n.Name.Space)
	}
	x.End()
}
