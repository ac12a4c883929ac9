package review

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
)

func TestPageHoldsEverySegment(t *testing.T) {
	d := article(t)
	doc := parse(t, write(t, d))
	rows := all(doc, func(n *html.Node) bool { return hasClass(n, "row") })
	if len(rows) != len(d.Segments) {
		t.Fatalf("%d rows for %d segments", len(rows), len(d.Segments))
	}
	for i, r := range rows {
		s := d.Segments[i]
		if attr(r, "id") != s.ID || attr(r, "data-id") != s.ID {
			t.Errorf("row %d has the id %q, data-id %q, want %q", i, attr(r, "id"), attr(r, "data-id"), s.ID)
		}
		for _, side := range []struct{ role, lang, dir, text string }{
			{"source", "ar", "rtl", s.Source.Text}, {"target", "en", "ltr", s.Target.Text},
		} {
			cell := one(t, r, func(n *html.Node) bool { return attr(n, "data-text") == side.role })
			if attr(cell, "lang") != side.lang || attr(cell, "dir") != side.dir {
				t.Errorf("%s %s: lang %q dir %q", s.ID, side.role, attr(cell, "lang"), attr(cell, "dir"))
			}
			if got := shownText(cell); got != side.text {
				t.Errorf("%s %s: shows %q, want %q", s.ID, side.role, got, side.text)
			}
		}
		if got := len(all(r, isFinding)); got != len(s.Findings) {
			t.Errorf("%s: %d findings listed, want %d", s.ID, got, len(s.Findings))
		}
	}
}

func TestPageIsWellFormed(t *testing.T) {
	doc := parse(t, write(t, article(t)))
	ids := map[string]bool{}
	for _, n := range all(doc, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if ids[attr(n, "id")] {
			t.Errorf("the id %q is there twice", attr(n, "id"))
		}
		ids[attr(n, "id")] = true
	}
	for _, n := range all(doc, func(n *html.Node) bool { return n.Type == html.ElementNode }) {
		for _, name := range []string{"aria-describedby", "aria-labelledby"} {
			for _, id := range strings.Fields(attr(n, name)) {
				if !ids[id] {
					t.Errorf("<%s %s=%q> leads nowhere", n.Data, name, id)
				}
			}
		}
		if href := attr(n, "href"); href != "" && !ids[strings.TrimPrefix(href, "#")] {
			t.Errorf("the link %q leads nowhere", href)
		}
		if attr(n, "style") != "" || attr(n, "src") != "" {
			t.Errorf("<%s> has a style or src attribute", n.Data)
		}
	}
}

func TestPageSays(t *testing.T) {
	d := article(t)
	page := string(write(t, d))
	text := strings.Join(strings.Fields(allText(parse(t, []byte(page)))), " ")
	for _, want := range []string{
		"article.ar.txt Arabic to English · 27 sentences · 9 findings",
		"1 of 27 sentences is a gloss, not a translation",
		"Read first",
		"translation memory, 87 % match",
		"link sure to 62 %",
		"sentences joined: 2:1",
		"Not translated: no English sentence is linked here",
		"14 times",
		"Arabic 83 English 38",
		"Suggestion 83 members",
		"24 sentences: machine translation, google, nmt",
		"1 sentence: gloss, not a translation, offline",
		"Written by tarjuman 1.0",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(page, `class="tag gloss"`); n != 1 {
		t.Errorf("%d sentences are labelled as a gloss, want 1", n)
	}
}

func TestReadFirstFollowsThePlan(t *testing.T) {
	d := article(t)
	doc := parse(t, write(t, d))
	nav := one(t, doc, func(n *html.Node) bool { return hasClass(n, "first") })
	var got, want []string
	for _, a := range all(nav, func(n *html.Node) bool { return n.Data == "a" }) {
		got = append(got, attr(a, "href"))
	}
	for _, it := range First(Plan(d), 0) {
		want = append(want, "#"+d.Segments[it.Segment].ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("links to %v, want %v", got, want)
	}
}

func TestMarksCoverTheirSpans(t *testing.T) {
	d := article(t)
	doc := parse(t, write(t, d))
	number := 0
	for _, s := range d.Segments {
		r := one(t, doc, func(n *html.Node) bool { return attr(n, "id") == s.ID })
		for _, shown := range rowFindings(&s, 1, column{}, column{}) {
			f := shown.raw
			number++
			for role, c := range map[string]struct {
				text  string
				spans []check.Span
			}{"source": {s.Source.Text, f.Source}, "target": {s.Target.Text, f.Target}} {
				cell := one(t, r, func(n *html.Node) bool { return attr(n, "data-text") == role })
				var got, want string
				for _, m := range all(cell, func(n *html.Node) bool {
					return n.Data == "mark" && slices.Contains(strings.Fields(attr(n, "data-f")), strconv.Itoa(number))
				}) {
					got += shownText(m)
				}
				for _, span := range c.spans {
					want += c.text[span.Start:span.End]
				}
				if got != want {
					t.Errorf("%s finding %d (%s) %s: marks %q, want %q", s.ID, number, f.Rule, role, got, want)
				}
			}
		}
	}
	for _, m := range all(doc, func(n *html.Node) bool { return n.Data == "mark" }) {
		if len(all(m, func(n *html.Node) bool { return n.Data == "mark" })) > 1 {
			t.Error("marks are nested")
		}
	}
}

func TestEnglishSourceStaysLeft(t *testing.T) {
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Lang: "en"}, Target: bitext.File{Lang: "ar"}}}
	add(d, "One day.", "يوم واحد.", 0)
	doc := parse(t, write(t, d))
	for role, side := range map[string]string{"source": "left", "target": "right"} {
		cell := one(t, doc, func(n *html.Node) bool { return attr(n, "data-text") == role })
		if !hasClass(cell, side) {
			t.Errorf("the %s has the class %q, want %s", role, attr(cell, "class"), side)
		}
	}
	row := one(t, doc, func(n *html.Node) bool { return hasClass(n, "row") })
	cells := all(row, func(n *html.Node) bool { return attr(n, "data-text") != "" })
	if attr(cells[0], "lang") != "ar" {
		t.Error("the Arabic does not come first where the page is stacked")
	}
}

