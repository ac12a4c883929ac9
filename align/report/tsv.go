package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// tsv writes one new finding a line: id, rule, severity, source spans, target
// spans, message. Spans are code points, "start-end", half-open, several separated
// by commas. Tabs and line ends in a cell are escaped as in [bitext.EscapeTSV].
// Where a run has several documents an id is "NAME#ID".
type tsv struct {
	w   *bufio.Writer
	run Run
}

func newTSV(w io.Writer, run Run) Writer { return &tsv{bufio.NewWriter(w), run} }

func (t *tsv) Unit(u *Unit) error {
	for i := range u.Findings {
		f := &u.Findings[i]
		if !f.Open() {
			continue
		}
		cells := []string{t.run.name(u), f.Rule, f.Severity.String(), spanList(u.Source.Text, f.Source), spanList(u.Target.Text, f.Target), f.Message}
		for k, c := range cells {
			if k > 0 {
				t.w.WriteByte('\t')
			}
			t.w.WriteString(bitext.EscapeTSV(c))
		}
		if err := t.w.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

func (t *tsv) Close(Summary) error { return t.w.Flush() }

func spanList(text string, spans []check.Span) string {
	var parts []string
	for _, s := range spans {
		a, b := bitext.CodePoints(text, s)
		parts = append(parts, fmt.Sprintf("%d-%d", a, b))
	}
	return strings.Join(parts, ",")
}
