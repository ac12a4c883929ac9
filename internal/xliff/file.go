package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// fileCheck holds what references inside one file may lead to.
type fileCheck struct {
	*validator
	units, groups map[string]bool
	resources     map[string]bool // ids of resource items, wherever they stand
}

// file checks what a file's elements have to do with each other.
func (v *validator) file(n *safexml.Node) error {
	f := fileCheck{validator: v, units: map[string]bool{}, groups: map[string]bool{}, resources: map[string]bool{}}
	if err := f.gather(n); err != nil {
		return err
	}
	return f.below(n)
}

// gather files the ids of groups, units and resource items: references may lead
// forward. Ids of units and of groups are each unique in the file.
func (f *fileCheck) gather(n *safexml.Node) error {
	for _, c := range n.Children {
		switch nameOf(c) {
		case "group":
			if err := unique(f.groups, c, "the file's groups"); err != nil {
				return err
			}
			if err := f.gather(c); err != nil {
				return err
			}
		case "unit":
			if err := unique(f.units, c, "the file's units"); err != nil {
				return err
			}
			if err := f.gather(c); err != nil {
				return err
			}
		case "res:resourceData":
			for _, item := range c.Children {
				if id, ok := item.Get("id"); ok && nameOf(item) == "res:resourceItem" {
					f.resources[id] = true
				}
			}
		}
	}
	return nil
}

// below checks what stands in a file or group.
func (f *fileCheck) below(n *safexml.Node) error {
	if err := f.modules(n, nil); err != nil {
		return err
	}
	for _, c := range n.Children {
		var err error
		switch nameOf(c) {
		case "group":
			err = f.below(c)
		case "unit":
			err = f.unit(c)
		case "notes":
			err = checkNotes(c)
		case "skeleton":
			err = hrefOrContent(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hrefOrContent checks an element that must either name a file or hold one.
func hrefOrContent(n *safexml.Node) error {
	if _, href := n.Get("href"); href == (strings.TrimSpace(n.Content()) != "" || hasElement(n)) {
		return fault(n, "<%s> must either name a file or hold one", n.Name.Local)
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
