package bitext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
)

const memPath = "wire.ar-en.jsonl"

// onMemDisk is a disk with a working file of four sentences.
func onMemDisk(t testing.TB) *memDisk {
	t.Helper()
	m := newMemDisk()
	if err := save(m, memPath, fourSentences()); err != nil {
		t.Fatal(err)
	}
	m.calls = 0
	return m
}

func fourSentences() *Document {
	d := &Document{Header: Header{Source: File{Path: "wire.txt", Lang: "ar"}, Target: File{Lang: "en"}}}
	for i, p := range [][2]string{{"أ.", "A."}, {"ب.", "B."}, {"ج.", "C."}, {"د.", "D."}} {
		d.Segments = append(d.Segments, pair([]string{"s01", "s02", "s03", "s04"}[i], []string{p[0]}, []string{p[1]}, i))
	}
	return d
}

// written is a document as its file would have it, without the times of events.
func written(t testing.TB, d *Document) string {
	t.Helper()
	shown := *d
	shown.Events = slices.Clone(d.Events)
	for i := range shown.Events {
		shown.Events[i].Time = shown.Events[i].Time.Truncate(1 << 62)
	}
	var b bytes.Buffer
	if err := Write(&b, &shown); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read opens the working file once the disk is well again, as whoever comes next.
func (m *memDisk) read(t testing.TB) *Document {
	t.Helper()
	m.failAt = 0
	m.locked = map[string]bool{}
	s, err := openSession(m, memPath, "next")
	var torn *Torn
	if err != nil && !errors.As(err, &torn) {
		t.Fatalf("the file cannot be read any more: %v", err)
	}
	defer s.Close()
	if len(s.doc.Problems) > 0 {
		t.Fatalf("problems: %+v", s.doc.Problems)
	}
	return s.doc
}

// writers are what writes a working file. Each returns what it was told.
var writers = map[string]func(m *memDisk) error{
	"one action": func(m *memDisk) error {
		return inSession(m, func(s *Session) error {
			_, err := s.Do(Event{Op: Edit, Seg: "s01", Text: "Aye."})
			return err
		})
	},
	"several actions": func(m *memDisk) error {
		return inSession(m, func(s *Session) error {
			_, err := s.Do(Event{Op: Merge, Seg: "s01"}, Event{Op: Edit, Seg: "s01", Text: strings.Repeat("Aye, ", 30)}, Event{Op: Approve, Seg: "s01"})
			return err
		})
	},
	"decisions": func(m *memDisk) error {
		return inSession(m, func(s *Session) error {
			state, err := s.doc.State(0)
			if err != nil {
				return err
			}
			_, _, err = s.Apply(&Decisions{State: state, Events: []Event{{Seq: 1, Op: Approve, Seg: "s01"}, {Seq: 2, Op: Comment, Seg: "s03", Text: "c"}}}, false)
			return err
		})
	},
	"a new document": func(m *memDisk) error {
		return inSession(m, func(s *Session) error {
			d := fourSentences()
			d.Segments = d.Segments[1:]
			return s.Replace(d)
		})
	},
	"saving": func(m *memDisk) error {
		d := fourSentences()
		d.Segments[0].Target.Text = "Other."
		return save(m, memPath, d)
	},
	"an export": func(m *memDisk) error {
		return appendLines(m, memPath, lastLine, []byte(`{"type":"output","path":"wire.en.txt","sha256":"00"}`+"\n"))
	},
}

func inSession(m *memDisk, do func(*Session) error) error {
	s, err := openSession(m, memPath, "ed")
	if err != nil {
		return err
	}
	defer s.Close()
	return do(s)
}

// TestEveryFaultLeavesOldOrNew has every call to the disk fail, one after the
// other and in several ways: the file holds what it held or what it should hold
// then, whoever was told that it is saved finds it there, and the message names
// the file.
func TestEveryFaultLeavesOldOrNew(t *testing.T) {
	for name, write := range writers {
		m := onMemDisk(t)
		old := written(t, m.read(t))
		if err := write(m); err != nil {
			t.Fatal(err)
		}
		want := written(t, m.read(t))
		for _, fault := range []error{syscall.ENOSPC, syscall.EIO, errShort} {
			for _, stays := range []bool{false, true} {
				for at := 1; ; at++ {
					m := onMemDisk(t)
					m.failAt, m.fault, m.stays = at, fault, stays
					err := write(m)
					if m.calls < at {
						if at < 5 {
							t.Fatalf("%s: only %d calls", name, at-1)
						}
						break
					}
					if err != nil && !strings.Contains(err.Error(), memPath) {
						t.Errorf("%s: %v: the file is not named", name, err)
					}
					got := written(t, m.read(t))
					if got != want && (err == nil || got != old) {
						t.Errorf("%s, %v at call %d, for good %v: error %v, the file holds\n%s", name, fault, at, stays, err, got)
					}
				}
			}
		}
	}
}

// TestSessionGoesOnAfterAFault: what is saved after a fault is there, what was
// refused is not.
func TestSessionGoesOnAfterAFault(t *testing.T) {
	for _, fault := range []error{syscall.ENOSPC, syscall.EIO, errShort} {
		for _, stays := range []bool{false, true} {
			for at := 1; ; at++ {
				m := onMemDisk(t)
				s, err := openSession(m, memPath, "ed")
				if err != nil {
					t.Fatal(err)
				}
				m.calls, m.failAt, m.fault, m.stays = 0, at, fault, stays
				_, refused := s.Do(Event{Op: Edit, Seg: "s01", Text: "First."})
				if m.calls < at {
					break
				}
				m.failAt = 0
				if _, err := s.Do(Event{Op: Edit, Seg: "s02", Text: "Second."}); err != nil {
					t.Fatalf("%v at call %d: afterwards %v", fault, at, err)
				}
				shown := written(t, s.Document())
				if got := written(t, m.read(t)); got != shown {
					t.Errorf("%v at call %d, for good %v, error %v: shown\n%s\nin the file\n%s", fault, at, stays, refused, shown, got)
				}
				if n := strings.Count(shown, "First."); (n == 0) != (refused != nil) {
					t.Errorf("%v at call %d: error %v, in the file %d times", fault, at, refused, n)
				}
			}
		}
	}
}

// TestPowerCut goes through many lives of working files. Each ends without a
// warning, in the middle of a call or between two, and what was not synced is gone
// in part: whatever was said to be saved is there in the next.
func TestPowerCut(t *testing.T) {
	torn, kept := 0, 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 2))
		m := onMemDisk(t)
		var told []string // what was said to be saved
		for life := range 12 {
			m.locked, m.failAt = map[string]bool{}, 0
			s, err := openSession(m, memPath, "ed")
			var end *Torn
			if errors.As(err, &end) {
				torn++
			} else if err != nil {
				t.Fatalf("file %d, life %d: %v", seed, life, err)
			}
			if len(s.doc.Problems) > 0 {
				t.Fatalf("file %d, life %d: problems %+v", seed, life, s.doc.Problems)
			}
			file := written(t, s.doc)
			for _, text := range told {
				if !strings.Contains(file, text) {
					t.Fatalf("file %d, life %d: %q was saved and is gone", seed, life, text)
				}
			}
			if n := strings.Count(file, "together"); n%3 != 0 {
				t.Fatalf("file %d, life %d: a part of actions that belong together", seed, life)
			}
			m.calls, m.failAt, m.fault, m.stays = 0, 1+rng.IntN(60), errors.New("the power is gone"), true
			if rng.IntN(2) == 0 {
				m.fault = fmt.Errorf("the power is gone: %w", io.ErrShortWrite)
			}
			for n := 0; m.calls < m.failAt; n++ {
				if text := fmt.Sprintf("<%d.%d>", life, n); actSomehow(s, rng, text) == nil {
					told = append(told, text)
				}
			}
			m = m.crash(rng)
		}
		kept += len(told)
	}
	if torn < 30 || kept < 1000 {
		t.Errorf("%d lives ended in the middle of a line, %d texts were saved: too few to mean anything", torn, kept)
	}
	t.Logf("%d power cuts, %d with a torn end, %d saved texts kept", 60*12, torn, kept)
}

