package sheet

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tarjuman/internal/safexml"
)

// Write writes the table as a workbook. Every cell is text, so that nothing in it
// is ever a formula; characters XML cannot hold become U+FFFD. A value longer than
// a cell holds is an error.
func Write(w io.Writer, t Table) error {
	if err := t.check(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, part := range []struct {
		name  string
		write func(x *safexml.Writer)
	}{
		{"[Content_Types].xml", writeTypes},
		{"_rels/.rels", func(x *safexml.Writer) { writeRelations(x, "officeDocument", "xl/workbook.xml") }},
		{"xl/_rels/workbook.xml.rels", func(x *safexml.Writer) {
			writeRelations(x, "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml")
		}},
		{"xl/workbook.xml", t.writeWorkbook},
		{"xl/styles.xml", writeStyles},
		{"xl/worksheets/sheet1.xml", t.writeSheet},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		x := safexml.NewWriter(f)
		part.write(x)
		if err := x.Close(); err != nil {
			return err
		}
	}
	return z.Close()
}

func (t *Table) check() error {
	for i, c := range t.Columns {
		for k := range len(c.Values) + 1 {
			if long := Units(escape(c.cell(k))); long > MaxCell {
				return fmt.Errorf("%s%d holds %d characters, a cell of a spreadsheet no more than %d", letters(i), k+1, long, MaxCell)
			}
		}
	}
	return nil
}

// cell is what stands in a row, of which the first holds the titles.
func (c *Column) cell(row int) string {
	switch {
	case row == 0:
		return c.Title
	case row <= len(c.Values):
		return c.Values[row-1]
	}
	return ""
}

// letters is the name of column i: A, B … Z, AA.
func letters(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letters(i/26-1) + string(rune('A'+i%26))
}

func writeTypes(x *safexml.Writer) {
	x.Start("Types", "xmlns", contentTypes)
	x.Element("Default", "", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	x.Element("Default", "", "Extension", "xml", "ContentType", "application/xml")
	for _, part := range [][2]string{{"/xl/workbook.xml", "sheet.main"}, {"/xl/worksheets/sheet1.xml", "worksheet"}, {"/xl/styles.xml", "styles"}} {
		x.Element("Override", "", "PartName", part[0], "ContentType", content+part[1]+"+xml")
	}
}

// writeRelations writes pairs of a type and a target, numbered from r1.
func writeRelations(x *safexml.Writer, pairs ...string) {
	x.Start("Relationships", "xmlns", relationships)
	for i := 0; i < len(pairs); i += 2 {
		x.Element("Relationship", "", "Id", fmt.Sprint("r", i/2+1), "Type", office+"/"+pairs[i], "Target", pairs[i+1])
	}
}

func (t *Table) writeWorkbook(x *safexml.Writer) {
	x.Start("workbook", "xmlns", main, "xmlns:r", office)
	x.Start("sheets")
	x.Element("sheet", "", "name", t.Name, "sheetId", "1", "r:id", "r1")
}

// The styles of cells, by number.
const (
	plainStyle = iota
	titleStyle
	leftStyle  // text that reads from left to right
	rightStyle // and from right to left
)

// writeStyles writes the four styles. Texts have the format "@", number 49, so that
// what is typed stays text; readingOrder is that of 18.8.1.
func writeStyles(x *safexml.Writer) {
	x.Start("styleSheet", "xmlns", main)
	x.Start("fonts", "count", "2")
	for _, bold := range []bool{false, true} {
		x.Start("font")
		if bold {
			x.Element("b", "")
		}
		x.Element("sz", "", "val", "11")
		x.Element("name", "", "val", "Calibri")
		x.End()
	}
	x.End()
	x.Start("fills", "count", "2") // both are reserved
	for _, pattern := range []string{"none", "gray125"} {
		x.Start("fill")
		x.Element("patternFill", "", "patternType", pattern)
		x.End()
	}
	x.End()
	x.Start("borders", "count", "1")
	x.Start("border")
	for _, side := range []string{"left", "right", "top", "bottom", "diagonal"} {
		x.Element(side, "")
	}
	x.End()
	x.End()
	x.Start("cellStyleXfs", "count", "1")
	x.Element("xf", "", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0")
	x.End()
	x.Start("cellXfs", "count", "4")
	x.Element("xf", "", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0", "xfId", "0")
	writeStyle(x, []string{"numFmtId", "0", "fontId", "1", "applyFont", "1"}, "vertical", "top")
	for _, order := range []string{"1", "2"} {
		writeStyle(x, []string{"numFmtId", "49", "fontId", "0", "applyNumberFormat", "1"}, "vertical", "top", "wrapText", "1", "readingOrder", order)
	}
	x.End()
	x.Start("cellStyles", "count", "1")
	x.Element("cellStyle", "", "name", "Normal", "xfId", "0", "builtinId", "0")
	x.End()
}

func writeStyle(x *safexml.Writer, attrs []string, alignment ...string) {
	x.Start("xf", append(attrs, "fillId", "0", "borderId", "0", "xfId", "0", "applyAlignment", "1")...)
	x.Element("alignment", "", alignment...)
	x.End()
}

func (c *Column) style() string {
	if c.RightToLeft {
		return strconv.Itoa(rightStyle)
	}
	return strconv.Itoa(leftStyle)
}

func (t *Table) writeSheet(x *safexml.Writer) {
	x.Start("worksheet", "xmlns", main)
	x.Start("sheetViews")
	view := []string{"workbookViewId", "0"}
	if t.RightToLeft {
		view = append(view, "rightToLeft", "1")
	}
	x.Start("sheetView", view...)
	x.Element("pane", "", "ySplit", "1", "topLeftCell", "A2", "activePane", "bottomLeft", "state", "frozen")
	x.End()
	x.End()
	if len(t.Columns) > 0 {
		x.Start("cols")
		for i, c := range t.Columns {
			n := strconv.Itoa(i + 1)
			x.Element("col", "", "min", n, "max", n, "width", strconv.FormatFloat(c.Width, 'f', -1, 64), "style", c.style(), "customWidth", "1")
		}
		x.End()
	}
	t.writeRows(x)
	t.writeChoices(x)
}

// rows is how many rows the table has, that of the titles included.
func (t *Table) rows() int {
	n := 0
	for _, c := range t.Columns {
		n = max(n, len(c.Values)+1)
	}
	return n
}

func (t *Table) writeRows(x *safexml.Writer) {
	x.Start("sheetData")
	for row := range t.rows() {
		n := strconv.Itoa(row + 1)
		x.Start("row", "r", n)
		for i, c := range t.Columns {
			style := c.style()
			if row == 0 {
				style = strconv.Itoa(titleStyle)
			}
			x.Start("c", "r", letters(i)+n, "s", style, "t", "inlineStr")
			x.Start("is")
			x.Element("t", escape(c.cell(row)), "xml:space", "preserve")
			x.End()
			x.End()
		}
		x.End()
	}
	x.End()
}

// writeChoices offers the choices of columns as lists.
func (t *Table) writeChoices(x *safexml.Writer) {
	var offered []int
	for i, c := range t.Columns {
		if len(c.Choices) > 0 && len(c.Values) > 0 {
			offered = append(offered, i)
		}
	}
	if len(offered) == 0 {
		return
	}
	x.Start("dataValidations", "count", strconv.Itoa(len(offered)))
	for _, i := range offered {
		c := &t.Columns[i]
		x.Start("dataValidation", "type", "list", "allowBlank", "1", "showErrorMessage", "1", "sqref", fmt.Sprintf("%s2:%s%d", letters(i), letters(i), len(c.Values)+1))
		x.Element("formula1", `"`+strings.Join(c.Choices, ",")+`"`)
		x.End()
	}
	x.End()
}
