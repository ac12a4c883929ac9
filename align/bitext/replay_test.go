package bitext

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// someDocument draws an article whose segments join up to three sentences on
// either side.
func someDocument(t *rapid.T) *Document {
	d := &Document{Header: Header{Schema: SchemaVersion, Source: File{Lang: "ar"}, Target: File{Lang: "en"}}}
	words := rapid.SampledFrom([]string{"قال", "الوزير", "اليوم", "said", "the", "minister", "12", "👨‍👩‍👧", "é"})
	sentence := func(n int) string {
		return fmt.Sprintf("%s %d.", strings.Join(rapid.SliceOfN(words, 1, 4).Draw(t, "words"), " "), n)
	}
	src, tgt := 0, 0
	for i := range rapid.IntRange(1, 6).Draw(t, "segments") {
		s := Segment{ID: fmt.Sprintf("s%02d", i+1), Paragraph: i / 2, Status: Draft, Link: Link{Confidence: 0.8}, Origin: translate.Origin{Kind: translate.Engine, Engine: "e"}}
		atoms := func(n, from int) Side {
			var out []atom
			for k := range n {
				out = append(out, atom{[]int{from + k}, sentence(from + k), 10 * (from + k), 10*(from+k) + 9})
			}
			return join(out)
		}
		n, m := rapid.IntRange(0, 3).Draw(t, "n"), rapid.IntRange(0, 3).Draw(t, "m")
		s.Source, s.Target = atoms(n, src), atoms(m, tgt)
		src, tgt = src+n, tgt+m
		for _, g := range []check.Group{check.Translation, check.SourceText, check.TargetText} {
			if s.Source.Text != "" && s.Target.Text != "" && rapid.Bool().Draw(t, "finding") {
				s.Findings = append(s.Findings, check.Finding{Rule: "r." + string(g), Group: g, Pair: i, Message: "m",
					Source: []check.Span{{Start: 0, End: strings.Index(s.Source.Text+" ", " ")}}, Target: []check.Span{{Start: strings.LastIndex(s.Target.Text, " ") + 1, End: len(s.Target.Text)}}})
			}
		}
		d.Segments = append(d.Segments, s)
	}
	return d
}

// someEvent draws an event that may or may not fit the document.
func someEvent(t *rapid.T, r *replay, seq int) Event {
	ids := []string{"s99"}
	for i := range r.segs {
		ids = append(ids, r.segs[i].ID)
	}
	e := Event{Seq: seq, By: "ed", Time: time.Unix(int64(seq), 0).UTC(), Seg: rapid.SampledFrom(ids).Draw(t, "seg")}
	e.Op = rapid.SampledFrom([]Op{Edit, Approve, Reject, Comment, Ignore, MarkOp, Split, Merge, Move, CheckOp, Undo, "dance"}).Draw(t, "op")
	switch e.Op {
	case Edit, Reject, Comment, Ignore:
		e.Text = rapid.SampledFrom([]string{"", "He said 3. The minister 4.", "said the minister", "x", "قال"}).Draw(t, "text")
		e.Finding = rapid.SampledFrom([]string{"", "00ff"}).Draw(t, "finding")
	case MarkOp:
		e.MQM, e.Text = "Style", "note"
		e.Target = [][2]int{{0, rapid.IntRange(0, 12).Draw(t, "end")}}
	case Split:
		e.Keep = []int{rapid.IntRange(-1, 3).Draw(t, "k"), rapid.IntRange(-1, 3).Draw(t, "m")}
	case Move:
		e.Side = rapid.SampledFrom([]string{"source", "target", "both"}).Draw(t, "side")
		e.Count = rapid.IntRange(-2, 2).Draw(t, "count")
	case CheckOp:
		if i, ok := r.index[e.Seg]; ok && rapid.Bool().Draw(t, "fits") {
			e = CheckEvent(&r.segs[i], []check.Finding{{Rule: "new", Message: "n", Group: check.Translation}})
			e.Seq = seq
		}
	case Undo:
		e.Seg, e.Undoes = "", rapid.IntRange(0, seq).Draw(t, "undoes")
	}
	return e
}

