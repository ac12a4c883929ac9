package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func checkCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "find what machine translation got wrong in a text and its translation",
		ArgsUsage: "SOURCE TARGET | WORKING-FILE… | FILE.tmx|xlf|xliff|tsv|csv|xlsx… | 'GLOB' --target-pattern PATTERN",
		Flags:     append(append(checkFlags(), findingFlags()...), append(segmentFlags(), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman check article.ar.txt article.en.txt --fail-on major
  tarjuman check article.ar.txt article.en.txt --format sarif=out.sarif,junit=out.xml,terminal
  tarjuman check 'content/**/*.ar.md' --target-pattern '{dir}/{name}.en.md' --baseline baseline.json --format github
  tarjuman check memory.tmx delivery.xlf --format junit -o check.xml
  tarjuman check --pairs sentences.tsv --format tsv -o findings.tsv
  tarjuman check --stdio < pairs.jsonl`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.check(c) },
	}
}

func checkFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "pairs", Usage: "check a TSV `FILE` of sentence pairs with columns id, src_ar, tgt_en (or src_en, tgt_ar) and optionally doc"},
		&cli.StringFlag{Name: "columns", Usage: "other names of the columns of --pairs: `id=NAME,source=NAME,target=NAME,doc=NAME`"},
		&cli.StringFlag{Name: "list", Usage: "check every line of `FILE`: SOURCE TAB TARGET, or an aligned file"},
		&cli.BoolFlag{Name: "stdio", Usage: "one JSON line in, one JSON line out, in order: {\"id\":…,\"source\":…,\"target\":…}"},
		&cli.StringFlag{Name: "target-pattern", Usage: "where the translation of each source is: {dir}, {name}, {ext}, and {1}, {2} … for what the wildcards matched"},
		&cli.BoolFlag{Name: "allow-missing", Usage: "a source without a translation is said, but is no error"},
		&cli.StringSliceFlag{Name: "format", Value: cli.NewStringSlice("terminal"), Usage: "terminal, tsv, jsonl, sarif, junit, github, html; several as `FORMAT=FILE`"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
		&cli.StringFlag{Name: "from", Usage: "language of the source: ar or en (default: recognised)"},
		&cli.StringFlag{Name: "to", Usage: "language of the translation: en or ar (default: recognised)"},
		&cli.StringFlag{Name: "baseline", Usage: "`FILE` of known findings, which do not fail the run", EnvVars: []string{"TARJUMAN_BASELINE"}},
		&cli.BoolFlag{Name: "update-baseline", Usage: "write what is found now to the --baseline file"},
		&cli.IntFlag{Name: "minutes", Usage: "name the sentences to read first in `N` minutes, and what may be left unread"},
	}
}

// check runs the rules over whatever the command line names.
func (u *ui) check(c *cli.Context) error {
	if err := checkUse(c); err != nil {
		return err
	}
	cfg, err := loadConfig(configRoot(c))
	if err != nil {
		return err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return err
	}
	u.sayExpired(k)
	if c.Bool("stdio") {
		return u.checkStdio(c, k)
	}
	jobs, err := u.checkJobs(c)
	if err != nil {
		return err
	}
	r, err := u.newReporting(c, cfg, k, jobs)
	if err != nil {
		return err
	}
	defer r.discard()
	if path := c.String("pairs"); path != "" {
		err = u.checkPairs(c, r, path)
	} else {
		err = u.checkDocuments(c, r, jobs)
	}
	if err != nil {
		return err
	}
	return r.finish()
}

// checkUse refuses combinations of inputs and flags that mean nothing.
func checkUse(c *cli.Context) error {
	inputs := 0
	for _, set := range []bool{c.String("pairs") != "", c.String("list") != "", c.Bool("stdio"), c.NArg() > 0} {
		if set {
			inputs++
		}
	}
	switch {
	case inputs > 1 && c.Bool("stdio"):
		return wrongUse("check: --stdio takes no further files", "")
	case inputs > 1:
		return wrongUse("check: --pairs and --list take no further files", "")
	case inputs == 0:
		return wrongUse("check: want a source and a target, or an aligned file", "`tarjuman check --help` shows examples")
	case c.IsSet("columns") && c.String("pairs") == "":
		return wrongUse("check: --columns goes with --pairs", "")
	case c.String("target-pattern") != "" && c.NArg() == 0:
		return wrongUse("check: --target-pattern goes with source files", "")
	case c.Int("minutes") < 0:
		return wrongUse("--minutes must not be negative", "")
	}
	if c.Bool("update-baseline") {
		for _, flag := range []string{"enable", "disable", "translation-only"} {
			if c.IsSet(flag) {
				return wrongUse("check: --update-baseline wants all rules; leave out --"+flag, "what a run does not look for would be forgotten")
			}
		}
	}
	for _, lang := range []string{"from", "to"} {
		if l := c.String(lang); l != "" && l != "ar" && l != "en" {
			return wrongUse(fmt.Sprintf("--%s %s: want ar or en", lang, l), "")
		}
	}
	if f := c.String("from"); f != "" && f == c.String("to") {
		return wrongUse("check: --from and --to name the same language", "")
	}
	return nil
}

// configRoot is where the search for a configuration begins: the first input, or
// the folder in front of the first wildcard.
func configRoot(c *cli.Context) string {
	for _, p := range []string{c.String("pairs"), c.String("list")} {
		if p != "" {
			return p
		}
	}
	first := c.Args().First()
	if i := strings.IndexAny(first, "*?["); i >= 0 {
		return first[:i]
	}
	return first
}
