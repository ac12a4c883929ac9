// Package sheet writes and reads one table of text as an Excel workbook
// (SpreadsheetML of ISO/IEC 29500-1, clause 18).
//
// The usual library knows all of Excel, formulas and charts and two hundred formats of
// numbers, and has them ready whenever a program that links it starts. This program
// has texts only.
package sheet

import "unicode/utf16"

// MaxCell is the most UTF-16 units a cell can hold.
const MaxCell = 32767

// The namespaces and types of a workbook and its package.
const (
	main          = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	office        = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
	contentTypes  = "http://schemas.openxmlformats.org/package/2006/content-types"
	content       = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

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
