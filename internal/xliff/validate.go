package xliff

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"tarjuman/internal/safexml"
)

// Validate holds a document to the constraints of the XLIFF core and to what its
// modules for matches, metadata, glossaries, change tracking, validation and ITS
// require. The first fault is an [*Error].
func Validate(root *safexml.Node) error {
	if !root.Is(Namespace, "xliff") {
		return fault(root, "the root element is <%.40s xmlns=%.60q>, not XLIFF 2", root.Name.Local, root.Name.Space)
	}
	v := validator{root: root}
	if err := v.element(root); err != nil {
		return err
	}
	v.sourceLang, _ = root.Get("srcLang")
	v.targetLang, _ = root.Get("trgLang")
	for _, lang := range []string{v.sourceLang, v.targetLang} {
		if lang != "" && !validLang(lang) {
			return fault(root, "%.40q is no language tag", lang)
		}
	}
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
	return modules(root)
}

type validator struct {
	root                   *safexml.Node
	sourceLang, targetLang string
}

func fault(n *safexml.Node, format string, args ...any) error {
	return &Error{n.Line, fmt.Sprintf(format, args...)}
}

// validLang accepts what BCP 47 does; private tags and "und" included.
func validLang(tag string) bool {
	_, err := language.Parse(tag)
	if err == nil {
		return true
	}
	_, unknown := err.(language.ValueError) // well formed, but of no known subtag
	return unknown
}

