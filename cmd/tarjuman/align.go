package main

import (
	"bufio"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align"
	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/learn"
)

func alignCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "align",
		Usage:     "link the sentences of a text and its translation",
		ArgsUsage: "SOURCE TARGET | WORKING-FILE | FILE.tmx|xlf|xliff|tsv|csv|xlsx|docx",
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "segmented", Usage: "the files hold one sentence a line"},
			&cli.StringFlag{Name: "format", Usage: "terminal, beads, tsv, jsonl, text: write this to standard output and no file"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE`; with --batch, the folder for NAME.beads"},
			&cli.StringFlag{Name: "from", Usage: "language of the source: ar or en (default: recognised)"},
			&cli.StringFlag{Name: "pivot", Usage: "machine translation of the source, line by line, as further evidence (with --segmented)"},
			&cli.StringFlag{Name: "anchors", Usage: "keep the links of `FILE`: sentence numbers from 1, SOURCE TAB TARGET (4, 4-6; - for none), or a working file whose links an editor set"},
			&cli.StringFlag{Name: "batch", Usage: "align every line of `LIST`: SOURCE TAB TARGET TAB NAME [TAB PIVOT [TAB ANCHORS]] (with --segmented)"},
			&cli.BoolFlag{Name: "no-learn", Usage: "with --batch: align texts in languages without a lexicon only once, without learning from the batch"},
			&cli.Float64Flag{Name: "min-confidence", Usage: "list the links that are less sure than this"},
			&cli.BoolFlag{Name: "force", Usage: "overwrite a working file that holds other work"},
		}, slices.Concat(embeddingFlags(), spendFlags(), findingFlags())...), append(segmentFlags(), inputFlags()...)...),
		CustomHelpTemplate: help(`  tarjuman align original.docx translation.docx
  tarjuman align original.docx translation.docx --anchors anchors.tsv
  tarjuman align original.ar-en.jsonl                    # links it again, keeps what editors decided
  tarjuman align memory.tmx                              # takes over the links of an aligned file
  tarjuman align --segmented --format beads original.ar translation.en
  tarjuman align --segmented --format beads --batch LIST --out links/
  tarjuman align original.txt translation.txt --embeddings http://localhost:11434/v1 --embeddings-model bge-m3
  tarjuman align original.txt translation.txt --embeddings https://api.openai.com/v1 --embeddings-model text-embedding-3-small --dry-run`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if f := c.String("format"); c.IsSet("min-confidence") && (f != "" && f != "terminal" || c.String("out") != "" || c.String("batch") != "") {
				return wrongUse("align: --min-confidence lists links on standard output: it goes without --format, --out and --batch", "")
			}
			if c.String("batch") != "" {
				return u.alignBatch(c)
			}
			if c.NArg() == 1 {
				return u.alignTaken(c, c.Args().First())
			}
			if c.NArg() != 2 {
				return wrongUse(fmt.Sprintf("align: want a source and a target, or one aligned file, got %d files", c.NArg()), "`tarjuman align --help` shows examples")
			}
			return u.align(c, c.Args().Get(0), c.Args().Get(1))
		},
	}
}

// aligned is a pair of texts with its links.
type aligned struct {
	src, tgt *text
	learned  *learn.Table // what a batch taught itself; nil for nothing
	embedder *embedder    // nil for no embeddings
	opt      align.Options
	links    []align.Link
	doc      *bitext.Document
}

// alignFiles reads, segments and aligns two files, on this machine alone.
func (u *ui) alignFiles(c *cli.Context, source, target string) (*aligned, error) {
	a, err := u.readPair(c, source, target)
	if err != nil {
		return nil, err
	}
	return a, u.linkPair(c, a, source)
}

