package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/metric"
	"tarjuman/translate/neural"
	"tarjuman/translate/neural/library"
)

// floresLines is how many sentences the dev set of FLORES-200 has, for which
// figures are published.
const floresLines = 997

type subcommand func(name, usage, args, about, examples string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command

func verifyModelCommand(u *ui, sub subcommand) *cli.Command {
	return sub("verify", "check a model's files, load it, and compare its translations with published figures", "[NAME|FOLDER]",
		`Files are compared with what was installed and, where the publisher records a hash, with what was published. With --text and --reference, a
sentence a line, the model translates and is scored: on FLORES-200 dev its BLEU should be within --tolerance of the published one.
Exit code 1: the score differs. Exit code 3: a file is not what it was, or the model cannot be loaded.`,
		`  tarjuman model verify
  tarjuman model verify ar-en-base
  tarjuman model verify ar-en --text flores-dev.ar --reference flores-dev.en
  tarjuman model verify ar-en --text flores-dev.ar --reference flores-dev.en --published flores-dev.bergamot-base.en`,
		u.modelVerify,
		&cli.StringFlag{Name: "text", Usage: "`FILE` of sentences to translate"},
		&cli.StringFlag{Name: "reference", Usage: "`FILE` of their translations by people"},
		&cli.StringFlag{Name: "published", Usage: "`FILE` the publisher's engine wrote for --text: count the lines that are equal when sentences are batched as it does"},
		&cli.Float64Flag{Name: "tolerance", Value: 0.15, Usage: "how far BLEU may be from the published figure, which is rounded to 0.1"},
	)
}

func (u *ui) modelVerify(c *cli.Context) error {
	_, lib, err := models(c)
	if err != nil {
		return err
	}
	if (c.String("text") == "") != (c.String("reference") == "") || c.String("published") != "" && c.String("text") == "" {
		return wrongUse("model verify: --text and --reference go together, and --published with them", "")
	}
	models, err := modelsToVerify(c, lib)
	if err != nil {
		return err
	}
	var errs []error
	err = u.writeTo("", func(w *bufio.Writer) error {
		for _, m := range models {
			errs = append(errs, u.verifyModel(c, w, m))
			if err := w.Flush(); err != nil { // the next one may take its time
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return worst(errs)
}

// modelsToVerify is the one named, or all that are installed.
func modelsToVerify(c *cli.Context, lib library.Library) ([]library.Installed, error) {
	switch c.NArg() {
	case 0:
		all, err := lib.List()
		if err != nil {
			return nil, badInput(err, "")
		}
		if len(all) == 0 {
			return nil, badInput(fmt.Errorf("no model is installed in %s", lib.Dir), getAdvice("ar", "en"))
		}
		return all, nil
	case 1:
		m, err := namedModel(lib, c.Args().First())
		return []library.Installed{m}, err
	}
	return nil, wrongUse("model verify takes one model", "without a name it looks at all")
}

// namedModel is the model in a folder, or an installed one by its name. A folder
// that exists comes first.
func namedModel(lib library.Library, name string) (library.Installed, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		m, err := library.Read(name)
		if err != nil {
			return m, badInput(err, "a model folder holds model.*.bin, vocab.*.spm and lex.*.bin")
		}
		return m, nil
	case strings.ContainsAny(name, `/\`):
		if err == nil {
			err = fmt.Errorf("%s is no folder", name)
		}
		return library.Installed{}, badInput(err, "a model folder holds model.*.bin, vocab.*.spm and lex.*.bin")
	}
	return installedModel(lib, name)
}

// worst returns the error with the highest exit code, the first of several: what
// is wrong with the others stands in their reports.
func worst(errs []error) error {
	var out error
	code := -1
	for _, err := range errs {
		if err == nil {
			continue
		}
		n := exitFindings
		if !errors.Is(err, errFindings) {
			n, _ = classify(err)
		}
		if n > code {
			out, code = err, n
		}
	}
	return out
}

// verifyModel looks at one model.
func (u *ui) verifyModel(c *cli.Context, w *bufio.Writer, m library.Installed) error {
	fmt.Fprintf(w, "%s  %s\n", clean(m.Title()), clean(m.Dir))
	report, err := library.Verify(m)
	if err != nil {
		return badInput(err, "")
	}
	bad := 0
	for _, f := range report {
		if f.State == library.Changed || f.State == library.Missing {
			bad++
		}
		fmt.Fprintf(w, "  %-32s %11s bytes  %s\n", clean(f.Name), grouped(int(f.Size)), f.State)
	}
	loaded, err := neural.Load(m.Dir, neural.Options{Name: m.Title()})
	switch {
	case bad > 0:
		return badInput(fmt.Errorf("%s: %s not what was installed", m.Name, pluralIs(bad, "file")), "install it anew with --force")
	case err != nil:
		return badInput(err, "")
	}
	for _, warning := range loaded.Warnings() {
		fmt.Fprintf(w, "  note: %s\n", clean(warning))
	}
	fmt.Fprintf(w, "  loads: %s\n", clean(loaded.String()))
	if c.String("text") == "" {
		return nil
	}
	return u.scoreModel(c, w, m, loaded)
}

func pluralIs(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return plural(n, noun) + " are"
}

// scoreModel translates the user's sentences and compares the score with the
// published one.
func (u *ui) scoreModel(c *cli.Context, w io.Writer, m library.Installed, loaded *neural.Model) error {
	source, err := u.plainLines(c.String("text"))
	if err != nil {
		return err
	}
	reference, err := u.plainLines(c.String("reference"))
	if err != nil {
		return err
	}
	if len(source) != len(reference) || len(source) == 0 {
		return badInput(fmt.Errorf("%s has %s, %s %s", c.String("text"), plural(len(source), "line"), c.String("reference"), plural(len(reference), "line")), "the files need one sentence a line, in the same order")
	}
	translated, err := u.translatePlain(c, loaded, source)
	if err != nil {
		return err
	}
	var bleu float64
	for _, x := range []metric.Metric{metric.BLEU{}, metric.ChrF{}, metric.ChrF{Words: 2}} {
		score, err := metric.Corpus(x, translated, reference)
		if err != nil {
			return badInput(err, "")
		}
		if score.Name == "BLEU" {
			bleu = score.Value
		}
		fmt.Fprintf(w, "  %-7s %6.2f  %s\n", score.Name, score.Value, versioned(score.Signature))
	}
	if path := c.String("published"); path != "" {
		if err := u.compareOutput(c, w, loaded, source, path); err != nil {
			return err
		}
	}
	return u.comparePublished(c, w, m, bleu, len(source))
}

// compareOutput counts the lines that are as the publisher's engine wrote them. Its
// batches are imitated; that its processor was another one cannot be.
func (u *ui) compareOutput(c *cli.Context, w io.Writer, m *neural.Model, source []string, path string) error {
	want, err := u.plainLines(path)
	if err != nil {
		return err
	}
	if len(want) != len(source) {
		return badInput(fmt.Errorf("%s has %s, the text %d", path, plural(len(want), "line"), len(source)), "")
	}
	text, err := m.Reproduce(c.Context, strings.Join(source, "\n"))
	if err != nil {
		return err
	}
	got := strings.Split(text, "\n")
	equal := 0
	for i := range min(len(got), len(want)) {
		if got[i] == want[i] {
			equal++
		}
	}
	fmt.Fprintf(w, "  %d of %d lines, %.1f %%, are as in %s\n", equal, len(want), 100*float64(equal)/float64(len(want)), clean(path))
	return nil
}

func (u *ui) comparePublished(c *cli.Context, w io.Writer, m library.Installed, bleu float64, lines int) error {
	switch {
	case m.BLEU == 0:
		fmt.Fprintf(w, "  no figure is published for this model\n")
		return nil
	case lines != floresLines:
		fmt.Fprintf(w, "  published: BLEU %.1f on the %d lines of FLORES-200 dev; these are %d, so the figures say nothing about each other\n", m.BLEU, floresLines, lines)
		return nil
	case math.Abs(bleu-m.BLEU) <= c.Float64("tolerance"):
		fmt.Fprintf(w, "  published: BLEU %.1f on FLORES-200 dev; this one agrees\n", m.BLEU)
		return nil
	}
	fmt.Fprintf(w, "  published: BLEU %.1f on FLORES-200 dev; this one is %+.2f away\n", m.BLEU, bleu-m.BLEU)
	return errFindings
}

// plainLines reads a file of sentences as it is: scores count every line.
func (u *ui) plainLines(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return nil, badInput(err, "")
	}
	text := strings.TrimSuffix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n")
	if text == "" {
		return nil, nil
	}
	return strings.Split(text, "\n"), nil
}

// translatePlain translates all lines, a good number at a time so that progress is
// seen.
func (u *ui) translatePlain(c *cli.Context, m *neural.Model, lines []string) ([]string, error) {
	const step = 64
	bar := u.progress("lines", len(lines))
	defer bar.done()
	var out []string
	for len(out) < len(lines) {
		part := lines[len(out):min(len(lines), len(out)+step)]
		done, err := m.TranslateBatch(c.Context, part)
		if err != nil {
			return nil, err
		}
		for _, t := range done {
			out = append(out, t.Text)
		}
		bar.set(len(out))
	}
	return out, nil
}
