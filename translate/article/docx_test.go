package article

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tarjuman/internal/safezip"
	"tarjuman/internal/ziptest"
)

// outline writes paragraphs one a line: kind, level, text.
func outline(ps []Paragraph) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "%s%s %q\n", p.Kind, strings.Repeat("#", p.Level), p.Text)
	}
	return b.String()
}

func TestReadDOCX(t *testing.T) {
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	tests := []struct{ name, body, want string }{
		{"paragraphs", wordParagraph("a", "أولا.") + wordParagraph("", "ثانيا & ثالثا."), "body \"أولا.\"\nbody \"ثانيا & ثالثا.\"\n"},
		{"runs join", "<w:p>" + run("نص") + run("ان") + "</w:p>", "body \"نصان\"\n"},
		{"tab and break", "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "body \"a\\tb\\nc\"\n"},
		{"two breaks part", "<w:p><w:r><w:t>a</w:t><w:br/><w:t> </w:t><w:br/><w:t>b</w:t></w:r></w:p>", "body \"a\"\nbody \"b\"\n"},
		{"heading styles", wordParagraph("1", "A") + wordParagraph("2", "B") + wordParagraph("21", "C"), "heading# \"A\"\nheading## \"B\"\nheading## \"C\"\n"},
		{"own outline level", `<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>` + run("A") + `</w:p><w:p><w:pPr><w:pStyle w:val="1"/><w:outlineLvl w:val="9"/></w:pPr>` + run("B") + `</w:p>`, "heading### \"A\"\nbody \"B\"\n"},
		{"lists", wordParagraph("l", "A") + `<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>` + run("B") + `</w:p><w:p><w:pPr><w:pStyle w:val="l"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + run("C") + `</w:p>`, "list item \"A\"\nlist item \"B\"\nbody \"C\"\n"},
		{"quotation", wordParagraph("q", "A"), "quotation \"A\"\n"},
		{"cyclic styles", wordParagraph("x", "A"), "body \"A\"\n"},
		{"table", "<w:tbl><w:tr><w:tc>" + wordParagraph("a", "A") + "</w:tc><w:tc>" + wordParagraph("1", "B") + "</w:tc></w:tr></w:tbl>" + wordParagraph("a", "C"), "table cell \"A\"\nheading# \"B\"\nbody \"C\"\n"},
		{"tracked changes", `<w:p>` + run("ظل ") + `<w:del w:id="1"><w:r><w:delText>محذوف</w:delText><w:t>كذلك</w:t></w:r></w:del><w:ins w:id="2">` + run("جديد") + `</w:ins><w:moveFrom>` + run("نقل") + `</w:moveFrom></w:p>`, "body \"ظل جديد\"\n"},
		{"deleted paragraph mark", `<w:p><w:pPr><w:pStyle w:val="1"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("a") + `</w:p><w:p>` + run("b") + `</w:p>`, "body \"ab\"\n"},
		{"deleted last mark", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("a") + `</w:p>`, "body \"a\"\n"},
		{"field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("رابط") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "body \"رابط\"\n"},
		{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r></w:p>`, "body \"b\"\n"},
		{"table of contents", wordParagraph("t1", "A 1") + wordParagraph("1", "A"), "heading# \"A\"\n"},
		{"text box once", `<w:p>` + run("out") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p>` + run("box") + `</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>` + run("box") + `</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>` + run("side") + `</w:p>`, "body \"box\"\nbody \"outside\"\n"},
		{"formula and hyphen", `<w:p><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>`, "body \"x=2a\u2011b\"\n"},
		{"link", `<w:p><w:hyperlink><w:r><w:t>نص</w:t></w:r></w:hyperlink></w:p>`, "body \"نص\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(bytes.NewReader(ziptest.OfMap(t, wordParts(tt.body))), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a.Paragraphs); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			checkSpans(t, a)
		})
	}
}