// element checks an element's attributes and the order of its children, and goes
// down into those of the core.
func (v *validator) element(n *safexml.Node) error {
	rule, ok := elements[n.Name.Local]
	if !ok {
		return fault(n, "<%.40s> is no element of XLIFF 2", n.Name.Local)
	}
	if err := checkAttributes(n, rule); err != nil {
		return err
	}
	if err := checkChildren(n, rule); err != nil {
		return err
	}
	for _, c := range n.Children {
		if c.Name.Space == Namespace && !c.IsText() {
			if err := v.element(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func attributeName(a xml.Attr) string {
	switch a.Name.Space {
	case "":
		return a.Name.Local
	case "xml", "http://www.w3.org/XML/1998/namespace":
		return "xml:" + a.Name.Local
	}
	return ""
}

func checkAttributes(n *safexml.Node, rule element) error {
	for _, a := range n.Attr {
		name := attributeName(a)
		if name == "" || name == "xmlns" || a.Name.Space == "xmlns" {
			if a.Name.Space == Namespace {
				return fault(n, "<%s> has an attribute %.40s with a prefix", n.Name.Local, a.Name.Local)
			}
			continue
		}
		if !has(rule.attributes, name) && !has(rule.attributes, name+"!") {
			return fault(n, "<%s> has an attribute %.40s, which does not stand there", n.Name.Local, name)
		}
		list, ok := values[n.Name.Local+"."+name]
		if !ok {
			list, ok = values[name]
		}
		if ok && !has(list, a.Value) {
			return fault(n, "%s=%.40q: want one of %s", name, a.Value, strings.Join(strings.Fields(list), ", "))
		}
		if err := checkValue(n, name, a.Value); err != nil {
			return err
		}
	}
	for name := range strings.FieldsSeq(rule.attributes) {
		if required, ok := strings.CutSuffix(name, "!"); ok {
			if _, there := n.Get(required); !there {
				return fault(n, "<%s> has no attribute %s", n.Name.Local, required)
			}
		}
	}
	return nil
}

// checkValue checks attributes whose values follow a pattern.
func checkValue(n *safexml.Node, name, value string) error {
	switch name {
	case "id", "startRef", "dataRef", "dataRefStart", "dataRefEnd", "copyOf":
		if !isNMToken(value) {
			return fault(n, "%s=%.40q: want a name token", name, value)
		}
	case "hex":
		code, err := strconv.ParseUint(value, 16, 32)
		if err != nil || len(value) < 4 || code <= 0x10FFFF && safexml.Allowed(rune(code)) {
			return fault(n, "hex=%.20q: want the code point of a character that XML cannot hold", value)
		}
	case "subType", "subState":
		prefix, rest, ok := strings.Cut(value, ":")
		if !ok || prefix == "" || rest == "" {
			return fault(n, "%s=%.40q: want a prefix, a colon and a value", name, value)
		}
		if of := map[string]string{"subType": "type", "subState": "state"}[name]; of != "" {
			if _, there := n.Get(of); !there {
				return fault(n, "%s stands without %s", name, of)
			}
		}
		if kind, _ := n.Get("type"); name == "subType" && prefix == "xlf" {
			return checkSubType(n, kind, rest)
		}
	case "order":
		if _, ok := positive(value); !ok {
			return fault(n, "order=%.20q: want a number from 1", value)
		}
	case "type":
		switch {
		case n.Name.Local == "mrk" || n.Name.Local == "sm":
			if !has("generic comment term", value) && !isPrefixed(value) {
				return fault(n, "type=%.40q: want generic, comment, term or a value with a prefix", value)
			}
		case n.Name.Local == "group" || n.Name.Local == "unit":
			if !isPrefixed(value) || strings.HasPrefix(value, "xlf:") {
				return fault(n, "type=%.40q: want a value with a prefix", value)
			}
		}
	}
	return nil
}

// checkSubType holds the sub-types of the standard to their types (section 4.3.1.42).
func checkSubType(n *safexml.Node, kind, sub string) error {
	of := map[string]string{"lb": "fmt", "pb": "fmt", "b": "fmt", "i": "fmt", "u": "fmt", "var": "ui"}[sub]
	if of == "" || of != kind {
		return fault(n, "subType=%q does not go with type=%q", "xlf:"+sub, kind)
	}
	return nil
}

func isPrefixed(s string) bool {
	prefix, rest, ok := strings.Cut(s, ":")
	return ok && prefix != "" && rest != ""
}

// isNMToken reports whether s is a name token (XML 1.0, section 2.3).
func isNMToken(s string) bool {
	for _, r := range s {
		if !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(".-_:·", r)) {
			return false
		}
	}
	return s != ""
}

// checkChildren holds the children of an element to their order and number.
func checkChildren(n *safexml.Node, rule element) error {
	place, seen := 0, 0
	for _, c := range n.Children {
		name := c.Name.Local
		switch {
		case c.IsText():
			if !rule.text && strings.TrimSpace(c.Text) != "" {
				return fault(n, "<%s> holds text", n.Name.Local)
			}
			continue
		case c.Name.Space != Namespace:
			if rule.foreign {
				continue
			}
			name = "*"
		case rule.inline && has(inlineNames, name):
			continue
		}
		if !laterPlace(rule.children[place:], name) {
			return fault(c, "<%.40s> does not stand here in <%s>", c.Name.Local, n.Name.Local)
		}
		for !has(rule.children[place].names, name) {
			if seen < rule.children[place].min {
				return missing(n, rule.children[place])
			}
			place, seen = place+1, 0
		}
		if seen++; rule.children[place].max > 0 && seen > rule.children[place].max {
			return fault(c, "<%s> has more than one <%s>", n.Name.Local, name)
		}
	}
	for ; place < len(rule.children); place, seen = place+1, 0 {
		if seen < rule.children[place].min {
			return missing(n, rule.children[place])
		}
	}
	return nil
}

func laterPlace(places []child, name string) bool {
	for _, p := range places {
		if has(p.names, name) {
			return true
		}
	}
	return false
}

func missing(n *safexml.Node, c child) error {
	return fault(n, "<%s> has no <%s>", n.Name.Local, strings.ReplaceAll(c.names, " ", "> or <"))
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

func (v *validator) file(f *safexml.Node) error {
	return v.below(f, map[string]bool{}, map[string]bool{})
}

// below checks the units and groups of a file or group; ids of units and of
// groups are each unique in the file.
func (v *validator) below(n *safexml.Node, units, groups map[string]bool) error {
	for _, c := range n.Children {
		switch {
		case c.Is(Namespace, "group"):
			if err := unique(groups, c, "the file's groups"); err != nil {
				return err
			}
			if err := v.below(c, units, groups); err != nil {
				return err
			}
		case c.Is(Namespace, "unit"):
			if err := unique(units, c, "the file's units"); err != nil {
				return err
			}
			if err := v.unit(c); err != nil {
				return err
			}
		case c.Is(Namespace, "notes"):
			if err := checkNotes(c); err != nil {
				return err
			}
		case c.Is(Namespace, "skeleton"):
			if _, href := c.Get("href"); href == (strings.TrimSpace(c.Content()) != "" || hasElement(c)) {
				return fault(c, "<skeleton> must either name a file or hold one")
			}
		}
	}
	return nil
}

func hasElement(n *safexml.Node) bool {
	for _, c := range n.Children {
		if !c.IsText() {
			return true
		}
	}
	return false
}

func checkNotes(n *safexml.Node) error {
	ids := map[string]bool{}
	for _, note := range n.Children {
		if note.IsText() {
			continue
		}
		if err := unique(ids, note, "the notes"); err != nil {
			return err
		}
	}
	return nil
}
