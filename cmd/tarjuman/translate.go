package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
	"tarjuman/translate"
)

func translateCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "translate",
		Usage:     "translate an article, check the result and write the review page",
		ArgsUsage: "FILE",
		Flags: append(append(append([]cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "source language: ar or en (default: recognised)"},
			&cli.StringFlag{Name: "to", Usage: "target language: en or ar (default: the other one)"},
			&cli.StringFlag{Name: "format", Usage: "terminal, text, tsv, jsonl or html: write this to standard output, and the working file only"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "working file to write instead of NAME.ar-en.jsonl"},
			&cli.BoolFlag{Name: "segmented", Usage: "the file holds one sentence a line: one line out per line in, no other file is written"},
			&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: "do not ask before sending text to a paid backend"},
			&cli.BoolFlag{Name: "force", Usage: "overwrite files that hold other work"},
			&cli.IntFlag{Name: "minutes", Usage: "name the sentences to read first in `N` minutes"},
		}, backendFlags()...), findingFlags()...), append(segmentFlags(), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman translate article.ar.txt
  tarjuman translate article.ar.txt --memory archive.tmx
  tarjuman translate wire.docx --backend google
  tarjuman translate - --format text < article.ar.txt`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			path, err := oneFile(c, "file")
			if err != nil {
				return err
			}
			if c.Bool("segmented") {
				return u.translateLines(c, path)
			}
			return u.translate(c, path)
		},
	}
}

// languages settles the language pair of a translation.
func languages(c *cli.Context, recognised string) (from, to string, err error) {
	from, to = c.String("from"), c.String("to")
	if from == "" {
		from = recognised
	}
	if from == "" && to != "" {
		from = other(to)
	}
	if to == "" {
		to = other(from)
	}
	if !arabicEnglish(from, to) {
		return "", "", wrongUse(fmt.Sprintf("cannot translate from %s to %s", orWord(from, "an unknown language"), orWord(to, "an unknown language")), "tarjuman translates ar to en and en to ar; name the source with --from")
	}
	return from, to, nil
}

func orWord(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func other(lang string) string {
	switch lang {
	case "ar":
		return "en"
	case "en":
		return "ar"
	}
	return ""
}

// translateLines is the filter form: a line in, a line out.
func (u *ui) translateLines(c *cli.Context, path string) error {
	if f := c.String("format"); f != "" && f != "text" {
		return wrongUse(fmt.Sprintf("--segmented writes text, not %s", f), "")
	}
	cfg, err := loadConfig(path)
	if err != nil {
		return err
	}
	src, err := u.readLines(c, path, c.String("from"))
	if err != nil {
		return err
	}
	from, to, err := languages(c, src.lang)
	if err != nil {
		return err
	}
	backend, err := u.openBackend(c, cfg)
	if err != nil {
		return err
	}
	results, err := u.send(c, backend, from, to, src, make([]translate.Result, len(src.sentences)))
	if err != nil {
		return err
	}
	glosses := 0
	werr := u.writeTo(c.String("out"), func(w *bufio.Writer) error {
		for _, r := range results {
			if r.Origin.Kind == translate.Gloss {
				glosses++
			}
			w.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(r.Text))
			if err := w.WriteByte('\n'); err != nil {
				return err
			}
		}
		return nil
	})
	if glosses > 0 {
		u.note("%s of %d are word-for-word glosses, not translations", plural(glosses, "line"), len(results))
	}
	return werr
}

// translate is the main job: read, segment, translate, check, save, show.
func (u *ui) translate(c *cli.Context, path string) error {
	if f := c.String("format"); f != "" && f != "terminal" {
		if _, err := exportFormat(f); err != nil {
			return err
		}
	}
	cfg, err := loadConfig(path)
	if err != nil {
		return err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return err
	}
	src, err := u.readText(c, path, c.String("from"))
	if err != nil {
		return err
	}
	from, to, err := languages(c, src.lang)
	if err != nil {
		return err
	}
	src.lang = from
	backend, err := u.openBackend(c, cfg)
	if err != nil {
		return err
	}
	j := &translation{u: u, c: c, src: src, from: from, to: to, backend: backend, checking: k, working: workingPath(c, path, from, to)}
	return j.run()
}

// workingPath is where the working file goes; "" for text from standard input
// without --out.
func workingPath(c *cli.Context, path, from, to string) string {
	if out := c.String("out"); out != "" {
		return out
	}
	if path == "-" {
		return ""
	}
	return bitext.PathFor(path, from, to)
}

// translation is one run of the translate command.
type translation struct {
	u        *ui
	c        *cli.Context
	src      *text
	from, to string
	backend  translate.Backend
	checking *checking
	working  string
}

func (j *translation) run() error {
	results, err := j.reuse()
	if err != nil {
		return err
	}
	if ok, err := j.announce(results); err != nil || !ok {
		return err
	}
	results, sendErr := j.u.send(j.c, j.backend, j.from, j.to, j.src, results)
	d := j.document(results)
	found := j.checking.run(d, breaksBySegment(d, j.src))
	if j.working != "" && (sendErr == nil || received(results) > 0) {
		if err := bitext.Save(j.working, d); err != nil {
			return notWritable(errors.Join(err, sendErr), "")
		}
	}
	if sendErr != nil {
		return j.interrupted(results, sendErr)
	}
	if err := j.show(d); err != nil {
		return err
	}
	return j.checking.verdict(found)
}

// document joins source and results; exports written earlier stay known.
func (j *translation) document(results []translate.Result) *bitext.Document {
	dir := "."
	if j.working != "" {
		dir = filepath.Dir(j.working)
	}
	d := newDocument(fileOf(j.src.article, j.from, dir), bitext.File{Lang: j.to})
	fromTranslation(d, j.src, results)
	if old := j.earlier(); old != nil {
		d.Outputs = old.Outputs
	}
	return d
}

// engine is the name of the engine whose translations this run can go on with:
// the offline backend may have a local model behind it.
func (j *translation) engine() string { return j.backend.Info().Engine }

func (j *translation) earlier() *bitext.Document {
	if j.working == "" {
		return nil
	}
	old, err := bitext.Open(j.working)
	var torn *bitext.Torn
	if err != nil && !errors.As(err, &torn) {
		return nil
	}
	return old
}

// reuse takes over what an earlier run of the same backend on the same sentences
// received, so that an interrupted run goes on where it stopped and nothing is
// paid for twice. It refuses to replace a file that holds an editor's work.
func (j *translation) reuse() ([]translate.Result, error) {
	results := make([]translate.Result, len(j.src.sentences))
	if j.working == "" {
		return results, nil
	}
	source := fileOf(j.src.article, j.from, filepath.Dir(j.working)).Path
	if err := refuseLoss(j.working, source, j.engine(), j.c.Bool("force")); err != nil {
		return nil, err
	}
	old := j.earlier()
	if old == nil || old.Header.Source.Lang != j.from || old.Header.Target.Lang != j.to {
		return results, nil
	}
	known := map[string]translate.Result{}
	for _, s := range old.Base() { // as the engine wrote them, not as edited
		if s.Origin.Kind == translate.Engine && s.Origin.Engine == j.engine() && s.Target.Text != "" {
			known[s.Source.Text] = translate.Result{Text: s.Target.Text, Origin: s.Origin}
		}
	}
	for i, s := range j.src.sentences {
		results[i] = known[s.text]
	}
	return results, nil
}

// announce says what will be sent, and asks first when that costs money and
// somebody is there to answer.
func (j *translation) announce(results []translate.Result) (bool, error) {
	u := j.u
	points, kept, left := 0, 0, 0
	for i, s := range j.src.sentences {
		n := utf8.RuneCountInString(s.text)
		points += n
		if results[i].Done() {
			kept++
		} else {
			left += n
		}
	}
	again := ""
	if kept > 0 {
		again = fmt.Sprintf(" (%s kept from an earlier run)", plural(kept, "translation"))
	}
	u.note("%s  %s, %s, %s%s", j.src.article.Path, languageName(j.from), plural(len(j.src.sentences), "sentence"), plural(points, "character"), again)
	if !j.backend.Info().Paid || left == 0 {
		return true, nil
	}
	line := fmt.Sprintf("%s  %s to send", j.backend.Name(), plural(left, "character"))
	if j.c.Bool("yes") || !u.mayAsk() {
		u.note("%s", line)
		return true, nil
	}
	yes, err := u.confirm(line)
	if err == nil && !yes {
		u.note("nothing sent")
	}
	return yes, err
}

// interrupted tells what was saved when a run stopped halfway.
func (j *translation) interrupted(results []translate.Result, cause error) error {
	n := received(results)
	hint := ""
	if j.working != "" && n > 0 {
		hint = fmt.Sprintf("%d of %s saved in %s; the same command goes on from there", n, plural(len(results), "sentence"), j.working)
	}
	code, _ := classify(cause)
	if errors.Is(cause, context.Canceled) {
		cause = errors.New("interrupted")
	}
	return &failure{code, cause, hint}
}

// received counts the sentences that have a translation.
func received(results []translate.Result) int {
	n := 0
	for _, r := range results {
		if r.Done() {
			n++
		}
	}
	return n
}

// send translates what has no result yet.
func (u *ui) send(c *cli.Context, b translate.Backend, from, to string, src *text, results []translate.Result) ([]translate.Result, error) {
	var segs []translate.Segment
	var at []int
	for i, s := range src.sentences {
		if !results[i].Done() {
			segs = append(segs, translate.Segment{ID: segmentID(i, len(src.sentences)), Text: s.text})
			at = append(at, i)
		}
	}
	if closer, ok := b.(io.Closer); ok {
		defer closer.Close()
	}
	bar := u.progress("sentences", len(src.sentences))
	kept := len(src.sentences) - len(segs)
	tr := translate.Translator{Backend: b, Progress: func(done, _ int) { bar.set(kept + done) }}
	got, err := tr.Translate(c.Context, from, to, segs)
	bar.done()
	for k, i := range at {
		results[i] = got[k]
	}
	return results, err
}

// show prints the result and writes the files beside it.
func (j *translation) show(d *bitext.Document) error {
	u, c := j.u, j.c
	if f := c.String("format"); f != "" && f != "terminal" {
		return u.exportTo("-", d, f)
	}
	err := u.writeTo("", func(w *bufio.Writer) error {
		u.list(w, d)
		fmt.Fprintln(w, findingSummary(d))
		if line := readFirst(d, time.Duration(c.Int("minutes"))*time.Minute); line != "" {
			fmt.Fprintln(w, line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n := d.Glosses(); n > 0 {
		u.note("%s of %d are word-for-word glosses, not translations: use --memory FILE.tmx or --backend for more", plural(n, "sentence"), len(d.Segments))
	}
	if j.working == "" || c.String("format") != "" {
		return nil
	}
	return j.writeFiles(d)
}

func (j *translation) writeFiles(d *bitext.Document) error {
	u := j.u
	wrote := []string{j.working}
	formats := []bitext.Format{review.HTML{}}
	if d.Glosses() == 0 {
		text, err := exportFormat("text")
		if err != nil {
			return err
		}
		formats = append(formats, text)
	}
	for _, f := range formats {
		path := exportPath(d, j.working, f)
		skipped, err := writeExport(d, j.working, path, j.c.Bool("force"), func(w io.Writer) error { return f.Write(w, d) })
		if err != nil {
			return err
		}
		if skipped != "" {
			u.note("%s %s", path, skipped)
			continue
		}
		wrote = append(wrote, path)
	}
	u.note("wrote %s", strings.Join(wrote, ", "))
	return nil
}
