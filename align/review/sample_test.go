package review

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
)

// article is the sample article paragraph by paragraph, below a heading, with a
// finding of every severity and group and a segment of every kind.
func article(t testing.TB) *bitext.Document {
	t.Helper()
	ar, en := lines(t, "article.ar.txt"), lines(t, "article.en.txt")
	d := &bitext.Document{Header: bitext.Header{
		Schema: bitext.SchemaVersion, Tool: "tarjuman 1.0",
		Source: bitext.File{Path: "wire/article.ar.txt", Lang: "ar", SHA256: strings.Repeat("0a", 32)},
		Target: bitext.File{Path: "wire/article.en.txt", Lang: "en"},
	}}
	add(d, "أعضاء التحالف الدولي يرسمون خطواتهم المقبلة", "Coalition members plan next steps", 0).Heading = 1
	for i := range ar {
		add(d, ar[i], en[i], i+1)
	}
	mark := func(seg int, f check.Finding, src, tgt string) {
		s := &d.Segments[seg]
		f.Source, f.Target = spanOf(t, s.Source.Text, src), spanOf(t, s.Target.Text, tgt)
		s.Findings = append(s.Findings, f)
	}
	s := d.Segments
	s[3].Target.Text = strings.Replace(s[3].Target.Text, "83 members", "38 members", 1)
	s[11].Target.Text = strings.Replace(s[11].Target.Text, "must not lose", "must lose", 1)
	s[18].Target.Text = strings.Replace(s[18].Target.Text, "$436 million", "$436 billion", 1)
	mark(3, check.Finding{Rule: "number.value", Severity: check.Critical, MQM: "Accuracy/Mistranslation/Number", Group: check.Translation,
		SourceValue: "83", TargetValue: "38", Message: "the number of the source is not in the translation: 83 became 38", Suggestion: "83 members"}, "83 عضوا", "38 members")
	mark(3, check.Finding{Rule: "calque.age", Severity: check.Minor, MQM: "Fluency/Style", Group: check.SourceText,
		Message: "“البالغة من العمر” is said of people: a machine's rendering of “seven-year-old bloc”"}, "البالغة من العمر سبع سنوات", "")
	mark(3, check.Finding{Rule: "space.before-comma", Severity: check.Info, Group: check.SourceText, Count: 14,
		Message: "a space stands before the comma"}, " ، التي", "")
	mark(11, check.Finding{Rule: "negation.dropped", Severity: check.Critical, Group: check.Translation,
		Message: "the source denies what the translation affirms"}, "يجب ألا نغفل", "must lose sight")
	mark(11, check.Finding{Rule: "space.missing", Severity: check.Minor, Group: check.SourceText, Message: "no space between two sentences", Suggestion: "نهائياً”. وشكر"}, "”.وشكر", "")
	mark(11, check.Finding{Rule: "modality.changed", Severity: check.Major, Group: check.Translation, Message: "duty reads as necessity"}, "يجب", "must lose")
	mark(18, check.Finding{Rule: "unit.value", Severity: check.Critical, Group: check.Translation, SourceValue: "436,000,000 US$", TargetValue: "436,000,000,000 US$",
		Message: "the two amounts differ by a factor of 1,000"}, "436 مليون دولار", "$436 billion")
	mark(19, check.Finding{Rule: "quote.split", Severity: check.Major, Group: check.TargetText, Message: "a quotation is closed twice"}, "", "“It cannot go on indefinitely.”")
	mark(20, check.Finding{Rule: "name.spelling", Severity: check.Minor, Group: check.Translation, SourceValue: "إلياسو", TargetValue: "Illiassou", Message: "the name has another spelling in the glossary"}, "إلياسو جيبو", "Illiassou Djibo")
	s[6].Origin = translate.Origin{Kind: translate.Memory, Engine: "newsroom.tmx", Match: 87, MatchedSource: "قال دي مايو إنه يجب تكثيف الإجراءات"}
	s[6].Link = bitext.Link{Confidence: 0.62, Reasons: []string{"length", "name دي مايو"}}
	s[13].Origin = translate.Origin{Kind: translate.Gloss, Engine: "offline"}
	s[13].Target.Text = "and-praised by-efforts Iraq and-its-coordination the-continuous with the-coalition the-international"
	s[17].Target, s[17].Origin = bitext.Side{}, translate.Origin{}
	s[1].Status, s[2].Status = bitext.Approved, bitext.Edited
	s[12].Source.Sentences = []int{12, 13}
	s[8].Source.Text = "\u200f" + s[8].Source.Text + " \u202Eقلب\u202C 👨\u200d👩\u200d👧 BBC"
	return d
}

func add(d *bitext.Document, src, tgt string, para int) *bitext.Segment {
	n := len(d.Segments)
	id := "s" + string(rune('0'+(n+1)/10%10)) + string(rune('0'+(n+1)%10))
	d.Segments = append(d.Segments, bitext.Segment{
		ID: id, Paragraph: para, Status: bitext.Draft, Link: bitext.Link{Confidence: 0.97},
		Source: bitext.Side{Text: src, Sentences: []int{n}}, Target: bitext.Side{Text: tgt, Sentences: []int{n}},
		Origin: translate.Origin{Kind: translate.Engine, Engine: "google", Model: "nmt"},
	})
	return &d.Segments[n]
}

func lines(t testing.TB, name string) []string {
	t.Helper()
	b, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// spanOf returns the place of part in text, none for an empty part.
func spanOf(t testing.TB, text, part string) []check.Span {
	t.Helper()
	if part == "" {
		return nil
	}
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q not in %q", part, text)
	}
	return []check.Span{{Start: i, End: i + len(part)}}
}

// write returns the page of d.
func write(t testing.TB, d *bitext.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (HTML{}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parse reads a page as a browser does.
func parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