// shapeOf lists the sentences of a side in the order of the segments.
func shapeOf(segs []Segment, side func(*Segment) *Side) []int {
	out := []int{}
	for i := range segs {
		out = append(out, side(&segs[i]).Sentences...)
	}
	return out
}

func source(s *Segment) *Side { return &s.Source }
func target(s *Segment) *Side { return &s.Target }

// snapshot is a copy of the state that no later event can reach.
func snapshot(r *replay) []Segment {
	d := &Document{Segments: r.segs}
	var b strings.Builder
	if err := Write(&b, d); err != nil {
		panic(err)
	}
	got, err := Read(strings.NewReader(b.String()))
	if err != nil {
		panic(err)
	}
	return got.Segments
}

// TestEverySentenceStaysInOneSegment: whatever is done, in whatever order, fitting
// or not, every sentence of either side is in exactly one segment, in order, and
// source texts never change.
func TestEverySentenceStaysInOneSegment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t)
		r := newReplay(d.Segments)
		words := func(segs []Segment) string {
			var b strings.Builder
			for i := range segs {
				b.WriteString(segs[i].Source.Text + " ")
			}
			return strings.Join(strings.Fields(b.String()), " ")
		}
		src, tgt := shapeOf(d.Segments, source), shapeOf(d.Segments, target)
		for seq := range rapid.IntRange(1, 25).Draw(t, "events") {
			before := snapshot(r)
			e := someEvent(t, r, seq+1)
			if err := r.do(e); err != nil && !reflect.DeepEqual(snapshot(r), before) {
				t.Fatalf("%+v is refused (%v) and yet changes\n%+v\nto\n%+v", e, err, before, snapshot(r))
			}
			if got := shapeOf(r.segs, source); !slices.Equal(got, src) {
				t.Fatalf("after %+v the source sentences are %v, want %v", e, got, src)
			}
			got := shapeOf(r.segs, target)
			kept := slices.DeleteFunc(slices.Clone(got), func(n int) bool { return !slices.Contains(tgt, n) })
			if !slices.Equal(kept, tgt) {
				t.Fatalf("after %+v the target sentences are %v, want %v in order", e, got, tgt)
			}
			slices.Sort(got)
			if len(slices.Compact(slices.Clone(got))) != len(got) {
				t.Fatalf("after %+v a target sentence is there twice: %v", e, got)
			}
			if words(r.segs) != words(d.Segments) {
				t.Fatalf("after %+v the source reads %q, want %q", e, words(r.segs), words(d.Segments))
			}
			for i := range r.segs {
				s := &r.segs[i]
				if len(s.Source.Sentences)+len(s.Target.Sentences) == 0 && s.Source.Text+s.Target.Text != "" {
					t.Fatalf("after %+v %s has a text and no sentence", e, s.ID)
				}
			}
		}
	})
}

// TestUndoRestoresExactly undoes everything in the order of the last first, and
// does it again.
func TestUndoRestoresExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newReplay(someDocument(t).Segments)
		states := [][]Segment{snapshot(r)}
		var done []int
		seq := 0
		for range rapid.IntRange(1, 12).Draw(t, "events") {
			seq++
			e := someEvent(t, r, seq)
			if e.Op == Undo || e.Op == CheckOp {
				continue
			}
			if r.do(e) == nil {
				done = append(done, seq)
				states = append(states, snapshot(r))
			}
		}
		undos := map[int]int{}
		for i := len(done) - 1; i >= 0; i-- {
			seq++
			if err := r.do(Event{Seq: seq, Op: Undo, Undoes: done[i]}); err != nil {
				t.Fatalf("undo %d: %v", done[i], err)
			}
			undos[i] = seq
			if got := snapshot(r); !reflect.DeepEqual(got, states[i]) {
				t.Fatalf("undoing %+v gives\n%+v\nwant\n%+v", r.bySeq[done[i]].event, got, states[i])
			}
		}
		for i := range done {
			seq++
			if err := r.do(Event{Seq: seq, Op: Undo, Undoes: undos[i]}); err != nil {
				t.Fatalf("redo %d: %v", done[i], err)
			}
			if got := snapshot(r); !reflect.DeepEqual(got, states[i+1]) {
				t.Fatalf("doing %+v again gives\n%+v\nwant\n%+v", r.bySeq[done[i]].event, got, states[i+1])
			}
		}
	})
}

