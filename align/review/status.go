package review

import (
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// Progress is how far an article is in review.
type Progress struct {
	Segments  int                   `json:"segments"`
	ByStatus  map[bitext.Status]int `json:"by_status"`
	Findings  map[string]int        `json:"open_findings"` // by severity, source text apart
	Source    int                   `json:"open_findings_of_source"`
	Ignored   int                   `json:"ignored_findings"`
	Glosses   int                   `json:"glosses"`
	Missing   int                   `json:"untranslated"`
	Doubtful  int                   `json:"doubtful_links"`
	Comments  int                   `json:"comments"`
	Actions   int                   `json:"actions"`
	Editors   map[string]int        `json:"editors"` // actions of each
	Spent     time.Duration         `json:"-"`
	SpentSecs int                   `json:"seconds_spent"`
	Left      time.Duration         `json:"-"` // to read what should be read first
	LeftSecs  int                   `json:"seconds_to_read"`
	Last      *time.Time            `json:"last_action,omitempty"`
}

// Status counts what is done and what is open.
func Status(d *bitext.Document) Progress {
	p := Progress{Segments: len(d.Segments), ByStatus: map[bitext.Status]int{}, Findings: map[string]int{}, Editors: map[string]int{}, Glosses: d.Glosses()}
	for i := range d.Segments {
		s := &d.Segments[i]
		status := s.Status
		if status == "" {
			status = bitext.Draft
		}
		p.ByStatus[status]++
		p.Comments += len(s.Comments)
		if s.Target.Text == "" {
			p.Missing++
		}
		if s.Link.Confidence < sureLink && !s.Link.Locked {
			p.Doubtful++
		}
		open := s.Open()
		p.Ignored += len(s.Findings) + len(s.Marks) - len(open)
		for _, f := range open {
			if f.Group == check.SourceText {
				p.Source++
			} else {
				p.Findings[f.Severity.String()]++
			}
		}
	}
	for _, e := range d.Events {
		if e.Op == bitext.CheckOp {
			continue
		}
		p.Actions++
		p.Editors[e.By]++
		if t := e.Time; p.Last == nil || t.After(*p.Last) {
			p.Last = &t
		}
	}
	for _, t := range TimeSpent(d) {
		p.Spent += t
	}
	for _, it := range First(Plan(d), 0) {
		p.Left += it.Time
	}
	p.SpentSecs, p.LeftSecs = int(p.Spent.Seconds()), int(p.Left.Seconds())
	return p
}
