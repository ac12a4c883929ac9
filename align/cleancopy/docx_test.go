package cleancopy

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/align/bitext"
	"tarjuman/translate/article"
)

func TestWordCopyKeepsLayout(t *testing.T) {
	tests := []struct {
		name, body   string
		translations map[string]string
		want, notes  string // want is the body; "" for not looked at
	}{
		{"a heading and its style", p(`<w:pStyle w:val="1"/>`, r("", "عنوان")), map[string]string{"عنوان": "Title"},
			`<w:p><w:pPr><w:pStyle w:val="1"/><w:bidi w:val="0"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>`, ""},
		{"alignment turns with the paragraph", p(`<w:bidi/><w:jc w:val="left"/>`, r("", "نص")), map[string]string{"نص": "Text"},
			`<w:p><w:pPr><w:bidi w:val="0"/><w:jc w:val="left"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>`, ""},
		{"pushed to the right without a direction", p(`<w:pStyle w:val="r"/>`, r("", "نص")), map[string]string{"نص": "Text"},
			`<w:p><w:pPr><w:pStyle w:val="r"/><w:jc w:val="left"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>`, ""},
		{"runs of one look become one", p("", r("", "وصل "), r("<w:lang w:bidi=\"ar-EG\"/>", "الوزير."), r("", " ثم غادر.")), map[string]string{"وصل الوزير.": "The minister arrived.", "ثم غادر.": "Then he left."},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The minister arrived. Then he left.</w:t></w:r></w:p>`, ""},
		{"a bold word is found", p("", r("", "وصل الوزير يوم "), r("<w:bCs/>", "الأحد"), r("", " إلى بغداد")), map[string]string{"وصل الوزير يوم الأحد إلى بغداد": "The minister reached Baghdad on Sunday"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The minister reached Baghdad on </w:t></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>Sunday</w:t></w:r></w:p>`, ""},
		{"a bold word that is not found", p("", r("", "وصل الوزير إلى بغداد "), r("<w:b/>", "زقنبوط")), map[string]string{"وصل الوزير إلى بغداد زقنبوط": "The minister reached Baghdad"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The minister reached Baghdad</w:t></w:r></w:p>`, "could not be given to certain words: sa “زقنبوط”"},
		{"a link", p("", r("", "نشر "), `<w:hyperlink r:id="u">`+r(`<w:rStyle w:val="L"/>`, "البيان")+`</w:hyperlink>`, r("", " أمس")), map[string]string{"نشر البيان أمس": "The statement was published yesterday"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The </w:t></w:r><w:hyperlink r:id="u"><w:r><w:rPr><w:rStyle w:val="L"/></w:rPr><w:t>statement</w:t></w:r></w:hyperlink><w:r><w:t> was published yesterday</w:t></w:r></w:p>`, ""},
		{"a link field", p("", r("", "نشر "), `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+r("", "البيان")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`, r("", " أمس")), map[string]string{"نشر البيان أمس": "The statement was published yesterday"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"></w:fldChar></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"></w:fldChar></w:r><w:r><w:t>statement</w:t></w:r><w:r><w:fldChar w:fldCharType="end"></w:fldChar></w:r><w:r><w:t> was published yesterday</w:t></w:r></w:p>`, ""},
		{"a note mark stands behind its sentence", p("", r("", "أولا"), `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>`, r("", " وثانيا. ثالثا.")), map[string]string{"أولا وثانيا.": "First and second.", "ثالثا.": "Third."},
			`<w:p><w:pPr></w:pPr><w:r><w:t>First and second.</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/><w:lang w:val="en-US"/></w:rPr><w:footnoteReference w:id="1"/></w:r><w:r><w:t> Third.</w:t></w:r></w:p>`, "now stand behind it: 1"},
		{"pictures and bookmarks stay", p("", `<w:bookmarkStart w:id="4" w:name="b"/><w:r><w:drawing/></w:r>`, r("", "نص"), `<w:bookmarkEnd w:id="4"/>`), map[string]string{"نص": "Text"},
			`<w:p><w:pPr></w:pPr><w:bookmarkStart w:id="4" w:name="b"/><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:drawing/></w:r><w:r><w:t>Text</w:t></w:r><w:bookmarkEnd w:id="4"/></w:p>`, ""},
		{"tracked changes are accepted", p("", r("", "نص"), `<w:del w:id="1"><w:r><w:delText>قديم</w:delText></w:r></w:del><w:ins w:id="2">`, r("", " جديد"), `</w:ins>`), map[string]string{"نص جديد": "New text"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>New text</w:t></w:r></w:p>`, "accepted: 2"},
		{"a deleted end joins paragraphs", p(`<w:rPr><w:del w:id="1"/></w:rPr>`, r("", "أول ")) + p(`<w:pStyle w:val="1"/>`, r("", "ثان")), map[string]string{"أول ثان": "First second"},
			`<w:p><w:pPr><w:pStyle w:val="1"/><w:bidi w:val="0"/></w:pPr><w:r><w:t>First second</w:t></w:r></w:p>`, "accepted: 1"},
		{"a direction against that of the style", p(`<w:pStyle w:val="1"/><w:bidi w:val="0"/>`, r("", "نص")), map[string]string{"نص": "Text"},
			`<w:p><w:pPr><w:pStyle w:val="1"/><w:bidi w:val="0"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>`, ""},
		{"tables turn", `<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:tc>` + p("", r("", "نص")) + `</w:tc></w:tr></w:tbl>` + p(""), map[string]string{"نص": "Text"},
			`<w:tbl><w:tblPr></w:tblPr><w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:t>Text</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr></w:pPr></w:p>`, ""},
		{"line breaks and tabs", p("", r("", "أول.</w:t><w:br/><w:t>ثان</w:t><w:tab/><w:t>ثالث")), map[string]string{"أول.\nثان\tثالث": "One.\nTwo\tthree"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>One.</w:t><w:br/><w:t>Two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>`, ""},
		{"a page break stays", p("", `<w:r><w:br w:type="page"/></w:r>`, r("", "نص")), map[string]string{"نص": "Text"},
			`<w:p><w:pPr></w:pPr><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:br w:type="page"/></w:r><w:r><w:t>Text</w:t></w:r></w:p>`, ""},
		{"text boxes", p("", r("", "خارج"), `<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:txbxContent>`+p("", r("", "داخل"))+`</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>`+p("", r("", "داخل"))+`</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`), map[string]string{"خارج": "Outside", "داخل": "Inside"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>Outside</w:t></w:r><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><mc:AlternateContent><mc:Choice Requires="x"><w:txbxContent><w:p><w:pPr></w:pPr><w:r><w:t>Inside</w:t></w:r></w:p></w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>`, ""},
		{"no translation", p("", r("", "أول. ثان.")), map[string]string{"ثان.": "Second."},
			`<w:p><w:pPr></w:pPr><w:r><w:t>Second.</w:t></w:r></w:p>`, "no translation, left out: sa"},
		{"hostile text is text", p("", r("", "نص")), map[string]string{"نص": "<w:p>&x;\x01"}, `<w:p><w:pPr></w:pPr><w:r><w:t>&lt;w:p&gt;&amp;x;` + "\uFFFD" + `</w:t></w:r></w:p>`, ""},
		{"a formula", p("", r("", "المعادلة "), `<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>`, r("", " صحيحة")), map[string]string{"المعادلة x=2 صحيحة": "The equation x=2 holds"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>The equation </w:t></w:r><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath><w:r><w:t> holds</w:t></w:r></w:p>`, ""},
		{"comments go", p("", `<w:commentRangeStart w:id="0"/>`, r("", "نص"), `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`), map[string]string{"نص": "Text"},
			`<w:p><w:pPr></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>`, "comments on the original, left out: 1"},
		{"a table of contents stays, and is told", p(`<w:pStyle w:val="toc"/>`, r("", "فهرس")) + p("", r("", "نص")), map[string]string{"نص": "Text"},
			`<w:p><w:pPr><w:pStyle w:val="toc"/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>فهرس</w:t></w:r></w:p><w:p><w:pPr></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>`, "until it is renewed: 1"},
	}
	clean := strings.NewReplacer(`></w:fldChar>`, `/>`, `<w:pPr></w:pPr>`, `<w:pPr/>`, `<w:tblPr></w:tblPr>`, `<w:tblPr/>`, `<w:rPr></w:rPr>`, ``, `<w:rPr/>`, ``, `<w:lang w:val="en-US"/>`, ``, ` xml:space="preserve"`, "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.translations["حاشية قصيرة."] = "A short note."
			out, notes := copied(t, word(t, tt.body), "en", tt.translations)
			if got, want := clean.Replace(bodyOf(t, out)), clean.Replace(tt.want); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if tt.notes == "" && notes != "" || !strings.Contains(notes, tt.notes) {
				t.Errorf("notes %q, want %q", notes, tt.notes)
			}
		})
	}
}

func TestWordCopyOfOtherParts(t *testing.T) {
	out, _ := copied(t, word(t, p("", r("", "نص"), `<w:r><w:footnoteReference w:id="1"/></w:r>`)), "en", map[string]string{"نص": "Text", "حاشية قصيرة.": "A short note."})
	for part, want := range map[string]string{
		"word/footnotes.xml": "A short note.", "word/styles.xml": `<w:sz w:val="30"/>`, "word/media/image1.png": "not a picture, but kept", "word/document.xml": `<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`,
	} {
		if got := partOf(t, out, part); !strings.Contains(got, want) {
			t.Errorf("%s: %s", part, got)
		}
	}
	for _, part := range []string{"[Content_Types].xml", "word/_rels/document.xml.rels"} {
		if got := partOf(t, out, part); strings.Contains(got, "comments") || !strings.Contains(got, "styles") {
			t.Errorf("%s: %s", part, got)
		}
	}
	if bytes.Contains(out, []byte("word/comments.xml")) {
		t.Error("the comments on the source are in the copy")
	}
}

// A newsroom's headers and footers are translated; fields in them go on counting.
func TestWordCopyOfMargins(t *testing.T) {
	field := func(instruction, text string) string {
		return `<w:r><w:rPr><w:rtl/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("", text) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	data := wordWith(t, p("", r("", "نص")), map[string]string{
		"word/_rels/document.xml.rels": strings.Replace(mainRels, "</Relationships>",
			`<Relationship Id="h" Type="http://x/header" Target="header1.xml"/><Relationship Id="g" Type="http://x/footer" Target="footer1.xml"/></Relationships>`, 1),
		"word/header1.xml": `<w:hdr ` + wordNS + `>` + p(`<w:bidi/>`, r("<w:b/>", "وكالة الأنباء")) + `</w:hdr>`,
		"word/header2.xml": `<w:hdr ` + wordNS + `>` + p("", r("", "مهمل")) + `</w:hdr>`,
		"word/footer1.xml": `<w:ftr ` + wordNS + `>` + p("", r("", "صفحة "), field("PAGE", "١"), r("", " من "), `<w:fldSimple w:instr="NUMPAGES">`+r("", "1")+`</w:fldSimple>`) +
			p(`<w:bidi/>`, field("PAGE", "1")) + `</w:ftr>`,
	})
	out, notes := copied(t, data, "en", map[string]string{"نص": "Text", "حاشية قصيرة.": "A short note.", "وكالة الأنباء": "News Agency", "صفحة ١ من 1": "Page 1 of 1"})
	clean := strings.NewReplacer(` xml:space="preserve"`, "", `<w:rPr><w:rtl w:val="0"/><w:lang w:val="en-US"/></w:rPr>`, "", `></w:fldChar>`, "/>")
	for part, want := range map[string]string{
		"word/header1.xml": `<w:t>News Agency</w:t>`, "word/header2.xml": `مهمل`,
		"word/footer1.xml": `<w:r><w:t>Page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> of </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`,
	} {
		if got := clean.Replace(partOf(t, out, part)); !strings.Contains(got, want) {
			t.Errorf("%s: %s\nwant %s", part, got, want)
		}
	}
	if want := "headers and footers of no section, that keep the text of the original: 1"; notes != want {
		t.Errorf("notes %q", notes)
	}
	if got := partOf(t, out, "word/footer1.xml"); strings.Count(got, "NUMPAGES") != 1 || strings.Count(got, "PAGE</w:instrText>") != 2 || strings.Contains(got, "صفحة") {
		t.Errorf("footer %s", got)
	}
}

func TestSameNumber(t *testing.T) {
	for _, c := range []struct{ source, part, target, want string }{
		{"صفحة ٣ من ١٢", "٣", "Page 3 of 12", "3"}, {"صفحة ٣ من ١٢", "١٢", "Page 3 of 12", "12"},
		{"٣ من ٣", "٣", "3 of 3", "3"}, {"في ٥ من ١٢", "١٢", "12 of 5", "12"}, {"في ٥ و٥", "٥", "5 and 6", ""}, {"رقم ٧", "٧", "number 77", ""}, {"٧", "٧", "seven", ""},
	} {
		from := strings.Index(c.source, c.part)
		a, b, ok := sameNumber(c.source, from, from+len(c.part), c.target)
		if got := c.target[a:b]; got != c.want || ok != (c.want != "") {
			t.Errorf("%s in %s: %q, %v", c.part, c.target, got, ok)
		}
	}
}

func TestWordCopyToArabic(t *testing.T) {
	data := word(t, `<w:tbl><w:tblPr><w:tblStyle w:val="t"/><w:tblW w:w="0"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:rPr><w:b/><w:sz w:val="40"/></w:rPr><w:t>The minister left the city yesterday.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>`)
	out, _ := copied(t, data, "ar", map[string]string{"The minister left the city yesterday.": "غادر الوزير المدينة أمس."})
	got := partOf(t, out, "word/document.xml")
	for _, want := range []string{
		`<w:tblStyle w:val="t"/><w:bidiVisual/><w:tblW w:w="0"/>`, `<w:pPr><w:bidi/></w:pPr>`,
		`<w:rPr><w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestWordCopyRefusesAnotherOriginal(t *testing.T) {
	data := word(t, p("", r("", "نص")))
	a, _, err := article.ReadWord(data, "wire.docx")
	if err != nil {
		t.Fatal(err)
	}
	d := translated(t, a, "en", map[string]string{"نص": "Text"})
	other := word(t, p("", r("", "غيره")))
	var changed *Changed
	err = (&DOCX{Original: &Original{"other.docx", other}}).Write(&bytes.Buffer{}, d)
	if !errors.As(err, &changed) || err.Error() != "other.docx: has changed since it was translated" {
		t.Errorf("error %v", err)
	}
	d.Header.Source.SHA256 = "" // a document that does not say
	err = (&DOCX{Original: &Original{"other.docx", other}}).Write(&bytes.Buffer{}, d)
	if !errors.As(err, &changed) || !strings.Contains(err.Error(), "does not hold the text of segment \"sa\"") {
		t.Errorf("error %v", err)
	}
}

// Whatever runs the source was cut into, the copy reads as the translation.
func TestWordCopyReadsAsTheTranslation(t *testing.T) {
	words := []string{"وصل", "الوزير", "إلى", "بغداد", "«أمس»", "12", "Reuters", "ثم.", "غادر."}
	rendered := []string{"arrived", "the minister", "to", "Baghdad", "“yesterday”", "12", "Reuters", "then.", "left."}
	looks := []string{"", "<w:bCs/>", "<w:i/>", `<w:u w:val="single"/>`}
	rapid.Check(t, func(t *rapid.T) {
		var body strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
			body.WriteString("<w:p>")
			for i := range rapid.IntRange(1, 6).Draw(t, "runs") {
				if i > 0 {
					body.WriteString(r("", " "))
				}
				run := r(rapid.SampledFrom(looks).Draw(t, "look"), rapid.SampledFrom(words).Draw(t, "word"))
				switch rapid.IntRange(0, 4).Draw(t, "around") {
				case 0:
					run = `<w:hyperlink r:id="u">` + run + `</w:hyperlink>`
				case 1:
					run += `<w:r><w:footnoteReference w:id="1"/></w:r>`
				}
				body.WriteString(run)
			}
			body.WriteString("</w:p>")
		}
		data := word(t, body.String())
		a, _, err := article.ReadWord(data, "wire.docx")
		if err != nil {
			t.Fatal(err)
		}
		d := translated(t, a, "en", nil)
		var want []string
		for i := range d.Segments {
			s := &d.Segments[i]
			s.Target.Text = rapid.SampledFrom(rendered).Draw(t, "a") + " " + rapid.SampledFrom(rendered).Draw(t, "b")
			if i > 0 && d.Segments[i-1].Paragraph == s.Paragraph {
				want[len(want)-1] += " " + s.Target.Text
			} else {
				want = append(want, s.Target.Text)
			}
		}
		var b bytes.Buffer
		if err := (&DOCX{Original: &Original{"wire.docx", data}}).Write(&b, d); err != nil {
			t.Fatal(err)
		}
		back, err := article.Read(&b, article.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, par := range back.Paragraphs {
			got = append(got, par.Text)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

func TestPlainCopies(t *testing.T) {
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Lang: "en"}, Target: bitext.File{Lang: "ar"}}}
	d.Segments = []bitext.Segment{
		{ID: "s1", Heading: 1, Target: bitext.Side{Text: "عنوان"}},
		{ID: "s2", Paragraph: 1, Target: bitext.Side{Text: "1. أول <b>\x01"}}, {ID: "s3", Paragraph: 1, Source: bitext.Side{Text: "x"}}, {ID: "s4", Paragraph: 1, Target: bitext.Side{Text: "ثان."}},
	}
	for _, f := range []bitext.Format{&DOCX{}, &Markdown{}, &HTML{}} {
		var b bytes.Buffer
		if err := f.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		name := "x" + f.Extension()
		a, err := article.Read(&b, article.Options{Path: name})
		if err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		if len(a.Paragraphs) != 2 || a.Paragraphs[0].Level != 1 || a.Paragraphs[1].Text != "1. أول <b>\uFFFD ثان." || a.Dir != "rtl" {
			t.Errorf("%s: %+v", f.Name(), a.Paragraphs)
		}
		if notes := f.(interface{ Notes() []string }).Notes(); len(notes) == 0 || !strings.Contains(notes[0], "left out: s3") {
			t.Errorf("%s: notes %q", f.Name(), notes)
		}
	}
}
