package bitext

import (
	"fmt"
	"io"
	"strings"

	"tarjuman/internal/safexml"
	"tarjuman/translate"
)

// Exchange is a format that other programs read and write. What it carries comes
// back from its own files as it was, but for characters that XML cannot hold.
type Exchange interface {
	Format
	// Carries says what of a document survives writing and reading.
	Carries() Content
	// Read reads a file of this format, whoever wrote it. Notes are lines for the
	// user on what the file holds and the document does not.
	Read(r io.Reader) (d *Document, notes []string, err error)
}

// Content is a set of things a document holds beside its sentences.
type Content uint16

// The things a format may carry.
const (
	Untranslated Content = 1 << iota // segments that have only one side
	IDs                              // segment ids
	Paragraphs                       // which segments form a paragraph, and heading levels
	Shapes                           // how many sentences each link joins, and its confidence
	Links                            // which sentences these are, the link's reasons and lock
	OriginKinds                      // whether an engine, a memory or a person wrote a translation
	Origins                          // which engine, model or match that was
	Glosses                          // word-for-word glosses
	Statuses                         // how far each segment is in review
	Places                           // where each text stands in its file
	Files                            // paths, hashes, formats and encodings of the two files
	FindingText                      // findings, as words for people
	FindingData                      // findings with their spans and values
	Controls                         // control characters and others that XML cannot hold
	Remarks                          // comments, as words
	History                          // events, exports made, fields of later versions
)

var contentNames = []struct {
	c    Content
	name string
}{
	{Untranslated, "segments without a counterpart"}, {IDs, "segment ids"}, {Paragraphs, "paragraphs"}, {Shapes, "shapes and confidence of links"},
	{Links, "reasons of links"}, {OriginKinds, "kinds of origin"}, {Origins, "engines and memory matches"}, {Glosses, "glosses"}, {Statuses, "review states"}, {Places, "places in the files"},
	{Files, "paths and hashes of the two files"}, {FindingText, "findings"}, {FindingData, "spans and values of findings"},
	{Remarks, "comments"}, {Controls, "characters that XML cannot hold (written as U+FFFD)"}, {History, "the history of edits"},
}

// String names the things in the set.
func (c Content) String() string {
	var names []string
	for _, n := range contentNames {
		if c&n.c != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, ", ")
}

// everything is what the working file carries.
const everything Content = 1<<16 - 1

// Holds tells what of Content a document has.
func (d *Document) Holds() Content {
	var c Content
	if len(d.Events)+len(d.Outputs)+len(d.Receipts)+len(d.unknown)+len(d.Header.Extra) > 0 {
		c |= History
	}
	if f := (File{Lang: d.Header.Source.Lang}); d.Header.Source != f {
		c |= Files
	}
	if f := (File{Lang: d.Header.Target.Lang}); d.Header.Target != f {
		c |= Files
	}
	for i := range d.Segments {
		c |= d.Segments[i].holds()
	}
	return c
}

func (s *Segment) holds() Content {
	c := IDs | Shapes | Links
	if s.Source.Text == "" || s.Target.Text == "" {
		c |= Untranslated
	}
	if s.Paragraph != 0 || s.Heading != 0 {
		c |= Paragraphs
	}
	if s.Origin.Kind != "" {
		c |= OriginKinds
	}
	if s.Origin != (translate.Origin{Kind: s.Origin.Kind}) {
		c |= Origins
	}
	if s.Origin.Kind == translate.Gloss {
		c |= Glosses
	}
	if s.Status != Draft && s.Status != "" {
		c |= Statuses
	}
	if s.Source.End != 0 || s.Target.End != 0 {
		c |= Places
	}
	if len(s.Findings) > 0 {
		c |= FindingText | FindingData
	}
	if s.forbidden() > 0 {
		c |= Controls
	}
	if len(s.Comments) > 0 {
		c |= Remarks
	}
	if len(s.Extra)+len(s.Ignored)+len(s.Marks) > 0 || s.Decision != nil {
		c |= History
	}
	return c
}

// forbidden counts the characters in the texts and comments of a segment that XML
// cannot hold.
func (s *Segment) forbidden() int {
	_, src := safexml.Clean(s.Source.Text)
	_, tgt := safexml.Clean(s.Target.Text)
	n := src + tgt
	for _, r := range s.Comments {
		_, c := safexml.Clean(r.Text)
		n += c
	}
	return n
}

// Forbidden counts the characters in the texts and comments of a document that
// XML cannot hold. Formats made of XML write U+FFFD for each.
func (d *Document) Forbidden() int {
	n := 0
	for i := range d.Segments {
		n += d.Segments[i].forbidden()
	}
	return n
}

// ForbiddenNote is the line for a user about such characters, or "" for none.
func (d *Document) ForbiddenNote() string {
	switch n := d.Forbidden(); n {
	case 0:
		return ""
	case 1:
		return "1 character that XML cannot hold (written as U+FFFD)"
	default:
		return fmt.Sprintf("%d characters that XML cannot hold (written as U+FFFD)", n)
	}
}

// Losses names what a document holds and a format cannot carry, one line for a
// user, or "" when nothing is lost.
func Losses(d *Document, f Format) string {
	carried := everything
	switch f := f.(type) {
	case jsonlFormat:
	case Exchange:
		carried = f.Carries()
	default:
		return ""
	}
	lost := d.Holds() &^ carried
	if lost == 0 {
		return ""
	}
	what := (lost &^ Controls).String()
	if lost&Controls != 0 {
		what = strings.TrimPrefix(what+", "+d.ForbiddenNote(), ", ")
	}
	return fmt.Sprintf("%s cannot carry: %s", f.Name(), what)
}
