package bitext

import (
	"bytes"
	"fmt"
	"io"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// gathering is a format as its reader sees it: [Exchange.Read] and
// [Importer.Changes] both rest on what it gathers.
type gathering interface {
	Format
	gather(r io.Reader) (*gatherer, error)
}

// gatherer builds a document from the segments of another format and gives them
// what the format leaves open: ids, sentence numbers, a status.
type gatherer struct {
	doc        *Document
	otherTexts int // texts in further languages
	codes      int // inline codes, which texts are without
	sentences  [2]int
	by         map[int]string // who changed a segment, by its place, where the format tells
	apart      bool           // comments are kept apart, with their authors
	merged     map[int]bool   // segments whose cells are merged with others
}

// isMerged notes that a segment's text cannot be told apart from another's.
func (g *gatherer) isMerged(n int) {
	if g.merged == nil {
		g.merged = map[int]bool{}
	}
	g.merged[n] = true
}

// add appends a segment under the id it has in the file. own says that its
// properties came from a file of ours, so that what is missing is so by intent.
func (g *gatherer) add(s Segment, own bool) {
	if s.Status == "" {
		s.Status = Draft
	}
	if !own {
		s.Source.Sentences = g.number(0, s.Source.Text)
		s.Target.Sentences = g.number(1, s.Target.Text)
		if s.Target.Text != "" && s.Origin.Kind == "" {
			s.Origin.Kind = translate.Human
		}
		if s.Source.Text != "" && s.Target.Text != "" {
			s.Link.Confidence = 1
		}
	}
	for i := range s.Findings {
		s.Findings[i].Pair = len(g.doc.Segments)
	}
	g.doc.Segments = append(g.doc.Segments, s)
}

// number counts a text as the next sentence of its side.
func (g *gatherer) number(side int, text string) []int {
	if text == "" {
		return nil
	}
	g.sentences[side]++
	return []int{g.sentences[side] - 1}
}

// finish gives every segment an id of its own and returns the document with what
// a user should know of the file.
func (g *gatherer) finish() (*Document, []string, error) {
	var notes []string
	if n := g.identify(); n > 0 {
		notes = append(notes, fmt.Sprintf("%d segments had an id that was taken and got another", n))
	}
	switch n := len(g.merged); {
	case n == 1:
		notes = append(notes, "1 segment stands in merged cells, whose texts cannot be told apart")
	case n > 1:
		notes = append(notes, fmt.Sprintf("%d segments stand in merged cells, whose texts cannot be told apart", n))
	}
	notes = append(notes, leftOut(g.otherTexts, "text in a further language, or a further translation,", "texts in further languages, or further translations,", "")...)
	notes = append(notes, leftOut(g.codes, "inline code", "inline codes", ": texts are read without formatting")...)
	return g.doc, notes, nil
}

// leftOut is a note on how many things of a file are left out, or none.
func leftOut(n int, one, many, more string) []string {
	switch n {
	case 0:
		return nil
	case 1:
		return []string{"1 " + one + " is left out" + more}
	}
	return []string{fmt.Sprintf("%d %s are left out%s", n, many, more)}
}

// identify names segments without an id, and all but the first with the same, and
// counts the latter.
func (g *gatherer) identify() int {
	taken, seen := map[string]bool{}, map[string]bool{}
	for i := range g.doc.Segments {
		taken[g.doc.Segments[i].ID] = true
	}
	renamed := 0
	for i := range g.doc.Segments {
		s := &g.doc.Segments[i]
		if s.ID != "" && !seen[s.ID] {
			seen[s.ID] = true
			continue
		}
		if s.ID != "" {
			renamed++
		}
		for n := i + 1; ; n++ {
			if s.ID = fmt.Sprintf("s%02d", n); !taken[s.ID] {
				break
			}
		}
		taken[s.ID], seen[s.ID] = true, true
	}
	return renamed
}

// readGathered is [Exchange.Read] for a format that gathers.
func readGathered(f gathering, r io.Reader) (*Document, []string, error) {
	g, err := f.gather(r)
	if err != nil {
		return nil, nil, err
	}
	return g.finish()
}

// edited takes changes out of a file of any format that gathers.
type edited struct{ gathering }

// Recognises implements [Importer].
func (e edited) Recognises(name string, data []byte) bool {
	return detect(name, data[:min(len(data), sniffLength)]) == e.Name()
}

// Changes implements [Importer].
func (e edited) Changes(data []byte) ([]Change, error) {
	g, err := e.gather(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := make([]Change, len(g.doc.Segments))
	for i := range g.doc.Segments {
		s := &g.doc.Segments[i]
		out[i] = Change{ID: s.ID, Source: s.Source.Text, Target: s.Target.Text, Status: s.Status, By: g.by[i], Merged: g.merged[i]}
		if g.apart {
			out[i].Remarks = s.Comments
		} else {
			out[i].Comment = remarksText(s.Comments)
		}
	}
	return out, nil
}

// findingText is a finding in one line for people.
func findingText(f check.Finding) string {
	return f.Severity.String() + " " + f.Rule + ": " + f.Message
}
