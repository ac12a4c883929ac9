package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"

	"tarjuman/align/check"
)

//go:embed page
var pageFiles embed.FS

// html writes one page without script: every pair that has findings, the spans
// marked, the findings under it. All text passes through html/template; the page's
// own style is named by its hash in a policy that allows nothing else.
type html struct {
	w   *bufio.Writer
	run Run
	doc *Document
	err error
}

type htmlPage struct {
	tmpl   *template.Template
	Style  template.CSS
	Policy string
	Tool   string
}

var htmlParts = sync.OnceValues(func() (*htmlPage, error) {
	css, err := pageFiles.ReadFile("page/findings.css")
	if err != nil {
		return nil, err
	}
	tmpl, err := template.ParseFS(pageFiles, "page/findings.tmpl")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(css)
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	return &htmlPage{tmpl: tmpl, Style: template.CSS(css), Policy: policy}, nil
})

func newHTML(w io.Writer, run Run) Writer {
	h := &html{w: bufio.NewWriter(w), run: run}
	h.part("head", func(p *htmlPage) any { page := *p; page.Tool = run.Tool; return page })
	return h
}

// part executes one template, unless something has failed before.
func (h *html) part(name string, data func(*htmlPage) any) {
	p, err := htmlParts()
	if err == nil && h.err == nil {
		err = p.tmpl.ExecuteTemplate(h.w, name, data(p))
	}
	if h.err == nil {
		h.err = err
	}
}

type htmlText struct {
	Lang, Dir string
	Runs      []htmlRun
}

type htmlRun struct {
	Text   string
	Marked bool
}

type htmlFinding struct {
	Severity, State, Rule, Message, Note, Place string
	Values                                      []string
}

func (h *html) Unit(u *Unit) error {
	if len(u.Findings) == 0 {
		return h.err
	}
	if u.Document != h.doc {
		h.doc = u.Document
		h.part("document", func(*htmlPage) any { return u.Document.Name })
	}
	var src, tgt []check.Span
	var fs []htmlFinding
	for i := range u.Findings {
		f := &u.Findings[i]
		src, tgt = append(src, f.Source...), append(tgt, f.Target...)
		fs = append(fs, htmlFindingOf(u, f))
	}
	h.part("unit", func(*htmlPage) any {
		return struct {
			ID             string
			Source, Target htmlText
			Findings       []htmlFinding
		}{u.ID, htmlTextOf(u.Source, src), htmlTextOf(u.Target, tgt), fs}
	})
	return h.err
}

func htmlFindingOf(u *Unit, f *Finding) htmlFinding {
	out := htmlFinding{Severity: f.Severity.String(), State: string(f.State), Rule: f.Rule, Message: messageOf(f)}
	if f.SourceValue != "" && f.TargetValue != "" {
		out.Values = []string{f.SourceValue, f.TargetValue}
	}
	switch f.State {
	case Known:
		out.Note = "known since " + date(f.Since)
	case Ignored:
		out.Note = "ignored: " + justification(f)
	}
	if main, _ := sides(u, f); len(main.at) > 0 && main.file != "" {
		out.Place = fmt.Sprintf("%s:%d", main.file, main.at[0].Line)
	}
	return out
}

func htmlTextOf(t Text, spans []check.Span) htmlText {
	out := htmlText{Lang: t.Lang, Dir: "ltr"}
	if t.Lang == "ar" {
		out.Dir = "rtl"
	}
	slices.SortFunc(spans, func(a, b check.Span) int { return a.Start - b.Start })
	at := 0
	for _, s := range spans {
		start, end := max(s.Start, at), min(s.End, len(t.Text))
		if end <= start {
			continue
		}
		if start > at {
			out.Runs = append(out.Runs, htmlRun{t.Text[at:start], false})
		}
		out.Runs = append(out.Runs, htmlRun{t.Text[start:end], true})
		at = end
	}
	if at < len(t.Text) {
		out.Runs = append(out.Runs, htmlRun{t.Text[at:], false})
	}
	return out
}

func (h *html) Close(s Summary) error {
	lines := []string{fmt.Sprintf("%d new findings in %d sentence pairs.", s.New(), s.Units)}
	if s.Known+s.Ignored > 0 {
		lines = append(lines, fmt.Sprintf("%d known and %d ignored findings.", s.Known, s.Ignored))
	}
	if n := s.Omitted.Total(); n > 0 {
		lines = append(lines, fmt.Sprintf("%d findings are left out: the run was limited to %d.", n, s.Limit))
	}
	h.part("foot", func(*htmlPage) any { return lines })
	if h.err != nil {
		return h.err
	}
	return h.w.Flush()
}
