package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
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
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "source language: ar or en (default: recognised)"},
			&cli.StringFlag{Name: "to", Usage: "target language: en or ar (default: the other one)"},
			&cli.StringFlag{Name: "format", Usage: "terminal, text, tsv, jsonl or html: write this to standard output, and the working file only"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "working file to write instead of NAME.ar-en.jsonl"},
			&cli.BoolFlag{Name: "segmented", Usage: "the file holds one sentence a line: one line out per line in, no other file is written"},
			&cli.StringFlag{Name: "compare", Usage: "show where `A,B`, two backends or files, state different facts; nothing else is written"},
			&cli.BoolFlag{Name: "force", Usage: "overwrite files that hold other work"},
			&cli.IntFlag{Name: "minutes", Usage: "name the sentences to read first in `N` minutes"},
		}, spendFlags(), backendFlags(), findingFlags(), segmentFlags(), inputFlags()),
		CustomHelpTemplate: help(`  tarjuman translate article.ar.txt
  tarjuman translate article.ar.txt --memory archive.tmx
  tarjuman translate wire.docx --backend google --max-chars 20000
  tarjuman translate wire.docx --backend google --dry-run
  tarjuman translate wire.docx --compare google,human.en.txt
  tarjuman translate - --format text < article.ar.txt`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			path, err := oneFile(c, "file")
			if err != nil {
				return err
			}
			if c.String("compare") != "" {
				return u.compareVersions(c, path)
			}
			if c.Bool("segmented") {
				return u.translateLines(c, path)
			}
			return u.translate(c, path)
		},
	}
}

// readSource reads an article to translate, in the language it is in or was said to
// be in, and settles the language it goes into.
func (u *ui) readSource(c *cli.Context, path string) (src *text, to string, err error) {
	if src, err = u.readText(c, path, c.String("from")); err != nil {
		return nil, "", err
	}
	src.lang, to, err = languages(c, src.lang)
	return src, to, err
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
	money, err := u.newSpending(c, cfg, path, from, to)
	if err != nil {
		return err
	}
	defer money.close()
	results := make([]translate.Result, len(src.sentences))
	if err := money.fromMemory(src, results); err != nil {
		return err
	}
	segs, _ := pending(src, results)
	if ok, err := money.consent(whole(segs)); err != nil || !ok {
		return err
	}
	if results, err = money.send(src, results); err != nil {
		money.receipt()
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
		u.noteGlosses(glosses, len(results), "line", from, to)
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
	src, to, err := u.readSource(c, path)
	if err != nil {
		return err
	}
	money, err := u.newSpending(c, cfg, path, src.lang, to)
	if err != nil {
		return err
	}
	defer money.close()
	j := &translation{u: u, c: c, src: src, from: src.lang, to: to, money: money, checking: k, working: workingPath(c, path, src.lang, to)}
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
	money    *spending
	checking *checking
	working  string
}

func (j *translation) run() error {
	results, err := j.reuse()
	if err != nil {
		return err
	}
	kept := received(results)
	j.money.share.kept = kept
	if err := j.money.fromMemory(j.src, results); err != nil {
		return err
	}
	j.announce(kept)
	segs, _ := pending(j.src, results)
	if ok, err := j.money.consent(whole(segs)); err != nil || !ok || j.c.Bool("dry-run") {
		return err
	}
	results, sendErr := j.money.send(j.src, results)
	defer j.money.receipt()
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
		d.Outputs, d.Receipts = old.Outputs, old.Receipts
	}
	if r, ok := j.money.kept(len(j.src.sentences)); ok {
		d.Receipts = append(d.Receipts, r)
	}
	return d
}

// continues reports whether a translation of an earlier run is one this run would
// get: from an engine in the chain, by the model it is asked for.
func (j *translation) continues(o translate.Origin) bool {
	return o.Kind == translate.Engine && slices.ContainsFunc(j.money.chain, func(b translate.Backend) bool {
		info := b.Info()
		return info.Engine == o.Engine && (info.Model == "" || info.Model == o.Model)
	})
}

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
	var engines []string
	for _, b := range j.money.chain {
		engines = append(engines, b.Info().Engine)
	}
	if err := refuseLoss(j.working, source, engines, j.c.Bool("force")); err != nil {
		return nil, err
	}
	old := j.earlier()
	if old == nil || old.Header.Source.Lang != j.from || old.Header.Target.Lang != j.to {
		return results, nil
	}
	known := map[string]translate.Result{}
	for _, s := range old.Base() { // as the engine wrote them, not as edited
		if j.continues(s.Origin) && s.Target.Text != "" {
			known[s.Source.Text] = translate.Result{Text: s.Target.Text, Origin: s.Origin, Words: s.Link.Words}
		}
	}
	for i, s := range j.src.sentences {
		results[i] = known[s.text]
	}
	return results, nil
}

// announce says what there is to translate, of which so many sentences have a
// translation from an earlier run.
func (j *translation) announce(kept int) {
	points := 0
	for _, s := range j.src.sentences {
		points += utf8.RuneCountInString(s.text)
	}
	again := ""
	if kept > 0 {
		again = fmt.Sprintf(" (%s kept from an earlier run)", plural(kept, "translation"))
	}
	if n := j.money.share.memoryPoints; n > 0 {
		again += fmt.Sprintf(" (%s from translation memory)", grouped(n))
	}
	j.u.note("%s  %s, %s, %s%s", j.src.article.Path, languageName(j.from), plural(len(j.src.sentences), "sentence"), plural(points, "character"), again)
}

// interrupted tells what was saved when a run stopped halfway.
func (j *translation) interrupted(results []translate.Result, cause error) error {
	n := received(results)
	hint := ""
	if j.working != "" && n > 0 {
		hint = fmt.Sprintf("%d of %s saved in %s; the same command goes on from there", n, plural(len(results), "sentence"), j.working)
	}
	code, advice := classify(cause)
	if errors.Is(cause, context.Canceled) {
		cause = errors.New("interrupted")
	}
	return &failure{code, cause, firstOf(hint, advice)}
}

// noteGlosses says how many sentences have no translation, and how to get some.
func (u *ui) noteGlosses(n, of int, noun, from, to string) {
	u.note("%s of %d are word-for-word glosses, not translations: %s; --memory FILE.tmx and --backend give some too", plural(n, noun), of, getAdvice(from, to))
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

// show prints the result and writes the files beside it.
func (j *translation) show(d *bitext.Document) error {
	u, c := j.u, j.c
	if n := d.Glosses(); n > 0 {
		u.noteGlosses(n, len(d.Segments), "sentence", j.from, j.to)
	}
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
