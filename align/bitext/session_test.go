package bitext

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// workingFile saves a document of four sentences and returns its path.
func workingFile(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "wire.ar-en.jsonl")
	d := &Document{Header: Header{Source: File{Path: "wire.txt", Lang: "ar"}, Target: File{Lang: "en"}}}
	for i, p := range [][2]string{{"أ.", "A."}, {"ب.", "B."}, {"ج.", "C."}, {"د.", "D."}} {
		d.Segments = append(d.Segments, pair([]string{"s01", "s02", "s03", "s04"}[i], []string{p[0]}, []string{p[1]}, i))
	}
	if err := Save(path, d); err != nil {
		t.Fatal(err)
	}
	return path
}

func session(t testing.TB, path, by string) *Session {
	t.Helper()
	s, err := OpenSession(path, by)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func do(t testing.TB, s *Session, events ...Event) []Event {
	t.Helper()
	out, err := s.Do(events...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func reopened(t testing.TB, path string) *Document {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Problems) > 0 {
		t.Fatalf("problems: %+v", d.Problems)
	}
	return d
}

func TestSessionSavesEveryAction(t *testing.T) {
	path := workingFile(t)
	s := session(t, path, "ed")
	do(t, s, Event{Op: Edit, Seg: "s01", Text: "Aye."})
	if got := reopened(t, path).Segments[0]; got.Target.Text != "Aye." || got.Status != Edited || got.Decision.By != "ed" {
		t.Errorf("after the edit: %+v", got)
	}
	do(t, s, Event{Op: Merge, Seg: "s01"}, Event{Op: Approve, Seg: "s01"})
	if got := texts(reopened(t, path).Segments); got[0] != "s01: أ. ب. | Aye. B." {
		t.Errorf("after merging: %q", got)
	}
	if _, err := s.Do(Event{Op: Comment, Seg: "s03", Text: "c"}, Event{Op: Merge, Seg: "s04"}); err == nil {
		t.Error("the last segment was merged")
	}
	d := reopened(t, path)
	if len(d.Events) != 3 || len(d.Segments[1].Comments) != 0 || len(s.Document().Segments[1].Comments) != 0 {
		t.Errorf("half of the refused actions were kept: %+v", d.Events)
	}
	if base := d.Base(); base[0].Target.Text != "A." || d.Machine()(&d.Segments[0]) != "A. B." {
		t.Errorf("machine version %q, base %q", d.Machine()(&d.Segments[0]), base[0].Target.Text)
	}
}

func TestSecondWriterIsRefused(t *testing.T) {
	path := workingFile(t)
	s := session(t, path, "ed")
	var locked *Locked
	if _, err := OpenSession(path, "other"); !errors.As(err, &locked) || !strings.Contains(err.Error(), "process ") {
		t.Errorf("second session: %v", err)
	}
	d := reopened(t, path)
	if err := Save(path, d); !errors.As(err, &locked) {
		t.Errorf("saving over a session: %v", err)
	}
	if err := AppendOutput(path, Output{Path: "x", SHA256: "y"}); err != nil {
		t.Errorf("recording an export: %v", err)
	}
	do(t, s, Event{Op: Approve, Seg: "s01"})
	if d := reopened(t, path); len(d.Outputs) != 1 || len(d.Events) != 1 {
		t.Errorf("outputs %v, events %v", d.Outputs, d.Events)
	}
	s.Close()
	if err := Save(path, d); err != nil {
		t.Errorf("after the session: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) != 0 {
		t.Errorf("files left: %v", left)
	}
}

func TestActionThatCannotBeSavedIsNotDone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("removes an open file")
	}
	path := workingFile(t)
	s := session(t, path, "ed")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	var lost *NotSaved
	if _, err := s.Do(Event{Op: Edit, Seg: "s01", Text: "x"}); !errors.As(err, &lost) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v, want *NotSaved with the path", err)
	}
	if got := s.Document().Segments[0].Target.Text; got != "A." {
		t.Errorf("the text is %q", got)
	}
}

