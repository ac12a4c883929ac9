package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

func namesCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "names",
		Usage:     "list the names of a document with every spelling of each",
		ArgsUsage: "SOURCE TARGET | WORKING-FILE | FILE.tmx|xlf|csv|xlsx",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "tsv", Usage: "tsv or jsonl"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			&cli.BoolFlag{Name: "doubtful", Usage: "list only names with two spellings or without one"},
			&cli.StringFlag{Name: "from", Usage: "language of the source: ar or en (default: recognised)"},
		}, append(segmentFlags(), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman names article.ar-en.jsonl
  tarjuman names article.ar.txt article.en.txt --doubtful
  tarjuman names memory.tmx --doubtful
  tarjuman names article.ar-en.jsonl --format jsonl -o names.jsonl`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.names(c) },
	}
}

func (u *ui) names(c *cli.Context) error {
	format := c.String("format")
	if format != "tsv" && format != "jsonl" {
		return wrongUse(fmt.Sprintf("--format %s: want tsv or jsonl", format), "")
	}
	cfg, err := loadConfig(c.Args().First())
	if err != nil {
		return err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return err
	}
	d, err := u.positionalDocument(c)
	if err != nil {
		return err
	}
	out, err := u.output(c.String("out"))
	if err != nil {
		return err
	}
	defer out.discard()
	if format == "tsv" {
		fmt.Fprintln(out.w, "name\tkind\tspelling\tuses\tother spellings\tnot found in")
	}
	list := k.checker.Names(check.Document{SourceLang: d.Header.Source.Lang, TargetLang: d.Header.Target.Lang, Pairs: d.Pairs()})
	for _, n := range list {
		if c.Bool("doubtful") && len(n.Spellings) == 1 && len(n.Missing) == 0 {
			continue
		}
		if err := writeName(out.w, d, n, format); err != nil {
			return notWritable(err, "")
		}
	}
	return out.commit()
}

// writeName writes a name of the ledger as one line; pairs are named by the
// segments' ids.
func writeName(w *bufio.Writer, d *bitext.Document, n check.Name, format string) error {
	if format == "tsv" {
		return writeNameTSV(w, d, n)
	}
	type spelling struct {
		Text     string   `json:"text"`
		Segments []string `json:"segments"`
	}
	line := struct {
		Name      string     `json:"name"`
		Kind      string     `json:"kind"`
		Spellings []spelling `json:"spellings"`
		Missing   []string   `json:"not_found_in,omitempty"`
	}{n.Arabic, n.Kind, []spelling{}, segmentIDs(d, n.Missing)}
	for _, s := range n.Spellings {
		line.Spellings = append(line.Spellings, spelling{s.Text, segmentIDs(d, s.Pairs)})
	}
	raw, err := json.Marshal(line)
	if err != nil {
		return err
	}
	w.Write(raw)
	return w.WriteByte('\n')
}

func writeNameTSV(w *bufio.Writer, d *bitext.Document, n check.Name) error {
	spelling, uses := "", 0
	var others []string
	for i, s := range n.Spellings {
		if i == 0 {
			spelling, uses = s.Text, len(s.Pairs)
			continue
		}
		others = append(others, fmt.Sprintf("%s (%s)", s.Text, strings.Join(segmentIDs(d, s.Pairs), " ")))
	}
	cells := []string{n.Arabic, n.Kind, spelling, fmt.Sprint(uses), strings.Join(others, "; "), strings.Join(segmentIDs(d, n.Missing), " ")}
	for i, c := range cells {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(bitext.EscapeTSV(c))
	}
	return w.WriteByte('\n')
}

func segmentIDs(d *bitext.Document, pairs []int) []string {
	var ids []string
	for _, p := range pairs {
		ids = append(ids, d.Segments[p].ID)
	}
	return ids
}
