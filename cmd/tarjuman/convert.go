package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/internal/langtag"
)

func convertCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "turn an aligned text of one format into another",
		ArgsUsage: "FILE",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "format of the file, where its name and beginning do not tell: " + strings.Join(readableFormats(), ", ")},
			&cli.StringFlag{Name: "to", Usage: "formats to write, separated by commas: " + strings.Join(formatNames(), ", ")},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write one format to `FILE`, whose ending names it without --to; - for standard output"},
			&cli.StringFlag{Name: "langs", Usage: "languages of the two sides where the file does not say, or two of a memory in several, as in ar-en"},
			originalFlag(),
			&cli.BoolFlag{Name: "force", Usage: "overwrite files that are there"},
		},
		CustomHelpTemplate: help(`  tarjuman convert memory.tmx --to xlsx
  tarjuman convert reviewed.xlsx -o reviewed.tmx
  tarjuman convert article.ar-en.jsonl --to tmx,csv`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.convert(c) },
	}
}

func formatNames() []string {
	var names []string
	for _, f := range exportFormats() {
		names = append(names, f.Name())
	}
	return names
}

func readableFormats() []string {
	names := []string{"jsonl"}
	for _, f := range bitext.Formats() {
		if x, ok := f.(bitext.Exchange); ok {
			names = append(names, x.Name())
		}
	}
	return names
}

func (u *ui) convert(c *cli.Context) error {
	path, err := oneFile(c, "file")
	if err != nil {
		return err
	}
	formats, err := convertTargets(c)
	if err != nil {
		return err
	}
	l, err := u.openAligned(path, c.String("from"), c.String("langs"))
	if err != nil {
		return err
	}
	for _, f := range formats {
		working := ""
		if l.IsWorkingFile() {
			working = path
		}
		if err := lendOriginal(c, f, l.Document, working); err != nil {
			return err
		}
		out := c.String("out")
		if out == "" {
			out = convertedPath(path, l.Document, f)
		}
		if err := u.convertTo(l.Document, f, path, out, c.Bool("force")); err != nil {
			return err
		}
	}
	return nil
}

// convertTargets are the formats that --to or the ending of --out names.
func convertTargets(c *cli.Context) ([]bitext.Format, error) {
	to, out := c.String("to"), c.String("out")
	if to == "" {
		for _, f := range exportFormats() {
			if out != "-" && out != "" && strings.EqualFold(filepath.Ext(out), f.Extension()) {
				return []bitext.Format{f}, nil
			}
		}
		return nil, wrongUse("convert: say the format to write with --to", "one of "+strings.Join(formatNames(), ", "))
	}
	var formats []bitext.Format
	for name := range strings.SplitSeq(to, ",") {
		f, err := exportFormat(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		formats = append(formats, f)
	}
	if out != "" && len(formats) != 1 {
		return nil, wrongUse("convert: --out takes one format", "without --out every format gets a file beside the input")
	}
	return formats, nil
}

// convertedPath is where a format goes without --out: beside the input, under its
// name.
func convertedPath(path string, d *bitext.Document, f bitext.Format) string {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	switch f.Name() {
	case "docx-clean", "markdown", "html-clean": // of one language
		stem += "." + d.Header.Target.Lang
	}
	if path == "-" {
		return "-"
	}
	return stem + f.Extension()
}

func (u *ui) convertTo(d *bitext.Document, f bitext.Format, in, out string, force bool) error {
	if out != "-" {
		if err := refuseOverwrite(in, out, force); err != nil {
			return err
		}
	}
	u.sayLosses(d, f)
	if left := bitext.LeftBehind(d, f); left != "" {
		u.note("%s", left)
	}
	if err := u.writeTo(out, func(w *bufio.Writer) error { return u.writeFormat(w, f, d) }); err != nil {
		return err
	}
	if out != "-" {
		u.note("wrote %s, %s", out, plural(len(d.Segments), "segment"))
	}
	return nil
}

// namedLanguages are those of --langs, as in ar-en.
func namedLanguages(named string) (bitext.Languages, error) {
	if named == "" {
		return bitext.Languages{}, nil
	}
	a, b, ok := strings.Cut(named, "-")
	if !ok || a == "" || b == "" {
		return bitext.Languages{}, wrongUse(fmt.Sprintf("--langs %s: want two languages, as in ar-en", named), "")
	}
	return bitext.Languages{Source: a, Target: b}, nil
}

// setLanguages fills in the languages a format did not tell: those named, or
// Arabic and English by the letters of the texts. A file that tells others than
// those named is not called by their names.
func setLanguages(d *bitext.Document, path string, named bitext.Languages) error {
	for _, side := range []struct {
		lang  *string
		named string
	}{{&d.Header.Source.Lang, named.Source}, {&d.Header.Target.Lang, named.Target}} {
		switch {
		case side.named == "":
		case *side.lang == "":
			*side.lang = side.named
		case langtag.Primary(*side.lang) != langtag.Primary(side.named):
			return badInput(fmt.Errorf("%s: is in %s and %s, not in %s", path, d.Header.Source.Lang, d.Header.Target.Lang, side.named), "--langs names the languages of files that do not say, or two of a memory's")
		}
	}
	if d.Header.Source.Lang == "" {
		d.Header.Source.Lang = d.GuessLang(true)
	}
	if d.Header.Target.Lang == "" {
		d.Header.Target.Lang = d.GuessLang(false)
	}
	return nil
}

// refuseOverwrite is an error when out is the input or exists already.
func refuseOverwrite(in, out string, force bool) error {
	a, errIn := os.Stat(in)
	b, errOut := os.Stat(out)
	switch {
	case errOut != nil:
		return nil
	case errIn == nil && os.SameFile(a, b):
		return notWritable(fmt.Errorf("%s is the input", out), "--out NAME writes elsewhere")
	case !force:
		return notWritable(fmt.Errorf("%s is there already", out), "--force overwrites, --out NAME writes elsewhere")
	}
	return nil
}
