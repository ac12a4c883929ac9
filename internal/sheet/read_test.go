package sheet

import (
	"reflect"
	"strings"
	"testing"
)

// book puts a workbook together from the rows of its sheet and its shared strings.
func book(t *testing.T, rows, shared string) []byte {
	t.Helper()
	const packages = "http://schemas.openxmlformats.org/package/2006/relationships"
	return archive(t,
		"_rels/.rels", `<Relationships xmlns="`+packages+`"><Relationship Id="a" Type="`+office+`/officeDocument" Target="/xl/book.xml"/></Relationships>`,
		"xl/_rels/book.xml.rels", `<Relationships xmlns="`+packages+`"><Relationship Id="c" Type="`+office+`/chartsheet" Target="chart.xml"/>`+
			`<Relationship Id="s" Type="`+office+`/worksheet" Target="sheets/one.xml"/><Relationship Id="t" Type="`+office+`/sharedStrings" Target="../xl/strings.xml"/></Relationships>`,
		"xl/book.xml", `<workbook xmlns="`+main+`" xmlns:rel="`+office+`"><sheets><sheet name="chart" rel:id="c"/><sheet name="one" rel:id="s"/></sheets></workbook>`,
		"xl/workbook.xml", `<workbook/>`,
		"xl/strings.xml", `<sst xmlns="`+main+`">`+shared+`</sst>`,
		"xl/sheets/one.xml", `<worksheet xmlns="`+main+`"><sheetData>`+rows+`</sheetData></worksheet>`)
}

// TestReadCells reads what other programs write: strings that are shared, in runs or
// in the cell, gaps, and cells that do not say where they stand.
func TestReadCells(t *testing.T) {
	shared := `<si><t>مصدر</t></si><si><r><t xml:space="preserve">two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb="0" eb="1"><t>ruby</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>`
	for name, c := range map[string]struct {
		rows string
		want [][]string
	}{
		"shared":         {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`, [][]string{{"مصدر", "two runs", "a\rb_x0041_"}}},
		"inline":         {`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> نص </t></is></c></row>`, [][]string{{" نص "}}},
		"gaps":           {`<row r="2"><c r="B2"><v>7</v></c><c r="C2"/></row><row r="5"><c r="A5"><v></v></c></row>`, [][]string{nil, {"", "7"}}},
		"no places":      {`<row><c t="str"><f>A2</f><v>x</v></c><c><v>1.50</v></c></row><row/><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>`, [][]string{{"x", "1.50"}, nil, {"1", "#N/A"}}},
		"nothing at all": {``, nil},
	} {
		got, err := Read(book(t, c.rows, shared))
		if err != nil || !reflect.DeepEqual(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func TestReadBounds(t *testing.T) {
	for name, c := range map[string]struct{ rows, says string }{
		"no such string": {`<row><c t="s"><v>3</v></c></row>`, "no shared string"},
		"a wide row":     {`<row>` + strings.Repeat(`<c><v>1</v></c>`, maxColumn+1) + `</row>`, "too far out"},
		"wide gaps":      {strings.Repeat(`<row><c r="ALL1"><v>1</v></c></row>`, maxCells/maxColumn+1), "cells"},
	} {
		if _, err := Read(book(t, c.rows, "")); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want %q", name, err, c.says)
		}
	}
}
