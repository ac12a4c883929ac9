package review

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"time"

	"tarjuman/align/bitext"
)

// tokenHeader carries the token of the page. A foreign page cannot send it
// without being asked first, and is not told that it may.
const tokenHeader = "Tarjuman-Token"

// maxBody is the largest request, in bytes: a long sentence many times over.
const maxBody = 1 << 20

// readBody returns the JSON body of a request, or answers why not.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "want JSON")
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		refuse(w, http.StatusRequestEntityTooLarge, "larger than 1 MB")
		return nil, false
	case err != nil:
		refuse(w, http.StatusBadRequest, "the request was cut short")
		return nil, false
	}
	return body, true
}

// decode reads a JSON body into v; fields nobody knows are refused.
func decode(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

// do carries out and saves the actions of a request.
func (s *Server) do(w http.ResponseWriter, body []byte) {
	var ask struct{ Events []bitext.Event }
	if err := decode(body, &ask); err != nil {
		refuse(w, http.StatusBadRequest, "not understood: "+err.Error())
		return
	}
	if len(ask.Events) == 0 {
		refuse(w, http.StatusBadRequest, "no action")
		return
	}
	for i := range ask.Events {
		e := &ask.Events[i]
		if e.Op == bitext.CheckOp {
			refuse(w, http.StatusBadRequest, "findings of the checks are not the page's to say")
			return
		}
		e.By, e.Time = "", time.Time{} // the server knows both
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	events, err := s.session.Do(ask.Events...)
	if err != nil {
		refuseAction(w, err)
		return
	}
	answer(w, map[string]any{"events": events})
}

// undo takes the last action back, or does the last one taken back again.
func (s *Server) undo(w http.ResponseWriter, body []byte) {
	var ask struct{ Redo bool }
	if err := decode(body, &ask); err != nil {
		refuse(w, http.StatusBadRequest, "not understood: "+err.Error())
		return
	}
	seg, err := s.undoLast(ask.Redo)
	if err == nil && seg != "" {
		_, err = s.checkAgain(seg)
	}
	if err != nil {
		refuseAction(w, err)
		return
	}
	answer(w, map[string]string{"seg": seg})
}

// undoLast returns the segment of the action that was taken back, "" for none.
func (s *Server) undoLast(redo bool) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, ok := s.session.LastUndoable("", redo)
	if !ok {
		return "", nil
	}
	if _, err := s.session.Do(bitext.Event{Op: bitext.Undo, Undoes: last.Seq}); err != nil {
		return "", err
	}
	seg := last.Seg
	for _, e := range s.session.Document().Events { // an undo names its event, not its segment
		if seg == "" && e.Seq == last.Undoes {
			seg = e.Seg
		}
	}
	return seg, nil
}

// check checks segments again, records what is different and answers with the
// findings of all segments that changed.
func (s *Server) check(w http.ResponseWriter, body []byte) {
	var ask struct{ Segs []string }
	if err := decode(body, &ask); err != nil {
		refuse(w, http.StatusBadRequest, "not understood: "+err.Error())
		return
	}
	changed, err := s.checkAgain(ask.Segs...)
	if err != nil {
		refuseAction(w, err)
		return
	}
	type rowFindings struct {
		ID       string  `json:"id"`
		Findings []found `json:"findings"`
	}
	out := []rowFindings{}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.session.Document()
	for i := range d.Segments {
		if seg := &d.Segments[i]; changed[seg.ID] {
			out = append(out, rowFindings{seg.ID, foundIn(d, seg)})
		}
	}
	answer(w, map[string]any{"segs": out})
}

// checkAgain records what the rules say now; it returns the segments asked about
// and those whose findings changed. While the rules are at work, actions are saved:
// what they change meanwhile is asked about again by the page.
func (s *Server) checkAgain(ids ...string) (map[string]bool, error) {
	s.checking.Lock()
	defer s.checking.Unlock()
	s.mu.Lock()
	now := s.session.Document()
	seen := &bitext.Document{Header: now.Header, Segments: slices.Clone(now.Segments)} // no event changes a segment in place
	s.mu.Unlock()
	events := s.checks.Again(seen, ids...)

	changed := map[string]bool{}
	for _, id := range ids {
		changed[id] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	events = slices.DeleteFunc(events, func(e bitext.Event) bool {
		return !slices.ContainsFunc(s.session.Document().Segments, func(x bitext.Segment) bool { return x.ID == e.Seg })
	})
	for _, e := range events {
		changed[e.Seg] = true
	}
	_, err := s.session.Do(events...)
	return changed, err
}

func (s *Server) ping(w http.ResponseWriter, _ []byte) { answer(w, map[string]bool{"ok": true}) }

func answer(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(b)
}

// refuse answers why a request is not carried out.
func refuse(w http.ResponseWriter, code int, why string) {
	b, _ := json.Marshal(map[string]string{"error": why}) // a string
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	w.Write(b)
}

// refuseAction says why an action was not carried out: it does not fit, or it
// could not be saved.
func refuseAction(w http.ResponseWriter, err error) {
	var lost *bitext.NotSaved
	if errors.As(err, &lost) {
		refuse(w, http.StatusInsufficientStorage, lost.Error()+". Nothing was changed; try again when there is room.")
		return
	}
	refuse(w, http.StatusConflict, err.Error())
}