// readPair reads and segments two files.
func (u *ui) readPair(c *cli.Context, source, target string) (*aligned, error) {
	if source == "-" && target == "-" {
		return nil, wrongUse("only one of the two texts can come from standard input", "")
	}
	if a := c.String("anchors"); a == "-" && (source == "-" || target == "-") {
		return nil, wrongUse("only one of texts and anchors can come from standard input", "")
	}
	from := c.String("from")
	if from != "" && from != "ar" && from != "en" {
		return nil, wrongUse(fmt.Sprintf("--from %s: want ar or en", from), "")
	}
	read := u.readText
	if c.Bool("segmented") {
		read = u.readLines
	}
	src, err := read(c, source, from)
	if err != nil {
		return nil, err
	}
	tgt, err := read(c, target, c.String("to"))
	if err != nil {
		return nil, err
	}
	a := &aligned{src: src, tgt: tgt}
	return a, a.swapped(from)
}

// linkPair aligns two texts as the flags say and makes a document of them, which
// lies beside the source.
func (u *ui) linkPair(c *cli.Context, a *aligned, source string) error {
	if err := u.link(c, a, c.String("pivot"), c.String("anchors")); err != nil {
		return err
	}
	dir := filepath.Dir(source)
	a.doc = newDocument(fileOf(a.src.article, a.src.lang, dir), fileOf(a.tgt.article, a.tgt.lang, dir))
	fromLinks(a.doc, a.src, a.tgt, a.links)
	return nil
}

// swapped is an error where the user named the language of the source and the
// texts are clearly in each other's: all that follows would be read the wrong way.
func (a *aligned) swapped(from string) error {
	src, tgt := a.src.article, a.tgt.article
	if from == "" || tgt.Lang != from || src.Lang == from || src.Lang == "" {
		return nil
	}
	return badInput(fmt.Errorf("%s is %s and %s is %s: the files look swapped, as --from is %s", src.Path, languageName(src.Lang), tgt.Path, languageName(tgt.Lang), from),
		"name them in the other order, or leave out --from")
}

// link runs the aligner on two texts that are read.
func (u *ui) link(c *cli.Context, a *aligned, pivotPath, anchorsPath string) error {
	opt := align.Options{SourceLang: a.src.lang, TargetLang: a.tgt.lang}
	words, err := wordsFor(c, a.src.article.Path)
	if err != nil {
		return err
	}
	if arabicEnglish(a.src.lang, a.tgt.lang) {
		opt.Lexicon = words.lexicon
	}
	if opt.Table = words.table(a.src.lang, a.tgt.lang); opt.Table == nil {
		opt.Table = a.learned
	}
	if a.src.lang != "" && a.src.lang == a.tgt.lang {
		u.note("%s, %s: both texts are %s", a.src.article.Path, a.tgt.article.Path, languageName(a.src.lang))
	}
	if !c.Bool("segmented") {
		opt.SourceParagraphs, opt.TargetParagraphs = a.src.paragraphs(), a.tgt.paragraphs()
	}
	if pivotPath != "" {
		if !c.Bool("segmented") {
			return wrongUse("--pivot goes with --segmented", "a pivot gives one line per source sentence")
		}
		pivot, err := u.readLines(c, pivotPath, "")
		if err != nil {
			return err
		}
		opt.Pivot = pivot.strings()
	}
	if err := a.embedder.vectors(c.Context, &opt, a.src.strings(), a.tgt.strings()); err != nil {
		return err
	}
	if anchorsPath != "" {
		if opt.Anchors, err = u.anchors(anchorsPath, a.src, a.tgt); err != nil {
			return err
		}
	}
	res, err := align.Align(a.src.strings(), a.tgt.strings(), opt)
	if err != nil {
		return badInput(fmt.Errorf("%s, %s: %w", a.src.article.Path, a.tgt.article.Path, err), "")
	}
	if a.learned == nil { // what there is to say was said the first time
		for _, n := range res.Notes {
			u.note("%s, %s: %s", a.src.article.Path, a.tgt.article.Path, n)
		}
	}
	a.opt, a.links = opt, res.Links
	return nil
}

func arabicEnglish(a, b string) bool { return a == "ar" && b == "en" || a == "en" && b == "ar" }

