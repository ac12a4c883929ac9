package bitext

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tarjuman/internal/safexml"
	"tarjuman/translate"
)

// Content is a set of things a document holds beside its sentences.
type Content uint32

// The things a format may carry.
const (
	Untranslated Content = 1 << iota // segments that have only one side
	IDs                              // segment ids
	Paragraphs                       // which segments form a paragraph, and heading levels
	Shapes                           // how many sentences each link joins, and its confidence
	Links                            // which sentences these are, where else they stand, the link's reasons and lock
	WordLinks                        // which words of a link stand for which
	Borders                          // where in a segment each of several sentences begins
	OriginKinds                      // whether an engine, a memory or a person wrote a translation
	Origins                          // which engine, model or match that was
	Glosses                          // word-for-word glosses
	Statuses                         // how far each segment is in review
	Places                           // where each text stands in its file
	Files                            // paths, hashes, formats and encodings of the two files
	FindingText                      // findings, as words for people
	FindingData                      // findings with their spans and values
	Remarks                          // comments, as words
	Shells                           // what other programs put on and into XLIFF units
	Controls                         // control characters and others that XML cannot hold
	History                          // events, receipts, decisions, marks; not which exports were made
	Later                            // fields of later versions
)

// everything is what the working file carries.
const everything = Later<<1 - 1

// contentNames say what there is of each thing, in the order in which a user is
// told: for one of them, and for several.
var contentNames = []struct {
	c         Content
	one, many string
}{
	{Untranslated, "1 segment without a counterpart", "%d segments without a counterpart"},
	{IDs, "the id of 1 segment", "the ids of %d segments"},
	{Paragraphs, "the paragraph of 1 segment", "the paragraphs of %d segments"},
	{Shapes, "the shape and confidence of 1 link", "the shapes and confidence of %d links"},
	{Links, "the reasons or sentences of 1 link", "the reasons or sentences of %d links"},
	{WordLinks, "the word links of 1 segment", "the word links of %d segments"},
	{Borders, "the sentence borders of 1 segment", "the sentence borders of %d segments"},
	{OriginKinds, "who wrote 1 translation", "who wrote %d translations"},
	{Origins, "the engine or memory match of 1 translation", "the engines or memory matches of %d translations"},
	{Glosses, "1 gloss", "%d glosses"},
	{Statuses, "the review state of 1 segment", "the review states of %d segments"},
	{Places, "the place of 1 segment in the files", "the places of %d segments in the files"},
	{Files, "the path and hash of 1 file", "the paths and hashes of the %d files"},
	{FindingText, "1 finding", "%d findings"},
	{FindingData, "the spans and values of 1 finding", "the spans and values of %d findings"},
	{Remarks, "1 comment", "%d comments"},
	{Shells, "what another program put into 1 XLIFF unit", "what other programs put into %d XLIFF units"},
	{Controls, "1 character that XML cannot hold (written as U+FFFD)", "%d characters that XML cannot hold (written as U+FFFD)"},
	{History, "1 entry of the history of edits", "%d entries of the history of edits"},
	{Later, "1 field of a later version", "%d fields of a later version"},
}

// Holdings is how many things of each kind a document holds.
type Holdings map[Content]int

// Content is the set of what there is at all.
func (h Holdings) Content() Content {
	var c Content
	for kind, n := range h {
		if n > 0 {
			c |= kind
		}
	}
	return c
}

// Without is what is left when what a format carries is taken away.
func (h Holdings) Without(carried Content) Holdings {
	out := Holdings{}
	for kind, n := range h {
		if n > 0 && kind&carried == 0 {
			out[kind] = n
		}
	}
	return out
}

// String names the things with their numbers, in words for a user.
func (h Holdings) String() string {
	var names []string
	for _, n := range contentNames {
		switch count := h[n.c]; {
		case count == 1:
			names = append(names, n.one)
		case count > 1:
			names = append(names, fmt.Sprintf(n.many, count))
		}
	}
	return strings.Join(names, ", ")
}

