package bitext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

// A Session is one editor's work on a working file. Every action is in the file,
// synced, when [Session.Do] returns; nobody else can write the file meanwhile.
// It is not safe for concurrent use.
type Session struct {
	on   disk
	path string
	by   string
	lock io.Closer // nil when the session is closed
	doc  *Document
	run  *replay
	// end is where the file must be cut before anything is added: lastLine but
	// behind lines that were not saved.
	end int64
}

// OpenSession opens a working file for the actions of an editor of this name. It fails
// with a [*Locked] while another process works on it. A torn end is cut off the
// file and reported as a [*Torn] together with the session.
func OpenSession(path, by string) (*Session, error) { return openSession(osDisk{}, path, by) }

func openSession(on disk, path, by string) (*Session, error) {
	l, err := on.acquire(path)
	if err != nil {
		return nil, err
	}
	d, err := openOn(on, path)
	var torn *Torn
	if err != nil && !errors.As(err, &torn) {
		l.Close()
		return nil, err
	}
	s := &Session{on: on, path: path, by: by, lock: l, doc: d, end: lastLine}
	if torn != nil {
		if cerr := appendLines(on, path, torn.Offset, nil); cerr != nil {
			l.Close()
			return nil, cerr
		}
	}
	s.restart()
	return s, err
}

// restart carries the document's events out again.
func (s *Session) restart() {
	s.run = newReplay(s.doc.Base())
	for _, e := range s.doc.Events {
		_ = s.run.do(e) // what does not fit is in doc.Problems
	}
	s.doc.Segments = s.run.segs
}

// Document is the article as it is now. It changes with every action.
func (s *Session) Document() *Document { return s.doc }

// Path is the working file's path.
func (s *Session) Path() string { return s.path }

// Do carries out actions and saves them: all of them, or none and an error. It
// gives each event its number and, where they are missing, time and author, and
// returns them.
func (s *Session) Do(events ...Event) ([]Event, error) {
	if s.lock == nil {
		return nil, errors.New("the session is closed")
	}
	events = slices.Clone(events)
	if s.doc.base == nil {
		s.doc.base = slices.Clone(s.doc.Segments)
	}
	next := s.doc.nextSeq()
	var lines bytes.Buffer
	for i := range events {
		e := &events[i]
		e.Seq = next + i
		if e.By == "" {
			e.By = s.by
		}
		e.More = i+1 < len(events)
		if e.Time.IsZero() {
			e.Time = time.Now().UTC().Truncate(time.Millisecond)
		}
		if err := s.run.do(*e); err != nil {
			s.restart()
			return nil, err
		}
		b, err := marshal(eventLine{typeEvent, *e})
		if err != nil {
			s.restart()
			return nil, err
		}
		lines.Write(b)
		lines.WriteByte('\n')
	}
	if len(events) == 0 {
		return nil, nil
	}
	if err := s.append(lines.Bytes()); err != nil {
		s.restart()
		return nil, &NotSaved{s.path, err}
	}
	s.doc.Events = append(s.doc.Events, events...)
	s.doc.Segments = s.run.segs
	return events, nil
}

// append adds lines to the file.
func (s *Session) append(lines []byte) error {
	err := appendLines(s.on, s.path, s.end, lines)
	var left *unclean
	switch {
	case err == nil:
		s.end = lastLine
	case errors.As(err, &left):
		s.end = left.at
	}
	return err
}

// NotSaved is returned when an action could not be written to the file. It was
// not carried out.
type NotSaved struct {
	Path string
	Err  error
}

// Error names the file and the cause.
func (e *NotSaved) Error() string { return fmt.Sprintf("not saved in %s: %v", e.Path, cause(e.Err)) }

// Unwrap returns the cause.
func (e *NotSaved) Unwrap() error { return e.Err }

// cause leaves out the path that an error of the system repeats.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// nextSeq is the number of the next event.
func (d *Document) nextSeq() int {
	n := 1
	for _, e := range d.Events {
		n = max(n, e.Seq+1)
	}
	return n
}

// LastUndoable returns the last action that can be undone, or, with redo, the
// last undo that can be undone; false if there is none. Of an author "" any will
// do.
func (s *Session) LastUndoable(by string, redo bool) (Event, bool) {
	for i := len(s.run.done) - 1; i >= 0; i-- {
		st := s.run.done[i]
		if !st.live || (st.class == undoing) != redo || by != "" && st.event.By != by {
			if redo && st.live && st.class != undoing {
				return Event{}, false // something new was done since
			}
			continue
		}
		if s.run.blocker(st) != nil {
			return Event{}, false
		}
		return st.event, true
	}
	return Event{}, false
}

// Close ends the session.
func (s *Session) Close() error {
	if s.lock == nil {
		return nil
	}
	err := s.lock.Close()
	s.lock = nil
	return err
}

// Replace saves another document in the place of the session's, whole or not at
// all, and goes on with it. After an error it goes on with what the file holds.
func (s *Session) Replace(d *Document) error {
	if s.lock == nil {
		return errors.New("the session is closed")
	}
	err := save(s.on, s.path, d)
	if err != nil {
		err = &NotSaved{s.path, err}
		if d, _ = openOn(s.on, s.path); d == nil {
			d = s.doc
		}
	}
	s.doc = d
	s.end = lastLine
	s.restart()
	return err
}
