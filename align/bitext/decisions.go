package bitext

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const typeDecisions = "decisions"

// Decisions are what an editor did in a review page that was opened from a file:
// the page saves them, [Session.Apply] carries them out.
type Decisions struct {
	Document string // name of the working file, as the page knew it
	State    string // [Document.State] of the page
	Seq      int    // of the last event the page knew
	By       string // author of events that name none
	Events   []Event
}

type decisionsLine struct {
	Type     string `json:"type"`
	Schema   int    `json:"schema"`
	Document string `json:"document"`
	State    string `json:"state"`
	Seq      int    `json:"seq"`
	By       string `json:"by,omitempty"`
}

// State names the document up to one of its events by what an editor could see:
// texts, links and everything done until then. Decisions made on one state fit a
// document that went through it.
func (d *Document) State(seq int) (string, error) {
	h := sha256.New()
	w := bufio.NewWriter(h)
	for _, s := range d.Base() {
		if err := writeLine(w, []any{s.ID, s.Source.Text, s.Target.Text, list(s.Source.Sentences), list(s.Target.Sentences)}, nil); err != nil {
			return "", err
		}
	}
	for _, e := range d.Events {
		if e.Seq <= seq && e.Op != CheckOp {
			if err := writeLine(w, e, nil); err != nil {
				return "", err
			}
		}
	}
	if err := w.Flush(); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// LastSeq is the number of the last event, 0 for none.
func (d *Document) LastSeq() int { return d.nextSeq() - 1 }

// ErrNotDecisions is returned for input that is no decisions file.
var ErrNotDecisions = errors.New("not a decisions file: line 1 does not say so")

// WriteDecisions writes a decisions file: a line that says what they are about,
// and one for every event.
func WriteDecisions(w io.Writer, d *Decisions) error {
	bw := bufio.NewWriter(w)
	if err := writeLine(bw, decisionsLine{typeDecisions, SchemaVersion, d.Document, d.State, d.Seq, d.By}, nil); err != nil {
		return err
	}
	for _, e := range d.Events {
		if err := writeLine(bw, eventLine{typeEvent, e}, e.Extra); err != nil {
			return err
		}
	}
	return bw.Flush()
}

// ReadDecisions reads a decisions file.
func ReadDecisions(r io.Reader) (*Decisions, error) {
	br := bufio.NewReaderSize(r, 1<<16)
	var out *Decisions
	for n := 1; ; n++ {
		line, _, err := readLine(br)
		if err == io.EOF {
			if out == nil {
				return nil, ErrNotDecisions
			}
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
			var h decisionsLine
			if err := json.Unmarshal(line, &h); err != nil || h.Type != typeDecisions {
				return nil, ErrNotDecisions
			}
			if h.Schema > SchemaVersion {
				return nil, fmt.Errorf("schema %d was written by a newer tarjuman; this one reads up to %d", h.Schema, SchemaVersion)
			}
			out = &Decisions{Document: h.Document, State: h.State, Seq: h.Seq, By: h.By}
			continue
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var e eventLine
		extra, err := unmarshal(line, &e)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if e.Type != typeEvent {
			continue
		}
		e.Event.Extra = extra
		if e.By == "" {
			e.By = out.By
		}
		out.Events = append(out.Events, e.Event)
	}
}

// ErrOtherDocument is returned for decisions on another document, or on a state
// that this one never was in.
var ErrOtherDocument = errors.New("the decisions were made on another version of this document")

// A Conflict is a segment that two people changed, or a change that does not fit.
type Conflict struct {
	Seg          string
	Here, Theirs string // what was done in the document, and what the file brings
}

// Conflicts is the error of a file that brings changes which do not fit. None of
// its changes was carried out.
type Conflicts []Conflict

// Error lists the segments in one line, the first of many.
func (c Conflicts) Error() string {
	const shown = 12
	var ids []string
	seen := map[string]bool{}
	for _, x := range c {
		if seen[x.Seg] {
			continue
		}
		seen[x.Seg] = true
		switch id := x.Seg; {
		case len(ids) == shown:
		case id == "":
			ids = append(ids, "(no id)")
		default:
			ids = append(ids, id)
		}
	}
	noun := "segments"
	if len(seen) == 1 {
		noun = "segment"
	}
	list := strings.Join(ids, " ")
	if n := len(seen) - len(ids); n > 0 {
		list += fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("conflicts in %d %s: %s", len(seen), noun, list)
}

// Apply carries out decisions and saves them. Decisions that are there already
// are passed over. It fails with [ErrOtherDocument], or with [Conflicts] where
// somebody has worked on the same segments since; with skip the decisions on
// those are left out and returned, and the others carried out.
func (s *Session) Apply(dec *Decisions, skip bool) (done []Event, left Conflicts, err error) {
	state, err := s.doc.State(dec.Seq)
	if err != nil {
		return nil, nil, err
	}
	if state != dec.State || dec.Seq > s.doc.LastSeq() {
		return nil, nil, ErrOtherDocument
	}
	theirs, err := dec.steps(s.doc)
	if err != nil {
		return nil, nil, err
	}
	theirs = slices.DeleteFunc(theirs, func(st *step) bool { return s.has(st.event) })
	fit, left := s.divide(theirs, dec.Seq)
	if len(left) > 0 && !skip {
		return nil, left, left
	}
	done, err = s.Do(renamed(fit, s.doc.nextSeq())...)
	return done, left, err
}

// steps are the decisions that hold in the end: those undone in the page are
// left out.
func (dec *Decisions) steps(d *Document) ([]*step, error) {
	r := newReplay(d.Base())
	for _, e := range d.Events {
		if e.Seq <= dec.Seq {
			_ = r.do(e)
		}
	}
	known := len(r.done)
	for i, e := range dec.Events {
		if e.Seq <= dec.Seq {
			return nil, fmt.Errorf("decision %d: number %d is one of the document's", i+1, e.Seq)
		}
		if err := r.do(e); err != nil {
			return nil, fmt.Errorf("decision %d (%s) does not fit: %w", i+1, e.Op, err)
		}
	}
	var out []*step
	for _, st := range r.done[known:] {
		if st.live && (st.class != undoing || st.event.Undoes <= dec.Seq) {
			out = append(out, st)
		}
	}
	return out, nil
}

// has reports whether the document has this event under any number.
func (s *Session) has(e Event) bool {
	return slices.ContainsFunc(s.doc.Events, func(x Event) bool {
		return x.Op == e.Op && x.Text == e.Text && x.By == e.By && x.Time.Equal(e.Time) && rootID(x.Seg) == rootID(e.Seg)
	})
}

// rootID is the id a segment had before any split.
func rootID(id string) string {
	root, _, _ := strings.Cut(id, ".")
	return root
}

// divide keeps the decisions apart that touch what was done since.
func (s *Session) divide(theirs []*step, since int) (fit []Event, left Conflicts) {
	here := map[string]Event{}
	for _, st := range s.run.done {
		if st.event.Seq > since && st.live {
			for _, id := range st.ids {
				here[id] = st.event
			}
		}
	}
	for _, st := range theirs {
		clash := ""
		for _, id := range st.ids {
			if _, ok := here[id]; ok {
				clash = id
				break
			}
		}
		if clash == "" {
			fit = append(fit, st.event)
			continue
		}
		left = append(left, Conflict{Seg: clash, Here: describe(here[clash]), Theirs: describe(st.event)})
		for _, id := range st.ids { // what rests on it is left too
			if _, ok := here[id]; !ok {
				here[id] = st.event
			}
		}
	}
	return fit, left
}

// describe says in words what an event did.
func describe(e Event) string {
	out := string(e.Op)
	if e.Op == Edit || e.Op == Comment {
		out += " “" + e.Text + "”"
	}
	if e.By != "" {
		out += " by " + e.By
	}
	if !e.Time.IsZero() {
		out += " at " + e.Time.UTC().Format("2006-01-02 15:04 MST")
	}
	return out
}

// renamed gives events the numbers they will have from next on, and with them
// new names to the segments they split off.
func renamed(events []Event, next int) []Event {
	names, numbers := map[string]string{}, map[int]int{}
	out := slices.Clone(events)
	for i := range out {
		e := &out[i]
		if n, ok := names[e.Seg]; ok {
			e.Seg = n
		}
		if n, ok := numbers[e.Undoes]; ok && e.Op == Undo {
			e.Undoes = n
		}
		numbers[events[i].Seq] = next + i
		if e.Op == Split {
			names[fmt.Sprintf("%s.%d", events[i].Seg, events[i].Seq)] = fmt.Sprintf("%s.%d", e.Seg, next+i)
		}
	}
	return out
}
