package xliff

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tarjuman/internal/safexml"
)

// OwnPrefix begins the categories of this program's metadata and the ids of its
// translation candidates.
const OwnPrefix = "tarjuman-"

// Shell is what other programs put on and into a file or unit beside the core:
// attributes of other namespaces, and elements of modules and extensions. Segments
// are gone from it; what referred to the Nth of them, or to a place in it, refers
// to the id "sN".
type Shell struct{ node *safexml.Node }

// shellOf empties an element of the core down to its shell; nil when nothing is
// left. spans are the numbers of the segments, from 1, by what stands in them.
func shellOf(n *safexml.Node, spans map[string]int) *Shell {
	s := &Shell{&safexml.Node{Name: n.Name, Line: n.Line}}
	for _, a := range n.Attr {
		if name := attributeName(a); name == foreign || prefixOf(name) != "" && prefixOf(name) != "xml:" {
			s.node.Attr = append(s.node.Attr, a)
		}
	}
	mine := slices.ContainsFunc(n.Children, holdsOwn)
	for _, c := range n.Children {
		if c.IsText() || c.Name.Space == Namespace {
			continue
		}
		switch nameOf(c) {
		case "mda:metadata":
			c.Children = slices.DeleteFunc(c.Children, func(g *safexml.Node) bool {
				category, _ := g.Get("category")
				return g.IsText() || strings.HasPrefix(category, OwnPrefix)
			})
		case "mtc:matches":
			c.Children = slices.DeleteFunc(c.Children, func(m *safexml.Node) bool {
				id, named := m.Get("id")
				return m.IsText() || strings.HasPrefix(id, OwnPrefix) || mine && !named
			})
		}
		if len(c.Children) == 0 && has("mda:metadata mtc:matches", nameOf(c)) {
			continue
		}
		redirect(c, spans)
		s.node.Children = append(s.node.Children, c)
	}
	if len(s.node.Attr)+len(s.node.Children) == 0 {
		return nil
	}
	return s
}

// holdsOwn reports whether an element is metadata with a group of this program.
func holdsOwn(n *safexml.Node) bool {
	return nameOf(n) == "mda:metadata" && slices.ContainsFunc(n.Children, func(g *safexml.Node) bool {
		category, _ := g.Get("category")
		return strings.HasPrefix(category, OwnPrefix)
	})
}

