package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// maxPairLine is the longest line of a pairs file, in bytes.
const maxPairLine = 16 << 20

// pairColumns are the places of the columns of a pairs file.
type pairColumns struct{ id, src, tgt, doc, n int }

func parsePairHeader(line string) (pairColumns, error) {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r"), "\t")
	c := pairColumns{
		id: slices.Index(cells, "id"), src: slices.Index(cells, "src_ar"), tgt: slices.Index(cells, "tgt_en"), doc: slices.Index(cells, "doc"), n: len(cells),
	}
	if c.id < 0 || c.src < 0 || c.tgt < 0 {
		return c, fmt.Errorf("the first line must name the columns id, src_ar and tgt_en")
	}
	return c, nil
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
	var gravest []check.Finding // one finding of the gravest severity, for the verdict
	printed, left := 0, 0
	flush := func(doc string, pairs []check.Pair) error {
		found := k.checker.Run(check.Document{SourceLang: "ar", TargetLang: "en", Pairs: pairs, Glossary: k.glossary})
		for _, f := range found {
			if k.only && f.Group == check.SourceText {
				continue
			}
			if len(gravest) == 0 || f.Severity > gravest[0].Severity {
				gravest = []check.Finding{f}
			}
			if k.max > 0 && printed >= k.max {
				left++
				continue
			}
			printed++
			if err := u.writePairFinding(w, pairs[f.Pair], f, format); err != nil {
				return notWritable(err, "")
			}
		}
		return nil
	}
	if err := readPairs(in, path, flush); err != nil {
		return nil, err
	}
	if left > 0 {
		u.note("%s not shown (--max-findings %d)", plural(left, "finding"), k.max)
	}
	return gravest, nil
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

// readPairs calls flush for every run of lines with the same doc; lines without
// one are documents of their own.
func readPairs(in io.Reader, path string, flush func(doc string, pairs []check.Pair) error) error {
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
			if err := flush(doc, pairs); err != nil {
				return err
			}
			pairs = pairs[:0]
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
		return flush(doc, pairs)
	}
	return nil
}
