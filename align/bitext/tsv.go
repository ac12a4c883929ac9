package bitext

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tarjuman/align/check"
)

// tsvFormat is one segment a line for other programs. Tabs, line breaks and
// backslashes inside a cell are written as \t \n \r \\ and nothing else is
// changed, so reading the cells back gives the texts to the byte.
type tsvFormat struct{}

func (tsvFormat) Name() string      { return "tsv" }
func (tsvFormat) Extension() string { return ".tsv" }
func (tsvFormat) Summary() string {
	return "one segment a line: id, link, confidence, origin, source, target, findings"
}
func (tsvFormat) Carries() Content { return tableContent | Controls }

func (tsvFormat) Write(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	writeTSVRow(bw, tableColumns)
	for i := range d.Segments {
		writeTSVRow(bw, d.Segments[i].row(tableColumns))
	}
	return bw.Flush()
}

func writeTSVRow(w *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(EscapeTSV(c))
	}
	w.WriteByte('\n')
}

// Read implements [Exchange].
func (f tsvFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (tsvFormat) gather(r io.Reader) (*gatherer, error) {
	br := bufio.NewReaderSize(r, 1<<16)
	var t *tableReader
	for n := 1; ; n++ {
		line, _, err := readLine(br)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if !utf8.Valid(line) {
			return nil, fmt.Errorf("line %d: %w", n, errNotUTF8)
		}
		cells := strings.Split(strings.TrimSuffix(string(line), "\r"), "\t")
		if len(cells) > maxColumns {
			return nil, fmt.Errorf("line %d: more than %d columns", n, maxColumns)
		}
		for i := range cells {
			if len(cells[i]) > maxCell {
				return nil, fmt.Errorf("line %d: a cell of more than %d bytes", n, maxCell)
			}
			cells[i] = UnescapeTSV(cells[i])
		}
		if t == nil {
			cells[0] = strings.TrimPrefix(cells[0], byteOrderMark)
			t, err = newTableReader(&Document{}, cells)
		} else {
			err = t.addRow(cells)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return t.done()
}

func findingList(fs []check.Finding) string {
	var parts []string
	for _, f := range fs {
		parts = append(parts, findingText(f))
	}
	return strings.Join(parts, "; ")
}

var (
	tsvEscaper   = strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n", "\r", "\\r")
	tsvUnescaper = strings.NewReplacer("\\\\", "\\", "\\t", "\t", "\\n", "\n", "\\r", "\r")
)

// EscapeTSV makes any text fit one cell of a tab-separated line.
func EscapeTSV(s string) string { return tsvEscaper.Replace(s) }

// UnescapeTSV undoes [EscapeTSV].
func UnescapeTSV(s string) string { return tsvUnescaper.Replace(s) }
