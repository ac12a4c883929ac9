package bitext

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// row is a row of a Word table: cells are "text" or "text|properties".
func wordRow(cells ...string) string {
	var b strings.Builder
	b.WriteString("<w:tr>")
	for _, c := range cells {
		text, props, _ := strings.Cut(c, "|")
		fmt.Fprintf(&b, "<w:tc><w:tcPr>%s</w:tcPr><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>", props, text)
	}
	b.WriteString("</w:tr>")
	return b.String()
}

const (
	two     = `<w:gridSpan w:val="2"/>`
	restart = `<w:vMerge w:val="restart"/>`
	below   = `<w:vMerge/>`
)

// Editors split and merge cells. What can be told apart comes back by its id, and
// what cannot is a conflict rather than a guess.
func TestReviewDOCXWithSplitAndMergedCells(t *testing.T) {
	head := wordRow("№", "Arabic", "English", "notes")
	for name, c := range map[string]struct{ rows, want, conflicts string }{
		"untouched": {head + wordRow("s01", "أ.", "A.", "") + wordRow("s02", "ب.", "B.", ""), "", ""},
		"a cell split across, its text in both halves": {
			wordRow("№", "Arabic", "English|"+two, "notes") + wordRow("s01", "أ.", "A one", "and two.", "x") + wordRow("s02", "ب.", "B.|"+two, ""), "s01=A one\nand two.", ""},
		"a cell split down": {
			head + wordRow("s01|"+restart, "أ.|"+restart, "A one", "|"+restart) + wordRow("|"+below, "|"+below, "and two.", "|"+below) + wordRow("s02", "ب.", "B!", ""), "s01=A one\nand two. s02=B!", ""},
		"translations of two rows merged": {
			head + wordRow("s01", "أ.", "A. B.|"+restart, "") + wordRow("s02", "ب.", "|"+below, "") + wordRow("s03", "ج.", "C!", ""), "s03=C!", "s01 s02"},
		"translation and notes merged": {head + wordRow("s01", "أ.", "A. note|"+two) + wordRow("s02", "ب.", "B!", ""), "s02=B!", "s01"},
		"number and source merged":     {head + wordRow("s01|"+two, "A!", "") + wordRow("s02", "ب.", "B!", ""), "s02=B!", "s01"},
		"spans that do not add up":     {head + wordRow("s01", "أ.|"+two, "A!", "") + wordRow("s02", "ب.", "B.", ""), "s01=A!", ""},
		"a row without an id":          {head + wordRow("s01", "أ.", "A.", "") + wordRow("", "ب.", "B!", ""), "", "(no id)"},
		"no notes":                     {wordRow("№", "Arabic", "English") + wordRow("s01", "أ.", "A!"), "s01=A!", ""},
		"a short row":                  {head + wordRow("s01") + wordRow("s02", "ب.", "B!", ""), "s01= s02=B!", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, data := reviewed(t)
			x := documentXML(t, data)
			from, to := strings.Index(x, "<w:tr>"), strings.LastIndex(x, "</w:tr>")
			data = replaceIn(t, data, "word/document.xml", x[from:to+len("</w:tr>")], c.rows)
			changes, err := edited{docxFormat{}}.Changes(data)
			if err != nil {
				t.Fatal(err)
			}
			done, left, err := s.Import(changes, true)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range done {
				got = append(got, e.Seg+"="+e.Text)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			said := ""
			if len(left) > 0 {
				said = left.Error()
			}
			if c.conflicts == "" && said != "" || !strings.HasSuffix(said, c.conflicts) {
				t.Errorf("conflicts %q, want %q", said, c.conflicts)
			}
		})
	}
}

func TestConflictsOfManySegmentsAreOneShortLine(t *testing.T) {
	var changes []Change
	for i := range 5000 {
		changes = append(changes, Change{ID: fmt.Sprintf("z%d", i), Target: "x"})
	}
	s := session(t, workingFile(t), "Huda")
	_, _, err := s.Import(changes, false)
	var c Conflicts
	if !errors.As(err, &c) || len(c) != 5000 || !strings.HasSuffix(err.Error(), "z11 and 4988 more") {
		t.Errorf("error %.300v", err)
	}
}

// A workbook with merged cells is told apart the same way.
func TestWorkbookWithMergedCells(t *testing.T) {
	d, err := Open(workingFile(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := (xlsxFormat{}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	data := replaceIn(t, b.Bytes(), "xl/worksheets/sheet1.xml", "</sheetData>", `</sheetData><mergeCells count="2"><mergeCell ref="C2:C3"/><mergeCell ref="E4:F4"/></mergeCells>`)
	changes, err := edited{xlsxFormat{}}.Changes(data)
	if err != nil {
		t.Fatal(err)
	}
	var got []bool
	for _, c := range changes {
		got = append(got, c.Merged)
	}
	if want := []bool{true, true, false}; !slices.Equal(got[:3], want) {
		t.Errorf("merged %v, want %v", got, want)
	}
	_, notes, err := xlsxFormat{}.Read(bytes.NewReader(data))
	if err != nil || len(notes) != 1 || notes[0] != "2 segments stand in merged cells, whose texts cannot be told apart" {
		t.Errorf("notes %q, %v", notes, err)
	}
}