func TestFootnotesComeLast(t *testing.T) {
	parts := wordParts(wordParagraph("a", "النص."))
	parts["word/footnotes.xml"] = footnotesHead + `<w:footnote w:id="1">` + wordParagraph("a", "الحاشية.") + `</w:footnote></w:footnotes>`
	parts["docProps/core.xml"] = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>x</dc:creator><dc:title>عنوان الملف</dc:title></cp:coreProperties>`
	a, err := Read(bytes.NewReader(ziptest.OfMap(t, parts)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Source != "النص.\nالحاشية.\n" || a.Title != "عنوان الملف" || a.Lang != "ar" || a.Dir != "rtl" {
		t.Errorf("%q, title %q, %s %s", a.Source, a.Title, a.Lang, a.Dir)
	}
}

func TestDOCXIsRefused(t *testing.T) {
	with := func(change func(map[string]string)) []byte {
		parts := wordParts(wordParagraph("a", "نص"))
		change(parts)
		return ziptest.OfMap(t, parts)
	}
	many := wordParts("")
	for i := range safezip.MaxEntries {
		many[fmt.Sprintf("word/media/%d", i)] = ""
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"truncated", ziptest.OfMap(t, wordParts(""))[:200], "not a Word document"},
		{"plain zip", ziptest.OfMap(t, map[string]string{"a.txt": "x"}), "is a zip archive"},
		{"spreadsheet", ziptest.OfMap(t, map[string]string{"xl/workbook.xml": "<x/>"}), "is a spreadsheet"},
		{"spreadsheet by relation", with(func(p map[string]string) {
			p["_rels/.rels"] = strings.Replace(packageRels, "word/document.xml", "xl/workbook.xml", 1)
			p["xl/workbook.xml"] = "<x/>"
		}), "is a spreadsheet"},
		{"target outside", with(func(p map[string]string) {
			p["_rels/.rels"] = strings.Replace(packageRels, "word/document.xml", "../../etc/passwd", 1)
		}), "is a zip archive"},
		{"opendocument", ziptest.OfMap(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"},
		{"no text", with(func(p map[string]string) { p["word/document.xml"] = wordHead + "<w:p/>" + wordTail }), "word/document.xml: has no text"},
		{"doctype", with(func(p map[string]string) {
			p["word/document.xml"] = `<!DOCTYPE x [<!ENTITY a "b">]>` + p["word/document.xml"]
		}), "word/document.xml: has a DOCTYPE"},
		{"doctype in styles", with(func(p map[string]string) {
			p["word/styles.xml"] = `<!DOCTYPE x SYSTEM "file:///etc/passwd">` + wordStyles
		}), "word/styles.xml: has a DOCTYPE"},
		{"entity", with(func(p map[string]string) {
			p["word/document.xml"] = wordHead + "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>" + wordTail
		}), "word/document.xml: is damaged"},
		{"deep", with(func(p map[string]string) {
			p["word/document.xml"] = wordHead + strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300) + wordTail
		}), "nested deeper than 256"},
		{"cut off", with(func(p map[string]string) { p["word/document.xml"] = wordHead + "<w:p><w:r>" }), "word/document.xml: is damaged"},
		{"bomb", with(func(p map[string]string) { p["word/document.xml"] = wordHead + strings.Repeat(" ", 8<<20) + wordTail }), "more than 200 times"},
		{"too many parts", ziptest.OfMap(t, many), "parts"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(bytes.NewReader(tt.data), Options{Path: "x.docx"})
			if err == nil || !strings.HasPrefix(err.Error(), "x.docx: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// The pieces of a document, put one behind the other, are its text.
func TestReadWordPieces(t *testing.T) {
	parts := wordParts(wordParagraph("a", "  أولا 😀.") + `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:br/><w:t>c</w:t></w:r></w:p>`)
	parts["word/footnotes.xml"] = footnotesHead + `<w:footnote w:id="1">` + wordParagraph("a", "حاشية.") + `</w:footnote></w:footnotes>`
	a, pieces, err := ReadWord(ziptest.OfMap(t, parts), "x.docx")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	source := []rune(a.Source)
	for _, p := range pieces {
		fmt.Fprintf(&got, "%s %s|", strings.TrimPrefix(p.Part, "word/"), string(source[p.Start:p.End]))
	}
	if want := "document.xml أولا 😀.|document.xml a|document.xml \t|document.xml b|document.xml c|footnotes.xml حاشية.|"; got.String() != want {
		t.Errorf("got  %q\nwant %q", got.String(), want)
	}
}

// Headers and footers are read behind the text, each once, but for page numbers.
func TestDOCXMargins(t *testing.T) {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	parts := wordParts(wordParagraph("a", "متن الخبر."))
	parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="a" Type="http://x/relationships/footer" Target="footer1.xml"/>` +
		`<Relationship Id="b" Type="http://x/relationships/header" Target="/word/header2.xml"/>` +
		`<Relationship Id="c" Type="http://x/relationships/header" Target="header2.xml"/>` +
		`<Relationship Id="d" Type="http://x/relationships/header" Target="missing.xml"/>` +
		`<Relationship Id="e" Type="http://x/relationships/header" Target="document.xml"/>` +
		`<Relationship Id="f" Type="http://x/relationships/header" Target="file:///etc/passwd" TargetMode="External"/>` +
		`<Relationship Id="g" Type="http://x/relationships/image" Target="header3.xml"/></Relationships>`
	parts["word/header2.xml"] = `<w:hdr ` + ns + `>` + wordParagraph("1", "نشرة الصباح") + `</w:hdr>`
	parts["word/header3.xml"] = `<w:hdr ` + ns + `>` + wordParagraph("a", "لا يخص قسما") + `</w:hdr>`
	parts["word/footer1.xml"] = `<w:ftr ` + ns + `>` + wordParagraph("a", "- 12 -") + wordParagraph("a", "صفحة 1 من 3") + `</w:ftr>`
	parts["word/footnotes.xml"] = footnotesHead + `<w:footnote w:id="1">` + wordParagraph("a", "حاشية.") + `</w:footnote></w:footnotes>`
	a, pieces, err := ReadWord(ziptest.OfMap(t, parts), "wire.docx")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range a.Paragraphs {
		got = append(got, p.Text)
	}
	if want := "متن الخبر.|حاشية.|نشرة الصباح|صفحة 1 من 3"; strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if last := pieces[len(pieces)-1]; last.Part != "word/footer1.xml" {
		t.Errorf("last piece %+v", last)
	}
}