// spansOf numbers the segments of a unit by their ids and those of their inline
// elements.
func spansOf(unit *safexml.Node) map[string]int {
	spans := map[string]int{}
	segments := 0
	var walk func(n *safexml.Node)
	walk = func(n *safexml.Node) {
		if id, ok := n.Get("id"); ok {
			spans[id] = segments
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	for _, c := range unit.Children {
		if c.Is(Namespace, "segment") {
			segments++
			walk(c)
		}
	}
	return spans
}

// refer are the elements of modules that refer to spans of text.
const refer = "mtc:match gls:glossEntry gls:translation ctr:revisions"

// redirect makes references to spans references to the segments they are in.
func redirect(n *safexml.Node, spans map[string]int) {
	for i, a := range n.Attr {
		if at := spans[fragment(a.Value)]; at > 0 && a.Name.Space == "" && a.Name.Local == "ref" && has(refer, nameOf(n)) {
			mark := ""
			if strings.Contains(a.Value, "#") {
				mark = "#"
			}
			n.Attr[i].Value = mark + "s" + strconv.Itoa(at)
		}
	}
	for _, c := range n.Children {
		redirect(c, spans)
	}
}

// Markup is the shell as XML; "" for none.
func (s *Shell) Markup() string {
	if s == nil {
		return ""
	}
	return s.node.Markup()
}

// ParseShell takes a shell back from its markup.
func ParseShell(markup string) (*Shell, error) {
	n, err := safexml.ReadTree(strings.NewReader(markup), safexml.Limits{})
	if err != nil {
		return nil, err
	}
	if n == nil || !n.Is(Namespace, "unit") && !n.Is(Namespace, "file") {
		return nil, fmt.Errorf("no shell of a unit or file")
	}
	return &Shell{n}, nil
}

// Fit drops what refers to segments beyond those that a unit has now, and reports
// whether the rest is valid in a unit of a file with this shell, which may be nil.
// A shell that does not fit is not to be written.
func (s *Shell) Fit(file *Shell, segments int) bool {
	s.node.Children = slices.DeleteFunc(s.node.Children, func(c *safexml.Node) bool {
		dropBeyond(c, segments)
		return len(c.Children) == 0 && nameOf(c) == "mtc:matches"
	})
	unit := &safexml.Node{Name: xml.Name{Space: Namespace, Local: "unit"}}
	if s.node.Is(Namespace, "unit") {
		unit.Attr, unit.Children = slices.Clone(s.node.Attr), slices.Clone(s.node.Children)
	}
	unit.Attr = append(unit.Attr, plain("id", "u"))
	for i := range segments {
		source := &safexml.Node{Name: xml.Name{Space: Namespace, Local: "source"}}
		unit.Children = append(unit.Children, &safexml.Node{
			Name: xml.Name{Space: Namespace, Local: "segment"}, Attr: []xml.Attr{plain("id", "s"+strconv.Itoa(i+1))}, Children: []*safexml.Node{source},
		})
	}
	if s.node.Is(Namespace, "file") {
		file = s
	}
	top := &safexml.Node{Name: xml.Name{Space: Namespace, Local: "file"}}
	if file != nil {
		top.Attr, top.Children = slices.Clone(file.node.Attr), slices.Clone(file.node.Children)
	}
	top.Attr, top.Children = append(top.Attr, plain("id", "f")), append(top.Children, unit)
	return Validate(&safexml.Node{
		Name: xml.Name{Space: Namespace, Local: "xliff"}, Attr: []xml.Attr{plain("version", "2.1"), plain("srcLang", "und")}, Children: []*safexml.Node{top},
	}) == nil
}

func plain(name, value string) xml.Attr { return xml.Attr{Name: xml.Name{Local: name}, Value: value} }

// dropBeyond drops candidates for segments beyond a number, and the references of
// other elements to them.
func dropBeyond(n *safexml.Node, segments int) {
	beyond := func(c *safexml.Node) bool {
		ref, _ := c.Get("ref")
		at, err := strconv.Atoi(strings.TrimPrefix(fragment(ref), "s"))
		return err == nil && at > segments && has(refer, nameOf(c))
	}
	n.Children = slices.DeleteFunc(n.Children, func(c *safexml.Node) bool { return beyond(c) && nameOf(c) == "mtc:match" })
	for _, c := range n.Children {
		if beyond(c) {
			c.Attr = slices.DeleteFunc(c.Attr, func(a xml.Attr) bool { return a.Name.Space == "" && a.Name.Local == "ref" })
		}
		dropBeyond(c, segments)
	}
}

// Attributes are the attributes of the shell as pairs of name and value, with
// declarations of their namespaces.
func (s *Shell) Attributes() []string {
	if s == nil {
		return nil
	}
	var out []string
	for i, a := range s.node.Attr {
		if a.Name.Space == "" || a.Name.Space == "xmlns" {
			continue
		}
		prefix := "x" + strconv.Itoa(i)
		out = append(out, "xmlns:"+prefix, a.Name.Space, prefix+":"+a.Name.Local, a.Value)
	}
	return out
}

// Modules is the markup of the elements but metadata and translation candidates.
func (s *Shell) Modules() string {
	return s.markup(func(c *safexml.Node) bool { return !has("mda:metadata mtc:matches", nameOf(c)) }, false)
}

// Groups is the markup of the metadata's groups.
func (s *Shell) Groups() string {
	return s.markup(func(c *safexml.Node) bool { return nameOf(c) == "mda:metadata" }, true)
}

// Matches is the markup of the translation candidates.
func (s *Shell) Matches() string {
	return s.markup(func(c *safexml.Node) bool { return nameOf(c) == "mtc:matches" }, true)
}

// markup writes the elements of a kind, or what stands in them.
func (s *Shell) markup(of func(*safexml.Node) bool, inside bool) string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	for _, c := range s.node.Children {
		switch {
		case c.IsText() || !of(c):
		case !inside:
			b.WriteString(c.Markup())
		default:
			for _, inner := range c.Children {
				b.WriteString(inner.Markup())
			}
		}
	}
	return b.String()
}