// Holds counts what a document holds beside its sentences. What a reader would
// fill in by itself is not counted: a link of one sentence with one and of
// confidence 1, sentences numbered as they come.
func (d *Document) Holds() Holdings {
	h := Holdings{}
	h[History] += len(d.Events) + len(d.Receipts)
	h[Later] += len(d.unknown)
	h.extra(d.Header.Extra)
	for _, f := range []File{d.Header.Source, d.Header.Target} {
		if f != (File{Lang: f.Lang}) {
			h[Files]++
		}
	}
	next := [2]int{}
	for i := range d.Segments {
		d.Segments[i].holds(h, &next)
	}
	return h
}

// extra counts fields this version does not know and shells of XLIFF.
func (h Holdings) extra(fields map[string]json.RawMessage) {
	for name := range fields {
		if name == extraUnit || name == extraFile {
			h[Shells]++
		} else {
			h[Later]++
		}
	}
}

// add counts one thing when it is there.
func (h Holdings) add(c Content, there bool) {
	if there {
		h[c]++
	}
}

// holds counts what a segment holds; next are the numbers that the next sentences
// of both sides have when none is passed over.
func (s *Segment) holds(h Holdings, next *[2]int) {
	both := s.Source.Text != "" && s.Target.Text != ""
	confidence, plainShape, inOrder := 0.0, true, true
	if both {
		confidence = 1
	}
	for k, side := range []*Side{&s.Source, &s.Target} {
		want := 0
		if side.Text != "" {
			want = 1
		}
		plainShape = plainShape && len(side.Sentences) == want
		for _, n := range side.Sentences {
			inOrder = inOrder && n == next[k]
			next[k] = n + 1
		}
	}
	h[IDs]++
	h.add(Untranslated, !both)
	h.add(Paragraphs, s.Paragraph != 0 || s.Heading != 0)
	h.add(Shapes, !plainShape || s.Link.Confidence != confidence)
	h.add(Links, !inOrder || len(s.Link.Reasons)+len(s.Link.Elsewhere) > 0 || s.Link.Locked)
	h.add(WordLinks, len(s.Link.Words) > 0)
	h.add(Borders, len(s.Source.Parts)+len(s.Target.Parts) > 0)
	h.add(OriginKinds, s.Origin.Kind != "" && s.Origin.Kind != translate.Human)
	h.add(Origins, s.Origin != translate.Origin{Kind: s.Origin.Kind})
	h.add(Glosses, s.Origin.Kind == translate.Gloss)
	h.add(Statuses, s.Status != Draft && s.Status != "")
	h.add(Places, s.Source.Start != 0 || s.Source.End != 0 || s.Target.Start != 0 || s.Target.End != 0)
	h[FindingText] += len(s.Findings)
	h[FindingData] += len(s.Findings)
	h[Remarks] += len(s.Comments)
	h[Controls] += s.forbidden()
	h[History] += len(s.Ignored) + len(s.Marks)
	h.add(History, s.Decision != nil)
	h.extra(s.Extra)
}

// forbidden counts the characters in the texts, comments and reasons of a segment
// that XML cannot hold.
func (s *Segment) forbidden() int {
	texts := slices.Clone(s.Link.Reasons)
	texts = append(texts, s.Source.Text, s.Target.Text)
	for _, r := range s.Comments {
		texts = append(texts, r.Text)
	}
	n := 0
	for _, text := range texts {
		_, replaced := safexml.Clean(text)
		n += replaced
	}
	return n
}

// alone is what somebody added to a text and a format of the translation alone
// leaves out, beside the source.
const alone = Untranslated | FindingText | Remarks | Statuses | History

// LeftBehind says what a format of the translation alone leaves out of a document,
// one line for a user, or "" for formats of both texts.
func LeftBehind(d *Document, f Format) string {
	if _, ok := f.(interface{ TranslationAlone() }); !ok {
		return ""
	}
	line := f.Name() + " holds the translation alone, without the source"
	if lost := d.Holds().Without(everything &^ alone).String(); lost != "" {
		line += ", " + lost
	}
	return line
}

// Losses says what a document holds and a format cannot carry, one line for a
// user, or "" when nothing is lost.
func Losses(d *Document, f Format) string {
	x, ok := f.(Exchange)
	if !ok {
		return ""
	}
	lost := d.Holds().Without(x.Carries()).String()
	if lost == "" {
		return ""
	}
	return fmt.Sprintf("%s cannot carry: %s", f.Name(), lost)
}
