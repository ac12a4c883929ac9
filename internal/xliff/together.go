package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// inherited is what elements further out say that attributes further in rest on.
type inherited struct{ score, vote bool }

// together checks what the attributes and children of one element have to do with
// each other, and returns what holds for the elements in it.
func together(n *safexml.Node, name string, outer inherited) (inherited, error) {
	var err error
	switch name {
	case "segment":
		err = needs(n, "subState", "state")
	case "group", "unit":
		if kind, _ := n.Get("type"); strings.HasPrefix(kind, "xlf:") {
			err = fault(n, "type=%.40q: want a value with a prefix of your own", kind)
		}
	case "ph", "pc", "sc", "ec":
		err = codeHints(n, name)
	case "mrk", "sm":
		err = annotation(n)
	case "mtc:match":
		err = needs(n, "subType", "type")
	case "gls:glossEntry":
		if !hasChild(n, "gls:translation gls:definition") {
			err = fault(n, "<glossEntry> has neither a <translation> nor a <definition>")
		}
	case "res:source", "res:target":
		err = hrefOrContent(n)
	case "res:resourceItem":
		err = resourceItem(n)
	case "val:rule":
		err = validationRule(n)
	}
	for _, check := range []func(*safexml.Node, string) error{formatStyle, sizes, itsTogether} {
		if err == nil {
			err = check(n, name)
		}
	}
	if err == nil {
		outer, err = ratings(n, outer)
	}
	return outer, err
}

// needs is a fault when one attribute stands without another.
func needs(n *safexml.Node, name, other string) error {
	_, there := attribute(n, name)
	if _, also := attribute(n, other); there && !also {
		return fault(n, "%s stands without %s", name, other)
	}
	return nil
}

// hasChild reports whether one of the named elements stands in n.
func hasChild(n *safexml.Node, names string) bool {
	for _, c := range n.Children {
		if !c.IsText() && has(names, nameOf(c)) {
			return true
		}
	}
	return false
}

// codeHints checks what an inline code says of itself (sections 4.3 and 4.7.2).
func codeHints(n *safexml.Node, name string) error {
	if err := needs(n, "subType", "type"); err != nil {
		return err
	}
	sub, _ := n.Get("subType")
	if rest, ok := strings.CutPrefix(sub, "xlf:"); ok {
		kind, _ := n.Get("type")
		of := map[string]string{"lb": "fmt", "pb": "fmt", "b": "fmt", "i": "fmt", "u": "fmt", "var": "ui"}[rest]
		if of == "" || of != kind {
			return fault(n, "subType=%.40q does not go with type=%.40q", sub, kind)
		}
	}
	if reorder, ok := n.Get("canReorder"); ok && reorder != "yes" && (allowed(n, "canCopy") != "no" || allowed(n, "canDelete") != "no") {
		return fault(n, "canReorder=%q stands without canCopy=\"no\" and canDelete=\"no\"", reorder)
	}
	if _, copied := n.Get("copyOf"); copied && hasAny(n, "dataRef dataRefStart dataRefEnd") {
		return fault(n, "a copy takes its data from the original: copyOf stands beside dataRef")
	}
	if name == "pc" {
		for _, pair := range [][2]string{{"dataRefStart", "dataRefEnd"}, {"subFlowsStart", "subFlowsEnd"}, {"equivStart", "equivEnd"}} {
			if err := needs(n, pair[0], pair[1]); err != nil {
				return err
			}
			if err := needs(n, pair[1], pair[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

// allowed is what a code says of an editing hint: "yes" where it says nothing.
func allowed(n *safexml.Node, hint string) string {
	if v, ok := n.Get(hint); ok {
		return v
	}
	return "yes"
}

// annotation checks a marker by its type (section 4.7.3).
func annotation(n *safexml.Node) error {
	kind, typed := n.Get("type")
	_, hasValue := n.Get("value")
	_, refers := n.Get("ref")
	switch {
	case !typed || kind == "generic":
		if _, ok := n.Get("translate"); !ok && !hasITS(n) {
			return fault(n, "a generic <%s> needs the attribute translate", n.Name.Local)
		}
	case kind == "comment":
		if hasValue == refers {
			return fault(n, "a comment needs either a value or a ref")
		}
	case kind == "mtc:match":
		if refers {
			return fault(n, "a marker for a match has no ref: the match refers to the marker")
		}
	case kind != "term" && !isUserDefined(kind):
		return fault(n, "type=%.40q: want generic, comment, term or a value with a prefix", kind)
	}
	return nil
}

// hasITS reports whether a marker carries data of ITS.
func hasITS(n *safexml.Node) bool {
	for _, a := range n.Attr {
		if p := prefixes[a.Name.Space]; p == "its:" || p == "itsm:" {
			return true
		}
	}
	return false
}

// formatStyle checks the attributes of the format style module.
func formatStyle(n *safexml.Node, name string) error {
	if !hasAny(n, "fs:fs fs:subFs") {
		return nil
	}
	if isolated, _ := n.Get("isolated"); name == "ec" && isolated != "yes" {
		return fault(n, "a format style on an <ec> that is not isolated: it stands on the <sc>")
	}
	if err := needs(n, "fs:subFs", "fs:fs"); err != nil {
		return err
	}
	if sub, ok := attribute(n, "fs:subFs"); ok && !strings.Contains(sub, ",") {
		return fault(n, "subFs=%.40q: want names and values separated by commas", sub)
	}
	return nil
}

// sizes checks the attributes of the size and length restriction module.
func sizes(n *safexml.Node, _ string) error {
	if _, ref := attribute(n, "slr:sizeInfoRef"); ref && hasAny(n, "slr:sizeInfo") {
		return fault(n, "sizeInfo and sizeInfoRef stand together")
	}
	return nil
}

// resourceItem checks an item of the resource data module.
func resourceItem(n *safexml.Node) error {
	if !hasElement(n) {
		return fault(n, "<resourceItem> holds nothing")
	}
	if _, typed := n.Get("mimeType"); typed {
		return nil
	}
	for _, c := range n.Children {
		if name := nameOf(c); (name == "res:source" || name == "res:target") && !hasElement(c) {
			return fault(c, "<resourceItem> has no mimeType, and its <%s> is empty", c.Name.Local)
		}
	}
	return nil
}

// validationRule checks a rule of the validation module.
func validationRule(n *safexml.Node) error {
	tests := 0
	for _, name := range []string{"isPresent", "isNotPresent", "startsWith", "endsWith"} {
		if _, ok := n.Get(name); ok {
			tests++
		}
	}
	custom := false
	for _, a := range n.Attr {
		custom = custom || attributeName(a) == foreign
	}
	switch {
	case tests > 1:
		return fault(n, "<rule> has more than one of isPresent, isNotPresent, startsWith and endsWith")
	case tests == 0 && !custom:
		return fault(n, "<rule> has none of isPresent, isNotPresent, startsWith and endsWith, and no rule of its own")
	}
	if err := needs(n, "occurs", "isPresent"); err != nil {
		return err
	}
	if _, ok := n.Get("existsInSource"); ok && !hasAny(n, "isPresent startsWith endsWith") {
		return fault(n, "existsInSource stands without isPresent, startsWith or endsWith")
	}
	return nil
}
