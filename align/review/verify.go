package review

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"tarjuman/align/bitext"
	"tarjuman/internal/worddiff"
)

// Difference is a place where a published text is not the approved one.
type Difference struct {
	ID        string `json:"id"` // the segment, or the one before what was added
	Approved  string `json:"approved"`
	Published string `json:"published"`
}

// Published compares a published text, given by its paragraphs, with the
// translation as it is in the document. Only words and their order count: white
// space, paragraphs and Unicode normalisation do not.
func Published(d *bitext.Document, paragraphs []string) []Difference {
	var want []string
	var owner []int // segment of each word
	for i := range d.Segments {
		for _, w := range words(d.Segments[i].Target.Text) {
			want = append(want, w)
			owner = append(owner, i)
		}
	}
	got := words(strings.Join(paragraphs, "\n"))
	byID := map[int]*Difference{}
	var order []int
	at := 0
	note := func(i int, approved, published string) {
		x := byID[i]
		if x == nil {
			x = &Difference{}
			if i >= 0 && i < len(d.Segments) {
				x.ID = d.Segments[i].ID
			}
			byID[i] = x
			order = append(order, i)
		}
		x.Approved = strings.TrimSpace(x.Approved + " " + approved)
		x.Published = strings.TrimSpace(x.Published + " " + published)
	}
	for _, e := range worddiff.Diff(strings.Join(want, " "), strings.Join(got, " ")) {
		here := max(0, min(at, len(owner)-1))
		segment := -1
		if len(owner) > 0 {
			segment = owner[here]
		}
		switch text := strings.TrimSpace(e.Text); {
		case e.Op == worddiff.Insert && text != "":
			note(segment, "", text)
		case e.Op == worddiff.Delete && text != "":
			note(segment, text, "")
		}
		if e.Op != worddiff.Insert {
			at += strings.Count(e.Text, " ")
		}
	}
	out := make([]Difference, len(order))
	for k, i := range order {
		out[k] = *byID[i]
	}
	return out
}

// words are the words of a text in one normal form.
func words(text string) []string { return strings.Fields(norm.NFC.String(text)) }
