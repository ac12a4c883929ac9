package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/budget"
	"tarjuman/translate/journal"
)

// spendFlags bound what a command may send to paid backends.
func spendFlags() []cli.Flag {
	return append([]cli.Flag{
		&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: "do not ask: send to paid backends, and send again what may have been charged without an answer"},
		&cli.BoolFlag{Name: "dry-run", Usage: "say what would be sent and what it would cost, send nothing"},
	}, capFlags()...)
}

func capFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "concurrent", Usage: "have at most `N` requests under way at once: with 1, a crash leaves one batch at most in doubt (default: what each backend takes)", EnvVars: []string{"TARJUMAN_CONCURRENT"}},
		&cli.IntFlag{Name: "max-chars", Usage: "send at most `N` characters to paid backends in this run", EnvVars: []string{"TARJUMAN_MAX_CHARS"}},
		stateFlag(),
	}
}

func stateFlag() cli.Flag {
	return &cli.StringFlag{Name: "state", Usage: "`FOLDER` of the journal of requests and answers (default: in the user's state folder)", EnvVars: []string{"TARJUMAN_STATE"}}
}

// stateFolder is where the journal is kept: --state, TARJUMAN_STATE, the
// configuration, else XDG_STATE_HOME/tarjuman, or what stands for it here.
func stateFolder(c *cli.Context, cfg config) (string, error) {
	if dir := cmp.Or(c.String("state"), cfg.State); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "tarjuman"), nil
	}
	if runtime.GOOS == "windows" {
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "tarjuman", "state"), nil
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", wrongUse("no folder for the journal: "+err.Error(), "name one with --state, TARJUMAN_STATE or state: in "+configName)
	}
	return filepath.Join(home, ".local", "state", "tarjuman"), nil
}

// spending is the part of a translation that concerns the backends, their record
// and what they charge.
type spending struct {
	u        *ui
	c        *cli.Context
	chain    []translate.Backend
	from, to string
	plan     budget.Plan
	journal  *journal.Journal // nil where no backend needs one
	ledger   translate.Ledger // the journal, or what keeps answers beside it; nil likewise
	memory   func() (memories, error)
	share    share
}

// newSpending opens the backends and the journal of a run on an article.
func (u *ui) newSpending(c *cli.Context, cfg config, article, from, to string) (*spending, error) {
	plan, err := cfg.plan(c.Int("max-chars"))
	if err != nil {
		return nil, err
	}
	if c.Int("concurrent") < 0 {
		return nil, wrongUse("--concurrent must not be negative", "")
	}
	chain, err := u.openBackends(c, cfg, from, to)
	if err != nil {
		return nil, err
	}
	s := &spending{u: u, c: c, chain: chain, from: from, to: to, plan: plan}
	if paths := memoryPaths(c, cfg); len(paths) > 0 {
		s.memory = func() (memories, error) { return u.openMemories(c.Context, paths) }
	}
	if s.first() == nil {
		return s, nil
	}
	if s.journal, _, err = openSpendingJournal(c, cfg, plan, article); err != nil {
		return nil, err
	}
	s.ledger = s.journal
	return s, nil
}

// openSpendingJournal opens the journal of a run on an article, and says in which
// folder it is.
func openSpendingJournal(c *cli.Context, cfg config, plan budget.Plan, article string) (*journal.Journal, string, error) {
	dir, err := stateFolder(c, cfg)
	if err != nil {
		return nil, "", err
	}
	j, err := journal.Open(journal.Options{Dir: dir, Plan: plan, Article: article, Resend: c.Bool("yes")})
	if err != nil {
		return nil, "", notWritable(err, "--state FOLDER keeps the journal elsewhere")
	}
	return j, dir, nil
}

// first returns the first backend whose requests are recorded, nil for none.
func (s *spending) first() translate.Backend {
	for _, b := range s.chain {
		if info := b.Info(); info.Paid || info.Network {
			return b
		}
	}
	return nil
}

func (s *spending) close() {
	for _, b := range s.chain {
		if closer, ok := b.(io.Closer); ok {
			closer.Close()
		}
	}
	if s.journal != nil {
		s.journal.Close()
	}
}

// translator is the chain with its record.
func (s *spending) translator() *translate.Translator {
	t := &translate.Translator{Backend: s.chain[0], Fallback: s.chain[1:], Concurrent: s.c.Int("concurrent"), OnFallback: func(h translate.Handover) {
		s.u.note("%v; %s go to %s", h.Err, plural(h.Segments, "sentence"), h.To)
	}}
	if s.c.Bool("yes") {
		t.Retry.DoubtfulBatches = -1
	}
	t.Ledger = s.ledger
	return t
}

