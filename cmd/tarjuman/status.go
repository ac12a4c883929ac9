package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
)

func statusCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "status",
		Usage:     "say how far an article is in review",
		ArgsUsage: "WORKING-FILE…",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "terminal", Usage: "terminal or json (one object a line)"},
		},
		CustomHelpTemplate: help(`  tarjuman status article.ar-en.jsonl
  tarjuman status *.ar-en.jsonl --format json`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.status(c) },
	}
}

func (u *ui) status(c *cli.Context) error {
	format := c.String("format")
	if format != "terminal" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want terminal or json", format), "")
	}
	if c.NArg() == 0 {
		return wrongUse("status: want a working file", "`tarjuman status --help` shows examples")
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		for i, path := range c.Args().Slice() {
			d, err := u.openWorkingFile(path)
			if err != nil {
				return err
			}
			p := review.Status(d)
			if format == "json" {
				line := struct {
					File string `json:"file"`
					review.Progress
					Receipts []bitext.Receipt `json:"receipts,omitempty"`
				}{path, p, d.Receipts}
				if err := json.NewEncoder(w).Encode(line); err != nil {
					return err
				}
				continue
			}
			if i > 0 {
				fmt.Fprintln(w)
			}
			u.printStatus(w, path, d, p)
		}
		return nil
	})
}

func (u *ui) printStatus(w *bufio.Writer, path string, d *bitext.Document, p review.Progress) {
	fmt.Fprintf(w, "%s  %s to %s, %s\n", u.paint(bold, clean(path)), languageName(d.Header.Source.Lang), languageName(d.Header.Target.Lang), plural(p.Segments, "sentence"))
	fmt.Fprintf(w, "  review    %d approved, %d edited, %d draft, %d rejected\n", p.ByStatus[bitext.Approved], p.ByStatus[bitext.Edited], p.ByStatus[bitext.Draft], p.ByStatus[bitext.Rejected])
	var open []string
	for _, s := range []string{"critical", "major", "minor", "info"} {
		if n := p.Findings[s]; n > 0 {
			open = append(open, fmt.Sprintf("%d %s", n, s))
		}
	}
	if len(open) == 0 {
		open = []string{"none"}
	}
	fmt.Fprintf(w, "  open      findings: %s; %d about the source text; %d passed over\n", strings.Join(open, ", "), p.Source, p.Ignored)
	for _, x := range []struct {
		n    int
		noun string
	}{{p.Glosses, "gloss, not a translation"}, {p.Missing, "without a translation"}, {p.Doubtful, "with a doubtful link"}} {
		if x.n > 0 {
			fmt.Fprintf(w, "            %s %s\n", plural(x.n, "sentence"), x.noun)
		}
	}
	if p.Comments > 0 {
		fmt.Fprintf(w, "            %s\n", plural(p.Comments, "comment"))
	}
	if p.Actions > 0 {
		var who []string
		for _, name := range slices.Sorted(maps.Keys(p.Editors)) {
			who = append(who, fmt.Sprintf("%s (%d)", orWord(u.show(name), "somebody"), p.Editors[name]))
		}
		fmt.Fprintf(w, "  work      %s by %s, the last %s\n", plural(p.Actions, "action"), strings.Join(who, ", "), p.Last.Local().Format("2 Jan 2006 15:04"))
	}
	fmt.Fprintf(w, "  time      %s spent, about %s to read what should be read first\n", p.Spent.Round(time.Second), plural(int((p.Left+time.Minute-1)/time.Minute), "minute"))
	printReceipts(w, d.Receipts)
}

// printReceipts lists what an article cost.
func printReceipts(w *bufio.Writer, list []bitext.Receipt) {
	name := "receipts"
	for _, r := range list {
		for _, line := range receiptWords(r) {
			fmt.Fprintf(w, "  %-8s  %s\n", name, clean(line))
			name = ""
		}
	}
}
