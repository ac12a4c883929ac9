package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// side is what the sources or the targets of a unit hold.
type side struct {
	ids    map[string]place
	inline []place // in the order of the document
}

// place is an element and the part of the unit, from 0, in which it stands.
type place struct {
	*safexml.Node
	part int
}

func newSide() side { return side{ids: map[string]place{}} }

// gather files the inline elements below n.
func (s *side) gather(n *safexml.Node, part int) error {
	for _, c := range n.Children {
		if c.IsText() || c.Name.Space != Namespace {
			continue
		}
		if id, ok := c.Get("id"); ok {
			if s.ids[id].Node != nil {
				return fault(c, "the id %.40q is given to two elements of the unit", id)
			}
			s.ids[id] = place{c, part}
		}
		s.inline = append(s.inline, place{c, part})
		if err := s.gather(c, part); err != nil {
			return err
		}
	}
	return nil
}

// codes follows every reference of a side's inline elements, pairs what begins a
// code or marker with what ends it, and checks which codes may change places.
func (s *side) codes(u *unitCheck) error {
	began := map[string]*safexml.Node{} // by id: <sc> and <sm> that came by
	ended := map[string]bool{}
	ordered := false // in a sequence of codes that may not be reordered
	for _, c := range s.inline {
		n := c.Node
		if err := u.references(n); err != nil {
			return err
		}
		ref, _ := n.Get("startRef")
		switch n.Name.Local {
		case "sc", "sm":
			id, _ := n.Get("id")
			began[id] = n
		case "em":
			if sm := began[ref]; sm == nil || sm.Name.Local != "sm" {
				return fault(n, "startRef=%.40q names no <sm> before it", ref)
			}
			ended[ref] = true
		case "ec":
			if err := endCode(n, ref, began[ref], ended[ref]); err != nil {
				return err
			}
			ended[ref] = true
		}
		switch n.Name.Local {
		case "ph", "pc", "sc", "ec":
			hint := allowed(n, "canReorder")
			if hint == "no" && !ordered {
				return fault(n, "canReorder=\"no\" follows no code with canReorder=\"firstNo\"")
			}
			ordered = hint != "yes"
		}
	}
	for _, c := range s.inline {
		id, _ := c.Get("id")
		isolated, _ := c.Get("isolated")
		switch {
		case c.Name.Local == "sc" && ended[id] != (isolated != "yes"):
			return fault(c.Node, "<sc id=%.40q> must either be ended by an <ec> behind it or be isolated", id)
		case c.Name.Local == "sm" && !ended[id]:
			return fault(c.Node, "<sm id=%.40q> is ended by no <em>", id)
		}
	}
	return nil
}

// endCode checks an <ec> against the <sc> it ends.
func endCode(n *safexml.Node, ref string, start *safexml.Node, again bool) error {
	_, hasRef := n.Get("startRef")
	_, hasID := n.Get("id")
	_, hasDir := n.Get("dir")
	if isolated, _ := n.Get("isolated"); isolated == "yes" {
		if !hasID || hasRef {
			return fault(n, "an isolated <ec> needs an id and no startRef")
		}
		return nil
	}
	switch {
	case hasID || !hasRef:
		return fault(n, "<ec> needs a startRef and no id")
	case hasDir:
		return fault(n, "<ec> has an attribute dir, which stands on its <sc>")
	case start == nil || start.Name.Local != "sc":
		return fault(n, "startRef=%.40q names no <sc> before it", ref)
	case again:
		return fault(n, "startRef=%.40q: that <sc> is ended twice", ref)
	}
	for _, hint := range []string{"canCopy", "canDelete", "canReorder", "canOverlap"} {
		want := allowed(start, hint)
		if want == "firstNo" {
			want = "no"
		}
		if allowed(n, hint) != want {
			return fault(n, "%s=%q on an <ec>, where its <sc> says %q", hint, allowed(n, hint), allowed(start, hint))
		}
	}
	return nil
}

// references follows what an inline element refers to.
func (u *unitCheck) references(n *safexml.Node) error {
	for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
		if ref, ok := n.Get(name); ok && !u.data[ref] {
			return fault(n, "%s=%.40q names no data of the unit", name, ref)
		}
	}
	for _, name := range []string{"subFlows", "subFlowsStart", "subFlowsEnd"} {
		flows, _ := n.Get(name)
		for id := range strings.FieldsSeq(flows) {
			if !u.file.units[id] {
				return fault(n, "%s: %.40q is no unit of the file", name, id)
			}
		}
	}
	if ref, ok := n.Get("copyOf"); ok {
		base := u.sources.ids[ref].Node
		if base == nil {
			base = u.targets.ids[ref].Node
		}
		switch {
		case base == nil || base.Name.Local != n.Name.Local:
			return fault(n, "copyOf=%.40q names no such code", ref)
		case hasAny(base, "dataRef dataRefStart dataRefEnd"):
			return fault(n, "copyOf=%.40q: a code with data of its own is repeated by its data, not copied", ref)
		case allowed(base, "canCopy") == "no":
			return fault(n, "copyOf=%.40q: that code may not be copied", ref)
		}
	}
	kind, _ := n.Get("type")
	if ref, ok := n.Get("ref"); ok && kind == "comment" && !u.notes[fragment(ref)] {
		return fault(n, "ref=%.40q names no note of the unit", ref)
	}
	if ref, ok := attribute(n, "its:locQualityIssuesRef"); ok {
		if id, ok := strings.CutPrefix(ref, "#its="); !ok || !u.records[id] {
			return fault(n, "locQualityIssuesRef=%.40q names no record of the unit", ref)
		}
	}
	return nil
}

// fragment is the id that a reference inside a unit names: "id", "#id" or "#n=id"
// (section 4.7.1).
func fragment(ref string) string {
	_, id, ok := strings.Cut(ref, "#")
	if !ok {
		return ref
	}
	if _, rest, ok := strings.Cut(id, "="); ok {
		return rest
	}
	return id
}
