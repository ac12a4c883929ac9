package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/report"
	"tarjuman/translate/article"
)

// checkedDocument is what one job came to.
type checkedDocument struct {
	units []report.Unit
	notes bytes.Buffer // what was said on the way; jobs run side by side
	err   error
}

// checkDocuments checks the jobs on all processors and reports them in order. A few
// documents are held at once, however many there are. Where one of several cannot
// be read the others go on, and the run ends as one with bad input.
func (u *ui) checkDocuments(c *cli.Context, r *reporting, jobs []checkJob) error {
	queue := make(chan chan *checkedDocument, runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(queue)
		for _, j := range jobs {
			done := make(chan *checkedDocument, 1)
			select {
			case queue <- done:
			case <-stop:
				return
			}
			go func() { done <- u.checkOne(c, r.k, j) }()
		}
	}()
	bar := u.progress("checked", len(jobs))
	defer bar.done()
	i := 0
	for done := range queue {
		d := <-done
		j := jobs[i]
		i++
		u.stderr.Write(d.notes.Bytes())
		bar.add(1)
		if err := c.Context.Err(); err != nil {
			return err
		}
		if err := u.reportDocument(c, r, j, d, len(jobs) > 1); err != nil {
			return err
		}
	}
	return nil
}

// errMissing is a translation that is not there.
var errMissing = errors.New("no translation")

func (u *ui) reportDocument(c *cli.Context, r *reporting, j checkJob, d *checkedDocument, many bool) error {
	switch {
	case errors.Is(d.err, errMissing) && c.Bool("allow-missing"):
		u.note("%v", d.err)
		return nil
	case d.err != nil && many:
		u.note("%v", d.err)
		r.failures = append(r.failures, j.source)
		return nil
	case d.err != nil:
		return d.err
	}
	for i := range d.units {
		if err := r.unit(&d.units[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkOne checks one document; its notes are kept for the moment it is reported.
func (u *ui) checkOne(c *cli.Context, k *checking, j checkJob) *checkedDocument {
	d := &checkedDocument{}
	quiet := *u
	quiet.stderr, quiet.stderrTTY = &d.notes, false
	if j.missing() {
		d.err = badInput(fmt.Errorf("%s: %w at %s", j.source, errMissing, j.target), "")
		return d
	}
	if j.target == "" {
		d.units, d.err = quiet.checkAligned(c, k, j.source)
		return d
	}
	a, err := quiet.alignFiles(c, j.source, j.target)
	if err != nil {
		d.err = err
		return d
	}
	runChecks(a.doc, k.checker, breaksBySegment(a.doc, a.src), k.glossary)
	doc := &report.Document{Name: filepath.ToSlash(j.source), Source: j.source, Target: j.target, SourceLang: a.src.lang, TargetLang: a.tgt.lang}
	d.units = report.Units(a.doc, doc, report.NewLocator(a.src.article), report.NewLocator(a.tgt.article))
	return d
}

// checkAligned checks a working file or another aligned text as it stands. Places
// are those of the texts a working file was made from, if they are still the same;
// what other files say of such texts is not followed.
func (u *ui) checkAligned(c *cli.Context, k *checking, path string) ([]report.Unit, error) {
	l, err := u.openAligned(path, "", checkedLanguages(c))
	if err != nil {
		return nil, err
	}
	d := l.Document
	runChecks(d, k.checker, map[int][]check.Break{}, k.glossary)
	doc := &report.Document{Name: filepath.ToSlash(path), SourceLang: d.Header.Source.Lang, TargetLang: d.Header.Target.Lang}
	var source, target *report.Locator
	if l.IsWorkingFile() {
		source, doc.Source = u.locate(c, path, d.Header.Source)
		target, doc.Target = u.locate(c, path, d.Header.Target)
	}
	if doc.Source == "" && doc.Target == "" {
		doc.Source = path // a finding must be somewhere
	}
	return report.Units(d, doc, source, target), nil
}

// checkedLanguages are the languages --from and --to name, as in ar-en, "" where
// neither does.
func checkedLanguages(c *cli.Context) string {
	from, to := c.String("from"), c.String("to")
	other := map[string]string{"ar": "en", "en": "ar"}
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		from = other[to]
	case to == "":
		to = other[from]
	}
	return from + "-" + to
}

// locate reads a text that a working file was made from, nil where it is gone or
// has changed since.
func (u *ui) locate(c *cli.Context, working string, f bitext.File) (*report.Locator, string) {
	if f.Path == "" || f.Path == "-" {
		return nil, ""
	}
	path := filepath.Join(filepath.Dir(working), filepath.FromSlash(f.Path))
	if filepath.IsAbs(f.Path) {
		path = f.Path
	}
	a, err := article.ReadFile(path, article.Options{Encoding: c.String("encoding")})
	if err != nil {
		return nil, path
	}
	if a.SHA256 != f.SHA256 {
		u.note("%s: %s has changed since; findings are given without line numbers there", working, path)
		return nil, path
	}
	return report.NewLocator(a), path
}
