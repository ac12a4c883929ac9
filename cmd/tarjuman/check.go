package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

func checkCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "find what machine translation got wrong in a text and its translation",
		ArgsUsage: "SOURCE TARGET | WORKING-FILE",
		Flags: append(append([]cli.Flag{
			&cli.StringFlag{Name: "pairs", Usage: "check a TSV `FILE` of sentence pairs with columns id, src_ar, tgt_en (or src_en, tgt_ar) and optionally doc"},
			&cli.StringFlag{Name: "format", Value: "terminal", Usage: "terminal, tsv or jsonl"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			&cli.StringFlag{Name: "from", Usage: "language of the source: ar or en (default: recognised)"},
		}, findingFlags()...), append(segmentFlags(), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman check article.ar.txt article.en.txt
  tarjuman check article.ar-en.jsonl --fail-on major
  tarjuman check --pairs sentences.tsv --format tsv -o findings.tsv`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.check(c) },
	}
}

// findingFlags are the flags of commands that report findings.
func findingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "fail-on", Usage: "exit 1 when a finding is at least this severe: info, minor, major or critical", EnvVars: []string{"TARJUMAN_FAIL_ON"}},
		&cli.IntFlag{Name: "max-findings", Usage: "print at most `N` findings and say how many were left out (0: all)"},
		&cli.StringSliceFlag{Name: "enable", Usage: "run only this rule or family (repeatable)"},
		&cli.StringSliceFlag{Name: "disable", Usage: "do not run this rule or family (repeatable)"},
		&cli.StringFlag{Name: "glossary", Usage: "`FILE` of terms: TBX, or TSV or CSV of source, accepted targets (;) and forbidden targets (;)", EnvVars: []string{"TARJUMAN_GLOSSARY"}},
		dictionaryFlag(),
		&cli.BoolFlag{Name: "translation-only", Usage: "leave out findings about the source text itself"},
	}
}

// checking is what findingFlags and the configuration ask for.
type checking struct {
	checker  *check.Checker
	glossary *check.Glossary
	failOn   check.Severity
	gated    bool // --fail-on was given
	max      int
	only     bool // translation findings only
}

func newChecking(c *cli.Context, cfg config) (*checking, error) {
	opt, err := cfg.checkOptions()
	if err != nil {
		return nil, err
	}
	words, err := openWords(c, cfg)
	if err != nil {
		return nil, err
	}
	opt.Lexicon = words.lexicon
	opt.Enable = append(opt.Enable, c.StringSlice("enable")...)
	opt.Disable = append(opt.Disable, c.StringSlice("disable")...)
	k := &checking{max: c.Int("max-findings"), only: c.Bool("translation-only")}
	if k.max < 0 {
		return nil, wrongUse("--max-findings must not be negative", "")
	}
	if k.checker, err = check.New(opt); err != nil {
		return nil, wrongUse(err.Error(), "")
	}
	failOn := c.String("fail-on")
	if failOn == "" {
		failOn = cfg.FailOn
	}
	if failOn != "" {
		if k.failOn, err = check.ParseSeverity(failOn); err != nil {
			return nil, wrongUse("--fail-on: "+err.Error(), "")
		}
		k.gated = true
	}
	path := c.String("glossary")
	if path == "" {
		path = cfg.Glossary
	}
	if path != "" {
		if k.glossary, err = readGlossary(path); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// run checks a document and keeps the findings the user wants.
func (k *checking) run(d *bitext.Document, breaks map[int][]check.Break) []check.Finding {
	runChecks(d, k.checker, breaks, k.glossary)
	if k.only {
		var kept []check.Finding
		for _, f := range d.Findings() {
			if f.Group != check.SourceText {
				kept = append(kept, f)
			}
		}
		d.SetFindings(kept)
	}
	return d.Findings()
}

// verdict is errFindings when the gate is closed by one of the findings.
func (k *checking) verdict(fs []check.Finding) error {
	if k.gated {
		for _, f := range fs {
			if f.Severity >= k.failOn {
				return errFindings
			}
		}
	}
	return nil
}

func (u *ui) check(c *cli.Context) error {
	input := c.Args().First()
	if p := c.String("pairs"); p != "" {
		input = p
	}
	cfg, err := loadConfig(input)
	if err != nil {
		return err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return err
	}
	format := c.String("format")
	if format != "terminal" && format != "tsv" && format != "jsonl" {
		return wrongUse(fmt.Sprintf("--format %s: want terminal, tsv or jsonl", format), "")
	}
	out, err := u.output(c.String("out"))
	if err != nil {
		return err
	}
	defer out.discard()
	var found []check.Finding
	switch {
	case c.String("pairs") != "":
		if c.NArg() > 0 {
			return wrongUse("check: --pairs takes no further files", "")
		}
		found, err = u.checkPairs(out.w, k, c.String("pairs"), format)
	default:
		found, err = u.checkDocument(c, out.w, k, format)
	}
	if err != nil {
		return err
	}
	if err := out.commit(); err != nil {
		return err
	}
	return k.verdict(found)
}

func (u *ui) checkDocument(c *cli.Context, w *bufio.Writer, k *checking, format string) ([]check.Finding, error) {
	d, breaks, err := u.openPair(c)
	if err != nil {
		return nil, err
	}
	found := k.run(d, breaks)
	return found, u.writeFindings(w, d, found, format, k.max)
}

// openPair returns the document the positional arguments name: a working file,
// or two texts that are aligned now.
func (u *ui) openPair(c *cli.Context) (*bitext.Document, map[int][]check.Break, error) {
	switch c.NArg() {
	case 1:
		path := c.Args().First()
		if !strings.HasSuffix(path, ".jsonl") {
			return nil, nil, wrongUse(fmt.Sprintf("%s: %s is not a working file", c.Command.Name, path), "name a source and its translation, or a NAME.ar-en.jsonl")
		}
		d, err := u.openWorkingFile(path)
		return d, nil, err
	case 2:
		a, err := u.alignFiles(c, c.Args().Get(0), c.Args().Get(1))
		if err != nil {
			return nil, nil, err
		}
		return a.doc, breaksBySegment(a.doc, a.src), nil
	}
	return nil, nil, wrongUse(fmt.Sprintf("%s: want a source and a target, or one working file", c.Command.Name), fmt.Sprintf("`%s --help` shows examples", c.Command.HelpName))
}

// writeFindings prints findings in a format, at most max of them, and says how
// many were left out.
func (u *ui) writeFindings(w *bufio.Writer, d *bitext.Document, found []check.Finding, format string, max int) error {
	shown := found
	if max > 0 && len(shown) > max {
		shown = shown[:max]
	}
	var err error
	switch format {
	case "tsv":
		for _, f := range shown {
			s := &d.Segments[f.Pair]
			err = writeFindingTSV(w, s.ID, s.Source.Text, s.Target.Text, f)
		}
	case "jsonl":
		for _, f := range shown {
			s := &d.Segments[f.Pair]
			if err = bitext.WriteFinding(w, s.ID, s.Source.Text, s.Target.Text, f); err != nil {
				break
			}
		}
	default:
		u.listFindings(w, d, shown)
		fmt.Fprintln(w, findingSummary(d))
	}
	if err != nil {
		return notWritable(err, "")
	}
	if n := len(found) - len(shown); n > 0 {
		u.note("%s not shown (--max-findings %d)", plural(n, "finding"), max)
	}
	return nil
}

// writeFindingTSV writes one finding as
// id, rule, severity, source span, target span, message. Spans are code points,
// "start-end", several separated by commas.
func writeFindingTSV(w *bufio.Writer, id, src, tgt string, f check.Finding) error {
	cells := []string{id, f.Rule, f.Severity.String(), spanList(src, f.Source), spanList(tgt, f.Target), f.Message}
	for i, c := range cells {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(bitext.EscapeTSV(c))
	}
	return w.WriteByte('\n')
}

func spanList(text string, spans []check.Span) string {
	var parts []string
	for _, s := range spans {
		a, b := bitext.CodePoints(text, s)
		parts = append(parts, fmt.Sprintf("%d-%d", a, b))
	}
	return strings.Join(parts, ",")
}