func TestPolicyAllowsExactlyTheInlineParts(t *testing.T) {
	doc := parse(t, write(t, article(t)))
	meta := one(t, doc, func(n *html.Node) bool { return attr(n, "http-equiv") == "Content-Security-Policy" })
	content := attr(meta, "content")
	if !strings.HasPrefix(content, "default-src 'none'; ") || strings.Contains(content, "unsafe") {
		t.Errorf("policy %q", content)
	}
	for tag, directive := range map[string]string{"style": "style-src", "script": "script-src"} {
		el := one(t, doc, func(n *html.Node) bool { return n.Data == tag && attr(n, "type") == "" })
		if want := directive + " " + sourceHash([]byte(el.FirstChild.Data)) + ";"; !strings.Contains(content, want) {
			t.Errorf("policy %q lacks %q", content, want)
		}
	}
}

func TestSameBytes(t *testing.T) {
	first := write(t, article(t))
	for range 5 {
		if !bytes.Equal(write(t, article(t)), first) {
			t.Fatal("the same document gives another page")
		}
	}
}

func TestEmptyDocument(t *testing.T) {
	if page := write(t, &bitext.Document{}); !bytes.Contains(page, []byte("This document has no sentences.")) {
		t.Errorf("page:\n%s", page)
	}
}

// TestSize holds a long article to the size that can be mailed.
func TestSize(t *testing.T) {
	d := longArticle(t, 1000)
	if n := len(write(t, d)); n > 1_500_000 {
		t.Errorf("a page of 1,000 sentences and %d findings has %d bytes", len(d.Findings()), n)
	} else {
		t.Logf("%d bytes", n)
	}
}

// sentences cuts a sample roughly.
func sentences(t testing.TB, name string) []string {
	return strings.SplitAfter(strings.Join(lines(t, name), " "), ". ")
}

// TestEveryFieldIsEscaped puts each hostile text into every field at once: the
// page must have the elements and attributes that harmless text gives it.
func TestEveryFieldIsEscaped(t *testing.T) {
	want := skeleton(parse(t, write(t, filledWith("harmless"))))
	for _, text := range hostile {
		page := write(t, filledWith(text))
		doc := parse(t, page)
		if got := skeleton(doc); !slices.Equal(got, want) {
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Errorf("%q: element %d is %q, want %q", text, i, got[i], want[i])
					break
				}
			}
			continue
		}
		row := one(t, doc, func(n *html.Node) bool { return hasClass(n, "row") })
		for _, cell := range all(row, func(n *html.Node) bool { return attr(n, "data-text") != "" }) {
			if got := shownText(cell); got != text {
				t.Errorf("shows %q, want %q", got, text)
			}
		}
	}
}

