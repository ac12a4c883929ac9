package bitext

import (
	"fmt"
	"io"
	"slices"

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
	from, err := sheet.Read(data, func(row []string) bool {
		_, err := newTableReader(&Document{}, row)
		return err == nil
	})
	if err != nil {
		return nil, err
	}
	var t *tableReader
	segments := map[int]int{} // by row
	for i, row := range from.Rows {
		switch {
		case t != nil:
			n := len(t.doc.Segments)
			if err = t.addRow(row); len(t.doc.Segments) > n {
				segments[i] = n
			}
		case slices.ContainsFunc(row, func(cell string) bool { return cell != "" }):
			t, err = newTableReader(&Document{}, row)
		}
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if t != nil {
		t.markMerged(from.Merged, segments)
	}
	return t.done()
}

// markMerged notes the segments whose id or text is in cells that were made one with
// those of other columns or rows.
func (t *tableReader) markMerged(ranges []sheet.Range, segments map[int]int) {
	for _, r := range ranges {
		for _, name := range []string{columnID, columnSource, columnTarget} {
			column, ok := t.columns[name]
			if !ok || column < r.FirstColumn || column > r.LastColumn {
				continue
			}
			for row, n := range segments {
				if row >= r.FirstRow && row <= r.LastRow {
					t.isMerged(n)
				}
			}
		}
	}
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
