package xliff

import (
	"encoding/xml"
	"fmt"
	"strings"

	"tarjuman/internal/safexml"
)

// Validate holds a document to the constraints of the XLIFF core, to those of the
// modules of 2.1 (translation candidates, glossary, format style, metadata,
// resource data, size and length restriction, validation, ITS) and to those of
// change tracking in 2.0. The first fault is an [*Error].
func Validate(root *safexml.Node) error {
	if !root.Is(Namespace, "xliff") {
		return fault(root, "the root element is <%.40s xmlns=%.60q>, not XLIFF 2", root.Name.Local, root.Name.Space)
	}
	if err := checkElement(root, "xliff", inherited{}); err != nil {
		return err
	}
	v := validator{}
	v.sourceLang, _ = root.Get("srcLang")
	v.targetLang, _ = root.Get("trgLang")
	ids := map[string]bool{}
	for _, f := range root.Children {
		if f.IsText() {
			continue
		}
		if err := unique(ids, f, "file"); err != nil {
			return err
		}
		if err := v.file(f); err != nil {
			return err
		}
	}
	return nil
}

type validator struct{ sourceLang, targetLang string }

func fault(n *safexml.Node, format string, args ...any) error {
	return &Error{n.Line, fmt.Sprintf(format, args...)}
}

// checkElement holds an element to its rule and goes down into those that have
// one.
func checkElement(n *safexml.Node, name string, outer inherited) error {
	rule, ok := elements[name]
	if !ok {
		return fault(n, "<%.40s> is no element of XLIFF 2", n.Name.Local)
	}
	if err := checkAttributes(n, name, rule); err != nil {
		return err
	}
	if !rule.any {
		if err := checkChildren(n, name, rule); err != nil {
			return err
		}
	}
	outer, err := together(n, name, outer)
	if err != nil || rule.any {
		return err
	}
	for _, c := range n.Children {
		inner := nameOf(c)
		if c.IsText() || inner == foreign {
			continue
		}
		if err := checkElement(c, inner, outer); err != nil {
			return err
		}
	}
	return nil
}

// attributeName is the name of an attribute in the tables: "id", "xml:lang",
// "fs:fs", or foreign. A namespace declaration has none.
func attributeName(a xml.Attr) string {
	switch a.Name.Space {
	case "xmlns":
		return ""
	case "":
		if a.Name.Local == "xmlns" {
			return ""
		}
		return a.Name.Local
	case "xml", "http://www.w3.org/XML/1998/namespace":
		return "xml:" + a.Name.Local
	}
	if prefix := prefixes[a.Name.Space]; prefix != "" {
		return prefix + a.Name.Local
	}
	return foreign
}

func checkAttributes(n *safexml.Node, element string, rule element) error {
	for _, a := range n.Attr {
		name := attributeName(a)
		switch {
		case name == "":
			continue
		case a.Name.Space == Namespace:
			return fault(n, "<%s> has an attribute %.40s with a prefix", n.Name.Local, a.Name.Local)
		case has(rule.attributes, name) || has(rule.attributes, name+"!"):
		case rule.open && (name == foreign || strings.Contains(name, ":")):
		default:
			return fault(n, "<%s> has an attribute %.40s, which does not stand there", n.Name.Local, a.Name.Local)
		}
		if err := checkValue(n, element, name, a.Value); err != nil {
			return err
		}
	}
	for name := range strings.FieldsSeq(rule.attributes) {
		required, ok := strings.CutSuffix(name, "!")
		if !ok {
			continue
		}
		if _, there := attribute(n, required); !there {
			return fault(n, "<%s> has no attribute %s", n.Name.Local, required)
		}
	}
	return nil
}

// attribute returns the attribute of that name in the tables.
func attribute(n *safexml.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if attributeName(a) == name {
			return a.Value, true
		}
	}
	return "", false
}

// hasAny reports whether one of the attributes, named as in the tables and
// separated by spaces, stands on an element.
func hasAny(n *safexml.Node, names string) bool {
	for _, a := range n.Attr {
		if name := attributeName(a); name != "" && has(names, name) {
			return true
		}
	}
	return false
}

// checkChildren holds the children of an element to their order and number.
func checkChildren(n *safexml.Node, parent string, rule element) error {
	place, seen := 0, 0
	modules := map[string]bool{}
	for _, c := range n.Children {
		if c.IsText() {
			if !rule.text && strings.TrimSpace(c.Text) != "" {
				return fault(n, "<%s> holds text", n.Name.Local)
			}
			continue
		}
		name := nameOf(c)
		if rule.inline && has(inlineNames, name) {
			continue
		}
		next := place
		for next < len(rule.children) && !rule.children[next].takes(parent, name) {
			next++
		}
		if next == len(rule.children) {
			return fault(c, "<%.40s> does not stand here in <%s>", c.Name.Local, n.Name.Local)
		}
		for ; place < next; place, seen = place+1, 0 {
			if seen < rule.children[place].min {
				return missing(n, rule.children[place])
			}
		}
		if seen++; rule.children[place].max > 0 && seen > rule.children[place].max {
			return fault(c, "<%s> has more than one <%s>", n.Name.Local, c.Name.Local)
		}
		if has(rule.children[place].names, foreign) {
			if err := checkHome(c, name, parent, modules); err != nil {
				return err
			}
		}
	}
	for ; place < len(rule.children); place, seen = place+1, 0 {
		if seen < rule.children[place].min {
			return missing(n, rule.children[place])
		}
	}
	return nil
}

// checkHome holds the outermost element of a module to the elements of the core
// it may stand in. Elements of modules in other modules are left alone.
func checkHome(c *safexml.Node, name, parent string, seen map[string]bool) error {
	if name == foreign || prefixOf(parent) != "" {
		return nil
	}
	if !has(homes[name], parent) {
		return fault(c, "<%.40s> does not stand here in <%s>", c.Name.Local, parent)
	}
	if seen[name] && prefixOf(name) != "its:" {
		return fault(c, "<%s> has more than one <%s>", parent, c.Name.Local)
	}
	seen[name] = true
	return nil
}

func missing(n *safexml.Node, c child) error {
	names := strings.Fields(c.names)
	for i, name := range names {
		names[i] = strings.TrimPrefix(name, prefixOf(name))
	}
	return fault(n, "<%s> has no <%s>", n.Name.Local, strings.Join(names, "> or <"))
}

// unique files the id of an element among those of its kind.
func unique(ids map[string]bool, n *safexml.Node, what string) error {
	id, ok := n.Get("id")
	if !ok {
		return nil
	}
	if ids[id] {
		return fault(n, "the id %.40q is given to two of %s", id, what)
	}
	ids[id] = true
	return nil
}
