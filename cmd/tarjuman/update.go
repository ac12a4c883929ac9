package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
	"tarjuman/internal/worddiff"
	"tarjuman/translate"
)

func updateCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "update",
		Usage:     "carry an article over to a new version of its source",
		ArgsUsage: "WORKING-FILE NEW-SOURCE",
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would change; send and save nothing"},
			&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: "do not ask: send to paid backends, and send again what may have been charged without an answer"},
			authorFlag(),
		}, append(capFlags(), backendFlags()...)...), append(append(ruleFlags(), segmentFlags()...), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman update wire.ar-en.jsonl wire-2.docx --dry-run
  tarjuman update wire.ar-en.jsonl wire-2.docx --backend google`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.update(c) },
	}
}

func (u *ui) update(c *cli.Context) error {
	if c.NArg() != 2 {
		return wrongUse(fmt.Sprintf("update: want a working file and the new source, got %d files", c.NArg()), "`tarjuman update --help` shows examples")
	}
	path, source := c.Args().Get(0), c.Args().Get(1)
	cfg, err := loadConfig(path)
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
	src, err := u.readText(c, source, d.Header.Source.Lang)
	if err != nil {
		return err
	}
	up := review.UpdateSource(d, fileOf(src.article, src.lang, filepath.Dir(path)), sourceSentences(src), checks)
	u.printUpdate(d, up)
	if c.Bool("dry-run") || len(up.Changed)+len(up.Added)+len(up.Gone) == 0 {
		return nil
	}
	if len(up.Changed)+len(up.Added) > 0 {
		money, err := u.newSpending(c, cfg, path, d.Header.Source.Lang, d.Header.Target.Lang)
		if err != nil {
			return err
		}
		defer money.close()
		j := &translation{u: u, c: c, src: src, from: d.Header.Source.Lang, to: d.Header.Target.Lang, working: path, money: money}
		if ok, err := j.again(up.Document); err != nil || !ok {
			return err
		}
	}
	return u.saveUpdate(s, checks, up)
}

func sourceSentences(src *text) []review.SourceSentence {
	out := make([]review.SourceSentence, len(src.sentences))
	for i, x := range src.sentences {
		out[i] = review.SourceSentence{Text: x.text, Paragraph: x.paragraph, Heading: x.heading, Start: x.start, End: x.end}
	}
	return out
}

// again translates the sentences of an updated article that have no translation.
// It answers whether the user wants it.
func (j *translation) again(d *bitext.Document) (bool, error) {
	results := make([]translate.Result, len(j.src.sentences))
	free := 0
	var fresh []*bitext.Segment
	for i := range d.Segments {
		s := &d.Segments[i]
		for _, n := range s.Target.Sentences {
			free = max(free, n+1)
		}
		if s.Target.Text == "" && s.Status == bitext.Draft && len(s.Source.Sentences) == 1 {
			fresh = append(fresh, s)
			continue
		}
		for _, n := range s.Source.Sentences {
			results[n] = translate.Result{Text: s.Target.Text, Origin: translate.Origin{Kind: translate.Human}} // kept: not to be sent
		}
	}
	kept := received(results)
	j.money.share.kept = kept
	if err := j.money.fromMemory(j.src, results); err != nil {
		return false, err
	}
	j.announce(kept)
	segs, _ := pending(j.src, results)
	if ok, err := j.money.consent(whole(segs)); err != nil || !ok {
		return false, err
	}
	results, err := j.money.send(j.src, results)
	defer j.money.receipt()
	if err != nil {
		code, _ := classify(err)
		return false, &failure{code, err, "the working file is as it was; the same command tries again"}
	}
	for _, s := range fresh {
		r := results[s.Source.Sentences[0]]
		s.Target = bitext.Side{Text: r.Text}
		s.Link.Words = r.Words
		if r.Text != "" {
			s.Target.Sentences = []int{free}
			free++
		}
		s.Origin = r.Origin
	}
	if r, ok := j.money.kept(len(j.src.sentences)); ok {
		d.Receipts = append(d.Receipts, r)
	}
	return true, nil
}

// saveUpdate saves an updated article and checks what is new.
func (u *ui) saveUpdate(s *bitext.Session, checks review.Checks, up review.Update) error {
	var ids []string
	for _, c := range up.Changed {
		ids = append(ids, up.Document.Segments[c.New].ID)
	}
	for _, i := range up.Added {
		ids = append(ids, up.Document.Segments[i].ID)
	}
	return u.replace(s, checks, up.Document, ids)
}

// replace puts another document in the place of a session's, keeps the file as it
// was beside it, and checks the segments that are new.
func (u *ui) replace(s *bitext.Session, checks review.Checks, d *bitext.Document, ids []string) error {
	before, err := os.ReadFile(s.Path())
	if err != nil {
		return badInput(err, "")
	}
	kept, err := freeName(s.Path())
	if err != nil {
		return notWritable(err, "")
	}
	if err := bitext.WriteFile(kept, before); err != nil {
		return notWritable(err, "")
	}
	if err := s.Replace(d); err != nil {
		return notWritable(err, "")
	}
	if _, err := s.Do(checks.Again(s.Document(), ids...)...); err != nil {
		return notWritable(err, "")
	}
	u.note("wrote %s; %s is the file before       next: tarjuman review %s", s.Path(), kept, s.Path())
	return nil
}

// freeName names a copy of a working file that is not there yet.
func freeName(path string) (string, error) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	for n := 1; n < 10_000; n++ {
		name := fmt.Sprintf("%s.before-%d.jsonl", stem, n)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s: too many copies of earlier versions", stem)
}

func (u *ui) printUpdate(old *bitext.Document, up review.Update) {
	w := u.stdout
	approved := 0
	for i := range up.Document.Segments {
		if up.Document.Segments[i].Status == bitext.Approved {
			approved++
		}
	}
	fmt.Fprintf(w, "%s kept (%d approved), %d changed, %d new, %d gone\n", plural(up.Kept, "segment"), approved, len(up.Changed), len(up.Added), len(up.Gone))
	for _, c := range up.Changed {
		now := &up.Document.Segments[c.New]
		fmt.Fprintf(w, "%s  %s → %s\n     %s\n", u.paint(bold, "changed"), u.show(c.Was.ID), u.show(now.ID), u.wordDiff(c.Was.Source.Text, now.Source.Text))
		if c.Was.Status != bitext.Approved {
			continue
		}
		fmt.Fprintf(w, "     was approved: %s\n", u.show(c.Was.Target.Text))
		for _, f := range c.Contradicts {
			fmt.Fprintf(w, "     %s\n", u.findingLine(now.Source.Text, c.Was.Target.Text, f))
		}
	}
	for _, i := range up.Added {
		fmt.Fprintf(w, "%s  %s  %s\n", u.paint(bold, "new"), u.show(up.Document.Segments[i].ID), u.show(up.Document.Segments[i].Source.Text))
	}
	for i := range up.Gone {
		g := &up.Gone[i]
		was := ""
		if g.Status == bitext.Approved {
			was = "  (was approved)"
		}
		fmt.Fprintf(w, "%s  %s  %s%s\n", u.paint(bold, "gone"), u.show(g.ID), u.show(g.Source.Text), was)
	}
}

// wordDiff shows how one text became another, as diff does.
func (u *ui) wordDiff(a, b string) string { return u.diffSteps(worddiff.Diff(a, b)) }
