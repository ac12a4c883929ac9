package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// findingFlags are the flags of commands that report findings.
func findingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "fail-on", Usage: "exit 1 when a finding is at least this severe: info, minor, major or critical", EnvVars: []string{"TARJUMAN_FAIL_ON"}},
		&cli.IntFlag{Name: "max-findings", Usage: "print at most `N` findings and say how many were left out (0: all)"},
		&cli.StringSliceFlag{Name: "enable", Usage: "run only this rule or family (repeatable)"},
		&cli.StringSliceFlag{Name: "disable", Usage: "do not run this rule or family (repeatable)"},
		&cli.StringSliceFlag{Name: "severity", Usage: "`RULE=LEVEL`: give the findings of a rule or family another severity (repeatable)"},
		&cli.StringSliceFlag{Name: "rules", Usage: "YAML `FILE` of your own rules, in the format of the built-in phrases (repeatable)"},
		&cli.StringFlag{Name: "ignore", Usage: "YAML `FILE` of findings that are not to be reported, with reasons", EnvVars: []string{"TARJUMAN_IGNORE"}},
		glossaryFlag(),
		dictionaryFlag(),
		&cli.BoolFlag{Name: "translation-only", Usage: "leave out findings about the source text itself"},
	}
}

// checking is what findingFlags and the configuration ask for.
type checking struct {
	checker  *check.Checker
	glossary *check.Glossary
	ignore   *check.IgnoreList // nil for none
	today    time.Time         // decides what has expired
	failOn   check.Severity
	gated    bool // --fail-on was given
	max      int
	only     bool // translation findings only
}

func newChecking(c *cli.Context, cfg config) (*checking, error) {
	opt, err := checkOptions(c, cfg)
	if err != nil {
		return nil, err
	}
	words, err := openWords(c, cfg)
	if err != nil {
		return nil, err
	}
	opt.Lexicon = words.lexicon
	k := &checking{max: c.Int("max-findings"), only: c.Bool("translation-only"), today: today()}
	if k.max < 0 {
		return nil, wrongUse("--max-findings must not be negative", "")
	}
	if k.checker, err = check.New(opt); err != nil {
		return nil, wrongUse(err.Error(), "")
	}
	if failOn := orWord(c.String("fail-on"), cfg.FailOn); failOn != "" {
		if k.failOn, err = check.ParseSeverity(failOn); err != nil {
			return nil, wrongUse("--fail-on: "+err.Error(), "")
		}
		k.gated = true
	}
	if path := orWord(c.String("glossary"), cfg.Glossary); path != "" {
		if k.glossary, err = readGlossary(path); err != nil {
			return nil, err
		}
	}
	if path := orWord(c.String("ignore"), cfg.Ignore); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, badInput(err, "")
		}
		if k.ignore, err = check.ParseIgnoreList(data, path, k.checker.Rules()); err != nil {
			return nil, wrongUse(err.Error(), "")
		}
	}
	return k, nil
}

// today is the day that decides what has expired and since when a finding is
// known: SOURCE_DATE_EPOCH where a build sets it, else the calendar.
func today() time.Time {
	now := time.Now()
	if t, ok := sourceDate(); ok {
		now = t
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}

// checkOptions joins flags and configuration; flags are added to lists and go
// before single values.
func checkOptions(c *cli.Context, cfg config) (check.Options, error) {
	opt, err := cfg.checkOptions()
	if err != nil {
		return opt, err
	}
	opt.Enable = append(opt.Enable, c.StringSlice("enable")...)
	opt.Disable = append(opt.Disable, c.StringSlice("disable")...)
	for _, s := range c.StringSlice("severity") {
		rule, level, _ := strings.Cut(s, "=")
		sev, err := check.ParseSeverity(level)
		if err != nil {
			return opt, wrongUse(fmt.Sprintf("--severity %s: %v", s, err), "write --severity number.value=major")
		}
		if opt.Severity == nil {
			opt.Severity = map[string]check.Severity{}
		}
		opt.Severity[rule] = sev
	}
	opt.Packs, err = readPacks(append(cfg.Rules, c.StringSlice("rules")...))
	return opt, err
}

func readPacks(paths []string) ([]*check.Pack, error) {
	var packs []*check.Pack
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, badInput(err, "")
		}
		p, err := check.ParsePack(data, path)
		if err != nil {
			return nil, wrongUse(err.Error(), "`tarjuman rules test "+path+"` also tries its examples")
		}
		packs = append(packs, p)
	}
	return packs, nil
}

// run checks a document and keeps the findings the user wants. Findings that the
// project ignores are left out; report commands list them apart.
func (k *checking) run(d *bitext.Document, breaks map[int][]check.Break) []check.Finding {
	runChecks(d, k.checker, breaks, k.glossary)
	var kept []check.Finding
	pairs := d.Pairs()
	for _, f := range d.Findings() {
		if k.only && f.Group == check.SourceText {
			continue
		}
		if _, ok := k.ignored(d.Header.Source.Path, pairs[f.Pair], f); !ok {
			kept = append(kept, f)
		}
	}
	d.SetFindings(kept)
	return d.Findings()
}

// ignored finds the decision that a finding is not to be reported. Paths in an
// ignore list are relative to its folder.
func (k *checking) ignored(document string, p check.Pair, f check.Finding) (*check.Ignored, bool) {
	if k.ignore == nil {
		return nil, false
	}
	return k.ignore.Match(pathFrom(k.ignore.Name, document), p, f, k.today)
}

// pathFrom is a path as seen from the folder of a file, with slashes.
func pathFrom(file, path string) string {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return filepath.ToSlash(path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if rel, err := filepath.Rel(dir, abs); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

// sayExpired tells which decisions of the ignore list no longer hold.
func (u *ui) sayExpired(k *checking) {
	if k.ignore == nil {
		return
	}
	for _, g := range k.ignore.Expired(k.today) {
		u.note("%s:%d: expired on %s and holds no longer: %s", k.ignore.Name, g.Line, g.Expires.Format(time.DateOnly), g.Reason)
	}
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
