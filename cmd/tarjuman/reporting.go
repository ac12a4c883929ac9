package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/report"
)

// reporting is one run of the check command: it settles the state of every
// finding, counts, and passes the pairs to the formats.
type reporting struct {
	u        *ui
	k        *checking
	writers  []report.Writer
	outputs  []*output
	baseline string // path, "" for none
	update   bool
	known    *check.Comparison
	seen     map[*report.Document]bool
	sum      report.Summary
	printed  int
	failures []string // inputs that could not be checked
}

func (u *ui) newReporting(c *cli.Context, cfg config, k *checking, jobs []checkJob) (*reporting, error) {
	r := &reporting{u: u, k: k, baseline: orWord(c.String("baseline"), cfg.Baseline), update: c.Bool("update-baseline"), seen: map[*report.Document]bool{}}
	r.sum.Limit = k.max
	if r.update && r.baseline == "" {
		return nil, wrongUse("check: --update-baseline wants --baseline FILE", "")
	}
	if err := r.readBaseline(); err != nil {
		return nil, err
	}
	run := report.Run{
		Tool: "tarjuman", Version: release, Rules: k.checker.Rules(), Many: len(jobs) > 1, Baseline: r.baseline != "",
		Time: newest(append(jobs, checkJob{source: c.String("pairs")})),
	}
	return r, r.open(c, run)
}

func (r *reporting) readBaseline() error {
	if r.baseline == "" {
		return nil
	}
	var b *check.Baseline
	f, err := os.Open(r.baseline)
	switch {
	case errors.Is(err, fs.ErrNotExist) && r.update:
	case err != nil:
		return badInput(err, "--update-baseline makes the file")
	default:
		defer f.Close()
		if b, err = check.ReadBaseline(f); err != nil {
			return badInput(fmt.Errorf("%s: %w", r.baseline, err), "")
		}
	}
	r.known = b.Compare()
	return nil
}

// newest is when the inputs were last changed, or what SOURCE_DATE_EPOCH says.
func newest(jobs []checkJob) time.Time {
	if t, ok := sourceDate(); ok {
		return t
	}
	var out time.Time
	for _, j := range jobs {
		for _, p := range []string{j.source, j.target} {
			if st, err := os.Stat(p); err == nil && st.ModTime().After(out) {
				out = st.ModTime()
			}
		}
	}
	return out
}

// sourceDate is the time of reproducible builds (reproducible-builds.org).
func sourceDate() (time.Time, bool) {
	n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	return time.Unix(n, 0).UTC(), err == nil
}

// open opens the outputs of --format and --out.
func (r *reporting) open(c *cli.Context, run report.Run) error {
	used := map[string]bool{}
	for _, spec := range c.StringSlice("format") {
		name, path, _ := strings.Cut(strings.TrimSpace(spec), "=")
		if path == "" {
			path = c.String("out")
		}
		if path == "" {
			path = "-"
		}
		if used[path] {
			return wrongUse(fmt.Sprintf("--format %s: two formats would go to %s", spec, place(path)), "write --format sarif=out.sarif,junit=out.xml")
		}
		used[path] = true
		if name != "terminal" {
			if _, err := report.FormatByName(name); err != nil {
				return wrongUse(fmt.Sprintf("--format %s: want terminal, tsv, jsonl, sarif, junit, github or html", name), "")
			}
		}
		out, err := r.u.output(path)
		if err != nil {
			return err
		}
		r.outputs = append(r.outputs, out)
		if name == "terminal" {
			r.writers = append(r.writers, newTerminal(r.u, out.w, run, r.baseline, c))
			continue
		}
		f, _ := report.FormatByName(name)
		r.writers = append(r.writers, f.New(out.w, run))
	}
	return nil
}

func place(path string) string {
	if path == "-" {
		return "standard output"
	}
	return path
}

// unit settles the state of the findings of one pair and passes it on.
func (r *reporting) unit(u *report.Unit) error {
	if !r.seen[u.Document] {
		r.seen[u.Document] = true
		r.sum.Documents++
		if r.known != nil {
			r.known.Document(pathFrom(r.baseline, u.Document.Name))
		}
	}
	kept := u.Findings[:0]
	for _, f := range u.Findings {
		if r.k.only && f.Group == check.SourceText {
			continue
		}
		r.settle(u, &f)
		kept = append(kept, f)
	}
	u.Findings = kept
	r.sum.Add(u)
	r.limit(u)
	for _, w := range r.writers {
		if err := w.Unit(u); err != nil {
			return notWritable(err, "")
		}
	}
	return nil
}

func (r *reporting) settle(u *report.Unit, f *report.Finding) {
	p := u.Pair()
	f.State = report.New
	f.Fingerprint = check.Fingerprint(p, f.Finding)
	if g, ok := r.k.ignored(u.Document.Name, p, f.Finding); ok {
		f.State, f.Reason, f.Author, f.Expires = report.Ignored, g.Reason, g.Author, g.Expires
		return
	}
	if r.known != nil {
		if since, ok := r.known.Known(pathFrom(r.baseline, u.Document.Name), f.Fingerprint, f.Finding); ok {
			f.State, f.Since = report.Known, since
		}
	}
}

// limit takes out the findings over --max-findings and counts them.
func (r *reporting) limit(u *report.Unit) {
	if r.k.max == 0 {
		return
	}
	var kept []report.Finding
	for _, f := range u.Findings {
		if f.Open() && r.printed >= r.k.max {
			r.sum.Omitted[f.Severity]++
			u.Omitted++
			continue
		}
		if f.Open() {
			r.printed++
		}
		kept = append(kept, f)
	}
	u.Findings = kept
}

// finish ends the outputs, writes the baseline, says what was left out, and gives
// the verdict: inputs that could not be read go before findings.
func (r *reporting) finish() error {
	for i, w := range r.writers {
		if err := w.Close(r.sum); err != nil {
			return notWritable(err, "")
		}
		if err := r.outputs[i].commit(); err != nil {
			return err
		}
	}
	if n := r.sum.Omitted.Total(); n > 0 {
		r.u.note("%s not shown%s (--max-findings %d)", plural(n, "finding"), bySeverity(r.sum.Omitted), r.k.max)
	}
	if r.update {
		if err := r.writeBaseline(); err != nil {
			return err
		}
	}
	if n := len(r.failures); n > 0 {
		return badInput(fmt.Errorf("%s could not be checked", plural(n, "document")), "")
	}
	if !r.update && r.k.gated && r.sum.AtLeast(r.k.failOn) {
		return errFindings
	}
	return nil
}

func (r *reporting) writeBaseline() error {
	b, ch := r.known.Update(r.k.today)
	var out strings.Builder
	if err := b.Write(&out); err != nil {
		return err
	}
	if err := bitext.WriteFile(r.baseline, []byte(out.String())); err != nil {
		return notWritable(err, "")
	}
	r.u.note("%s: %d added, %d kept, %d settled", r.baseline, ch.Added, ch.Kept, ch.Settled)
	return nil
}

func (r *reporting) discard() {
	for _, o := range r.outputs {
		o.discard()
	}
}
