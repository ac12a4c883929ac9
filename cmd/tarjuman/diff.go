package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
	"tarjuman/internal/worddiff"
)

func diffCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "show word by word what editors changed",
		ArgsUsage: "WORKING-FILE [NEWER-WORKING-FILE] | OLD-TEXT NEW-TEXT",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "terminal", Usage: "terminal, html or json"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			&cli.StringFlag{Name: "glossary-out", Usage: "write replacements made twice or more, whose source word is clear, as glossary lines to `FILE`"},
		}, inputFlags()...),
		CustomHelpTemplate: help(`  tarjuman diff article.ar-en.jsonl
  tarjuman diff article.ar-en.jsonl --format html -o changes.html
  tarjuman diff before.en.txt after.en.txt`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.diff(c) },
	}
}

func (u *ui) diff(c *cli.Context) error {
	format := c.String("format")
	if format != "terminal" && format != "html" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want terminal, html or json", format), "")
	}
	cmp, err := u.comparison(c)
	if err != nil {
		return err
	}
	if path := c.String("glossary-out"); path != "" {
		if err := u.writeTo(path, func(w *bufio.Writer) error { return writeProposals(w, cmp.Replacements) }); err != nil {
			return err
		}
	}
	return u.writeTo(c.String("out"), func(w *bufio.Writer) error {
		switch format {
		case "html":
			return review.WriteChanges(w, cmp)
		case "json":
			return writeDiffJSON(w, cmp)
		}
		u.printDiff(w, cmp)
		return nil
	})
}

// comparison compares what the positional arguments name.
func (u *ui) comparison(c *cli.Context) (review.Comparison, error) {
	var none review.Comparison
	args := c.Args().Slice()
	switch {
	case len(args) == 1:
		d, err := u.openWorkingFile(args[0])
		if err != nil {
			return none, err
		}
		return review.Changes(d), nil
	case len(args) == 2 && strings.HasSuffix(args[0], ".jsonl") && strings.HasSuffix(args[1], ".jsonl"):
		old, err := u.openWorkingFile(args[0])
		if err != nil {
			return none, err
		}
		d, err := u.openWorkingFile(args[1])
		if err != nil {
			return none, err
		}
		return review.ChangesFrom(old, d), nil
	case len(args) == 2:
		old, err := u.readArticle(c, args[0])
		if err != nil {
			return none, err
		}
		now, err := u.readArticle(c, args[1])
		if err != nil {
			return none, err
		}
		var a, b []string
		for _, p := range old.Paragraphs {
			a = append(a, p.Text)
		}
		for _, p := range now.Paragraphs {
			b = append(b, p.Text)
		}
		return review.ChangesOfTexts(a, b), nil
	}
	return none, wrongUse(fmt.Sprintf("diff: want a working file, or two files, got %d", len(args)), "`tarjuman diff --help` shows examples")
}

// printDiff prints changes stacked. Without colour, [-words-] went and {+words+}
// came, as in wdiff.
func (u *ui) printDiff(w *bufio.Writer, cmp review.Comparison) {
	for _, ch := range cmp.Changes {
		spent := ""
		if ch.Spent > 0 {
			spent = "  " + u.paint(dim, ch.Spent.Round(time.Second).String())
		}
		fmt.Fprintf(w, "%s  %s%s\n     %s\n", u.paint(bold, u.show(ch.ID)), u.show(ch.Source), spent, u.diffSteps(ch.Steps))
	}
	if len(cmp.Changes) > 0 {
		w.WriteString("\n")
	}
	fmt.Fprintln(w, diffSummary(cmp))
	often := 0
	for _, r := range cmp.Replacements {
		if r.Count < 2 {
			break
		}
		if often++; often == 1 {
			fmt.Fprintln(w, "changed more than once:")
		}
		source := ""
		if r.Source != "" {
			source = "  for " + u.show(r.Source)
		}
		fmt.Fprintf(w, "  %d times  %s → %s%s\n", r.Count, u.show(r.From), u.show(r.To), source)
	}
}

// diffSteps prints the way from one text to another.
func (u *ui) diffSteps(steps []worddiff.Edit) string {
	var b strings.Builder
	for _, e := range steps {
		text := flat(e.Text)
		switch {
		case e.Op == worddiff.Equal:
			b.WriteString(text)
		case e.Op == worddiff.Delete && u.color:
			b.WriteString(u.paint(red, text))
		case e.Op == worddiff.Delete:
			b.WriteString("[-" + text + "-]")
		case u.color:
			b.WriteString(u.paint(green, text))
		default:
			b.WriteString("{+" + text + "+}")
		}
	}
	return u.isolate(b.String())
}

func diffSummary(cmp review.Comparison) string {
	share := 0.0
	if cmp.Words > 0 {
		share = 100 * float64(cmp.Edited) / float64(cmp.Words)
	}
	out := fmt.Sprintf("%d of %s changed, %s of %s (%.1f %%)", len(cmp.Changes), plural(cmp.Segments, "segment"), plural(cmp.Edited, "word"), grouped(cmp.Words), share)
	if cmp.Spent > 0 {
		out += fmt.Sprintf("; %s in all, %s a changed segment", cmp.Spent.Round(time.Second), (cmp.Spent / time.Duration(max(1, len(cmp.Changes)))).Round(time.Second))
	}
	return out
}

// writeProposals writes replacements as lines of a glossary: source, accepted
// target, forbidden target.
func writeProposals(w *bufio.Writer, all []review.Replacement) error {
	for _, r := range all {
		if r.Count < 2 || r.Source == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", bitext.EscapeTSV(r.Source), bitext.EscapeTSV(r.To), bitext.EscapeTSV(r.From)); err != nil {
			return err
		}
	}
	return nil
}

func writeDiffJSON(w *bufio.Writer, cmp review.Comparison) error {
	type step struct {
		Op   string `json:"op"` // "=", "-" or "+"
		Text string `json:"text"`
	}
	type change struct {
		ID      string  `json:"id"`
		Source  string  `json:"source"`
		Before  string  `json:"before"`
		After   string  `json:"after"`
		Edited  int     `json:"words_edited"`
		Words   int     `json:"words"`
		Seconds float64 `json:"seconds"`
		Steps   []step  `json:"steps"`
	}
	type replacement struct {
		From   string `json:"from"`
		To     string `json:"to"`
		Count  int    `json:"count"`
		Source string `json:"source,omitempty"`
	}
	out := struct {
		Segments     int           `json:"segments"`
		Edited       int           `json:"words_edited"`
		Words        int           `json:"words"`
		Seconds      float64       `json:"seconds"`
		Changes      []change      `json:"changes"`
		Replacements []replacement `json:"replacements"`
	}{cmp.Segments, cmp.Edited, cmp.Words, cmp.Spent.Seconds(), []change{}, []replacement{}}
	for _, ch := range cmp.Changes {
		x := change{ID: ch.ID, Source: ch.Source, Before: ch.Before, After: ch.After, Edited: ch.Edited, Words: ch.Words, Seconds: ch.Spent.Seconds()}
		for _, e := range ch.Steps {
			x.Steps = append(x.Steps, step{map[worddiff.Op]string{worddiff.Equal: "=", worddiff.Delete: "-", worddiff.Insert: "+"}[e.Op], e.Text})
		}
		out.Changes = append(out.Changes, x)
	}
	for _, r := range cmp.Replacements {
		out.Replacements = append(out.Replacements, replacement{r.From, r.To, r.Count, r.Source})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
