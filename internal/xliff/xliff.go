// Package xliff reads XLIFF 2.0 and 2.1 (OASIS, XLIFF Version 2.1, 2018) and holds
// a file to the constraints of its core and modules: which elements and attributes
// stand where, which are required, what values they take, and that every reference
// leads somewhere. Elements of modules and extensions are kept as they are.
package xliff

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"tarjuman/internal/safexml"
)

// The namespaces of the core and of the modules this program writes.
const (
	Namespace         = "urn:oasis:names:tc:xliff:document:2.0"
	MetadataNamespace = "urn:oasis:names:tc:xliff:metadata:2.0"
	MatchesNamespace  = "urn:oasis:names:tc:xliff:matches:2.0"
	ITSNamespace      = "http://www.w3.org/2005/11/its"
)

// File is what an XLIFF document holds of use here.
type File struct {
	Version                string
	SourceLang, TargetLang string
	Units                  []Unit
	// Codes is the number of inline codes in segments, which their texts are without.
	Codes    int
	Shell    *Shell // of the first <file>; nil for none
	metadata []*safexml.Node
}

// Unit is one unit, of any file and group.
type Unit struct {
	ID       string
	Segments []Segment
	Notes    []string
	Shell    *Shell // nil for none
	metadata []*safexml.Node
}

// Segment is one segment of a unit; inline codes are left out of its texts.
type Segment struct {
	ID              string
	State, SubState string
	Source, Target  string
	HasTarget       bool
}

// Meta is one piece of metadata.
type Meta struct{ Type, Value string }

// Error is a fault of a file.
type Error struct {
	Line   int // from 1
	Reason string
}

// Error returns "line N: reason".
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Read reads a file and checks it. A fault against the standard is an [*Error].
func Read(r io.Reader) (*File, error) {
	root, err := safexml.ReadTree(r, safexml.Limits{})
	if err != nil {
		return nil, err
	}
	if err := Validate(root); err != nil {
		return nil, err
	}
	f := &File{}
	f.Version, _ = root.Get("version")
	f.SourceLang, _ = root.Get("srcLang")
	f.TargetLang, _ = root.Get("trgLang")
	for _, file := range root.Children {
		if !file.Is(Namespace, "file") {
			continue
		}
		f.collect(file, false)
		if f.Shell == nil {
			f.Shell = shellOf(file, nil)
		}
	}
	return f, nil
}

// collect walks files and groups down to the units.
func (f *File) collect(n *safexml.Node, exact bool) {
	exact = preserves(n, exact)
	for _, c := range n.Children {
		switch {
		case c.Is(Namespace, "group"):
			f.collect(c, exact)
		case c.Is(Namespace, "unit"):
			f.Units = append(f.Units, f.unitOf(c, preserves(c, exact)))
		case n.Is(Namespace, "file") && c.Is(MetadataNamespace, "metadata"):
			own := *c // what is taken from it for the shell is still read here
			own.Children = slices.Clone(c.Children)
			f.metadata = append(f.metadata, &own)
		}
	}
}

func preserves(n *safexml.Node, outer bool) bool {
	switch n.GetXML("space") {
	case "preserve":
		return true
	case "default":
		return false
	}
	return outer
}

func (f *File) unitOf(n *safexml.Node, exact bool) Unit {
	u := Unit{}
	u.ID, _ = n.Get("id")
	for _, c := range n.Children {
		switch {
		case c.Is(Namespace, "segment"):
			u.Segments = append(u.Segments, f.segmentOf(c, exact))
		case c.Is(Namespace, "notes"):
			for _, note := range c.Children {
				if text := note.Content(); note.Is(Namespace, "note") && text != "" {
					u.Notes = append(u.Notes, text)
				}
			}
		case c.Is(MetadataNamespace, "metadata"):
			own := *c // what is taken from it for the shell is still read here
			own.Children = slices.Clone(c.Children)
			u.metadata = append(u.metadata, &own)
		}
	}
	u.Shell = shellOf(n, spansOf(n))
	return u
}

