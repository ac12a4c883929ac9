package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/check"
	"tarjuman/align/report"
	"tarjuman/align/review"
)

// terminal is the report for people at a terminal: every pair with new findings,
// stacked, then once a document what is slight in the source text itself, and a count.
// Known and ignored findings are counted only.
type terminal struct {
	u        *ui
	w        *bufio.Writer
	run      report.Run
	baseline string
	today    time.Time
	aligned  bool             // the pairs come from the aligner
	doc      *report.Document // whose heading was printed last
	slight   surfaces         // of the document that is being read
	from     *report.Document // that document
	plan     *reading
}

func newTerminal(u *ui, w *bufio.Writer, run report.Run, baseline string, c *cli.Context) *terminal {
	t := &terminal{u: u, w: w, run: run, baseline: baseline, today: today(), aligned: c.String("pairs") == ""}
	if n := c.Int("minutes"); n > 0 {
		t.plan = &reading{limit: time.Duration(n) * time.Minute}
	}
	return t
}

func (t *terminal) Unit(x *report.Unit) error {
	if t.plan != nil {
		t.plan.add(t.run, x)
	}
	if x.Document != t.from {
		t.surface()
		t.from = x.Document
	}
	shown := false
	for i := range x.Findings {
		f := &x.Findings[i]
		if !f.Open() {
			continue
		}
		if t.aligned && f.Surface() {
			t.heading(x)
			t.slight.add(x, f)
			continue
		}
		if !shown {
			t.texts(x)
			shown = true
		}
		fmt.Fprintf(t.w, "     %s\n", t.u.findingLine(x.Source.Text, x.Target.Text, f.Finding))
	}
	return nil
}

// heading names the document of a pair, once.
func (t *terminal) heading(x *report.Unit) {
	if t.run.Many && x.Document != t.doc {
		fmt.Fprintf(t.w, "%s\n", t.u.paint(bold, t.u.show(documentTitle(x.Document))))
	}
	t.doc = x.Document
}

func (t *terminal) texts(x *report.Unit) {
	t.heading(x)
	src, tgt := t.u.show(x.Source.Text), t.u.show(x.Target.Text)
	if src == "" {
		src = t.u.paint(dim, "(nothing in the source)")
	}
	if tgt == "" {
		tgt = t.u.paint(dim, "(no counterpart)")
	}
	fmt.Fprintf(t.w, "%s  %s\n     %s\n", t.u.paint(bold, t.u.show(x.ID)), src, tgt)
}

func documentTitle(d *report.Document) string {
	if d.Target == "" || d.Source != d.Name {
		return d.Name
	}
	return d.Source + "  " + d.Target
}

func (t *terminal) Close(s report.Summary) error {
	t.surface()
	if s.New() > 0 {
		fmt.Fprintln(t.w)
	}
	fmt.Fprintf(t.w, "%s in %s%s", plural(s.Translation.Total(), "finding"), plural(s.Sentences, "sentence"), bySeverity(s.Translation))
	if t.run.Many {
		fmt.Fprintf(t.w, "        %s", plural(s.Documents, "document"))
	}
	if t.aligned {
		fmt.Fprintf(t.w, "        alignment sure in %d of %d", s.Sure, s.Units)
	}
	fmt.Fprintln(t.w)
	if n := s.Source.Total(); n > 0 {
		fmt.Fprintf(t.w, "%s about the source text itself%s\n", plural(n, "finding"), bySeverity(s.Source))
	}
	if s.Known > 0 {
		fmt.Fprintf(t.w, "%s not shown: %s has them, the oldest since %s (%s)\n", plural(s.Known, "known finding"), t.u.show(t.baseline),
			s.OldestKnown.Format(time.DateOnly), plural(int(t.today.Sub(s.OldestKnown).Hours()/24), "day"))
	}
	if s.Ignored > 0 {
		fmt.Fprintf(t.w, "%s not shown: the ignore list has them\n", plural(s.Ignored, "finding"))
	}
	if t.plan != nil {
		t.plan.write(t.w)
	}
	return t.w.Flush()
}

// reading collects the pairs of a run for a reading plan.
type reading struct {
	limit time.Duration
	items []readingItem
}

type readingItem struct {
	review.Item
	name string
}

func (p *reading) add(run report.Run, x *report.Unit) {
	var open []check.Finding
	for i := range x.Findings {
		if x.Findings[i].Open() {
			open = append(open, x.Findings[i].Finding)
		}
	}
	name := x.ID
	if run.Many {
		name = x.Document.Name + "#" + x.ID
	}
	it := review.NewItem(len(p.items), x.Source.Text, x.Target.Text, open, x.Confidence)
	p.items = append(p.items, readingItem{it, name})
}

func (p *reading) write(w io.Writer) {
	items := make([]review.Item, len(p.items))
	for i := range p.items {
		items[i] = p.items[i].Item
	}
	review.Sort(items)
	read, left := review.Fit(items, p.limit)
	writePlan(w, read, left, func(i int) string { return p.items[i].name })
}

// writePlan says what to read in the time there is, and what may be left.
func writePlan(w io.Writer, read, left []review.Item, name func(segment int) string) {
	var total time.Duration
	for _, it := range read {
		total += it.Time
	}
	fmt.Fprintf(w, "read first: %s (about %s)\n", strings.Join(namesOf(read, name), " "), plural(max(1, int(total.Minutes()+0.5)), "minute"))
	if len(left) == 0 {
		fmt.Fprintln(w, "nothing is left unread")
		return
	}
	var risky []review.Item
	for _, it := range left {
		if it.Risk > 0 {
			risky = append(risky, it)
		}
	}
	fmt.Fprintf(w, "may be left unread: %s", plural(len(left), "sentence"))
	if len(risky) == 0 {
		fmt.Fprintln(w, ", none with a finding or a doubtful link")
		return
	}
	slices.SortFunc(risky, func(a, b review.Item) int { return cmp.Compare(b.Risk, a.Risk) })
	names := namesOf(risky, name)
	const most = 12
	more := ""
	if len(names) > most {
		names, more = names[:most], " …"
	}
	fmt.Fprintf(w, ", but %d with findings or doubtful links did not fit: %s%s\n", len(risky), strings.Join(names, " "), more)
}

func namesOf(items []review.Item, name func(int) string) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = name(it.Segment)
	}
	return out
}