// TestReplayIsAPureFunction: a document written with its events and read again
// is the document, and its base is untouched.
func TestReplayIsAPureFunction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t)
		base := snapshot(newReplay(d.Segments))
		r := newReplay(d.Segments)
		for seq := range rapid.IntRange(1, 15).Draw(t, "events") {
			e := someEvent(t, r, seq+1)
			_ = r.do(e)
			d.Events = append(d.Events, e)
		}
		var b strings.Builder
		if err := Write(&b, d); err != nil {
			t.Fatal(err)
		}
		got, err := Read(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		if want := snapshot(r); !reflect.DeepEqual(snapshot(&replay{segs: got.Segments}), want) {
			t.Fatalf("read back:\n%+v\nwant\n%+v", got.Segments, want)
		}
		if !reflect.DeepEqual(snapshot(&replay{segs: got.Base()}), base) {
			t.Fatal("the base changed")
		}
		again := strings.Builder{}
		if err := Write(&again, got); err != nil || again.String() != b.String() {
			t.Fatalf("written again:\n%s\nwant\n%s (%v)", again.String(), b.String(), err)
		}
	})
}

// pair is a segment of these sentences.
func pair(id string, src, tgt []string, from int) Segment {
	side := func(texts []string) Side {
		var a []atom
		for i, x := range texts {
			a = append(a, atom{ids: []int{from + i}, text: x})
		}
		return join(a)
	}
	return Segment{ID: id, Source: side(src), Target: side(tgt), Origin: translate.Origin{Kind: translate.Engine, Engine: "e"}, Status: Draft, Link: Link{Confidence: 0.5}}
}

func texts(segs []Segment) []string {
	var out []string
	for i := range segs {
		out = append(out, segs[i].ID+": "+segs[i].Source.Text+" | "+segs[i].Target.Text)
	}
	return out
}

