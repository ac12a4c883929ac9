// Package bitext is the aligned document: an article and its translation as a
// list of segments with their links, origins, findings and history.
//
// The working file ([Open], [Save], [AppendEvent]) is the one place where work
// is kept: JSON Lines, a header, one line per segment, then events. Everything
// else ([Formats]) is an export that can be rebuilt from it.
//
// In memory, spans are byte ranges of a segment's text; in the file and in every
// export they are Unicode code points, half-open.
package bitext

import (
	"encoding/json"
	"time"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// SchemaVersion is the version of the working file this package writes.
const SchemaVersion = 1

// Document is an aligned article.
type Document struct {
	Header   Header
	Segments []Segment
	Events   []Event
	// Outputs are the files exported from this document and what they held, so
	// that no export ever overwrites a file somebody else wrote.
	Outputs []Output
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
	Findings  []check.Finding // Pair is the segment's index; spans are bytes of Source.Text and Target.Text
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
}

// Link is what the aligner says about the segment.
type Link struct {
	Confidence float64
	Reasons    []string // human-readable evidence, strongest first
	Locked     bool
}

// Event is one thing somebody did, in order.
type Event struct {
	Seq   int                        `json:"seq"`
	Time  time.Time                  `json:"time"`
	By    string                     `json:"by,omitempty"`
	Seg   string                     `json:"seg,omitempty"`
	Op    string                     `json:"op"` // edit, approve, reject, comment, ignore, split, merge, undo
	Text  string                     `json:"text,omitempty"`
	Extra map[string]json.RawMessage `json:"-"`
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
		out[i] = check.Pair{ID: s.ID, Source: s.Source.Text, Target: s.Target.Text, Paragraph: s.Paragraph, Doubtful: s.Link.Confidence < 0.5}
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

// Findings returns the findings of all segments in order.
func (d *Document) Findings() []check.Finding {
	var out []check.Finding
	for i := range d.Segments {
		out = append(out, d.Segments[i].Findings...)
	}
	return out
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