// actSomehow saves this text in one of several ways.
func actSomehow(s *Session, rng *rand.Rand, text string) error {
	var err error
	switch rng.IntN(8) {
	case 0:
		_, err = s.Do(Event{Op: Comment, Seg: "s01", Text: "together " + text}, Event{Op: Comment, Seg: "s02", Text: "together"}, Event{Op: Comment, Seg: "s03", Text: "together"})
	case 1:
		d := *s.doc
		d.Segments, d.Events, d.base = slices.Clone(s.doc.Segments), nil, nil
		d.Segments[3].Comments = append(slices.Clone(d.Segments[3].Comments), Remark{Text: text})
		err = s.Replace(&d)
	default:
		_, err = s.Do(Event{Op: Comment, Seg: "s04", Text: text})
	}
	return err
}

func TestLineWithoutItsNewlineIsKept(t *testing.T) {
	m := onMemDisk(t)
	n := m.entries[memPath]
	n.data = bytes.TrimRight(n.data, "\n")
	if _, err := openSession(m, memPath, "ed"); err != nil {
		t.Fatal(err)
	}
	m.locked = map[string]bool{}
	if err := inSession(m, func(s *Session) error {
		_, err := s.Do(Event{Op: Approve, Seg: "s04"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if d := m.read(t); len(d.Segments) != 4 || d.Segments[3].Status != Approved {
		t.Errorf("%d segments are left", len(d.Segments))
	}
}
