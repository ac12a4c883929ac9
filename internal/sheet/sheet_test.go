package sheet

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"tarjuman/internal/safexml"
	"tarjuman/internal/safezip"
	"tarjuman/internal/ziptest"
)

func any([]string) bool { return true }

func TestTextComesBack(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("اب ت12<>&\"'=+-@_x0041\n\u00a0\u200f\u0640\u2066é😀\x01")))
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(0, 5).Draw(t, "rows")
		table := Table{Name: "a", RightToLeft: true, Columns: []Column{{Title: "one", Width: 10, RightToLeft: true}, {Title: "two", Width: 20}}}
		want := [][]string{{"one", "two"}}
		for range rows {
			a, b := text.Draw(t, "a"), text.Draw(t, "b")+"."
			table.Columns[0].Values = append(table.Columns[0].Values, a)
			table.Columns[1].Values = append(table.Columns[1].Values, b)
			a, _ = safexml.Clean(a)
			b, _ = safexml.Clean(b)
			want = append(want, []string{a, b})
		}
		var buf bytes.Buffer
		if err := Write(&buf, table); err != nil {
			t.Fatal(err)
		}
		got, err := Read(buf.Bytes(), any)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Rows, want) {
			t.Fatalf("got  %q\nwant %q", got.Rows, want)
		}
	})
}

func TestWriteRefusesWhatACellCannotHold(t *testing.T) {
	err := Write(&bytes.Buffer{}, Table{Name: "a", Columns: []Column{{Title: "t", Width: 10, Values: []string{strings.Repeat("ن", MaxCell+1)}}}})
	if err == nil || !strings.Contains(err.Error(), "A2 holds 32768 characters") {
		t.Errorf("error %v", err)
	}
}

// People put other sheets before the table, delete rows and merge cells.
func TestReadFindsTheTable(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for name, cells := range map[string]map[string]string{
		"Sheet1": {}, "front": {"A1": "to do"}, "table": {"B2": "id", "C2": "target", "B3": "s1", "C3": "One.", "B4": "s2"},
	} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for cell, value := range cells {
			if err := f.SetCellStr(name, cell, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, err := range []error{f.MergeCell("table", "C3", "C4"), f.MergeCell("front", "A1", "B2")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	a, err := safezip.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, name := range a.Names() {
		x, err := a.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, name, strings.Replace(string(x), "</sheetData>", `<row r="1048576" ht="12.8"/></sheetData>`, 1))
	}
	data := ziptest.Of(t, parts...)
	got, err := Read(data, func(row []string) bool { return slices.Contains(row, "id") })
	want := &Sheet{Rows: [][]string{nil, {"", "id", "target"}, {"", "s1", "One."}, {"", "s2"}}, Merged: []Range{{2, 2, 3, 2}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	if got, err := Read(data, func([]string) bool { return false }); err != nil || got.Rows[0][0] != "to do" {
		t.Errorf("without a wanted head: %+v, %v", got, err)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":        {nil, "no office file"},
		"not a zip":      {[]byte("id,source\n"), "no office file"},
		"another zip":    {ziptest.Of(t, "word/document.xml", "<a/>"), "not an Excel workbook"},
		"only the name":  {ziptest.Of(t, "xl/workbook.xml", "<workbook/>"), ""},
		"broken XML":     {ziptest.Of(t, "xl/workbook.xml", "<workbook"), "damaged"},
		"a DOCTYPE":      {ziptest.Of(t, "xl/workbook.xml", `<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>`), "DOCTYPE"},
		"a far cell":     {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<row r="1048576"><c r="XFD1048576"/></row>`), "too far out"},
		"a far text":     {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`), "too far out"},
		"a row too many": {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<row r="1048577"/>`), "too far out"},
		"a wide cell":    {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<c r="XFD1"/>`), "too far out"},
		"a bomb":         {ziptest.Of(t, "xl/workbook.xml", "<workbook>"+strings.Repeat(" ", 4<<20)+"</workbook>"), "times its size"},
	} {
		_, err := Read(c.data, any)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", name, err, c.says)
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, Table{Name: "a", Columns: []Column{{Title: "t", Width: 10, Values: []string{"نص"}}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Read(data, any); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("an error of several lines: %q", err)
		}
	})
}
