package main

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/report"
)

// maxPairLine is the longest line of a pairs file, in bytes.
const maxPairLine = 16 << 20

// pairColumns are the places of the columns of a pairs file, and its direction.
type pairColumns struct {
	id, src, tgt, doc, n int    // id and doc are -1 where there is none
	from, to             string // languages of source and target
}

// pairNames are the names --columns gives; the zero value takes the usual ones.
type pairNames struct {
	id, source, target, doc string
	from, to                string // as --from and --to say
}

func parsePairNames(c *cli.Context) (pairNames, error) {
	n := pairNames{from: c.String("from"), to: c.String("to")}
	if c.String("columns") == "" {
		return n, nil
	}
	fields := map[string]*string{"id": &n.id, "source": &n.source, "target": &n.target, "doc": &n.doc}
	for part := range strings.SplitSeq(c.String("columns"), ",") {
		key, name, ok := strings.Cut(part, "=")
		at := fields[strings.TrimSpace(key)]
		if !ok || at == nil || name == "" {
			return n, wrongUse(fmt.Sprintf("--columns: %q: want id=NAME, source=NAME, target=NAME or doc=NAME", part), "")
		}
		*at = strings.TrimSpace(name)
	}
	return n, nil
}

// parsePairHeader finds the columns by name. The direction follows from src_ar,
// tgt_en and the like, or from --from and --to; the usual one is Arabic to English.
func parsePairHeader(line string, names pairNames) (pairColumns, error) {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r"), "\t")
	c := pairColumns{id: slices.Index(cells, orWord(names.id, "id")), src: -1, tgt: -1, doc: slices.Index(cells, orWord(names.doc, "doc")), n: len(cells), from: names.from, to: names.to}
	find := func(given, stem, word string, lang *string) int {
		if given != "" {
			return slices.Index(cells, given)
		}
		for _, l := range []string{"ar", "en"} {
			if i := slices.Index(cells, stem+"_"+l); i >= 0 {
				if *lang == "" {
					*lang = l
				}
				return i
			}
		}
		return slices.Index(cells, word)
	}
	c.src = find(names.source, "src", "source", &c.from)
	c.tgt = find(names.target, "tgt", "target", &c.to)
	if c.from == "" {
		c.from = orWord(other(c.to), "ar")
	}
	if c.to == "" {
		c.to = other(c.from)
	}
	switch {
	case c.src < 0 || c.tgt < 0:
		return c, fmt.Errorf("the first line must name the columns id, src_ar and tgt_en, or id, src_en and tgt_ar")
	case names.id != "" && c.id < 0:
		return c, fmt.Errorf("no column %q", names.id)
	case names.doc != "" && c.doc < 0:
		return c, fmt.Errorf("no column %q", names.doc)
	case !arabicEnglish(c.from, c.to):
		return c, fmt.Errorf("source and target are both %s", languageName(c.from))
	}
	return c, nil
}

// checkPairs checks a file of pairs as it is read: neighbouring lines with the
// same doc make one document, so memory is bounded by the longest of those.
func (u *ui) checkPairs(c *cli.Context, r *reporting, path string) error {
	names, err := parsePairNames(c)
	if err != nil {
		return err
	}
	in, err := u.open(path)
	if err != nil {
		return badInput(err, "")
	}
	defer in.Close()
	run := &pairRun{r: r, doc: &report.Document{Name: path, Source: path, Target: path}}
	if path == "-" {
		run.doc.Name, run.doc.Source, run.doc.Target = "stdin", "", ""
	}
	if err := readPairs(in, path, names, run.add); err != nil {
		return err
	}
	return run.flush()
}

// roundPairs is about how many pairs are checked at once, on all processors,
// before their findings are written in order.
const roundPairs = 1024

// pairRun checks documents as they are read and reports pairs in input order.
type pairRun struct {
	r     *reporting
	doc   *report.Document
	docs  []check.Document
	pairs int
}

func (p *pairRun) add(d check.Document) error {
	d.Glossary = p.r.k.glossary
	p.docs = append(p.docs, d)
	if p.pairs += len(d.Pairs); p.pairs < roundPairs {
		return nil
	}
	return p.flush()
}

func (p *pairRun) flush() error {
	found := make([][]check.Finding, len(p.docs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range p.docs {
		g.Go(func() error {
			found[i] = p.r.k.checker.Run(d)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, d := range p.docs {
		p.doc.SourceLang, p.doc.TargetLang = d.SourceLang, d.TargetLang
		units := make([]report.Unit, len(d.Pairs))
		for k, pair := range d.Pairs {
			units[k] = pairUnit(p.doc, pair)
		}
		for _, f := range found[i] {
			at := []report.Region{units[f.Pair].Source.At}
			units[f.Pair].Findings = append(units[f.Pair].Findings, report.Finding{Finding: f, SourceAt: at[:min(1, len(f.Source))], TargetAt: at[:min(1, len(f.Target))]})
		}
		for k := range units {
			if err := p.r.unit(&units[k]); err != nil {
				return err
			}
		}
	}
	p.docs, p.pairs = p.docs[:0], 0
	return nil
}

// pairUnit is a pair of a file as a unit: its place is its line.
func pairUnit(doc *report.Document, p check.Pair) report.Unit {
	line := report.Region{Line: p.Paragraph, EndLine: p.Paragraph}
	return report.Unit{
		Document: doc, ID: p.ID, Confidence: 1,
		Source: report.Text{Text: p.Source, Lang: doc.SourceLang, At: line},
		Target: report.Text{Text: p.Target, Lang: doc.TargetLang, At: line},
	}
}

// maxDocumentPairs bounds how many lines of one document are held at once.
const maxDocumentPairs = 5000

// readPairs calls each for every run of lines with the same doc; lines without
// one are documents of their own. A pair without an id has its line for one.
func readPairs(in io.Reader, path string, names pairNames, each func(check.Document) error) error {
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 0, 1<<16), maxPairLine)
	if !sc.Scan() {
		if err := sc.Err(); err != nil {
			return badInput(fmt.Errorf("%s: %w", path, err), "")
		}
		return badInput(fmt.Errorf("%s: empty", path), "")
	}
	cols, err := parsePairHeader(sc.Text(), names)
	if err != nil {
		return badInput(fmt.Errorf("%s:1: %w", path, err), "--columns names others")
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
		d, id := "", fmt.Sprint(n)
		if cols.doc >= 0 && cols.doc < len(cells) {
			d = cells[cols.doc]
		}
		if cols.id >= 0 {
			id = cells[cols.id]
		}
		if len(pairs) > 0 && (d != doc || d == "" || len(pairs) >= maxDocumentPairs) {
			if err := flush(pairs); err != nil {
				return err
			}
			pairs = nil
		}
		doc = d
		pairs = append(pairs, check.Pair{
			ID: id, Source: bitext.UnescapeTSV(cells[cols.src]), Target: bitext.UnescapeTSV(cells[cols.tgt]), Paragraph: n,
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
