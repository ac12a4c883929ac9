package bitext

import (
	"fmt"
	"io"

	"tarjuman/internal/langtag"
	"tarjuman/internal/sheet"
)

// xlsxFormat is a workbook for editors: a sheet that reads from right to left
// when the source does, the two texts side by side, a list to choose the state
// from. Every cell is text, so that no text can become a formula.
type xlsxFormat struct{}

func (xlsxFormat) Name() string      { return "xlsx" }
func (xlsxFormat) Extension() string { return ".xlsx" }
func (xlsxFormat) Summary() string {
	return "Excel workbook for editors: both texts side by side, states to choose, findings, room for comments"
}
func (xlsxFormat) Carries() Content { return tableContent }

// xlsxColumns are the columns with their widths in characters.
var xlsxColumns = []struct {
	name  string
	width float64
}{
	{columnID, 7}, {columnSource, 60}, {columnTarget, 60}, {columnStatus, 11}, {columnFindings, 45}, {columnComment, 30}, {columnParagraph, 10},
	{columnHeading, 9}, {columnLink, 7}, {columnConfidence, 11}, {columnOrigin, 9},
}

func (xlsxFormat) Write(w io.Writer, d *Document) error {
	t := sheet.Table{Name: "tarjuman", RightToLeft: isRightToLeft(d.Header.Source.Lang)}
	for _, c := range xlsxColumns {
		col := sheet.Column{Title: c.name, Width: c.width}
		switch c.name {
		case columnSource:
			col.RightToLeft = isRightToLeft(d.Header.Source.Lang)
		case columnTarget:
			col.RightToLeft = isRightToLeft(d.Header.Target.Lang)
		case columnStatus:
			col.Choices = []string{string(Draft), string(Edited), string(Approved), string(Rejected)}
		}
		for i := range d.Segments {
			text := d.Segments[i].cell(c.name)
			if n := sheet.Units(text); n > sheet.MaxCell {
				return fmt.Errorf("segment %.40q: its %s has %d characters, and a cell of a spreadsheet holds %d: write tsv, csv or xliff, or split the segment", d.Segments[i].ID, c.name, n, sheet.MaxCell)
			}
			col.Values = append(col.Values, text)
		}
		t.Columns = append(t.Columns, col)
	}
	return sheet.Write(w, t)
}

// Read implements [Exchange].
func (f xlsxFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (xlsxFormat) gather(r io.Reader) (*gatherer, error) {
	data, err := readAll(r, maxOffice)
	if err != nil {
		return nil, err
	}
	rows, err := sheet.Read(data)
	if err != nil {
		return nil, err
	}
	var t *tableReader
	for i, row := range rows {
		if t == nil {
			t, err = newTableReader(&Document{}, row)
		} else {
			err = t.addRow(row)
		}
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return t.done()
}

// maxOffice bounds an office file, as it lies on disk.
const maxOffice = 64 << 20

// readAll reads no more than limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("the file is larger than %d MB", limit>>20)
	}
	return data, err
}

// isRightToLeft reports whether a language is written from right to left.
func isRightToLeft(lang string) bool {
	switch langtag.Primary(lang) {
	case "ar", "he", "fa", "ur", "ps", "ku", "dv", "yi":
		return true
	}
	return false
}
