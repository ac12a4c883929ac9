package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/learn"
	"tarjuman/internal/arabic"
	"tarjuman/internal/langtag"
	"tarjuman/internal/tmx"
	"tarjuman/translate"
)

func lexiconLearnCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "learn",
		Usage:     "learn a word table from translations, for --dictionary",
		ArgsUsage: "MEMORY.tmx | PAIRS.tsv | WORKING-FILE …",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write the table to `FILE`, - for standard output"},
			&cli.StringFlag{Name: "from", Value: "ar", Usage: "language of the sources"},
			&cli.StringFlag{Name: "to", Value: "en", Usage: "language of the translations"},
			&cli.IntFlag{Name: "min-count", Value: 2, Usage: "pairs in which two words must meet"},
		},
		CustomHelpTemplate: help(`  tarjuman lexicon learn memory.tmx -o desk.learned
  tarjuman lexicon learn 2024/*.ar-en.jsonl pairs.tsv -o desk.learned
  tarjuman lexicon lookup مرفأ --dictionary desk.learned`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.learn(c) },
	}
}

func (u *ui) learn(c *cli.Context) error {
	if c.NArg() == 0 || c.String("out") == "" {
		return wrongUse("lexicon learn: want translations and -o FILE", "`tarjuman lexicon learn --help` shows examples")
	}
	from, to := c.String("from"), c.String("to")
	if from == "" || to == "" || from == to {
		return wrongUse("lexicon learn: --from and --to must be two languages", "")
	}
	if c.Int("min-count") < 1 {
		return wrongUse("--min-count must be at least 1", "")
	}
	for _, in := range c.Args().Slice() {
		if err := refuseOverwrite(in, c.String("out"), true); err != nil {
			return err
		}
	}
	table, err := u.learnTable(c.Args().Slice(), from, to, learn.Options{MinTogether: c.Int("min-count")})
	if err != nil {
		return err
	}
	if err := u.writeTo(c.String("out"), func(w *bufio.Writer) error { return table.Write(w) }); err != nil {
		return err
	}
	u.note("learned %s from %s", plural(table.Len(), "word"), plural(table.Pairs(), "pair"))
	return nil
}

// learnTable learns from translation memories, files of pairs and working files.
// The table translates from one language to the other whatever the direction of
// the pairs.
func (u *ui) learnTable(paths []string, from, to string, opt learn.Options) (*learn.Table, error) {
	t := learn.NewTrainer(opt)
	l := pairLearner{from: from, to: to, add: func(source, target string) {
		t.Add(learn.Words(source, from), learn.Words(target, to))
	}}
	for _, p := range paths {
		if err := l.file(u, p); err != nil {
			return nil, err
		}
	}
	table := t.Train()
	table.SourceLang, table.TargetLang = from, to
	if table.Len() == 0 {
		return nil, badInput(fmt.Errorf("%s: nothing to learn from %s %s to %s", strings.Join(paths, ", "), plural(t.Pairs(), "pair"), from, to),
			"words are learned that meet in several pairs and not in most; some thousand pairs are a good start")
	}
	return table, nil
}

// pairLearner hands the pairs of files to add, source first.
type pairLearner struct {
	from, to string
	add      func(source, target string)
}

func (l pairLearner) file(u *ui, path string) error {
	in, err := u.open(path)
	if err != nil {
		return badInput(err, "words are learned from memories (TMX), pairs (TSV: Arabic TAB English) and working files")
	}
	defer in.Close()
	b := bufio.NewReaderSize(in, 1<<16)
	head, err := b.Peek(512)
	if err != nil && err != io.EOF {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	switch head = bytes.TrimLeft(head, "\xef\xbb\xbf\xff\xfe\x00 \t\r\n"); {
	case bytes.HasPrefix(head, []byte("<")):
		err = l.memory(b, path)
	case bytes.HasPrefix(head, []byte("{")):
		err = l.working(b, path)
	default:
		err = l.pairs(b, path)
	}
	return err
}

// memory reads a translation memory.
func (l pairLearner) memory(in io.Reader, path string) error {
	r, err := tmx.NewReader(in)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	for {
		unit, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return badInput(fmt.Errorf("%s:%d: %w", path, r.Line(), err), "")
		}
		source, target := "", ""
		for _, v := range unit.Variants {
			switch langtag.Primary(v.Lang) {
			case l.from:
				source = v.Text
			case l.to:
				target = v.Text
			}
		}
		l.add(source, target)
	}
}

// working reads a working file: translations that are neither rejected nor mere
// glosses.
func (l pairLearner) working(in io.Reader, path string) error {
	d, err := bitext.Read(in)
	var torn *bitext.Torn
	if err != nil && !errors.As(err, &torn) {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	for i := range d.Segments {
		s := &d.Segments[i]
		if s.Status == bitext.Rejected || s.Origin.Kind == translate.Gloss {
			continue
		}
		l.directed(d.Header.Source.Lang, s.Source.Text, s.Target.Text)
	}
	return nil
}

// directed adds a pair whose first text is of a language.
func (l pairLearner) directed(lang, one, other string) {
	if langtag.Primary(lang) == l.to {
		one, other = other, one
	}
	l.add(one, other)
}

// pairs reads sentence pairs: with named columns as `check --pairs` takes them, or
// source TAB target a line, either of which may be the Arabic one. A byte order mark
// says what the file is written in and is no text; without one it is UTF-8.
func (l pairLearner) pairs(raw io.Reader, path string) error {
	in := bufio.NewReaderSize(transform.NewReader(raw, unicode.BOMOverride(transform.Nop)), 1<<16)
	head, err := in.Peek(512)
	if err != nil && err != io.EOF {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	first, _, _ := strings.Cut(string(head), "\n")
	if _, err := parsePairHeader(first, pairNames{}); err == nil {
		return readPairs(in, path, pairNames{}, func(d check.Document) error {
			for _, p := range d.Pairs {
				l.directed(d.SourceLang, p.Source, p.Target)
			}
			return nil
		})
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, maxPairLine)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSuffix(sc.Text(), "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		if !utf8.ValidString(line) {
			return badInput(fmt.Errorf("%s:%d: is not UTF-8", path, n), "save the file as UTF-8")
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 2 {
			return badInput(fmt.Errorf("%s:%d: want source TAB target", path, n), "a TMX memory, a working file, or pairs with named columns do as well")
		}
		one, other := bitext.UnescapeTSV(cells[0]), bitext.UnescapeTSV(cells[1])
		if (l.from == "ar") != (l.to == "ar") && arabic.Has(one) != (l.from == "ar") {
			one, other = other, one
		}
		l.add(one, other)
	}
	if err := sc.Err(); err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	return nil
}