func TestLastUndoable(t *testing.T) {
	s := session(t, workingFile(t), "ed")
	if e, ok := s.LastUndoable("", false); ok {
		t.Errorf("undo %+v of nothing", e)
	}
	do(t, s, Event{Op: Edit, Seg: "s01", Text: "x"}, Event{Op: Approve, Seg: "s02"})
	for _, want := range []int{2, 1} {
		e, ok := s.LastUndoable("", false)
		if !ok || e.Seq != want {
			t.Fatalf("undo %d %v, want %d", e.Seq, ok, want)
		}
		do(t, s, Event{Op: Undo, Undoes: e.Seq})
	}
	for range 2 {
		e, ok := s.LastUndoable("", true)
		if !ok {
			t.Fatal("nothing to do again")
		}
		do(t, s, Event{Op: Undo, Undoes: e.Seq})
	}
	if got := s.Document().Segments; got[0].Target.Text != "x" || got[1].Status != Approved {
		t.Errorf("done again: %q %s", got[0].Target.Text, got[1].Status)
	}
	if e, ok := s.LastUndoable("", true); ok {
		t.Errorf("do %+v again twice", e)
	}
}

// decided are decisions that somebody made on the document as it is now.
func decided(t testing.TB, d *Document, events ...Event) *Decisions {
	t.Helper()
	state, err := d.State(d.LastSeq())
	if err != nil {
		t.Fatal(err)
	}
	for i := range events {
		events[i].Seq = d.LastSeq() + 1 + i
		events[i].Time = time.Date(2026, 3, 1, 10, i, 0, 0, time.UTC)
	}
	dec := &Decisions{Document: "wire.ar-en.jsonl", State: state, Seq: d.LastSeq(), By: "mail", Events: events}
	var b bytes.Buffer
	if err := WriteDecisions(&b, dec); err != nil {
		t.Fatal(err)
	}
	dec, err = ReadDecisions(&b)
	if err != nil {
		t.Fatal(err)
	}
	return dec
}

func TestApplyDecisions(t *testing.T) {
	path := workingFile(t)
	s := session(t, path, "desk")
	do(t, s, Event{Op: Approve, Seg: "s04"})
	dec := decided(t, s.Document(),
		Event{Op: Merge, Seg: "s02"},
		Event{Op: Split, Seg: "s02", Keep: []int{1, 1}},
		Event{Op: Edit, Seg: "s02.3", Text: "Cee."},
		Event{Op: Edit, Seg: "s01", Text: "oops"},
		Event{Op: Undo, Undoes: 5},
	)
	do(t, s, Event{Op: Comment, Seg: "s04", Text: "meanwhile"})
	done, left, err := s.Apply(dec, false)
	if err != nil || len(left) != 0 || len(done) != 3 {
		t.Fatalf("applied %d, left %v, error %v", len(done), left, err)
	}
	want := []string{"s01: أ. | A.", "s02: ب. | B.", "s02.4: ج. | Cee.", "s04: د. | D."}
	d := reopened(t, path)
	if got := texts(d.Segments); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if e := d.Events[2]; e.By != "mail" || e.Time.Year() != 2026 {
		t.Errorf("author and time of a decision are lost: %+v", e)
	}
	if done, _, err := s.Apply(dec, false); err != nil || len(done) != 0 {
		t.Errorf("a second time: %d events, %v", len(done), err)
	}
}

func TestApplyShowsConflicts(t *testing.T) {
	s := session(t, workingFile(t), "desk")
	dec := decided(t, s.Document(), Event{Op: Edit, Seg: "s01", Text: "Theirs."}, Event{Op: Approve, Seg: "s01"}, Event{Op: Approve, Seg: "s03"})
	do(t, s, Event{Op: Edit, Seg: "s01", Text: "Ours."})
	_, left, err := s.Apply(dec, false)
	var conflicts Conflicts
	if !errors.As(err, &conflicts) || len(left) != 2 || left[0].Seg != "s01" || !strings.Contains(left[0].Here, "Ours.") || !strings.Contains(left[0].Theirs, "Theirs.") {
		t.Fatalf("left %+v, error %v", left, err)
	}
	if s.Document().Segments[2].Status == Approved {
		t.Error("something was carried out all the same")
	}
	done, left, err := s.Apply(dec, true)
	if err != nil || len(done) != 1 || len(left) != 2 || s.Document().Segments[2].Status != Approved || s.Document().Segments[0].Target.Text != "Ours." {
		t.Errorf("skipping: done %+v left %+v %v", done, left, err)
	}
}

