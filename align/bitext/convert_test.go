package bitext

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"tarjuman/internal/sheet"
	"tarjuman/translate"
)

// ownExchange is the working file as an Exchange, so that it takes part in
// conversions.
type ownExchange struct{ jsonlFormat }

func (ownExchange) Carries() Content { return everything }
func (ownExchange) Read(r io.Reader) (*Document, []string, error) {
	d, err := Read(r)
	return d, nil, err
}

// Converting from one format to any other keeps what both carry.
func TestConvertBetweenAnyTwo(t *testing.T) {
	all := append(exchanges(), ownExchange{})
	for _, from := range all {
		for _, to := range all {
			t.Run(from.Name()+" to "+to.Name(), func(t *testing.T) {
				t.Parallel()
				for seed := range 8 {
					between := through(t, from, genDocument(0, 4).Example(seed))
					between.Header.Source.Lang, between.Header.Target.Lang = "ar", "en"
					want := project(between, to.Carries())
					got := through(t, to, between)
					if !reflect.DeepEqual(normal(got), normal(want)) {
						t.Fatalf("seed %d: got  %+v\nwant %+v", seed, got, want)
					}
				}
			})
		}
	}
}

// normal is the segments for comparison: an empty list is as good as none.
func normal(d *Document) []Segment {
	out := append([]Segment(nil), d.Segments...)
	for i := range out {
		s := &out[i]
		s.Link.Reasons = append([]string(nil), s.Link.Reasons...)
		s.Comments = append([]Remark(nil), s.Comments...)
		s.Source.Sentences = append([]int(nil), s.Source.Sentences...)
		s.Target.Sentences = append([]int(nil), s.Target.Sentences...)
	}
	return out
}

func story(n int) *Document {
	d := &Document{Header: Header{Schema: SchemaVersion, Source: File{Lang: "ar"}, Target: File{Lang: "en"}}}
	for i := range n {
		d.Segments = append(d.Segments, Segment{
			ID: fmt.Sprintf("s%05d", i+1), Paragraph: i / 4, Status: []Status{Draft, Approved}[i%2], Origin: translate.Origin{Kind: translate.Human}, Link: Link{Confidence: 1},
			Source: Side{Text: "وصل ٣ أعضاء\u00a0إلى «بيـت» قديم 😀.", Sentences: []int{i}}, Target: Side{Text: "Three members\u200f reached an old “house” 😀.", Sentences: []int{i}},
		})
	}
	return d
}

// A document goes through every format in turn and comes back with its texts and
// ids, whatever its length.
func TestConvertThroughAllFormats(t *testing.T) {
	for _, n := range []int{0, 1, 1_000, 10_000} {
		if n > 1_000 && testing.Short() {
			continue
		}
		first := story(n)
		d := first
		for _, f := range append(exchanges(), ownExchange{}) {
			next := through(t, f, d)
			if len(next.Segments) != n {
				t.Fatalf("%s: %d segments of %d", f.Name(), len(next.Segments), n)
			}
			for i := range next.Segments {
				got, want := &next.Segments[i], &first.Segments[i]
				if got.ID != want.ID || got.Source.Text != want.Source.Text || got.Target.Text != want.Target.Text {
					t.Fatalf("%s: %+v, want %+v", f.Name(), got, want)
				}
			}
			next.Header.Source.Lang, next.Header.Target.Lang = "ar", "en"
			d = next
		}
	}
}

func TestXLSXRefusesWhatNoCellHolds(t *testing.T) {
	d := story(2)
	d.Segments[1].Target.Text = strings.Repeat("م", sheet.MaxCell)
	if err := (xlsxFormat{}).Write(io.Discard, d); err != nil {
		t.Errorf("a full cell is refused: %v", err)
	}
	d.Segments[1].Target.Text = strings.Repeat("😀", sheet.MaxCell/2+1)
	err := (xlsxFormat{}).Write(io.Discard, d)
	if err == nil || !strings.Contains(err.Error(), `segment "s00002": its target has 32768 characters`) {
		t.Errorf("error %v", err)
	}
}
