package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// unitCheck holds the ids of one unit, or of one translation candidate, so that
// what refers to them can be held to them.
type unitCheck struct {
	file    *fileCheck
	data    map[string]bool
	notes   map[string]bool
	records map[string]bool // of ITS
	spans   map[string]bool // segments and what stands in them: modules refer to these
	sources side            // of all sources; the segments' own ids too
	targets side
}

func newUnitCheck(f *fileCheck) *unitCheck {
	return &unitCheck{f, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, newSide(), newSide()}
}

func (f *fileCheck) unit(n *safexml.Node) error {
	u := newUnitCheck(f)
	var parts []*safexml.Node
	segments := 0
	for _, c := range n.Children {
		var err error
		switch nameOf(c) {
		case "notes":
			err = u.gatherNotes(c)
		case "originalData":
			err = u.originalData(c)
		case "its:locQualityIssues", "its:provenanceRecords":
			err = u.gatherRecords(c)
		case "segment":
			segments++
			parts = append(parts, c)
		case "ignorable":
			parts = append(parts, c)
		}
		if err != nil {
			return err
		}
	}
	if segments == 0 {
		return fault(n, "<unit> has no <segment>")
	}
	for _, part := range parts {
		if err := u.languages(part); err != nil {
			return err
		}
	}
	if err := u.check(parts); err != nil {
		return err
	}
	if err := orders(parts); err != nil {
		return err
	}
	return f.modules(n, u)
}

func (u *unitCheck) gatherNotes(n *safexml.Node) error {
	for _, c := range n.Children {
		if id, ok := c.Get("id"); ok {
			u.notes[id] = true
		}
	}
	return checkNotes(n)
}

func (u *unitCheck) originalData(n *safexml.Node) error {
	for _, d := range n.Children {
		if d.IsText() {
			continue
		}
		if err := unique(u.data, d, "the unit's data"); err != nil {
			return err
		}
	}
	return nil
}

func (u *unitCheck) gatherRecords(n *safexml.Node) error {
	id := n.GetXML("id")
	if u.records[id] {
		return fault(n, "the id %.40q is given to two records of the unit", id)
	}
	u.records[id] = true
	return nil
}

// check holds the two sides of segments, or of a candidate, against each other.
// Ids of both sides are gathered before any reference is followed: a code may
// begin in one segment and end in the next.
func (u *unitCheck) check(parts []*safexml.Node) error {
	for i, part := range parts {
		if err := u.gather(part, i); err != nil {
			return err
		}
	}
	if err := u.sources.codes(u); err != nil {
		return err
	}
	if err := u.targets.codes(u); err != nil {
		return err
	}
	for _, t := range u.targets.inline {
		if err := u.standsFor(t); err != nil {
			return err
		}
	}
	for i, part := range parts {
		if err := u.final(part, i); err != nil {
			return err
		}
	}
	return nil
}

// gather files the ids of a part.
func (u *unitCheck) gather(part *safexml.Node, at int) error {
	name := nameOf(part)
	if id, ok := part.Get("id"); ok && name != "mtc:match" {
		if u.sources.ids[id].Node != nil {
			return fault(part, "the id %.40q is given to two elements of the unit", id)
		}
		u.sources.ids[id] = place{part, at}
		u.spans[id] = name == "segment"
	}
	for _, text := range part.Children {
		in := &u.sources
		switch nameOf(text) {
		case "target":
			in = &u.targets
		case "source":
		default:
			continue
		}
		before := len(in.inline)
		if err := in.gather(text, at); err != nil {
			return err
		}
		for _, c := range in.inline[before:] {
			if id, ok := c.Get("id"); ok && name == "segment" {
				u.spans[id] = true
			}
		}
	}
	return nil
}

// final checks that a finished segment has all codes that may not be deleted.
func (u *unitCheck) final(part *safexml.Node, at int) error {
	if state, _ := part.Get("state"); state != "final" {
		return nil
	}
	for _, c := range u.sources.inline {
		id, ok := c.Get("id")
		if ok && c.part == at && allowed(c.Node, "canDelete") == "no" && u.targets.ids[id].Node == nil {
			return fault(part, "the state is final, and the target lacks the code %.40q, which may not be deleted", id)
		}
	}
	return nil
}

// languages checks the languages and the state of a segment.
func (u *unitCheck) languages(part *safexml.Node) error {
	state, _ := part.Get("state")
	hasTarget := false
	for _, text := range part.Children {
		if text.IsText() {
			continue
		}
		want := u.file.sourceLang
		if text.Is(Namespace, "target") {
			want, hasTarget = u.file.targetLang, true
			if want == "" {
				return fault(text, "<target> stands in a document without trgLang")
			}
		}
		if lang := text.GetXML("lang"); lang != "" && !speaks(lang, want) {
			return fault(text, "<%s xml:lang=%.40q>, but the document says %q", text.Name.Local, lang, want)
		}
	}
	if state != "" && state != "initial" && !hasTarget {
		return fault(part, "the state is %q and there is no <target>", state)
	}
	return nil
}

// speaks reports whether a language is the wanted one or a variant of it.
func speaks(lang, want string) bool {
	return strings.EqualFold(lang, want) || len(lang) > len(want) && strings.EqualFold(lang[:len(want)+1], want+"-")
}

// standsFor holds an inline element of a target that has the id of an element of
// the source to standing beside it and being of its kind.
func (u *unitCheck) standsFor(t place) error {
	id, ok := t.Get("id")
	s := u.sources.ids[id]
	switch {
	case !ok || s.Node == nil:
		return nil
	case kindOf(s.Name.Local) != kindOf(t.Name.Local):
		return fault(t.Node, "the id %.40q is a <%s> in the source and a <%s> in the target", id, s.Name.Local, t.Name.Local)
	case s.part != t.part:
		return fault(t.Node, "the id %.40q is that of a <%s> in the source of another segment", id, s.Name.Local)
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

// orders checks the places targets name for themselves: from 1 to the number of
// the unit's parts, each given once, and each target whose place another takes
// naming one too.
func orders(parts []*safexml.Node) error {
	taken := map[int]bool{}
	moved := make([]*safexml.Node, len(parts)) // targets with an order
	for i, part := range parts {
		for _, text := range part.Children {
			value, ok := text.Get("order")
			if !ok || !text.Is(Namespace, "target") {
				continue
			}
			n, ok := positive(value)
			switch {
			case !ok || n > len(parts):
				return fault(text, "order=%.20q: the unit has %d parts", value, len(parts))
			case taken[n]:
				return fault(text, "order=%d is given twice", n)
			}
			taken[n], moved[i] = true, text
		}
	}
	for i, target := range moved {
		if target != nil && !taken[i+1] {
			return fault(target, "this target takes another place, and no target takes place %d instead", i+1)
		}
	}
	return nil
}
