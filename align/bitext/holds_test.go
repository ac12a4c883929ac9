package bitext

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// Where nothing is named as lost, a document comes back as it was; and whatever is
// named is something the document has.
func TestLossesAreNamedAndReal(t *testing.T) {
	for _, f := range exchanges() {
		t.Run(f.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := genDocument(0, 3).Draw(t, "document")
				next := [2]int{}
				for i := range d.Segments { // so that some documents lose nothing
					s := &d.Segments[i]
					if rapid.Bool().Draw(t, "plain") {
						*s = plainSegment(i)
					}
					for k, side := range []*Side{&s.Source, &s.Target} {
						for j := range side.Sentences {
							side.Sentences[j] = next[k]
							next[k]++
						}
					}
				}
				lost := d.Holds().Without(f.Carries())
				same := reflect.DeepEqual(normal(through(t, f, d)), normal(project(d, everything)))
				if segmentsLost := lost.Content() &^ Files; segmentsLost == 0 && !same {
					t.Fatalf("nothing is named as lost, and it comes back otherwise: %+v", d.Segments)
				}
				for kind := range lost {
					if kind&(Files|Later|History) == 0 && reflect.DeepEqual(normal(project(d, everything&^kind)), normal(project(d, everything))) {
						t.Fatalf("named as lost, but not there: %s", Holdings{kind: lost[kind]})
					}
				}
			})
		})
	}
}

func plainSegment(i int) Segment {
	return Segment{
		ID: segmentName(i), Status: Draft, Origin: translate.Origin{Kind: translate.Human}, Link: Link{Confidence: 1},
		Source: Side{Text: "نعم.", Sentences: []int{i}}, Target: Side{Text: "Yes.", Sentences: []int{i}},
	}
}

func TestLossesAreCounted(t *testing.T) {
	d := &Document{Header: Header{Source: File{Lang: "ar"}, Target: File{Lang: "en"}}, Segments: []Segment{plainSegment(0), plainSegment(1), plainSegment(2)}}
	for _, f := range exchanges() {
		if got := Losses(d, f); got != "" {
			t.Errorf("a plain document: %s", got)
		}
	}
	d.Header.Source.Path, d.Header.Source.SHA256 = "wire.docx", "ab12"
	d.Events = make([]Event, 2)
	a, b := &d.Segments[0], &d.Segments[1]
	a.Link.Reasons, a.Link.Confidence, b.Link.Locked = []string{"number 12"}, 0.9, true
	a.Source.Text += "\x00\x1b"
	a.Findings = make([]check.Finding, 2)
	b.Target.Start, b.Target.End = 3, 7
	b.Link.Words = []translate.WordLink{{}}
	b.Status = Approved
	b.Extra = map[string]json.RawMessage{"mood": nil, extraUnit: nil}
	for f, want := range map[Exchange]string{
		csvFormat{}: "csv cannot carry: the reasons or sentences of 2 links, the word links of 1 segment, the place of 1 segment in the files, the path and hash of 1 file, " +
			"the spans and values of 2 findings, what another program put into 1 XLIFF unit, 2 entries of the history of edits, 1 field of a later version",
		xliffFormat{}: "xliff cannot carry: the word links of 1 segment, 2 characters that XML cannot hold (written as U+FFFD), 2 entries of the history of edits, 1 field of a later version",
	} {
		if got := Losses(d, f); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := Losses(d, xliff12Format{}); !strings.Contains(got, "the shape and confidence of 1 link,") {
		t.Error(got)
	}
}

func TestLeftBehind(t *testing.T) {
	d := story(3)
	d.Segments[2].Target.Text = ""
	if got, want := LeftBehind(d, textFormat{}), "text holds the translation alone, without the source, 1 segment without a counterpart, the review state of 1 segment"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := LeftBehind(d, tmxFormat{}); got != "" {
		t.Errorf("of a format of both texts: %s", got)
	}
}
