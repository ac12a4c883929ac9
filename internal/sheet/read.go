package sheet

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"tarjuman/internal/safezip"
)

// ErrNoSheet is returned for a workbook without any sheet.
var ErrNoSheet = errors.New("the workbook has no sheet")

// Sheet is what one sheet of a workbook holds.
type Sheet struct {
	Rows   [][]string // as text; empty ones keep their place, those at the end are cut off
	Merged []Range    // cells that were made one; only the first of them has text
}

// Range is a rectangle of cells, rows and columns counted from 0, the last included.
type Range struct{ FirstRow, FirstColumn, LastRow, LastColumn int }

// Read returns the first sheet with a row that wanted takes for its head, or else
// the first with any text: people put other sheets before and behind. The archive is
// held to the limits of [safezip.Open] before the library sees it.
func Read(data []byte, wanted func(row []string) bool) (s *Sheet, err error) {
	a, err := safezip.Open(data)
	if err != nil {
		return nil, err
	}
	merged, err := checkParts(a)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil { // a part the library did not expect
			s, err = nil, fmt.Errorf("the workbook is damaged")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if len(names) == 0 {
		return nil, ErrNoSheet
	}
	var first *Sheet
	for _, name := range names {
		rows, err := f.GetRows(name)
		if err != nil {
			return nil, err
		}
		s := &Sheet{Rows: trimmed(rows)}
		switch head := s.head(); {
		case head < 0:
			continue
		case wanted(s.Rows[head]) && merged:
			return s, s.readMerged(f, name)
		case wanted(s.Rows[head]):
			return s, nil
		case first == nil:
			first = s
		}
	}
	if first == nil {
		first = &Sheet{}
	}
	return first, nil
}

// head is the index of the first row with text, -1 for none.
func (s *Sheet) head() int {
	for i, row := range s.Rows {
		if !blank(row) {
			return i
		}
	}
	return -1
}

func trimmed(rows [][]string) [][]string {
	for len(rows) > 0 && blank(rows[len(rows)-1]) {
		rows = rows[:len(rows)-1]
	}
	return rows
}

func blank(row []string) bool {
	for _, cell := range row {
		if cell != "" {
			return false
		}
	}
	return true
}

// readMerged reads which cells were made one.
func (s *Sheet) readMerged(f *excelize.File, name string) error {
	merged, err := f.GetMergeCells(name, true)
	if err != nil {
		return err
	}
	for _, m := range merged {
		column, row, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		toColumn, toRow, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 == nil && err2 == nil {
			s.Merged = append(s.Merged, Range{row - 1, column - 1, toRow - 1, toColumn - 1})
		}
	}
	return nil
}