func (f *File) segmentOf(n *safexml.Node, exact bool) Segment {
	s := Segment{}
	s.ID, _ = n.Get("id")
	s.State, _ = n.Get("state")
	s.SubState, _ = n.Get("subState")
	for _, c := range n.Children {
		switch {
		case c.Is(Namespace, "source"):
			s.Source = f.inlineText(c, preserves(c, exact))
		case c.Is(Namespace, "target"):
			s.Target, s.HasTarget = f.inlineText(c, preserves(c, exact)), true
		}
	}
	return s
}

// inlineText is the text of a source or target without inline codes, which are
// counted.
func (f *File) inlineText(n *safexml.Node, exact bool) string {
	var b strings.Builder
	var walk func(n *safexml.Node)
	walk = func(n *safexml.Node) {
		for _, c := range n.Children {
			switch {
			case c.IsText():
				b.WriteString(c.Text)
				continue
			case c.Is(Namespace, "cp"):
				b.WriteRune('\uFFFD') // a character XML cannot hold
			case c.Is(Namespace, "pc"), c.Is(Namespace, "mrk"):
				walk(c)
			case c.Is(Namespace, "ph"):
				if sub, _ := c.Get("subType"); sub == "xlf:lb" || sub == "xlf:pb" {
					b.WriteByte('\n')
				}
			}
			if has("pc ph sc", nameOf(c)) {
				f.Codes++
			}
		}
	}
	walk(n)
	return safexml.LayoutText(b.String(), exact)
}

// Metadata returns the metadata of a category at the top of the files.
func (f *File) Metadata(category string) []Meta {
	var out []Meta
	for _, g := range groups(f.metadata, category) {
		out = append(out, metas(g)...)
	}
	return out
}

// Own returns this program's metadata of a unit by the segment it is about, which
// a piece of type "segment" names. It is nil when there is none.
func (u *Unit) Own(category string) map[string][]Meta {
	var out map[string][]Meta
	for _, g := range groups(u.metadata, category) {
		all := metas(g)
		for _, m := range all {
			if m.Type == "segment" {
				if out == nil {
					out = map[string][]Meta{}
				}
				out[m.Value] = all
				break
			}
		}
	}
	return out
}

func groups(metadata []*safexml.Node, category string) []*safexml.Node {
	var out []*safexml.Node
	for _, m := range metadata {
		for _, g := range m.Children {
			if c, _ := g.Get("category"); g.Is(MetadataNamespace, "metaGroup") && c == category {
				out = append(out, g)
			}
		}
	}
	return out
}

func metas(group *safexml.Node) []Meta {
	var out []Meta
	for _, m := range group.Children {
		if m.Is(MetadataNamespace, "meta") {
			kind, _ := m.Get("type")
			out = append(out, Meta{kind, m.Content()})
		}
	}
	return out
}

// IssueType is the ITS 2.0 localization quality issue type (section 8.17) that
// comes nearest to an MQM category.
func IssueType(mqm string) string {
	mqm = strings.ToLower(mqm)
	for _, t := range []struct{ word, issue string }{
		{"number", "numbers"}, {"date", "numbers"}, {"omission", "omission"}, {"addition", "addition"}, {"untranslated", "untranslated"},
		{"duplication", "duplication"}, {"inconsisten", "inconsistency"}, {"entity", "inconsistent-entities"}, {"terminology", "terminology"},
		{"spelling", "misspelling"}, {"spacing", "whitespace"}, {"whitespace", "whitespace"}, {"punctuation", "typographical"}, {"grammar", "grammar"},
		{"encoding", "characters"}, {"markup", "markup"}, {"locale", "locale-violation"}, {"style", "style"}, {"unidiomatic", "style"}, {"accuracy", "mistranslation"},
	} {
		if strings.Contains(mqm, t.word) {
			return t.issue
		}
	}
	return "other"
}
