package bitext

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/internal/safexml"
	"tarjuman/translate"
)

// exchanges are the formats under test.
func exchanges() []Exchange {
	var out []Exchange
	for _, f := range Formats() {
		if x, ok := f.(Exchange); ok {
			out = append(out, x)
		}
	}
	return out
}

// genDocument draws documents with everything a document can hold but findings,
// history and fields of later versions. Its links run in order, as an aligner
// makes them.
func genDocument(min, max int) *rapid.Generator[*Document] {
	runes := rapid.SampledFrom([]rune("ابت ـَ12<>&\"'=+-@_\\\t\n\r\u00a0\u200f\u2067é😀\x00\x1b"))
	text := rapid.StringOfN(runes, 0, 12, -1)
	return rapid.Custom(func(t *rapid.T) *Document {
		d := &Document{Header: Header{
			Schema: SchemaVersion, Tool: "tarjuman test",
			Source: File{Lang: "ar", Path: text.Draw(t, "path"), SHA256: "ab12", Format: "docx", Encoding: "utf-8"}, Target: File{Lang: "en"},
		}}
		next := [2]int{}
		for i := range rapid.IntRange(min, max).Draw(t, "segments") {
			s := Segment{
				ID: segmentName(i), Paragraph: i / 3, Heading: rapid.IntRange(0, 2).Draw(t, "heading"),
				Link:   Link{Confidence: float64(rapid.IntRange(0, 10000).Draw(t, "confidence")) / 10000, Locked: rapid.Bool().Draw(t, "locked")},
				Status: rapid.SampledFrom([]Status{Draft, Edited, Approved, Rejected}).Draw(t, "status"),
			}
			s.Source.Text, s.Target.Text = text.Draw(t, "source"), text.Draw(t, "target")
			if s.Target.Text != "" {
				s.Origin = rapid.SampledFrom([]translate.Origin{
					{Kind: translate.Human}, {Kind: translate.Engine, Engine: "google", Model: "general/nmt"},
					{Kind: translate.Memory, Match: 87, MatchedSource: "أ\tب"}, {Kind: translate.Gloss, Engine: "offline"}, {Kind: translate.Copy},
				}).Draw(t, "origin")
			}
			for k, side := range []*Side{&s.Source, &s.Target} {
				if side.Text == "" {
					continue
				}
				for range rapid.IntRange(1, 3).Draw(t, "sentences") {
					side.Sentences = append(side.Sentences, next[k])
					next[k]++
				}
				if rapid.Bool().Draw(t, "placed") {
					side.Start = rapid.IntRange(0, 50).Draw(t, "start")
					side.End = side.Start + 1 + len(side.Text)
				}
			}
			if rapid.Bool().Draw(t, "commented") {
				s.Comments = []Remark{{Text: text.Draw(t, "comment") + "?"}}
			}
			if rapid.Bool().Draw(t, "reasons") {
				s.Link.Reasons = []string{"number 12", text.Draw(t, "reason") + "."}
			}
			if rapid.Bool().Draw(t, "moved") {
				s.Link.Elsewhere = []string{segmentName(i + 1), segmentName(i + 2)}
			}
			d.Segments = append(d.Segments, s)
		}
		return d
	})
}

func segmentName(i int) string {
	return "s" + strings.Repeat("x", i%3) + string(rune('a'+i/26%26)) + string(rune('a'+i%26))
}

// project is what is left of a document when only some content is carried.
func project(d *Document, c Content) *Document {
	out := &Document{Header: d.Header}
	out.Header.Tool = ""
	if c&Files == 0 {
		out.Header.Source, out.Header.Target = File{Lang: d.Header.Source.Lang}, File{Lang: d.Header.Target.Lang}
	}
	clean := func(s string) string {
		if c&Controls == 0 {
			s, _ = safexml.Clean(s)
		}
		return s
	}
	out.Header.Source.Path = clean(out.Header.Source.Path)
	next := [2]int{}
	for _, s := range d.Segments {
		if c&Glosses == 0 && s.Origin.Kind == translate.Gloss {
			s.Target.Text, s.Origin = "", translate.Origin{}
		}
		s.Source.Text, s.Target.Text = clean(s.Source.Text), clean(s.Target.Text)
		if c&Places == 0 {
			s.Source.Start, s.Source.End, s.Target.Start, s.Target.End = 0, 0, 0, 0
		}
		if c&OriginKinds == 0 && s.Target.Text != "" {
			s.Origin.Kind = translate.Human
		}
		if c&Shapes == 0 {
			s.Link.Confidence = 0
			if s.Source.Text != "" && s.Target.Text != "" {
				s.Link.Confidence = 1
			}
			for k, side := range []*Side{&s.Source, &s.Target} {
				if side.Sentences = nil; side.Text != "" {
					side.Sentences = []int{next[k]}
					next[k]++
				}
			}
		}
		if c&Origins == 0 {
			s.Origin = translate.Origin{Kind: s.Origin.Kind}
		}
		if c&Links == 0 {
			s.Link = Link{Confidence: s.Link.Confidence}
		}
		if c&Statuses == 0 {
			s.Status = Draft
		}
		if c&Paragraphs == 0 {
			s.Paragraph, s.Heading = 0, 0
		}
		if c&Remarks == 0 {
			s.Comments = nil
		}
		s.Comments = slices.Clone(s.Comments)
		for i := range s.Comments {
			s.Comments[i].Text = clean(s.Comments[i].Text)
		}
		s.Link.Reasons = append([]string(nil), s.Link.Reasons...)
		for i, r := range s.Link.Reasons {
			s.Link.Reasons[i] = clean(r)
		}
		if len(s.Findings) > 0 && c&FindingData == 0 {
			s.Findings = nil
		}
		out.Segments = append(out.Segments, s)
	}
	return out
}

// through writes a document and reads it back.
func through(t rapidOrTesting, f Exchange, d *Document) *Document {
	var b bytes.Buffer
	if err := f.Write(&b, d); err != nil {
		t.Fatalf("%s: write: %v", f.Name(), err)
	}
	got, _, err := f.Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatalf("%s: read: %v\n%q", f.Name(), err, b.String())
	}
	got.Header.Tool = ""
	return got
}

type rapidOrTesting interface{ Fatalf(string, ...any) }

func TestExchangeFormatsComeBack(t *testing.T) {
	for _, f := range exchanges() {
		t.Run(f.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := genDocument(0, 6).Draw(t, "document")
				want := project(d, f.Carries())
				got := through(t, f, d)
				if f.Carries()&Files == 0 {
					got.Header, want.Header = Header{}, Header{} // a table does not say its languages
				}
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("got  %+v\nwant %+v", got, want)
				}
			})
		})
	}
}