func TestApplyRefusesAnotherDocument(t *testing.T) {
	s := session(t, workingFile(t), "desk")
	dec := decided(t, s.Document(), Event{Op: Approve, Seg: "s03"})
	for name, change := range map[string]func(d *Document){
		"a source text":  func(d *Document) { d.Segments[0].Source.Text = "غير ذلك." },
		"a translation":  func(d *Document) { d.Segments[3].Target.Text = "Else." },
		"a segment less": func(d *Document) { d.Segments = d.Segments[1:] },
	} {
		d := reopened(t, s.Path())
		change(d)
		path := filepath.Join(t.TempDir(), "other.jsonl")
		if err := Save(path, d); err != nil {
			t.Fatal(err)
		}
		if _, _, err := session(t, path, "x").Apply(dec, true); !errors.Is(err, ErrOtherDocument) {
			t.Errorf("%s changed: %v", name, err)
		}
	}
	dec.Seq = 7 // events that this document does not have
	if _, _, err := s.Apply(dec, false); !errors.Is(err, ErrOtherDocument) {
		t.Errorf("later state: %v", err)
	}
}

func TestImportTSV(t *testing.T) {
	path := workingFile(t)
	s := session(t, path, "desk")
	var b bytes.Buffer
	if err := (tsvFormat{}).Write(&b, s.Document()); err != nil {
		t.Fatal(err)
	}
	do(t, s, Event{Op: Edit, Seg: "s02", Text: "Bee."})
	edited := strings.Replace(b.String(), "\tA.\t", "\tAye,\\nA.\t", 1)
	edited = strings.Replace(edited, "draft\tج.", "approved\tج.", 1)
	f, err := ImporterFor("x.tsv", []byte(edited))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := f.Changes([]byte(edited))
	if err != nil {
		t.Fatal(err)
	}
	done, left, err := s.Import(changes, false)
	if err != nil || len(left) != 0 || len(done) != 2 {
		t.Fatalf("done %+v, left %v, error %v", done, left, err)
	}
	d := reopened(t, path)
	if got := d.Segments; got[0].Target.Text != "Aye,\nA." || got[1].Target.Text != "Bee." || got[2].Status != Approved {
		t.Errorf("%q %s", texts(got), got[2].Status)
	}
	if done, _, err := s.Import(changes, false); err != nil || len(done) != 0 {
		t.Errorf("a second time: %+v %v", done, err)
	}
	changes[3].Source = "نص آخر"
	changes = append(changes, Change{ID: "s99", Target: "x"})
	if _, left, err := s.Import(changes, false); err == nil || len(left) != 2 {
		t.Errorf("another source and an unknown segment: %+v %v", left, err)
	}
}

func TestImportSeesWhoEditedSince(t *testing.T) {
	s := session(t, workingFile(t), "desk")
	do(t, s, Event{Op: Edit, Seg: "s02", Text: "Bee."})
	before := "B."
	_, left, err := s.Import([]Change{{ID: "s02", Before: &before, Target: "Be."}}, false)
	if err == nil || len(left) != 1 {
		t.Errorf("both edited: left %+v, error %v", left, err)
	}
	if done, _, err := s.Import([]Change{{ID: "s02", Before: &before, Target: "B.", Status: Approved}}, false); err != nil || len(done) != 0 {
		t.Errorf("untouched in the export: %+v %v", done, err)
	}
}

func TestReadDecisionsRefusals(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"empty":        {"", "not a decisions file"},
		"working file": {`{"type":"header","schema":1}` + "\n", "not a decisions file"},
		"newer":        {`{"type":"decisions","schema":9}` + "\n", "newer tarjuman"},
		"broken":       {`{"type":"decisions","schema":1}` + "\n{\n", "line 2"},
	} {
		if _, err := ReadDecisions(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
