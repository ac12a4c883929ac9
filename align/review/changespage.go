package review

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"tarjuman/internal/worddiff"
)

// changedRow is a change as its page shows it.
type changedRow struct {
	ID     string
	Source []piece
	Steps  []changedStep
	Note   string
}

type changedStep struct {
	Op     string // "", "del" or "ins"
	Pieces []piece
}

type changedWords struct {
	From, To, Source []piece
	Times            string
}

// WriteChanges writes a comparison as one self-contained page, under a policy
// that allows it nothing but its own style.
func WriteChanges(w io.Writer, c Comparison) error {
	p, err := parts()
	if err != nil {
		return fmt.Errorf("page of changes: %w", err)
	}
	var data struct {
		*pageParts
		Policy  string
		Summary string
		Rows    []changedRow
		Often   []changedWords
	}
	data.pageParts = p
	data.Policy = fmt.Sprintf("default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'", sourceHash([]byte(p.Style)))
	data.Summary = fmt.Sprintf("%d of %s changed, %s", len(c.Changes), count(c.Segments, "segment"), count(c.Edited, "word"))
	for _, ch := range c.Changes {
		row := changedRow{ID: visible(ch.ID), Source: pieces(ch.Source)}
		for _, e := range ch.Steps {
			op := map[worddiff.Op]string{worddiff.Delete: "del", worddiff.Insert: "ins"}[e.Op]
			row.Steps = append(row.Steps, changedStep{op, pieces(e.Text)})
		}
		row.Note = count(ch.Edited, "word") + " changed"
		if ch.Spent > 0 {
			row.Note += ", " + ch.Spent.Round(time.Second).String()
		}
		data.Rows = append(data.Rows, row)
	}
	for _, r := range c.Replacements {
		if r.Count > 1 {
			data.Often = append(data.Often, changedWords{pieces(r.From), pieces(r.To), pieces(r.Source), fmt.Sprintf("%d times", r.Count)})
		}
	}
	bw := bufio.NewWriter(w)
	if err := p.tmpl.ExecuteTemplate(bw, "changes.tmpl", data); err != nil {
		return fmt.Errorf("page of changes: %w", err)
	}
	return bw.Flush()
}
