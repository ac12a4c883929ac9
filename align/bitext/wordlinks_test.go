package bitext

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"tarjuman/translate"
)

// wordLinked is a document of one segment whose words are linked.
func wordLinked() *Document {
	link := func(src, tgt string) translate.WordLink {
		const ar, en = "وصل الوزير أمس.", "The minister arrived yesterday."
		s, t := strings.Index(ar, src), strings.Index(en, tgt)
		return translate.WordLink{SourceStart: s, SourceEnd: s + len(src), TargetStart: t, TargetEnd: t + len(tgt), Weight: 0.75}
	}
	return &Document{
		Header: Header{Source: File{Lang: "ar"}, Target: File{Lang: "en"}},
		Segments: []Segment{{
			ID: "s01", Source: Side{Text: "وصل الوزير أمس.", Sentences: []int{0}}, Target: Side{Text: "The minister arrived yesterday.", Sentences: []int{0}},
			Link:   Link{Confidence: 1, Words: []translate.WordLink{link("الوزير", "minister"), link("وصل", "arrived"), link("أمس", "yesterday")}},
			Origin: translate.Origin{Kind: translate.Engine, Engine: "neural"}, Status: Draft,
		}},
	}
}

func TestWordLinksComeBack(t *testing.T) {
	d := wordLinked()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if want := `"words":[[4,10,4,12,0.75],[0,3,13,20,0.75],[11,14,21,30,0.75]]`; !strings.Contains(b.String(), want) {
		t.Errorf("%s\nhas no %s", b.String(), want)
	}
	got, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Segments[0].Link, d.Segments[0].Link) {
		t.Errorf("%+v became %+v", d.Segments[0].Link, got.Segments[0].Link)
	}
	if !reflect.DeepEqual(got.Pairs()[0].Words, d.Segments[0].Link.Words) {
		t.Errorf("the checks get %+v", got.Pairs()[0].Words)
	}
}

func TestWordLinksOutsideTheTextsAreRefused(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, wordLinked()); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"[4,99,4,12,0.75]", "[4,10,4,99,0.75]", "[-1,10,4,12,0.75]", "[10,4,4,12,0.75]", "[4,10,4,12,1.5]", "[1e300,10,4,12,1]"} {
		file := strings.Replace(b.String(), "[4,10,4,12,0.75]", bad, 1)
		if _, err := Read(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), "s01: word link") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// TestEditedWordsLoseTheirLinks keeps the links of words that are still there, at
// their new place, and those of the untouched document.
func TestEditedWordsLoseTheirLinks(t *testing.T) {
	d := wordLinked()
	before := d.Segments[0].Link.Words
	s := d.Segments[0]
	retext(&s, "Yesterday evening the minister has arrived.")
	var got []string
	for _, l := range s.Link.Words {
		got = append(got, s.Source.Text[l.SourceStart:l.SourceEnd]+"="+s.Target.Text[l.TargetStart:l.TargetEnd])
	}
	if want := []string{"الوزير=minister", "وصل=arrived"}; !reflect.DeepEqual(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
	if !reflect.DeepEqual(before, wordLinked().Segments[0].Link.Words) {
		t.Error("the links of the text before were changed")
	}
}
