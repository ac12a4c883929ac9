package check

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/tbx"
)

// maxGlossary is how much of a glossary is read, in bytes.
const maxGlossary = 64 << 20

// ReadGlossary reads a newsroom's terms: a termbase in TBX, or a table in TSV or
// CSV of source term, accepted renderings and forbidden renderings, the last two
// divided by ";" or "|" and the last optional. Lines of a table that start with #
// are remarks; a first line that names the columns (source or ar, target or en,
// forbidden) may put them in any order. name tells the format by its extension
// where the text itself does not, and stands in errors.
//
// A glossary serves both directions: every accepted rendering is a term of its own
// the other way round. Which terms matter to a document, the check decides by
// their letters.
func ReadGlossary(r io.Reader, name string) (*Glossary, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxGlossary+1))
	if err == nil && len(data) > maxGlossary {
		err = fmt.Errorf("longer than %d MB", maxGlossary>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if head := bytes.TrimLeft(data[:min(len(data), 512)], "\xef\xbb\xbf\xff\xfe\x00 \t\r\n"); bytes.HasPrefix(head, []byte("<")) || strings.HasSuffix(strings.ToLower(name), ".tbx") {
		return termbase(data, name)
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: is not UTF-8: save it as UTF-8", name)
	}
	rows, err := glossaryRows(data, name)
	if err != nil {
		return nil, err
	}
	b := glossaryBuilder{places: map[string]int{}}
	columns := glossaryColumns{0, 1, 2}
	for i, row := range rows {
		if i == 0 {
			if named, ok := namedColumns(row.cells); ok {
				columns = named
				continue
			}
		}
		t := columns.term(row)
		if t.Source == "" || len(t.Target)+len(t.Forbidden) == 0 || len(row.cells) > 3 {
			return nil, fmt.Errorf("%s:%d: want a source term, its accepted renderings and, optionally, its forbidden ones", name, row.line)
		}
		b.add(t)
		for _, target := range t.Target {
			b.add(Term{Source: target, Target: []string{t.Source}})
		}
	}
	return b.glossary(), nil
}

// glossaryRow is one line of a table.
type glossaryRow struct {
	line      int
	cells     []string
	separator string // of renderings in a cell
}

func glossaryRows(data []byte, name string) ([]glossaryRow, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if strings.HasSuffix(strings.ToLower(name), ".csv") {
		return csvRows(data, name)
	}
	var rows []glossaryRow
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r")
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, glossaryRow{n, strings.Split(line, "\t"), ";|"})
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

// csvRows reads RFC 4180, with the semicolons some spreadsheets write as well.
func csvRows(data []byte, name string) ([]glossaryRow, error) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.Comment, r.TrimLeadingSpace = -1, '#', true
	separator := ";|"
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) && !bytes.Contains(first, []byte(`,`)) {
		r.Comma, separator = ';', "|"
	}
	var rows []glossaryRow
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				return nil, fmt.Errorf("%s:%d: %w", name, pe.Line, pe.Err)
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		for len(cells) > 3 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		rows = append(rows, glossaryRow{line, cells, separator})
	}
}

// glossaryColumns are the places of the columns, -1 for one that is missing.
type glossaryColumns struct{ source, target, forbidden int }

func namedColumns(cells []string) (glossaryColumns, bool) {
	c := glossaryColumns{-1, -1, -1}
	for i, name := range cells {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "source", "term", "ar", "arabic", "src":
			c.source = i
		case "target", "translation", "en", "english", "tgt", "accepted":
			c.target = i
		case "forbidden", "never":
			c.forbidden = i
		default:
			return c, false
		}
	}
	return c, c.source >= 0 && c.target >= 0
}

func (c glossaryColumns) term(row glossaryRow) Term {
	cell := func(i int) string {
		if i < 0 || i >= len(row.cells) {
			return ""
		}
		return row.cells[i]
	}
	return Term{Source: strings.TrimSpace(cell(c.source)), Target: renderings(cell(c.target), row.separator), Forbidden: renderings(cell(c.forbidden), row.separator)}
}

func renderings(cell, separators string) []string {
	var out []string
	for t := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if t = strings.TrimSpace(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// termbase takes the Arabic and English terms out of a TBX file, in both
// directions. Deprecated terms are forbidden renderings; preferred ones come
// first.
func termbase(data []byte, name string) (*Glossary, error) {
	concepts, err := tbx.Read(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	b := glossaryBuilder{places: map[string]int{}}
	for i := range concepts {
		for _, dir := range [][2]string{{"ar", "en"}, {"en", "ar"}} {
			accepted, forbidden := conceptTerms(&concepts[i], dir[1])
			sources, old := conceptTerms(&concepts[i], dir[0])
			for _, s := range append(sources, old...) {
				b.add(Term{Source: s, Target: accepted, Forbidden: forbidden})
			}
		}
	}
	return b.glossary(), nil
}

func conceptTerms(c *tbx.Concept, lang string) (accepted, forbidden []string) {
	terms := c.Terms(lang)
	slices.SortStableFunc(terms, func(a, b tbx.Term) int {
		rank := map[tbx.Status]int{tbx.Preferred: -1}
		return rank[a.Status] - rank[b.Status]
	})
	for _, t := range terms {
		if t.Status.Forbidden() {
			forbidden = append(forbidden, t.Text)
		} else {
			accepted = append(accepted, t.Text)
		}
	}
	return accepted, forbidden
}

// glossaryBuilder joins what is said about one source term: a term that stands in
// several lines accepts the renderings of all.
type glossaryBuilder struct {
	terms  []Term
	places map[string]int
}

func (b *glossaryBuilder) add(t Term) {
	if t.Source == "" || len(t.Target)+len(t.Forbidden) == 0 {
		return
	}
	key := strings.ToLower(t.Source)
	i, known := b.places[key]
	if !known {
		b.places[key] = len(b.terms)
		b.terms = append(b.terms, t)
		return
	}
	old := &b.terms[i]
	old.Target = union(old.Target, t.Target)
	old.Forbidden = union(old.Forbidden, t.Forbidden)
}

func union(a, b []string) []string {
	a = slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

func (b *glossaryBuilder) glossary() *Glossary { return &Glossary{Terms: b.terms} }

// Leads reports whether the term's renderings are in the letters of a language:
// of a glossary for both directions, only those terms concern a document.
func (t *Term) Leads(lang string) bool {
	for _, list := range [][]string{t.Target, t.Forbidden} {
		for _, s := range list {
			if arabic.Has(s) == (lang == "ar") {
				return true
			}
		}
	}
	return false
}
