package sheet

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"tarjuman/internal/safezip"
)

// Bounds of a sheet: more than any article, less than what a hostile cell
// reference makes a library allocate.
const (
	maxRow    = 200_000
	maxColumn = 1_000
)

// checkParts reads every XML part of a workbook once, within the limits of the
// archive, and refuses cell references that lie far out.
func checkParts(a *safezip.Archive) error {
	workbook := false
	for _, name := range a.Names() {
		if strings.HasPrefix(name, "xl/workbook") {
			workbook = true
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		err := a.Walk(name, func(t xml.Token, _ int) error {
			if e, ok := t.(xml.StartElement); ok {
				return checkPlace(name, e)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if !workbook {
		return &safezip.Error{Kind: safezip.NotZip, Reason: "is a zip archive, not an Excel workbook"}
	}
	return nil
}

func checkPlace(part string, e xml.StartElement) error {
	if e.Name.Local != "row" && e.Name.Local != "c" {
		return nil
	}
	for _, a := range e.Attr {
		if a.Name.Local != "r" || a.Name.Space != "" {
			continue
		}
		letters := strings.TrimRight(a.Value, "0123456789")
		row, err := strconv.Atoi(a.Value[len(letters):])
		if err != nil || row < 1 || row > maxRow || columnNumber(letters) > maxColumn || (letters == "") != (e.Name.Local == "row") {
			return &safezip.Error{Kind: safezip.TooMuch, Part: part, Reason: fmt.Sprintf("has a cell at %.20q, too far out for an article", a.Value)}
		}
	}
	return nil
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
