package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"tarjuman/align"
	"tarjuman/align/bitext"
	"tarjuman/align/review"
	"tarjuman/translate"
)

// anchors reads the links that are to be kept: sentence numbers, or the links
// that an editor set in a working file.
func (u *ui) anchors(path string, src, tgt *text) ([]align.Link, error) {
	in, err := u.open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer in.Close()
	r := bufio.NewReader(in)
	if first, _ := r.Peek(1); string(first) == "{" && path != "-" {
		return u.lockedLinks(path, src, tgt)
	}
	found, err := align.ReadAnchors(r, len(src.sentences), len(tgt.sentences))
	var at *align.AnchorError
	switch {
	case errors.As(err, &at):
		return nil, badInput(fmt.Errorf("%s:%d: %s", path, at.Line, at.Reason), "")
	case err != nil:
		return nil, badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	return found, nil
}

func (u *ui) lockedLinks(path string, src, tgt *text) ([]align.Link, error) {
	d, err := u.openWorkingFile(path)
	if err != nil {
		return nil, err
	}
	found, lost := review.AnchorsIn(d, src.strings(), tgt.strings())
	if lost > 0 {
		u.note("%s: %s that editors set cannot be kept: the sentences are not in the texts as they were", path, plural(lost, "link"))
	}
	return found, nil
}

// alignAgain links the sentences of a working file once more and keeps what
// editors decided. The file before is kept beside it.
func (u *ui) alignAgain(c *cli.Context, path string) error {
	for _, flag := range []string{"format", "out", "min-confidence"} {
		if c.IsSet(flag) {
			return wrongUse(fmt.Sprintf("align: --%s goes with a source and a target", flag), "`tarjuman align --help` shows examples")
		}
	}
	words, err := wordsFor(c, path)
	if err != nil {
		return err
	}
	checks, err := u.checks(c, path)
	if err != nil {
		return err
	}
	s, err := u.openSession(path, author(c))
	if err != nil {
		return err
	}
	defer s.Close()
	d := s.Document()
	if slices.ContainsFunc(d.Segments, func(s bitext.Segment) bool { return s.Origin.Kind != translate.Human && s.Target.Text != "" }) {
		return badInput(fmt.Errorf("%s holds translations made sentence by sentence: there is nothing to align", path), "")
	}
	h := d.Header
	opt := align.Options{SourceLang: h.Source.Lang, TargetLang: h.Target.Lang, Table: words.table(h.Source.Lang, h.Target.Lang)}
	if arabicEnglish(h.Source.Lang, h.Target.Lang) {
		opt.Lexicon = words.lexicon
	}
	again, err := review.Realign(d, opt)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	for _, n := range again.Notes {
		u.note("%s: %s", path, n)
	}
	fmt.Fprintf(u.stdout, "%s, %d kept as decided, %d linked otherwise\n", plural(len(again.Document.Segments), "segment"), again.Kept, len(again.Changed))
	if len(again.Changed) == 0 {
		return nil
	}
	return u.replace(s, checks, again.Document, again.Changed)
}
