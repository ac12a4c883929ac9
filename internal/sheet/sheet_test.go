package sheet

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/internal/safexml"
	"tarjuman/internal/ziptest"
)

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
		got, err := Read(buf.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

func TestWriteRefusesWhatACellCannotHold(t *testing.T) {
	err := Write(&bytes.Buffer{}, Table{Name: "a", Columns: []Column{{Title: "t", Width: 10, Values: []string{strings.Repeat("ن", MaxCell+1)}}}})
	if err == nil || !strings.Contains(err.Error(), "A2 holds 32768 characters") {
		t.Errorf("error %v", err)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":       {nil, "no office file"},
		"not a zip":     {[]byte("id,source\n"), "no office file"},
		"another zip":   {ziptest.Of(t, "word/document.xml", "<a/>"), "not an Excel workbook"},
		"only the name": {ziptest.Of(t, "xl/workbook.xml", "<workbook/>"), ""},
		"broken XML":    {ziptest.Of(t, "xl/workbook.xml", "<workbook"), "damaged"},
		"a DOCTYPE":     {ziptest.Of(t, "xl/workbook.xml", `<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>`), "DOCTYPE"},
		"a far cell":    {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<row r="1048576"><c r="XFD1048576"/></row>`), "too far out"},
		"a wide cell":   {ziptest.Of(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", `<c r="XFD1"/>`), "too far out"},
		"a bomb":        {ziptest.Of(t, "xl/workbook.xml", "<workbook>"+strings.Repeat(" ", 4<<20)+"</workbook>"), "times its size"},
	} {
		_, err := Read(c.data)
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
		if _, err := Read(data); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("an error of several lines: %q", err)
		}
	})
}
