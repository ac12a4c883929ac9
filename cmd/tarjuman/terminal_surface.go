package main

import (
	"fmt"
	"strings"

	"tarjuman/align/check"
	"tarjuman/align/report"
)

// surface is one kind of slight fault of a source text: the terminal says it once a
// document.
type surface struct {
	first check.Finding
	text  string   // the source of the first place
	count int      // places
	in    []string // sentences, each once
}

// surfaces collects the slight faults of one document, kind by kind, in order of first use.
type surfaces []*surface

// mostPlaces is how many sentences a line names.
const mostPlaces = 12

func (s *surfaces) add(x *report.Unit, f *report.Finding) {
	var at *surface
	for _, k := range *s {
		if k.first.Rule == f.Rule {
			at = k
		}
	}
	if at == nil {
		at = &surface{first: f.Finding, text: x.Source.Text}
		*s = append(*s, at)
	}
	at.count += max(1, f.Count)
	if n := len(at.in); n == 0 || at.in[n-1] != x.ID {
		at.in = append(at.in, x.ID)
	}
}

// surface prints what was collected of the document that ends here.
func (t *terminal) surface() {
	if len(t.slight) == 0 {
		return
	}
	fmt.Fprintf(t.w, "%s\n", t.u.paint(bold, "the source text"))
	for _, s := range t.slight {
		f := s.first
		f.Count = 0
		names := s.in
		more := ""
		if len(names) > mostPlaces {
			more = fmt.Sprintf(" and %d more", len(names)-mostPlaces)
			names = names[:mostPlaces]
		}
		times := ""
		if s.count > 1 {
			f.Suggestion = "" // of the first place
			times = fmt.Sprintf("%d times: ", s.count)
		}
		fmt.Fprintf(t.w, "     %s  (%s%s%s)\n", t.u.findingLine(s.text, "", f), times, t.u.show(strings.Join(names, " ")), more)
	}
	t.slight = nil
}