func (u *ui) align(c *cli.Context, source, target string) error {
	format := c.String("format")
	a, err := u.readPair(c, source, target)
	if err != nil {
		return err
	}
	if a.embedder, err = u.newEmbedder(c, source, source); err != nil {
		return err
	}
	defer a.embedder.close()
	if ok, err := a.embedder.agreed(slices.Values([][]string{slices.Concat(a.src.strings(), a.tgt.strings())})); err != nil || !ok {
		return err
	}
	if err := u.linkPair(c, a, source); err != nil {
		return err
	}
	if format == "beads" {
		return u.writeTo(c.String("out"), func(w *bufio.Writer) error { return writeBeads(w, a.links) })
	}
	return u.finishAlign(c, source, a.doc, breaksBySegment(a.doc, a.src))
}

// finishAlign checks an aligned document and shows, writes or saves it as the
// flags say. source is the file beside which the working file goes.
func (u *ui) finishAlign(c *cli.Context, source string, d *bitext.Document, breaks map[int][]check.Break) error {
	format := c.String("format")
	cfg, err := loadConfig(source)
	if err != nil {
		return err
	}
	k, err := newChecking(c, cfg)
	if err != nil {
		return err
	}
	found := k.run(d, breaks)
	if min := c.Float64("min-confidence"); min > 0 {
		u.listDoubtful(d, min)
		return k.verdict(found)
	}
	if format != "" && format != "terminal" {
		if err := u.exportTo(c.String("out"), d, format); err != nil {
			return err
		}
		return k.verdict(found)
	}
	if err := u.writeTo("", func(w *bufio.Writer) error {
		u.list(w, d)
		fmt.Fprintln(w, findingSummary(d))
		return nil
	}); err != nil {
		return err
	}
	if format == "" && source != "-" {
		path := c.String("out")
		if path == "" {
			path = bitext.PathFor(source, orUnknown(d.Header.Source.Lang), orUnknown(d.Header.Target.Lang))
		}
		if err := u.saveNew(path, d, c.Bool("force")); err != nil {
			return err
		}
		u.note("wrote %s       next: tarjuman export %s --to html", path, path)
	}
	return k.verdict(found)
}

func orUnknown(lang string) string {
	if lang == "" {
		return "und"
	}
	return lang
}

func (u *ui) listDoubtful(d *bitext.Document, min float64) {
	n := 0
	for i := range d.Segments {
		s := &d.Segments[i]
		if s.Link.Confidence >= min || s.Link.Locked {
			continue
		}
		n++
		u.listSegment(u.stdout, s)
		fmt.Fprintf(u.stdout, "     link %s, confidence %.2f  %s\n", s.Kind(), s.Link.Confidence, u.show(strings.Join(s.Link.Reasons, ", ")))
	}
	fmt.Fprintf(u.stdout, "%s of %d below %.2f\n", plural(n, "link"), len(d.Segments), min)
}

// writeBeads writes one link a line: source sentences, target sentences, both
// comma-separated and counted from 0, and the confidence. An unaligned sentence
// has an empty other side.
func writeBeads(w *bufio.Writer, links []align.Link) error {
	for _, l := range links {
		writeInts(w, l.Source)
		w.WriteByte('\t')
		writeInts(w, l.Target)
		if _, err := fmt.Fprintf(w, "\t%.4f\n", l.Confidence); err != nil {
			return err
		}
	}
	return nil
}

func writeInts(w *bufio.Writer, n []int) {
	for i, v := range n {
		if i > 0 {
			w.WriteByte(',')
		}
		fmt.Fprint(w, v)
	}
}

// writeTo writes to a file or, without one, to standard output.
func (u *ui) writeTo(path string, write func(*bufio.Writer) error) error {
	out, err := u.output(path)
	if err != nil {
		return err
	}
	if err := write(out.w); err != nil {
		var said *failure
		if errors.As(err, &said) || storeFault(err) {
			return err
		}
		return notWritable(err, "")
	}
	return out.commit()
}
