package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// maxPairLine is the longest line of a pairs file, in bytes.
const maxPairLine = 16 << 20

// pairColumns are the places of the columns of a pairs file, and its direction.
type pairColumns struct {
	id, src, tgt, doc, n int
	from, to             string // languages of source and target
}

func parsePairHeader(line string) (pairColumns, error) {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r"), "\t")
	for _, d := range [][2]string{{"ar", "en"}, {"en", "ar"}} {
		c := pairColumns{
			id: slices.Index(cells, "id"), src: slices.Index(cells, "src_"+d[0]), tgt: slices.Index(cells, "tgt_"+d[1]),
			doc: slices.Index(cells, "doc"), n: len(cells), from: d[0], to: d[1],
		}
		if c.id >= 0 && c.src >= 0 && c.tgt >= 0 {
			return c, nil
		}
	}
	return pairColumns{}, fmt.Errorf("the first line must name the columns id, src_ar and tgt_en, or id, src_en and tgt_ar")
}

// checkPairs checks a file of pairs as it is read: neighbouring lines with the
// same doc make one document, so memory is bounded by the longest of those.
func (u *ui) checkPairs(w *bufio.Writer, k *checking, path, format string) ([]check.Finding, error) {
	in := u.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, badInput(err, "")
		}
		defer f.Close()
		in = f
	}
	r := &pairRun{u: u, k: k, w: w, format: format}
	if err := readPairs(in, path, r.add); err != nil {
		return nil, err
	}
	if err := r.flush(); err != nil {
		return nil, err
	}
	if r.left > 0 {
		u.note("%s not shown (--max-findings %d)", plural(r.left, "finding"), k.max)
	}
	return r.gravest, nil
}

// roundPairs is about how many pairs are checked at once, on all processors,
// before their findings are written in order.
const roundPairs = 1024

// pairRun checks documents as they are read and writes findings in input order.
type pairRun struct {
	u      *ui
	k      *checking
	w      *bufio.Writer
	format string

	docs          []check.Document
	pairs         int
	gravest       []check.Finding // one finding of the gravest severity, for the verdict
	printed, left int
}

func (r *pairRun) add(d check.Document) error {
	d.Glossary = r.k.glossary
	r.docs = append(r.docs, d)
	if r.pairs += len(d.Pairs); r.pairs < roundPairs {
		return nil
	}
	return r.flush()
}

func (r *pairRun) flush() error {
	found := make([][]check.Finding, len(r.docs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range r.docs {
		g.Go(func() error {
			found[i] = r.k.checker.Run(d)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, d := range r.docs {
		for _, f := range found[i] {
			if err := r.write(d.Pairs[f.Pair], f); err != nil {
				return err
			}
		}
	}
	r.docs, r.pairs = r.docs[:0], 0
	return nil
}

func (r *pairRun) write(p check.Pair, f check.Finding) error {
	if r.k.only && f.Group == check.SourceText {
		return nil
	}
	if len(r.gravest) == 0 || f.Severity > r.gravest[0].Severity {
		r.gravest = []check.Finding{f}
	}
	if r.k.max > 0 && r.printed >= r.k.max {
		r.left++
		return nil
	}
	r.printed++
	if err := r.u.writePairFinding(r.w, p, f, r.format); err != nil {
		return notWritable(err, "")
	}
	return nil
}

func (u *ui) writePairFinding(w *bufio.Writer, p check.Pair, f check.Finding, format string) error {
	switch format {
	case "tsv":
		return writeFindingTSV(w, p.ID, p.Source, p.Target, f)
	case "jsonl":
		return bitext.WriteFinding(w, p.ID, p.Source, p.Target, f)
	}
	_, err := fmt.Fprintf(w, "%s %s\n", u.show(p.ID), u.findingLine(p.Source, p.Target, f))
	return err
}

// maxDocumentPairs bounds how many lines of one document are held at once.
const maxDocumentPairs = 5000

// readPairs calls each for every run of lines with the same doc; lines without
// one are documents of their own.
func readPairs(in io.Reader, path string, each func(check.Document) error) error {
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 0, 1<<16), maxPairLine)
	if !sc.Scan() {
		if err := sc.Err(); err != nil {
			return badInput(fmt.Errorf("%s: %w", path, err), "")
		}
		return badInput(fmt.Errorf("%s: empty", path), "")
	}
	cols, err := parsePairHeader(sc.Text())
	if err != nil {
		return badInput(fmt.Errorf("%s:1: %w", path, err), "")
	}
	var pairs []check.Pair
	doc := ""
	flush := func(pairs []check.Pair) error {
		return each(check.Document{SourceLang: cols.from, TargetLang: cols.to, Pairs: pairs})
	}
	for n := 2; sc.Scan(); n++ {
		line := strings.TrimSuffix(sc.Text(), "\r")
		if line == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) <= max(cols.id, cols.src, cols.tgt) {
			return badInput(fmt.Errorf("%s:%d: %d columns, the header has %d", path, n, len(cells), cols.n), "")
		}
		d := ""
		if cols.doc >= 0 && cols.doc < len(cells) {
			d = cells[cols.doc]
		}
		if len(pairs) > 0 && (d != doc || d == "" || len(pairs) >= maxDocumentPairs) {
			if err := flush(pairs); err != nil {
				return err
			}
			pairs = nil
		}
		doc = d
		pairs = append(pairs, check.Pair{
			ID:     cells[cols.id],
			Source: bitext.UnescapeTSV(cells[cols.src]), Target: bitext.UnescapeTSV(cells[cols.tgt]),
			Paragraph: n,
		})
	}
	if err := sc.Err(); err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	if len(pairs) > 0 {
		return flush(pairs)
	}
	return nil
}
