package report

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// Line is a finding as a JSON object. Spans are half-open ranges of Unicode code
// points of the sentence; places count lines and columns from 1 and end behind the
// last character.
type Line struct {
	Document    string         `json:"document,omitempty"` // where a run has several
	ID          string         `json:"id,omitempty"`       // of the sentence pair
	Rule        string         `json:"rule"`
	Severity    check.Severity `json:"severity"`
	MQM         string         `json:"mqm"`
	Group       check.Group    `json:"group"`
	Src         [][2]int       `json:"src"`
	Tgt         [][2]int       `json:"tgt"`
	SourceText  []string       `json:"source_evidence,omitempty"` // what stands at src
	TargetText  []string       `json:"target_evidence,omitempty"`
	SourceValue string         `json:"source_value,omitempty"`
	TargetValue string         `json:"target_value,omitempty"`
	Message     string         `json:"message"`
	Suggestion  string         `json:"suggestion,omitempty"`
	Count       int            `json:"count,omitempty"`
	SourceAt    []Place        `json:"source_at,omitempty"`
	TargetAt    []Place        `json:"target_at,omitempty"`
	Fingerprint string         `json:"fingerprint"`
	State       State          `json:"state"`
	Since       string         `json:"since,omitempty"`  // known findings: a day
	Reason      string         `json:"reason,omitempty"` // ignored findings
	Author      string         `json:"author,omitempty"`
	Expires     string         `json:"expires,omitempty"`
}

// Place is a [Region] of a file.
type Place struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"end_line,omitempty"`
	EndColumn int    `json:"end_column,omitempty"`
}

// NewLine returns a finding of a unit as an object. It has neither the document's
// name nor the unit's id.
func NewLine(u *Unit, f *Finding) Line {
	l := Line{
		Rule: f.Rule, Severity: f.Severity, MQM: f.MQM, Group: f.Group,
		Src: ranges(u.Source.Text, f.Source), Tgt: ranges(u.Target.Text, f.Target),
		SourceText: evidence(u.Source.Text, f.Source), TargetText: evidence(u.Target.Text, f.Target),
		SourceValue: f.SourceValue, TargetValue: f.TargetValue, Message: f.Message, Suggestion: f.Suggestion, Count: f.Count,
		Fingerprint: f.Fingerprint, State: f.State, Since: date(f.Since), Reason: f.Reason, Author: f.Author, Expires: date(f.Expires),
	}
	if u.Document != nil {
		l.SourceAt, l.TargetAt = places(u.Document.Source, f.SourceAt), places(u.Document.Target, f.TargetAt)
	}
	return l
}

// ranges are spans in code points; an empty list, not null.
func ranges(text string, spans []check.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i][0], out[i][1] = bitext.CodePoints(text, s)
	}
	return out
}

func evidence(text string, spans []check.Span) []string {
	var out []string
	for _, s := range spans {
		start := min(max(s.Start, 0), len(text))
		out = append(out, text[start:min(max(s.End, start), len(text))])
	}
	return out
}

func places(file string, at []Region) []Place {
	if file == "" {
		return nil
	}
	var out []Place
	for _, r := range at {
		if r.Line > 0 {
			out = append(out, Place{file, r.Line, r.Column, r.EndLine, r.EndColumn})
		}
	}
	return out
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// jsonl writes every finding as one [Line], known and ignored ones too.
type jsonl struct {
	w   *bufio.Writer
	enc *json.Encoder
	run Run
}

func newJSONL(w io.Writer, run Run) Writer {
	j := &jsonl{w: bufio.NewWriter(w), run: run}
	j.enc = json.NewEncoder(j.w)
	j.enc.SetEscapeHTML(false)
	return j
}

func (j *jsonl) Unit(u *Unit) error {
	for i := range u.Findings {
		l := NewLine(u, &u.Findings[i])
		l.ID = u.ID
		if j.run.Many {
			l.Document = u.Document.Name
		}
		if err := j.enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

func (j *jsonl) Close(Summary) error { return j.w.Flush() }
