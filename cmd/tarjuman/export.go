package main

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/cleancopy"
	"tarjuman/align/review"
)

// exportFormats are the formats of the aligned document and the review page.
func exportFormats() []bitext.Format {
	return append(bitext.Formats(), review.HTML{}, &cleancopy.DOCX{}, &cleancopy.Markdown{}, &cleancopy.HTML{})
}

func exportFormat(name string) (bitext.Format, error) {
	var names []string
	for _, f := range exportFormats() {
		if f.Name() == name {
			return f, nil
		}
		names = append(names, f.Name())
	}
	return nil, wrongUse(fmt.Sprintf("no format %q", name), "have "+strings.Join(names, ", "))
}

func exportCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write a working file in other formats",
		ArgsUsage: "WORKING-FILE",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "to", Value: "html", Usage: "formats, separated by commas: " + strings.Join(formatNames(), ", ")},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write one format to `FILE`, - for standard output"},
			originalFlag(),
			&cli.BoolFlag{Name: "force", Usage: "overwrite files that tarjuman did not write"},
		},
		CustomHelpTemplate: help(`  tarjuman export article.ar-en.jsonl --to html
  tarjuman export article.ar-en.jsonl --to docx,xliff,tmx,xlsx
  tarjuman export wire.ar-en.jsonl --to docx-clean       # in the styles of wire.docx
  tarjuman export article.ar-en.jsonl --to text -o -`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.export(c) },
	}
}

func (u *ui) export(c *cli.Context) error {
	path, err := oneFile(c, "working file")
	if err != nil {
		return err
	}
	var formats []bitext.Format
	for name := range strings.SplitSeq(c.String("to"), ",") {
		f, err := exportFormat(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		formats = append(formats, f)
	}
	if c.String("out") != "" && len(formats) != 1 {
		return wrongUse("export: --out takes one format", "without --out every format gets a file beside the working file")
	}
	d, err := u.openWorkingFile(path)
	if err != nil {
		return err
	}
	if out := c.String("out"); out != "" {
		if err := lendOriginal(c, formats[0], d, path); err != nil {
			return err
		}
		u.sayLosses(d, formats[0])
		return u.writeTo(out, func(w *bufio.Writer) error { return u.writeFormat(w, formats[0], d) })
	}
	for _, f := range formats {
		if err := lendOriginal(c, f, d, path); err != nil {
			return err
		}
		if err := u.exportBeside(d, path, f, c.Bool("force")); err != nil {
			return err
		}
	}
	return nil
}

// sayLosses says what of a document a format leaves out or has to change.
func (u *ui) sayLosses(d *bitext.Document, f bitext.Format) {
	if lost := bitext.Losses(d, f); lost != "" {
		u.note("%s", lost)
	}
}

// exportBeside writes one format beside the working file and says so.
func (u *ui) exportBeside(d *bitext.Document, working string, f bitext.Format, force bool) error {
	path := exportPath(d, working, f)
	if path == working {
		return wrongUse("export: the working file is in this format already", "--out writes a copy")
	}
	u.sayLosses(d, f)
	skipped, err := writeExport(d, working, path, force, func(w io.Writer) error { return u.writeFormat(w, f, d) })
	if err != nil {
		return err
	}
	if skipped != "" {
		return notWritable(fmt.Errorf("%s %s", path, skipped), "")
	}
	u.note("wrote %s", path)
	return nil
}

// exportPath names an export: NAME.review.html, NAME.en.txt, NAME.ar-en.tsv.
func exportPath(d *bitext.Document, working string, f bitext.Format) string {
	pair := d.Header.Source.Lang + "-" + d.Header.Target.Lang
	stem := strings.TrimSuffix(working, filepath.Ext(working))
	name := strings.TrimSuffix(stem, "."+pair)
	switch f.Name() {
	case "html":
		return name + ".review.html"
	case "text", "docx-clean", "markdown", "html-clean":
		return name + "." + d.Header.Target.Lang + f.Extension()
	case "jsonl":
		return name + "." + pair + ".jsonl"
	}
	return name + "." + pair + f.Extension()
}

// exportTo writes one format to a file or standard output.
func (u *ui) exportTo(out string, d *bitext.Document, format string) error {
	f, err := exportFormat(format)
	if err != nil {
		return err
	}
	return u.writeTo(out, func(w *bufio.Writer) error { return u.writeFormat(w, f, d) })
}
