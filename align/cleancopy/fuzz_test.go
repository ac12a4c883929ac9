package cleancopy

import (
	"bytes"
	"testing"

	"tarjuman/translate/article"
)

// Whatever stands in the body of a Word document that is read, its copy is written
// and read again.
func FuzzWordBody(f *testing.F) {
	f.Add(p(`<w:bidi/>`, r("<w:b/>", "نص"), `<w:hyperlink r:id="u">`+r("", "x")+`</w:hyperlink><w:r><w:footnoteReference w:id="1"/></w:r>`))
	f.Add(`<w:tbl><w:tblPr/><w:tr><w:tc>` + p("", r("", "a")) + `</w:tc></w:tr></w:tbl>`)
	f.Add(p(`<w:rPr><w:del/></w:rPr>`, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("", "a"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`) + p("", r("", "b")))
	f.Fuzz(func(t *testing.T, body string) {
		data := word(t, body)
		a, _, err := article.ReadWord(data, "a.docx")
		if err != nil {
			return
		}
		d := translated(t, a, "en", nil)
		for i := range d.Segments {
			d.Segments[i].Target.Text = "Text."
		}
		var b bytes.Buffer
		if err := (&DOCX{Original: &Original{"a.docx", data}}).Write(&b, d); err != nil {
			return // a part that only one of the two parsers takes
		}
		if _, err := article.Read(&b, article.Options{}); err != nil {
			t.Fatalf("the copy is not read: %v", err)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("# a\n\n- **b** [c](d) `e`\n\n> f\n\n| g |\n|---|\n| h |\n")
	f.Fuzz(func(t *testing.T, source string) {
		a, err := article.Read(bytes.NewReader([]byte(source)), article.Options{Format: article.Markdown, Encoding: "utf-8"})
		if err != nil {
			return
		}
		d := translated(t, a, "en", nil)
		for i := range d.Segments {
			d.Segments[i].Target.Text = "Text *not* markup."
		}
		var b bytes.Buffer
		if err := (&Markdown{Original: &Original{"a.md", []byte(source)}}).Write(&b, d); err != nil {
			t.Fatal(err)
		}
	})
}