// consent says what will be sent and asks first where that costs money, or may
// have cost some before, and somebody is there to answer. It reports false when the
// user would rather not.
func (s *spending) consent(parts iter.Seq[[]translate.Segment]) (bool, error) {
	o, err := s.estimate(parts)
	if err != nil || s.first() == nil {
		return true, err
	}
	u := s.u
	s.share.known = o.Known
	if o.Known > 0 {
		u.note("%s need not be sent: answered before (%s)", plural(o.Known, "sentence"), plural(o.KnownCodePoints, "character"))
	}
	if o.Segments == 0 {
		return true, nil
	}
	for _, d := range o.doubts {
		u.note("%s", doubtLine(d, s.plan))
	}
	if s.c.Bool("dry-run") {
		return false, o.dryRun(u)
	}
	if o.refused != nil {
		return false, o.refused
	}
	if err := s.mayResend(o); err != nil {
		return false, err
	}
	if !o.info.Paid && len(o.doubts) == 0 {
		return true, nil
	}
	if s.c.Bool("yes") || !u.mayAsk() {
		u.note("%s", o.line())
		return true, nil
	}
	yes, err := u.confirm(o.line())
	switch {
	case err != nil:
		return false, err
	case !yes:
		u.note("nothing sent")
	default:
		s.journal.Agree(o.doubts)
	}
	return yes, nil
}

// mayResend refuses to go on where doubts are left that nobody is there to settle.
func (s *spending) mayResend(o outlook) error {
	for _, d := range o.doubts {
		if d.Running {
			return &failure{exitBackend, &journal.InDoubt{Doubt: d}, "wait until it is done; its answers will be used"}
		}
		if !s.c.Bool("yes") && !s.u.mayAsk() {
			return &failure{exitBudget, &journal.InDoubt{Doubt: d}, "nothing was sent; --yes sends these sentences again"}
		}
	}
	return nil
}

func doubtLine(d journal.Doubt, plan budget.Plan) string {
	cost := ""
	if d.Amount.Cost > 0 {
		cost = ", about " + plan.Format(d.Amount.Cost)
	}
	return fmt.Sprintf("in doubt: %s of %s (%s%s) went to %s on %s; no answer is known, and they may have been charged",
		plural(d.Texts, "sentence"), d.Article, plural(d.Amount.Characters, "character"), cost, d.Backend, d.Time.Format("2006-01-02 15:04"))
}

// send translates what has no result yet.
func (s *spending) send(src *text, results []translate.Result) ([]translate.Result, error) {
	u := s.u
	segs, at := pending(src, results)
	bar := u.progress("sentences", len(src.sentences))
	kept := len(src.sentences) - len(segs)
	t := s.translator()
	retries := 0
	begun := time.Now()
	if s.journal != nil {
		bar.details = func() string { return s.soFar(retries, time.Since(begun)) }
	}
	t.Progress = func(p translate.Progress) {
		retries = p.Retries
		bar.set(kept + p.Done)
	}
	ctx := s.c.Context
	stop := context.AfterFunc(ctx, func() {
		if s.first() != nil && u.stderrTTY {
			u.note("\nstopping when the requests under way are answered; once more to stop at once")
		}
	})
	defer stop()
	got, err := t.Translate(ctx, s.from, s.to, segs)
	bar.done()
	for k, i := range at {
		results[i] = got[k]
	}
	return results, ledgerFailure(err)
}

// ledgerFailure gives a refusal of the journal its exit code.
func ledgerFailure(err error) error {
	var ledger *translate.LedgerError
	if !errors.As(err, &ledger) {
		return err
	}
	if code, _ := classify(ledger.Err); code == exitBudget {
		return ledger.Err
	}
	return notWritable(ledger.Err, "")
}

// pending returns the sentences that have no result, and where they stand.
func pending(src *text, results []translate.Result) (segs []translate.Segment, at []int) {
	for i, s := range src.sentences {
		if !results[i].Done() {
			seg := translate.Segment{ID: segmentID(i, len(src.sentences)), Text: s.text}
			if i > 0 {
				seg.Before = src.sentences[i-1].text
			}
			if i+1 < len(src.sentences) {
				seg.After = src.sentences[i+1].text
			}
			segs = append(segs, seg)
			at = append(at, i)
		}
	}
	return segs, at
}

// parseAge reads an age such as 90d, 12h or 2w.
func parseAge(s string) (time.Duration, error) {
	days := map[byte]int{'d': 1, 'w': 7}
	if n := len(s); n > 1 && days[s[n-1]] > 0 {
		var k int
		if _, err := fmt.Sscanf(s[:n-1], "%d", &k); err == nil && k >= 0 && fmt.Sprint(k) == s[:n-1] {
			return time.Duration(k*days[s[n-1]]) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no age: want 90d, 2w or 12h", s)
	}
	return d, nil
}

// overBudget reports whether an error is a refusal to spend, and what to do.
func overBudget(err error) (hint string, ok bool) {
	var over *budget.Exceeded
	var rate *budget.NoRate
	var doubt *journal.InDoubt
	switch {
	case errors.As(err, &over):
		return "nothing over it was sent; raise budget: in " + configName + " or --max-chars, or wait for the next " + over.Period, true
	case errors.As(err, &rate):
		return fmt.Sprintf("write the price of a million characters under rates: %s: in %s", rate.Backend, configName), true
	case errors.As(err, &doubt):
		return "nothing was sent; --yes sends these sentences again", true
	}
	return "", false
}
