// Package sheet writes and reads one table of text as an Excel workbook (Office
// Open XML SpreadsheetML). It wraps the only library for that which this program
// uses.
package sheet

import (
	"fmt"
	"io"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tarjuman/internal/safexml"
)

// MaxCell is the most UTF-16 units a cell can hold.
const MaxCell = excelize.TotalCellChars

// Units is how much of a cell a text takes: its length in UTF-16.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// Column is one column of a table.
type Column struct {
	Title       string
	Width       float64 // in characters
	RightToLeft bool    // the reading order of its cells
	Values      []string
	// Choices, when given, are offered as a list and nothing else is accepted.
	Choices []string
}

// Table is one sheet whose first row holds the titles.
type Table struct {
	Name        string
	RightToLeft bool // the first column is the rightmost
	Columns     []Column
}

// Write writes the table as a workbook. Every cell is text, so that nothing in it
// is ever a formula; characters XML cannot hold become U+FFFD. A value longer than
// a cell holds is an error, for a library would cut it silently.
func Write(w io.Writer, t Table) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f, t); err != nil {
		return err
	}
	return f.Write(w)
}

func fill(f *excelize.File, t Table) error {
	if err := f.SetSheetName(f.GetSheetName(0), t.Name); err != nil {
		return err
	}
	rtl := t.RightToLeft
	if err := f.SetSheetView(t.Name, 0, &excelize.ViewOptions{RightToLeft: &rtl}); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		if err := fillColumn(f, t.Name, i+1, c, bold); err != nil {
			return err
		}
	}
	return f.SetPanes(t.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// The reading orders of a cell (ISO 29500-1, 18.8.1, readingOrder).
const (
	leftToRight = 1
	rightToLeft = 2
)

func fillColumn(f *excelize.File, name string, n int, c Column, bold int) error {
	letter, err := excelize.ColumnNumberToName(n)
	if err != nil {
		return err
	}
	order := uint64(leftToRight)
	if c.RightToLeft {
		order = rightToLeft
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: textFormat, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top", ReadingOrder: order}})
	if err != nil {
		return err
	}
	if err := f.SetColWidth(name, letter, letter, c.Width); err != nil {
		return err
	}
	if err := f.SetColStyle(name, letter, style); err != nil {
		return err
	}
	for i, v := range append([]string{c.Title}, c.Values...) {
		cell := fmt.Sprintf("%s%d", letter, i+1)
		v, _ = safexml.Clean(v)
		if long := Units(v); long > MaxCell {
			return fmt.Errorf("%s holds %d characters, a cell of a spreadsheet no more than %d", cell, long, MaxCell)
		}
		if err := f.SetCellStr(name, cell, v); err != nil {
			return err
		}
	}
	if err := f.SetCellStyle(name, letter+"1", letter+"1", bold); err != nil {
		return err
	}
	if len(c.Values) > 0 {
		if err := f.SetCellStyle(name, letter+"2", fmt.Sprintf("%s%d", letter, len(c.Values)+1), style); err != nil {
			return err
		}
	}
	if len(c.Choices) == 0 || len(c.Values) == 0 {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, len(c.Values)+1))
	if err := v.SetDropList(c.Choices); err != nil {
		return err
	}
	return f.AddDataValidation(name, v)
}

// textFormat is the built-in number format "@": what is typed stays text.
const textFormat = 49
