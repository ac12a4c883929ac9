package xliff

import (
	"regexp"

	"tarjuman/internal/safexml"
)

// modules checks the references and ids of the modules directly below an element;
// u is nil outside a unit.
func (f *fileCheck) modules(n *safexml.Node, u *unitCheck) error {
	for _, c := range n.Children {
		var err error
		switch nameOf(c) {
		case "mtc:matches":
			err = f.matches(c, u)
		case "gls:glossary":
			err = glossary(c, u)
		case "mda:metadata":
			err = allUnique(c, "mda:metadata mda:metaGroup", map[string]bool{})
		case "res:resourceData":
			err = f.resourceData(c)
		case "val:validation":
			if n.Is(Namespace, "file") {
				err = neverDisabled(c)
			}
		case "slr:profiles":
			err = f.profiles(c, n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// allUnique checks the ids of the named elements in and below n.
func allUnique(n *safexml.Node, names string, ids map[string]bool) error {
	if has(names, nameOf(n)) {
		if err := unique(ids, n, "the module's elements"); err != nil {
			return err
		}
	}
	for _, c := range n.Children {
		if c.IsText() {
			continue
		}
		if err := allUnique(c, names, ids); err != nil {
			return err
		}
	}
	return nil
}

// matches checks translation candidates: each refers to a span of the unit, and
// its texts are held to the rules of a unit's own.
func (f *fileCheck) matches(n *safexml.Node, u *unitCheck) error {
	if err := allUnique(n, "mtc:match", map[string]bool{}); err != nil {
		return err
	}
	for _, m := range n.Children {
		if m.IsText() {
			continue
		}
		if err := u.span(m); err != nil {
			return err
		}
		candidate := newUnitCheck(f)
		for _, c := range m.Children {
			switch nameOf(c) {
			case "originalData":
				if err := candidate.originalData(c); err != nil {
					return err
				}
			case "mda:metadata":
				if err := allUnique(c, "mda:metadata mda:metaGroup", map[string]bool{}); err != nil {
					return err
				}
			}
		}
		if err := candidate.check([]*safexml.Node{m}); err != nil {
			return err
		}
	}
	return nil
}

// span checks that the ref of a module's element names a span of text in its
// unit.
func (u *unitCheck) span(n *safexml.Node) error {
	if ref, ok := n.Get("ref"); ok && !u.spans[fragment(ref)] {
		return fault(n, "ref=%.40q on <%s> names no segment of the unit and nothing in one", ref, n.Name.Local)
	}
	return nil
}

func glossary(n *safexml.Node, u *unitCheck) error {
	if err := allUnique(n, "gls:glossEntry gls:translation", map[string]bool{}); err != nil {
		return err
	}
	for _, entry := range n.Children {
		if err := u.span(entry); err != nil {
			return err
		}
		for _, c := range entry.Children {
			if nameOf(c) != "gls:translation" {
				continue
			}
			if err := u.span(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fileCheck) resourceData(n *safexml.Node) error {
	if !hasElement(n) {
		return fault(n, "<resourceData> holds nothing")
	}
	if err := allUnique(n, "res:resourceItem res:resourceItemRef", map[string]bool{}); err != nil {
		return err
	}
	for _, item := range n.Children {
		if ref, ok := item.Get("ref"); ok && !f.resources[ref] {
			return fault(item, "ref=%.40q names no resource item of the file", ref)
		}
		for _, c := range item.Children {
			want := map[string]string{"res:source": f.sourceLang, "res:target": f.targetLang}[nameOf(c)]
			if lang := c.GetXML("lang"); lang != "" && want != "" && !speaks(lang, want) {
				return fault(c, "<%s xml:lang=%.40q>, but the document says %q", c.Name.Local, lang, want)
			}
		}
	}
	return nil
}

// neverDisabled checks rules at the top of a file: what is disabled is disabled
// further in.
func neverDisabled(n *safexml.Node) error {
	for _, rule := range n.Children {
		if disabled, _ := rule.Get("disabled"); disabled == "yes" {
			return fault(rule, "a <rule> at the top of a file is disabled")
		}
	}
	return nil
}

// The restrictions of the standard profiles: a largest size or "*" for none, or a
// least and a largest (section 5.7.6).
var restriction = regexp.MustCompile(`^([0-9]+,)?([0-9]+|\*)$`)

// profiles holds the restrictions in a file to the pattern of the standard
// profiles, where the file names one of these.
func (f *fileCheck) profiles(n, file *safexml.Node) error {
	general, _ := n.Get("generalProfile")
	storage, _ := n.Get("storageProfile")
	patterned := map[string]bool{
		"slr:sizeRestriction":    general == "xliff:codepoints",
		"slr:storageRestriction": storage == "xliff:utf8" || storage == "xliff:utf16" || storage == "xliff:utf32",
	}
	var walk func(n *safexml.Node) error
	walk = func(n *safexml.Node) error {
		for name, standard := range patterned {
			if v, ok := attribute(n, name); ok && standard && !restriction.MatchString(v) {
				return fault(n, "%s=%.40q: want a size, as in 40 or 10,40, or *", name, v)
			}
		}
		for _, c := range n.Children {
			if c.IsText() || prefixOf(nameOf(c)) != "" {
				continue
			}
			if err := walk(c); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(file)
}