// filledWith is a document with one segment whose fields are all this text.
func filledWith(text string) *bitext.Document {
	whole := []check.Span{{Start: 0, End: len(text)}}
	return &bitext.Document{
		Header: bitext.Header{Tool: text, Source: bitext.File{Path: "x/" + strings.ReplaceAll(text, "/", "∕"), Lang: text, SHA256: text, Format: text, Encoding: text},
			Target: bitext.File{Path: text, Lang: text + "2", SHA256: text}},
		Segments: []bitext.Segment{{
			ID: text, Heading: 1, Source: bitext.Side{Text: text, Sentences: []int{0, 1}}, Target: bitext.Side{Text: text, Sentences: []int{0}},
			Link:   bitext.Link{Confidence: 0.5, Reasons: []string{text, text}},
			Origin: translate.Origin{Kind: translate.Memory, Engine: text, Model: text, Match: 90, MatchedSource: text}, Status: bitext.Status(text),
			Findings: []check.Finding{{Rule: text, MQM: text, Group: check.Group(text), Source: whole, Target: whole, SourceValue: text, TargetValue: text, Message: text, Suggestion: text},
				{Rule: "ignored", Message: text}},
			Decision: &bitext.Decision{By: text, Note: text}, Comments: []bitext.Remark{{By: text, Text: text}},
			Ignored: []bitext.Ignored{{By: text, Key: bitext.FindingKey(text, text, check.Finding{Rule: "ignored", Message: text}), Reason: text}},
			Marks:   []bitext.Mark{{By: text, Finding: check.Finding{Rule: bitext.EditorRule, MQM: text, Source: whole, Target: whole, Message: text}}},
		}},
	}
}

// skeleton lists the elements of a page with the names of their attributes. Chips
// are left out: some hostile texts have characters that do not show.
func skeleton(doc *html.Node) []string {
	var out []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && !hasClass(n, "chip") {
			s := n.Data
			for _, a := range n.Attr {
				s += " " + a.Key
			}
			out = append(out, s)
		}
	}
	return out
}

func FuzzWrite(f *testing.F) {
	f.Add("قال إن ٤٣٦ مليون", "He said 463", "s01", 3, 9, 0, 4, uint8(3), 0.4)
	f.Add("a\u0301\u202Eb\r\n\x00\xff", "👨\u200d👩\u200d👧‍", "</article>", 1, 2, -4, 99, uint8(1), -1.0)
	f.Add("\u200f\u200f", "", "", 5, 1, 0, 0, uint8(2), 2.0)
	f.Fuzz(func(t *testing.T, src, tgt, other string, a, b, c, e int, severity uint8, confidence float64) {
		d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Lang: "ar", Path: other}, Target: bitext.File{Lang: "en"}}}
		s := add(d, src, tgt, 0)
		s.ID, s.Link.Confidence, s.Link.Reasons = other, confidence, []string{other}
		s.Findings = []check.Finding{
			{Rule: other, Severity: check.Severity(severity % 4), Group: check.Group(other), Message: src,
				Source: []check.Span{{Start: a, End: b}, {Start: c, End: e}}, Target: []check.Span{{Start: c, End: e}}},
			{Rule: "r", Message: other, Source: []check.Span{{Start: b, End: e}}, Target: []check.Span{{Start: a, End: a}}},
		}
		doc := parse(t, write(t, d))
		row := one(t, doc, func(n *html.Node) bool { return hasClass(n, "row") })
		for role, want := range map[string]string{"source": src, "target": tgt} {
			cell := one(t, row, func(n *html.Node) bool { return attr(n, "data-text") == role })
			if got := shownText(cell); got != want {
				t.Errorf("%s shows %q, want %q", role, got, want)
			}
		}
		for _, m := range all(doc, func(n *html.Node) bool { return n.Data == "mark" }) {
			for p := m.Parent; p != nil; p = p.Parent {
				if p.Data == "mark" {
					t.Error("marks are nested")
				}
			}
		}
		if got := len(all(doc, isFinding)); got != 2 {
			t.Errorf("%d findings, want 2", got)
		}
	})
}

func TestAnchorsAreUnique(t *testing.T) {
	d := &bitext.Document{}
	for _, id := range []string{"s01", "s01", "", "s-1", "head", "s01.2", "S02", "f1", "s 3", "s07a"} {
		d.Segments = append(d.Segments, bitext.Segment{ID: id})
	}
	want := []string{"s01", "s-2", "s-3", "s-4", "s-5", "s01.2", "s-7", "s-8", "s-9", "s07a"}
	if got := anchors(d); !reflect.DeepEqual(got, want) {
		t.Errorf("anchors %v, want %v", got, want)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := article(b)
	for range 5 {
		d.Segments = append(d.Segments, d.Segments...)
	}
	b.ReportAllocs()
	for b.Loop() {
		write(b, d)
	}
	b.ReportMetric(float64(len(d.Segments)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
