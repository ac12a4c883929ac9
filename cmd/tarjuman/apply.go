package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
)

// maxImport is the largest file that is read back, in bytes.
const maxImport = 200 << 20

func applyCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "apply",
		Usage:     "take back what was edited in a review page or an export",
		ArgsUsage: "WORKING-FILE EDITED-FILE",
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "skip-conflicts", Usage: "leave segments out that were changed on both sides, and apply the rest"},
			authorFlag(),
			rememberFlag(),
		}, ruleFlags()...),
		CustomHelpTemplate: help(`  tarjuman apply article.ar-en.jsonl article.decisions.jsonl
  tarjuman apply article.ar-en.jsonl article.ar-en.tsv --by "Copy desk" --remember archive.db
  tarjuman apply article.ar-en.jsonl article.decisions.jsonl --skip-conflicts`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.apply(c) },
	}
}

// ruleFlags choose the rules an edited text is checked with again.
func ruleFlags() []cli.Flag {
	return slices.DeleteFunc(findingFlags(), func(f cli.Flag) bool {
		return !slices.Contains([]string{"enable", "disable", "glossary"}, f.Names()[0])
	})
}

// openSession opens a working file for changes; a torn last line is said.
func (u *ui) openSession(path, by string) (*bitext.Session, error) {
	s, err := bitext.OpenSession(path, by)
	var torn *bitext.Torn
	var locked *bitext.Locked
	switch {
	case err == nil:
	case errors.As(err, &torn):
		u.note("%v", err)
	case errors.As(err, &locked):
		return nil, notWritable(err, "wait until it is done, or close it")
	default:
		return nil, badInput(err, "working files are made by `tarjuman translate` and `tarjuman align`")
	}
	for _, p := range s.Document().Problems {
		u.note("%s: event %d (%s) is passed over: %v", path, p.Event.Seq, p.Event.Op, p.Err)
	}
	return s, nil
}

// checks are the rules of the configuration and the flags.
func (u *ui) checks(c *cli.Context, input string) (review.Checks, error) {
	cfg, err := loadConfig(input)
	if err != nil {
		return review.Checks{}, err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return review.Checks{}, err
	}
	return review.Checks{Checker: k.checker, Glossary: k.glossary}, nil
}

func (u *ui) apply(c *cli.Context) error {
	if c.NArg() != 2 {
		return wrongUse(fmt.Sprintf("apply: want a working file and an edited one, got %d files", c.NArg()), "`tarjuman apply --help` shows examples")
	}
	path, edited := c.Args().Get(0), c.Args().Get(1)
	archive, err := remembering(c, path)
	if err != nil {
		return err
	}
	checks, err := u.checks(c, path)
	if err != nil {
		return err
	}
	data, err := u.readImport(edited)
	if err != nil {
		return err
	}
	s, err := u.openSession(path, author(c))
	if err != nil {
		return err
	}
	defer s.Close()
	done, left, err := u.applyData(s, edited, data, c.Bool("skip-conflicts"))
	for _, l := range left {
		fmt.Fprintf(u.stdout, "%s  here:   %s\n%*s  theirs: %s\n", u.show(l.Seg), u.show(l.Here), len(l.Seg), "", u.show(l.Theirs))
	}
	if err != nil {
		return applyFailure(edited, err)
	}
	if len(done) > 0 {
		if _, err := s.Do(checks.Again(s.Document(), segmentsOf(done)...)...); err != nil {
			return notWritable(err, "")
		}
	}
	fmt.Fprintln(u.stdout, applied(done, left))
	return u.remember(c, archive, s.Document())
}

func (u *ui) readImport(path string) ([]byte, error) {
	in, err := u.open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxImport+1))
	if err != nil {
		return nil, badInput(err, "")
	}
	if len(data) > maxImport {
		return nil, badInput(fmt.Errorf("%s: larger than %d MB", path, maxImport>>20), "")
	}
	return data, nil
}

// applyData carries out decisions or an edited export, and says which segments an
// export does not have.
func (u *ui) applyData(s *bitext.Session, name string, data []byte, skip bool) ([]bitext.Event, bitext.Conflicts, error) {
	dec, err := bitext.ReadDecisions(bytes.NewReader(data))
	if err == nil {
		return s.Apply(dec, skip)
	}
	if !errors.Is(err, bitext.ErrNotDecisions) {
		return nil, nil, err
	}
	f, err := bitext.ImporterFor(name, data)
	if err != nil {
		return nil, nil, err
	}
	changes, err := f.Changes(data)
	if err != nil {
		return nil, nil, err
	}
	if ids := s.Document().Unmentioned(changes); len(ids) > 0 && len(ids) < len(s.Document().Segments) {
		stay := "they stay as they are"
		if len(ids) == 1 {
			stay = "it stays as it is"
		}
		u.note("%s says nothing of %s: %s; %s", u.show(name), plural(len(ids), "segment"), firstFew(ids), stay)
	}
	return s.Import(changes, skip)
}

// firstFew lists a few ids.
func firstFew(ids []string) string {
	const shown = 8
	if len(ids) <= shown {
		return strings.Join(ids, " ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:shown], " "), len(ids)-shown)
}

func applyFailure(edited string, err error) error {
	var conflicts bitext.Conflicts
	var lost *bitext.NotSaved
	switch {
	case errors.As(err, &conflicts):
		return badInput(fmt.Errorf("%s: %w; nothing was applied", edited, err), "--skip-conflicts leaves these out and applies the rest")
	case errors.As(err, &lost):
		return notWritable(err, "nothing was applied")
	case errors.Is(err, bitext.ErrOtherDocument):
		return badInput(fmt.Errorf("%s: %w", edited, err), "nothing was applied; export the page again and repeat the decisions there")
	}
	return badInput(fmt.Errorf("%s: %w", edited, err), "")
}

func segmentsOf(events []bitext.Event) []string {
	var ids []string
	for _, e := range events {
		ids = append(ids, e.Seg)
		if e.Op == bitext.Split {
			ids = append(ids, fmt.Sprintf("%s.%d", e.Seg, e.Seq))
		}
	}
	return ids
}

// applied counts what was done, by kind.
func applied(done []bitext.Event, left bitext.Conflicts) string {
	if len(done) == 0 && len(left) == 0 {
		return "nothing new to apply"
	}
	names := []struct {
		op   bitext.Op
		noun string
	}{
		{bitext.Edit, "edit"}, {bitext.Approve, "approval"}, {bitext.Reject, "rejection"}, {bitext.Comment, "comment"},
		{bitext.Ignore, "ignored finding"}, {bitext.MarkOp, "mark"}, {bitext.Split, "split"}, {bitext.Merge, "merge"}, {bitext.Move, "move"}, {bitext.Undo, "undo"},
	}
	var parts []string
	for _, n := range names {
		k := 0
		for _, e := range done {
			if e.Op == n.op {
				k++
			}
		}
		if k > 0 {
			parts = append(parts, plural(k, n.noun))
		}
	}
	out := "applied " + plural(len(done), "action")
	if len(parts) > 0 {
		out += ": " + strings.Join(parts, ", ")
	}
	if len(left) > 0 {
		out += "; " + plural(len(left), "conflict") + " left out"
	}
	return out
}