func TestShaping(t *testing.T) {
	base := []Segment{
		pair("s01", []string{"أ.", "ب."}, []string{"A.", "B."}, 0),
		pair("s02", []string{"ج."}, nil, 2),
		pair("s03", nil, []string{"C.", "D."}, 2),
	}
	for name, c := range map[string]struct {
		events []Event
		want   []string
	}{
		"split":            {[]Event{{Op: Split, Seg: "s01", Keep: []int{1, 1}}}, []string{"s01: أ. | A.", "s01.1: ب. | B.", "s02: ج. | ", "s03:  | C. D."}},
		"merge":            {[]Event{{Op: Merge, Seg: "s02"}}, []string{"s01: أ. ب. | A. B.", "s02: ج. | C. D."}},
		"pull":             {[]Event{{Op: Move, Seg: "s02", Side: "target", Count: 1}}, []string{"s01: أ. ب. | A. B.", "s02: ج. | C.", "s03:  | D."}},
		"pull all":         {[]Event{{Op: Move, Seg: "s02", Side: "target", Count: 2}}, []string{"s01: أ. ب. | A. B.", "s02: ج. | C. D."}},
		"push":             {[]Event{{Op: Move, Seg: "s01", Side: "source", Count: -1}}, []string{"s01: أ. | A. B.", "s02: ب. ج. | ", "s03:  | C. D."}},
		"edit, then split": {[]Event{{Op: Edit, Seg: "s01", Text: "Aye. And Bee."}, {Op: Split, Seg: "s01", Keep: []int{1, 1}}}, []string{"s01: أ. | Aye.", "s01.2: ب. | And Bee.", "s02: ج. | ", "s03:  | C. D."}},
		"split and merge":  {[]Event{{Op: Split, Seg: "s01", Keep: []int{1, 1}}, {Op: Merge, Seg: "s01"}}, []string{"s01: أ. ب. | A. B.", "s02: ج. | ", "s03:  | C. D."}},
		"split out of it":  {[]Event{{Op: Split, Seg: "s01", Keep: []int{1, 1}}, {Op: Undo, Undoes: 1}}, []string{"s01: أ. ب. | A. B.", "s02: ج. | ", "s03:  | C. D."}},
	} {
		r := newReplay(base)
		for i, e := range c.events {
			e.Seq = i + 1
			if err := r.do(e); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := texts(r.segs); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestRefusedEvents(t *testing.T) {
	gloss := pair("s03", []string{"د."}, []string{"and-d."}, 4)
	gloss.Origin.Kind = translate.Gloss
	base := []Segment{pair("s01", []string{"أ."}, []string{"A."}, 0), pair("s02", []string{"ب.", "ج."}, []string{"B.", "C."}, 1), gloss}
	for name, c := range map[string]struct {
		events []Event
		want   string
	}{
		"no segment":           {[]Event{{Op: Edit, Seg: "s77", Text: "x"}}, "no such segment"},
		"gloss":                {[]Event{{Op: Approve, Seg: "s03"}}, "a gloss is not a translation"},
		"same text":            {[]Event{{Op: Edit, Seg: "s01", Text: "A."}}, "the same as before"},
		"last":                 {[]Event{{Op: Merge, Seg: "s03"}}, "no segment stands behind it"},
		"nothing to split":     {[]Event{{Op: Split, Seg: "s01", Keep: []int{1, 1}}}, "must leave something"},
		"too far":              {[]Event{{Op: Move, Seg: "s01", Side: "source", Count: 3}}, "cannot move 3"},
		"empty comment":        {[]Event{{Op: Comment, Seg: "s01"}}, "needs a text"},
		"span outside":         {[]Event{{Op: MarkOp, Seg: "s01", MQM: "Style", Target: [][2]int{{0, 9}}}}, "outside the text"},
		"undo below":           {[]Event{{Op: Edit, Seg: "s01", Text: "X."}, {Op: Approve, Seg: "s01"}, {Op: Undo, Undoes: 1}}, "undo the later actions"},
		"undo shape below":     {[]Event{{Op: Split, Seg: "s02", Keep: []int{1, 1}}, {Op: Comment, Seg: "s02.1", Text: "c"}, {Op: Undo, Undoes: 1}}, "undo the later actions"},
		"undo twice":           {[]Event{{Op: Edit, Seg: "s01", Text: "X."}, {Op: Undo, Undoes: 1}, {Op: Undo, Undoes: 1}}, "undone already"},
		"redo over a new edit": {[]Event{{Op: Edit, Seg: "s01", Text: "X."}, {Op: Undo, Undoes: 1}, {Op: Edit, Seg: "s01", Text: "Y."}, {Op: Undo, Undoes: 2}}, "undo the later actions"},
	} {
		r := newReplay(base)
		var err error
		for i, e := range c.events {
			if err != nil {
				t.Errorf("%s: %v too early", name, err)
			}
			e.Seq = i + 1
			err = r.do(e)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
		if name == "undo below" && !errors.Is(err, ErrBlocked) {
			t.Error("not ErrBlocked")
		}
	}
}

func TestEditOfAGlossIsAPersons(t *testing.T) {
	gloss := pair("s01", []string{"د."}, []string{"and-d."}, 0)
	gloss.Origin.Kind = translate.Gloss
	r := newReplay([]Segment{gloss})
	if err := r.do(Event{Seq: 1, Op: Edit, Seg: "s01", Text: "D."}); err != nil {
		t.Fatal(err)
	}
	if err := r.do(Event{Seq: 2, Op: Approve, Seg: "s01", By: "ed"}); err != nil {
		t.Fatal(err)
	}
	if s := r.segs[0]; s.Origin.Kind != translate.Human || s.Status != Approved || s.Decision.By != "ed" {
		t.Errorf("%+v", s)
	}
}

// TestFindingsFollowTheirWords: a finding whose words an edit left alone stays on
// them; one whose words are gone goes, and undo brings it back.
func TestFindingsFollowTheirWords(t *testing.T) {
	s := pair("s01", []string{"قال ١٢."}, []string{"He said 21 people came."}, 0)
	s.Findings = []check.Finding{
		{Rule: "number.value", Group: check.Translation, Target: []check.Span{{Start: 8, End: 10}}},
		{Rule: "style", Group: check.TargetText, Target: []check.Span{{Start: 18, End: 22}}},
		{Rule: "space", Group: check.SourceText, Source: []check.Span{{Start: 0, End: 6}}},
	}
	r := newReplay([]Segment{s})
	if err := r.do(Event{Seq: 1, Op: Edit, Seg: "s01", Text: "The minister said 12 people came."}); err != nil {
		t.Fatal(err)
	}
	got := r.segs[0]
	if len(got.Findings) != 2 || got.Findings[0].Rule != "style" {
		t.Fatalf("findings %+v", got.Findings)
	}
	if sp := got.Findings[0].Target[0]; got.Target.Text[sp.Start:sp.End] != "came" {
		t.Errorf("the finding is on %q", got.Target.Text[sp.Start:sp.End])
	}
	if err := r.do(Event{Seq: 2, Op: Undo, Undoes: 1}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.segs[0].Findings, s.Findings) {
		t.Errorf("after undo %+v", r.segs[0].Findings)
	}
}

func TestIgnoredFindingsAreKnownAgain(t *testing.T) {
	s := pair("s01", []string{"قال ١٢."}, []string{"He said 21 people came."}, 0)
	f := check.Finding{Rule: "number.value", Group: check.Translation, Target: []check.Span{{Start: 8, End: 10}}}
	s.Findings = []check.Finding{f}
	key := FindingKey(s.Source.Text, s.Target.Text, f)
	r := newReplay([]Segment{s})
	for i, e := range []Event{{Op: Ignore, Seg: "s01", Finding: key, Text: "a quotation"}, {Op: Edit, Seg: "s01", Text: "She said 21 people came."}} {
		e.Seq = i + 1
		if err := r.do(e); err != nil {
			t.Fatal(err)
		}
	}
	got := &r.segs[0]
	if why, ok := got.Ignores(got.Findings[0]); !ok || why.Reason != "a quotation" || len(got.Open()) != 0 {
		t.Errorf("ignored: %v %+v, open %v", ok, why, got.Open())
	}
}

// TestMoveDropsFindingsWhoseWordsMoved: a finding on the translation may point at
// words of the source, which a move takes to another segment.
func TestMoveDropsFindingsWhoseWordsMoved(t *testing.T) {
	a, b := pair("s01", []string{"أ."}, []string{"A."}, 0), pair("s02", []string{"ب ج.", "د."}, []string{"B.", "D."}, 1)
	b.Findings = []check.Finding{
		{Rule: "gone", Group: check.TargetText, Source: []check.Span{{Start: 0, End: 2}}, Target: []check.Span{{Start: 0, End: 1}}},
		{Rule: "stays", Group: check.TargetText, Target: []check.Span{{Start: 3, End: 4}}},
	}
	r := newReplay([]Segment{a, b})
	if err := r.do(Event{Seq: 1, Op: Move, Seg: "s01", Side: "source", Count: 1}); err != nil {
		t.Fatal(err)
	}
	if got := r.segs[1]; got.Source.Text != "د." || len(got.Findings) != 1 || got.Findings[0].Rule != "stays" {
		t.Errorf("%q %+v", got.Source.Text, got.Findings)
	}
}
