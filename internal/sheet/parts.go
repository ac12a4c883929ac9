package sheet

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"tarjuman/internal/safezip"
)

// Bounds of a sheet: more than any article, less than what a hostile cell
// reference makes a library allocate. Rows further out may stand in a file as long
// as they are empty: LibreOffice writes the last row of a sheet, lastRow, when one
// was deleted.
const (
	maxRow    = 200_000
	maxColumn = 1_000
	lastRow   = 1 << 20
)

// checkParts reads every XML part of a workbook once, within the limits of the
// archive, and refuses cell references that lie far out. It reports whether any cells
// were made one, which the library needs a second reading to tell.
func checkParts(a *safezip.Archive) (merged bool, err error) {
	workbook := false
	for _, name := range a.Names() {
		if strings.HasPrefix(name, "xl/workbook") {
			workbook = true
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		far := "" // the place of an open row or cell beyond maxRow
		err := a.Walk(name, func(t xml.Token, _ int) error {
			e, ok := t.(xml.StartElement)
			if !ok {
				return nil
			}
			switch e.Name.Local {
			case "mergeCell":
				merged = true
			case "row", "c":
				var err error
				far, err = checkPlace(name, e)
				return err
			case "v", "f", "is", "t":
				if far != "" {
					return tooFar(name, far)
				}
			}
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	if !workbook {
		return false, &safezip.Error{Kind: safezip.NotZip, Reason: "is a zip archive, not an Excel workbook"}
	}
	return merged, nil
}

// checkPlace holds a row or cell to the bounds. It returns its place when that is
// one where nothing may stand.
func checkPlace(part string, e xml.StartElement) (far string, err error) {
	for _, a := range e.Attr {
		if a.Name.Local != "r" || a.Name.Space != "" {
			continue
		}
		letters := strings.TrimRight(a.Value, "0123456789")
		row, err := strconv.Atoi(a.Value[len(letters):])
		switch {
		case err != nil, row < 1, row > lastRow, columnNumber(letters) > maxColumn, (letters == "") != (e.Name.Local == "row"):
			return "", tooFar(part, a.Value)
		case row > maxRow:
			far = a.Value
		}
	}
	return far, nil
}

func tooFar(part, place string) error {
	return &safezip.Error{Kind: safezip.TooMuch, Part: part, Reason: fmt.Sprintf("has a cell at %.20q, too far out for an article", place)}
}

func columnNumber(letters string) int {
	n := 0
	for _, r := range letters {
		if r < 'A' || r > 'Z' || n > maxColumn {
			return maxColumn + 1
		}
		n = n*26 + int(r-'A') + 1
	}
	return n
}
