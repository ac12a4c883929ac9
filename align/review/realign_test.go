package review

import (
	"reflect"
	"slices"
	"testing"

	"tarjuman/align"
	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/lexicon"
	"tarjuman/translate"
)

func inArabicAndEnglish() align.Options {
	return align.Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()}
}

// portArticle is an article that was aligned badly: the second and third Arabic
// sentences belong to the second English one, the fourth to the third.
func portArticle() *bitext.Document {
	ar := []string{"افتتح الميناء أبوابه صباح الاثنين.", "وصلت ثلاث سفن محملة بالقمح.", "وكانت قادمة من رومانيا.", "قال المدير إن العمل سيستمر ليلا."}
	en := []string{"The port opened its gates on Monday morning.", "Three ships loaded with wheat arrived, coming from Romania.", "The director said work would go on at night."}
	side := func(texts []string, ids ...int) bitext.Side {
		var all []bitext.Side
		for _, i := range ids {
			all = append(all, bitext.Side{Text: texts[i], Sentences: []int{i}, Start: 100 * i, End: 100*i + 40})
		}
		return bitext.Join(all...)
	}
	seg := func(id string, s, t bitext.Side) bitext.Segment {
		return bitext.Segment{ID: id, Source: s, Target: t, Status: bitext.Draft, Origin: translate.Origin{Kind: translate.Human}, Link: bitext.Link{Confidence: 0.6}}
	}
	return &bitext.Document{Header: bitext.Header{Source: bitext.File{Lang: "ar"}, Target: bitext.File{Lang: "en"}}, Segments: []bitext.Segment{
		seg("s01", side(ar, 0), side(en, 0)),
		seg("s02", side(ar, 1), side(en, 1)),
		seg("s03", side(ar, 2, 3), side(en, 2)),
	}}
}

// shape lists the sentences of every segment.
func shapeOf(d *bitext.Document) (out [][2][]int) {
	for _, s := range d.Segments {
		out = append(out, [2][]int{s.Source.Sentences, s.Target.Sentences})
	}
	return out
}

func TestRealign(t *testing.T) {
	old := portArticle()
	third := &old.Segments[2]
	third.Findings = []check.Finding{
		{Rule: "own", Group: check.SourceText, Source: []check.Span{{Start: len(third.Source.Text) - 7, End: len(third.Source.Text) - 1}}},
		{Rule: "both", Group: check.Translation, Source: []check.Span{{Start: 0, End: 2}}},
	}
	got, err := Realign(old, inArabicAndEnglish())
	if err != nil {
		t.Fatal(err)
	}
	want := [][2][]int{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {2}}}
	if !reflect.DeepEqual(shapeOf(got.Document), want) {
		t.Fatalf("links %v, want %v", shapeOf(got.Document), want)
	}
	segs := got.Document.Segments
	if segs[0].ID != "s01" || !slices.Equal(got.Changed, []string{segs[1].ID, segs[2].ID}) || segs[1].ID != "s04" || got.Kept != 0 {
		t.Errorf("ids %s %s %s, changed %v, kept %d", segs[0].ID, segs[1].ID, segs[2].ID, got.Changed, got.Kept)
	}
	if s := segs[1].Source; s.Text != "وصلت ثلاث سفن محملة بالقمح. وكانت قادمة من رومانيا." || len(s.Parts) != 2 || s.Start != 100 || s.End != 240 {
		t.Errorf("source side %+v", s)
	}
	last := segs[2]
	if len(last.Findings) != 1 || last.Findings[0].Rule != "own" || last.Source.Text[last.Findings[0].Source[0].Start:] != "ليلا." && last.Findings[0].Source[0].End != len(last.Source.Text)-1 {
		t.Errorf("findings %+v in %q", last.Findings, last.Source.Text)
	}
}

func TestRealignKeepsWhatEditorsDecided(t *testing.T) {
	for name, decide := range map[string]func(*bitext.Segment){
		"locked":    func(s *bitext.Segment) { s.Link.Locked = true },
		"approved":  func(s *bitext.Segment) { s.Status = bitext.Approved },
		"commented": func(s *bitext.Segment) { s.Comments = []bitext.Remark{{By: "Lina", Text: "ask the desk"}} },
	} {
		old := portArticle()
		decide(&old.Segments[2])
		got, err := Realign(old, inArabicAndEnglish())
		if err != nil {
			t.Fatal(err)
		}
		if last := got.Document.Segments[len(got.Document.Segments)-1]; !reflect.DeepEqual(last, old.Segments[2]) || got.Kept != 1 {
			t.Errorf("%s: %+v, kept %d", name, last, got.Kept)
		}
	}
}

func TestRealignLeavesSentencesWithoutBordersTogether(t *testing.T) {
	old := portArticle()
	old.Segments[2].Source.Parts = nil // as older files have it
	got, err := Realign(old, inArabicAndEnglish())
	if err != nil || !reflect.DeepEqual(shapeOf(got.Document), shapeOf(old)) {
		t.Errorf("links %v, want %v (%v)", shapeOf(got.Document), shapeOf(old), err)
	}
}

func TestAnchorsIn(t *testing.T) {
	d := portArticle()
	d.Segments[1].Link.Locked, d.Segments[2].Link.Locked = true, true
	d.Segments[0].Status = bitext.Approved // decided about, not linked
	p := divide(d)
	source, target := texts(p.source), texts(p.target)
	source = slices.Insert(source, 0, "خبر عاجل.")
	source[2] += "  " // spaces are no change
	target[2] += " He gave no reason."
	got, lost := AnchorsIn(d, source, target)
	want := []align.Link{{Source: []int{2}, Target: []int{1}}}
	if !reflect.DeepEqual(got, want) || lost != 1 {
		t.Errorf("anchors %v, %d lost; want %v, 1", got, lost, want)
	}
}
