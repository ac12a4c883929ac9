package bitext

import (
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
	// Remarks are comments that the format keeps apart; those the segment has
	// already are passed over.
	Remarks []Remark
	// Merged says that the segment's cells were merged with others, so that nobody
	// knows which of their text is its own.
	Merged bool
}

// Importer reads exports that somebody edited. Every format that can be read is
// one.
type Importer interface {
	Name() string
	// Recognises tells from a file's name and contents whether it is in this
	// format.
	Recognises(name string, data []byte) bool
	// Changes returns what the file says of the segments, in any order.
	Changes(data []byte) ([]Change, error)
}

func importers() []Importer {
	var out []Importer
	for _, f := range Formats() {
		if g, ok := f.(gathering); ok {
			out = append(out, edited{g})
		}
	}
	return out
}

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
	byID, seen := map[string]int{}, map[string]bool{}
	for i := range s.doc.Segments {
		byID[s.doc.Segments[i].ID] = i
	}
	for _, c := range changes {
		i, known := byID[c.ID]
		switch {
		case !known:
			left = append(left, Conflict{c.ID, s.doc.unknownID(c), "“" + c.Target + "”"})
			continue
		case seen[c.ID]:
			left = append(left, Conflict{c.ID, "the file has this segment twice", "“" + c.Target + "”"})
			continue
		}
		seen[c.ID] = true
		if c.Merged {
			left = append(left, Conflict{c.ID, "its cells are merged with others in the file", "“" + c.Target + "”"})
			continue
		}
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

// Unmentioned are the ids of the segments that changes say nothing of: somebody
// deleted their rows, or gave only some of them.
func (d *Document) Unmentioned(changes []Change) []string {
	mentioned := map[string]bool{}
	for i := range changes {
		mentioned[changes[i].ID] = true
	}
	var out []string
	for i := range d.Segments {
		if !mentioned[d.Segments[i].ID] {
			out = append(out, d.Segments[i].ID)
		}
	}
	return out
}

// unknownID says of a change under an id that no segment has what may help its
// author: which segment has its source.
func (d *Document) unknownID(c Change) string {
	what := "no such segment"
	if c.ID == "" {
		what = "the row has no id"
	}
	var same []string
	for i := range d.Segments {
		if c.Source != "" && d.Segments[i].Source.Text == c.Source {
			same = append(same, d.Segments[i].ID)
		}
	}
	if len(same) == 1 {
		what += "; its source is that of " + same[0]
	}
	return what
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
	if remark := newRemark(s.Comments, c.Comment); remark != "" && !slices.ContainsFunc(s.Comments, func(r Remark) bool { return r.Text == remark }) {
		add(Comment, remark)
	}
	for _, r := range c.Remarks {
		known := func(k Remark) bool { return k.Text == r.Text && (k.By == r.By || r.By == "") }
		if r.Text != "" && !slices.ContainsFunc(s.Comments, known) {
			out = append(out, Event{Op: Comment, Seg: s.ID, Text: r.Text, By: r.By})
		}
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
