package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// unitCheck holds the ids of one unit, so that what refers to them can be held to
// them.
type unitCheck struct {
	v       *validator
	data    map[string]bool
	sources side // of all sources; the segments' own ids too
	targets side
	orders  map[int]bool
	parts   int // segments and ignorables
}

// side is what the sources or the targets of a unit hold.
type side struct {
	ids   map[string]*safexml.Node // elements by their id
	ended map[string]bool          // ids of codes that an <ec> ends
}

func newSide() side { return side{map[string]*safexml.Node{}, map[string]bool{}} }

func (v *validator) unit(n *safexml.Node) error {
	u := unitCheck{v: v, data: map[string]bool{}, sources: newSide(), targets: newSide(), orders: map[int]bool{}}
	segments := 0
	for _, c := range n.Children {
		switch {
		case c.Is(Namespace, "notes"):
			if err := checkNotes(c); err != nil {
				return err
			}
		case c.Is(Namespace, "originalData"):
			for _, d := range c.Children {
				if !d.IsText() {
					if err := unique(u.data, d, "the unit's data"); err != nil {
						return err
					}
				}
			}
		case c.Is(Namespace, "segment"):
			segments++
			u.parts++
		case c.Is(Namespace, "ignorable"):
			u.parts++
		}
	}
	if segments == 0 {
		return fault(n, "<unit> has no <segment>")
	}
	// Ids of both sides are gathered before any reference is followed: a code may
	// begin in one segment and end in the next.
	for _, c := range n.Children {
		if c.Is(Namespace, "segment") || c.Is(Namespace, "ignorable") {
			if err := u.gather(c); err != nil {
				return err
			}
		}
	}
	for _, c := range n.Children {
		if c.Is(Namespace, "segment") || c.Is(Namespace, "ignorable") {
			if err := u.follow(c); err != nil {
				return err
			}
		}
	}
	return u.sameCodes()
}

// gather files the ids of a segment. A target's inline element may have the id of
// the source's element that it stands for, and only that.
func (u *unitCheck) gather(part *safexml.Node) error {
	if id, ok := part.Get("id"); ok {
		if u.sources.ids[id] != nil {
			return fault(part, "the id %.40q is given to two elements of the unit", id)
		}
		u.sources.ids[id] = part
	}
	for _, text := range part.Children {
		in := u.sources
		if text.Is(Namespace, "target") {
			in = u.targets
		}
		if err := in.gather(text); err != nil {
			return err
		}
	}
	return nil
}

func (s side) gather(n *safexml.Node) error {
	for _, c := range n.Children {
		if c.IsText() || c.Name.Space != Namespace {
			continue
		}
		if id, ok := c.Get("id"); ok {
			if s.ids[id] != nil {
				return fault(c, "the id %.40q is given to two elements of the unit", id)
			}
			s.ids[id] = c
		}
		if ref, ok := c.Get("startRef"); ok && c.Name.Local == "ec" {
			s.ended[ref] = true
		}
		if err := s.gather(c); err != nil {
			return err
		}
	}
	return nil
}

// follow checks the languages, references and pairs of a segment's two sides.
func (u *unitCheck) follow(part *safexml.Node) error {
	state, _ := part.Get("state")
	hasTarget := false
	for _, text := range part.Children {
		if text.IsText() {
			continue
		}
		in, want := u.sources, u.v.sourceLang
		if text.Is(Namespace, "target") {
			in, want, hasTarget = u.targets, u.v.targetLang, true
			if want == "" {
				return fault(text, "<target> stands in a document without trgLang")
			}
			if order, ok := text.Get("order"); ok {
				if err := u.order(text, order); err != nil {
					return err
				}
			}
		}
		if lang := text.GetXML("lang"); lang != "" && !strings.EqualFold(lang, want) {
			return fault(text, "<%s xml:lang=%.40q>, but the document says %q", text.Name.Local, lang, want)
		}
		if err := u.references(text, in); err != nil {
			return err
		}
	}
	if state != "" && state != "initial" && !hasTarget {
		return fault(part, "the state is %q and there is no <target>", state)
	}
	return nil
}

// sameCodes holds a target's inline element to the kind of the source's with the
// same id.
func (u *unitCheck) sameCodes() error {
	for id, t := range u.targets.ids {
		s := u.sources.ids[id]
		if s == nil {
			continue
		}
		a, b := kindOf(s.Name.Local), kindOf(t.Name.Local)
		if a != b {
			return fault(t, "the id %.40q is a <%s> in the source and a <%s> in the target", id, s.Name.Local, t.Name.Local)
		}
	}
	return nil
}

// kindOf makes one kind of the two ways to write a spanning code or marker.
func kindOf(name string) string {
	switch name {
	case "pc", "sc", "ec":
		return "span"
	case "mrk", "sm":
		return "marker"
	}
	return name
}

// references follows every reference of the inline elements below n.
func (u *unitCheck) references(n *safexml.Node, in side) error {
	for _, c := range n.Children {
		if c.IsText() || c.Name.Space != Namespace {
			continue
		}
		for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
			if ref, ok := c.Get(name); ok && !u.data[ref] {
				return fault(c, "%s=%.40q names no data of the unit", name, ref)
			}
		}
		if ref, ok := c.Get("copyOf"); ok {
			if base := in.ids[ref]; base == nil || base.Name.Local != c.Name.Local {
				return fault(c, "copyOf=%.40q names no such code", ref)
			}
			if _, both := c.Get("dataRef"); both {
				return fault(c, "a copy takes its data from the original: copyOf stands beside dataRef")
			}
		}
		if err := u.pair(c, in); err != nil {
			return err
		}
		if err := u.references(c, in); err != nil {
			return err
		}
	}
	return nil
}

// pair checks that what ends a code or marker follows what begins it.
func (u *unitCheck) pair(c *safexml.Node, in side) error {
	ref, hasRef := c.Get("startRef")
	id, hasID := c.Get("id")
	isolated, _ := c.Get("isolated")
	switch c.Name.Local {
	case "em":
		if s := in.ids[ref]; s == nil || s.Name.Local != "sm" {
			return fault(c, "startRef=%.40q names no <sm>", ref)
		}
	case "ec":
		switch {
		case isolated == "yes" && (!hasID || hasRef):
			return fault(c, "an isolated <ec> needs an id and no startRef")
		case isolated != "yes" && (hasID || !hasRef):
			return fault(c, "<ec> needs a startRef and no id")
		case hasRef:
			if s := in.ids[ref]; s == nil || s.Name.Local != "sc" {
				return fault(c, "startRef=%.40q names no <sc>", ref)
			}
		}
	case "sc":
		if in.ended[id] != (isolated != "yes") {
			return fault(c, "<sc id=%.40q> must either be ended by an <ec> or be isolated", id)
		}
	case "mrk", "sm":
		kind, _ := c.Get("type")
		_, hasValue := c.Get("value")
		_, refers := c.Get("ref")
		if kind == "comment" && hasValue == refers {
			return fault(c, "a comment needs either a value or a ref")
		}
	}
	return nil
}

// order files the place of a target among those of the unit, which must be from 1
// to the number of its parts and given once.
func (u *unitCheck) order(target *safexml.Node, value string) error {
	n, ok := positive(value)
	if !ok || n > u.parts {
		return fault(target, "order=%.20q: the unit has %d parts", value, u.parts)
	}
	if u.orders[n] {
		return fault(target, "order=%d is given twice", n)
	}
	u.orders[n] = true
	return nil
}
