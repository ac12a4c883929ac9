// Package bitext is the aligned document: an article and its translation as a
// list of segments with their links, origins, findings and history.
//
// The working file ([Open], [Save], [AppendEvent]) is the one place where work
// is kept: JSON Lines, a header, one line per segment, then events ([Event]).
// Reading it carries the events out, so that [Document.Segments] are the article
// as it is now; writing it keeps the segments as they were made, and the events.
// An editor's work goes through a [Session]. Everything else ([Formats]) is an
// export that can be rebuilt.
//
// In memory, spans are byte ranges of a segment's text; in the file and in every
// export they are Unicode code points, half-open.
package bitext

import (
	"encoding/json"
	"slices"
	"strings"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// SchemaVersion is the version of the working file this package writes.
const SchemaVersion = 1

// Document is an aligned article.
type Document struct {
	Header   Header
	Segments []Segment // as they are now
	Events   []Event
	// Problems are events that could not be carried out.
	Problems []Problem
	// Outputs are the files exported from this document and what they held, so
	// that no export ever overwrites a file somebody else wrote.
	Outputs []Output
	// Receipts are what services were sent for this article and charged, by run.
	Receipts []Receipt
	// base are the segments before the first event, nil while there is none.
	base []Segment
	// unknown holds lines of types this version does not know; they are kept.
	unknown []json.RawMessage
}

// Header is the first line of a working file.
type Header struct {
	Schema int
	Tool   string // name and version of the program that wrote it
	Source File
	Target File
	Extra  map[string]json.RawMessage // fields of later versions
}

// File describes one of the two texts.
type File struct {
	Path     string `json:"path,omitempty"`   // relative to the working file, with slashes
	SHA256   string `json:"sha256,omitempty"` // of the raw bytes, hexadecimal
	Lang     string `json:"lang"`
	Format   string `json:"format,omitempty"`
	Encoding string `json:"encoding,omitempty"`
}

// Status is how far a segment is in review.
type Status string

// The states of a segment. New segments are Draft.
const (
	Draft    Status = "draft"
	Edited   Status = "edited"
	Approved Status = "approved"
	Rejected Status = "rejected"
)

// Segment is one aligned unit.
type Segment struct {
	ID        string // "s01"; never reused within a document
	Paragraph int    // index of the source paragraph, or of the target's where there is no source
	Heading   int    // heading level of the paragraph, 0 for running text
	Source    Side
	Target    Side
	Link      Link
	Origin    translate.Origin
	Status    Status
	Findings  []check.Finding // of the checks; Pair is the segment's index; spans are bytes of Source.Text and Target.Text
	Decision  *Decision       // who last edited, approved or rejected it
	Comments  []Remark
	Ignored   []Ignored
	Marks     []Mark // findings of editors
	Extra     map[string]json.RawMessage
}

// Side is one text of a segment.
type Side struct {
	Text string
	// Start and End are the place of the text in its file, half-open code points
	// of the untouched decoded source; both zero where there is no file.
	Start, End int
	// Sentences are the indices of the sentences joined in this segment.
	Sentences []int
	// Parts are the places of these sentences where there are several.
	Parts []Part
}

// Part is one sentence of a side.
type Part struct {
	At         int // where it begins in the side's text, in bytes
	Start, End int // its place in the file, as in Side
}

// Link is what the aligner says about the segment.
type Link struct {
	Confidence float64
	Reasons    []string // human-readable evidence, strongest first
	Locked     bool
	// Elsewhere are the ids of the segments in which the counterpart of a segment
	// without one seems to be, where a passage was moved.
	Elsewhere []string
	// Words are links between words, from an engine that knows them; offsets are bytes
	// of the segment's two texts. They go when the words go.
	Words []translate.WordLink
}

// Output records one exported file.
type Output struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Kind is the shape of a segment's link, such as "1-1", "2-1" or "1-0".
func (s *Segment) Kind() string { return linkKind(len(s.Source.Sentences), len(s.Target.Sentences)) }

// Pairs returns the segments as pairs for the checks, with segment ids.
func (d *Document) Pairs() []check.Pair {
	out := make([]check.Pair, len(d.Segments))
	for i := range d.Segments {
		s := &d.Segments[i]
		out[i] = check.Pair{ID: s.ID, Source: s.Source.Text, Target: s.Target.Text, Paragraph: s.Paragraph, Doubtful: s.Link.Confidence < 0.5, Gloss: s.Origin.Kind == translate.Gloss, Words: s.Link.Words}
	}
	for i, ids := range d.moved() {
		out[i].Elsewhere = ids
	}
	return out
}

// SetFindings replaces the findings of all segments by these, whose Pair is a
// segment index.
func (d *Document) SetFindings(all []check.Finding) {
	for i := range d.Segments {
		d.Segments[i].Findings = nil
	}
	for _, f := range all {
		if f.Pair >= 0 && f.Pair < len(d.Segments) {
			s := &d.Segments[f.Pair]
			s.Findings = append(s.Findings, f)
		}
	}
}

// Findings returns the findings of the checks in all segments, in order, whether
// an editor passed over them or not. [Segment.Open] is what is left to do.
func (d *Document) Findings() []check.Finding {
	var out []check.Finding
	for i := range d.Segments {
		out = append(out, d.Segments[i].Findings...)
	}
	return out
}

// Base returns the segments as they were before the first event. They are not to
// be changed.
func (d *Document) Base() []Segment {
	if d.base != nil {
		return d.base
	}
	return d.Segments
}

// Machine returns a function that gives the translation of a segment as it came
// before any event: the sentences it is now made of.
func (d *Document) Machine() func(*Segment) string {
	texts := map[int]string{}
	whole := map[string]string{} // by the list of sentences, where their borders are not known
	for _, s := range d.Base() {
		for _, a := range s.Target.atoms() {
			if len(a.ids) == 1 {
				texts[a.ids[0]] = a.text
			}
		}
		whole[listKey(s.Target.Sentences)] = s.Target.Text
	}
	return func(s *Segment) string {
		if len(s.Target.Sentences) == 0 {
			return ""
		}
		if t, ok := whole[listKey(s.Target.Sentences)]; ok {
			return t
		}
		var parts []string
		for _, n := range s.Target.Sentences {
			if t := texts[n]; t != "" {
				parts = append(parts, t)
			}
		}
		return strings.Join(parts, " ")
	}
}

func listKey(ids []int) string {
	b, _ := json.Marshal(ids) // integers
	return string(b)
}

// carryOut sets the segments to what the events make of them.
func (d *Document) carryOut() {
	if len(d.Events) == 0 {
		return
	}
	d.base = slices.Clip(d.Segments)
	r := newReplay(d.base)
	for _, e := range d.Events {
		if err := r.do(e); err != nil {
			d.Problems = append(d.Problems, Problem{e, err})
		}
	}
	d.Segments = r.segs
}

// Glosses counts the segments whose target is a word-for-word gloss.
func (d *Document) Glosses() int {
	n := 0
	for i := range d.Segments {
		if d.Segments[i].Origin.Kind == translate.Gloss {
			n++
		}
	}
	return n
}
