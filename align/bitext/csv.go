package bitext

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// byteOrderMark is U+FEFF, by which Excel knows that a CSV file is UTF-8.
const byteOrderMark = "\uFEFF"

var errNotUTF8 = errors.New("the text is not UTF-8: save the table as UTF-8")

var errEmptyFile = errors.New("the file is empty")

// csvFormat is RFC 4180 for spreadsheets: CRLF, a byte order mark, and cells that
// a spreadsheet would run as a formula held back by an apostrophe, which reading
// takes off again.
type csvFormat struct{}

func (csvFormat) Name() string      { return "csv" }
func (csvFormat) Extension() string { return ".csv" }
func (csvFormat) Summary() string {
	return "spreadsheet CSV with a byte order mark; cells that look like formulas are held back by an apostrophe"
}
func (csvFormat) Carries() Content { return tableContent | Controls }

func (csvFormat) Write(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	bw.WriteString(byteOrderMark)
	writeCSVRow(bw, tableColumns)
	for i := range d.Segments {
		writeCSVRow(bw, d.Segments[i].row(tableColumns))
	}
	return bw.Flush()
}

func writeCSVRow(w *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('"')
		w.WriteString(strings.ReplaceAll(HoldFormula(c), `"`, `""`))
		w.WriteByte('"')
	}
	w.WriteString("\r\n")
}

// Read implements [Exchange].
func (f csvFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (csvFormat) gather(r io.Reader) (*gatherer, error) {
	c := csvReader{r: bufio.NewReaderSize(r, 1<<16), line: 1}
	if head, _ := c.r.Peek(len(byteOrderMark)); string(head) == byteOrderMark {
		c.r.Discard(len(byteOrderMark))
	}
	var t *tableReader
	for {
		line := c.line
		cells, err := c.row(t == nil)
		if err == io.EOF {
			break
		}
		if err == nil {
			for i := range cells {
				cells[i] = ReleaseFormula(cells[i])
			}
			if t == nil {
				t, err = newTableReader(&Document{}, cells)
			} else {
				err = t.addRow(cells)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	return t.done()
}

// csvReader reads rows of RFC 4180. encoding/csv is not used because it changes
// the line breaks inside cells.
type csvReader struct {
	r     *bufio.Reader
	comma byte // settled by the first row: spreadsheets of many countries write ";"
	line  int
}

// maxCell and maxColumns bound a row.
const (
	maxCell    = 1 << 20 // bytes
	maxColumns = 1000
)

// row returns the next row. Empty lines are passed over.
func (c *csvReader) row(first bool) ([]string, error) {
	if first {
		c.comma = c.sniffComma()
	}
	var cells []string
	for {
		cell, end, err := c.cell()
		if err != nil {
			return nil, err
		}
		cells = append(cells, cell)
		if len(cells) > maxColumns {
			return nil, fmt.Errorf("more than %d columns", maxColumns)
		}
		switch end {
		case endCell:
		case endRow:
			if len(cells) > 1 || cell != "" {
				return cells, nil
			}
			cells = nil
		case endFile:
			if len(cells) > 1 || cell != "" {
				return cells, nil
			}
			return nil, io.EOF
		}
	}
}

// sniffComma finds out what separates cells: the one of , ; and tab that the
// first line has most of, outside quotation marks.
func (c *csvReader) sniffComma() byte {
	head, _ := c.r.Peek(4096)
	counts := map[byte]int{}
	quoted := false
	for _, b := range head {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n' || b == '\r':
			head = nil
		case b == ',' || b == ';' || b == '\t':
			counts[b]++
		}
		if head == nil {
			break
		}
	}
	best := byte(',')
	for _, b := range []byte{';', '\t'} {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}

type cellEnd int

const (
	endCell cellEnd = iota
	endRow
	endFile
)

// cell reads one cell and says what ended it.
func (c *csvReader) cell() (string, cellEnd, error) {
	var b strings.Builder
	first, quoted := true, false
	for {
		x, err := c.r.ReadByte()
		if err == io.EOF {
			if quoted {
				return "", endFile, errors.New("a quotation mark is not closed")
			}
			return c.done(&b, endFile)
		}
		if err != nil {
			return "", endFile, err
		}
		if x == '\n' {
			c.line++
		}
		switch {
		case quoted && x == '"':
			if next, _ := c.r.Peek(1); len(next) == 1 && next[0] == '"' {
				c.r.Discard(1)
				b.WriteByte('"')
				continue
			}
			quoted = false
		case quoted:
			b.WriteByte(x)
		case x == '"' && first:
			quoted = true
		case x == c.comma:
			return c.done(&b, endCell)
		case x == '\n':
			return c.done(&b, endRow)
		case x == '\r':
			if next, _ := c.r.Peek(1); len(next) == 1 && next[0] == '\n' {
				continue
			}
			return c.done(&b, endRow)
		default:
			b.WriteByte(x)
		}
		first = false
		if b.Len() > maxCell {
			return "", endFile, fmt.Errorf("a cell of more than %d bytes", maxCell)
		}
	}
}

func (c *csvReader) done(b *strings.Builder, end cellEnd) (string, cellEnd, error) {
	s := b.String()
	if !utf8.ValidString(s) {
		return "", end, errNotUTF8
	}
	return s, end, nil
}
