package bitext

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Change is what an edited export says of one segment.
type Change struct {
	ID     string
	Source string // the source text as the export had it, "" where it has none
	// Before is the target text as it was exported, nil where the format does
	// not keep it.
	Before  *string
	Target  string
	Status  Status // "" where the format has none
	Comment string // "" for none
	By      string // "" for the person who imports
}

// Importer reads exports that somebody edited. To add a format, write a type
// with these methods beside its writer and list it in importers.
type Importer interface {
	Name() string
	// Recognises tells from a file's name and contents whether it is in this
	// format.
	Recognises(name string, data []byte) bool
	// Changes returns what the file says of the segments, in any order.
	Changes(data []byte) ([]Change, error)
}

func importers() []Importer { return []Importer{tsvFormat{}} }

// ImporterFor returns the importer for a file.
func ImporterFor(name string, data []byte) (Importer, error) {
	var names []string
	for _, f := range importers() {
		if f.Recognises(name, data) {
			return f, nil
		}
		names = append(names, f.Name())
	}
	return nil, fmt.Errorf("neither decisions of a review page nor an export that can be read back (%s)", strings.Join(names, ", "))
}

// Import carries out what an edited export says and saves it, as Apply does. A
// segment whose export is older than the document, and was not edited in it, is
// left alone.
func (s *Session) Import(changes []Change, skip bool) (done []Event, left Conflicts, err error) {
	versions := s.doc.versions()
	var events []Event
	seen := map[string]bool{}
	for _, c := range changes {
		i := slices.IndexFunc(s.doc.Segments, func(x Segment) bool { return x.ID == c.ID })
		switch {
		case i < 0:
			left = append(left, Conflict{c.ID, "no such segment", "“" + c.Target + "”"})
			continue
		case seen[c.ID]:
			left = append(left, Conflict{c.ID, "the file has this segment twice", "“" + c.Target + "”"})
			continue
		}
		seen[c.ID] = true
		e, conflict := s.doc.Segments[i].changes(c, versions[c.ID])
		if conflict != nil {
			left = append(left, *conflict)
			continue
		}
		events = append(events, e...)
	}
	if len(left) > 0 && !skip {
		return nil, left, left
	}
	done, err = s.Do(events...)
	return done, left, err
}

// changes are the events that make a segment what an export says.
func (s *Segment) changes(c Change, versions []string) ([]Event, *Conflict) {
	if c.Source != "" && c.Source != s.Source.Text {
		return nil, &Conflict{s.ID, "source “" + s.Source.Text + "”", "source “" + c.Source + "”"}
	}
	edited, stale := c.Target != s.Target.Text, false
	if edited {
		stale = c.Before == nil && slices.Contains(versions, c.Target) || c.Before != nil && *c.Before == c.Target
		if !stale && c.Before != nil && *c.Before != s.Target.Text {
			return nil, &Conflict{s.ID, "edited here since the export: “" + s.Target.Text + "”", "“" + c.Target + "”"}
		}
	}
	var out []Event
	add := func(op Op, text string) { out = append(out, Event{Op: op, Seg: s.ID, Text: text, By: c.By}) }
	if edited && !stale {
		add(Edit, c.Target)
	}
	if c.Comment != "" && !slices.ContainsFunc(s.Comments, func(r Remark) bool { return r.Text == c.Comment }) {
		add(Comment, c.Comment)
	}
	switch {
	case stale: // a decision on another text than the present one
	case c.Status == Approved && (edited || s.Status != Approved):
		if s.Origin.Kind != glossKind || edited {
			add(Approve, "")
		}
	case c.Status == Rejected && s.Status != Rejected:
		add(Reject, "")
	}
	return out, nil
}

// versions are the translations every segment had before the present one.
func (d *Document) versions() map[string][]string {
	out := map[string][]string{}
	for _, s := range d.Base() {
		out[s.ID] = append(out[s.ID], s.Target.Text)
	}
	r := newReplay(d.Base())
	for _, e := range d.Events {
		if r.do(e) != nil {
			continue
		}
		if i, ok := r.index[e.Seg]; ok && e.Op != CheckOp {
			out[e.Seg] = append(out[e.Seg], r.segs[i].Target.Text)
		}
	}
	return out
}

// Recognises implements [Importer]: the header line names the columns.
func (tsvFormat) Recognises(_ string, data []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n"))
	cells := strings.Split(strings.TrimSuffix(string(line), "\r"), "\t")
	return slices.Contains(cells, "id") && slices.Contains(cells, "target")
}

// Changes implements [Importer]. It needs the columns id and target, and reads
// source, status and comment where they are there.
func (tsvFormat) Changes(data []byte) ([]Change, error) {
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	head := strings.Split(strings.TrimSuffix(lines[0], "\r"), "\t")
	column := func(name string) int { return slices.Index(head, name) }
	id, target := column("id"), column("target")
	if id < 0 || target < 0 {
		return nil, errors.New("line 1: the columns id and target are needed")
	}
	var out []Change
	for n, line := range lines[1:] {
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) <= max(id, target) {
			return nil, fmt.Errorf("line %d: %d columns, the header has %d", n+2, len(cells), len(head))
		}
		cell := func(name string) string {
			if i := column(name); i >= 0 && i < len(cells) {
				return UnescapeTSV(cells[i])
			}
			return ""
		}
		out = append(out, Change{ID: cells[id], Source: cell("source"), Target: cell("target"), Status: Status(cell("status")), Comment: cell("comment")})
	}
	return out, nil
}
