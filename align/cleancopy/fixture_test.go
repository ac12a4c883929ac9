package cleancopy

import (
	"bytes"
	"maps"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/internal/safezip"
	"tarjuman/internal/ziptest"
	"tarjuman/translate"
	"tarjuman/translate/article"
)

const (
	head = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	tail = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:bidi/></w:sectPr></w:body></w:document>`

	types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`
	rels     = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	mainRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>` +
		`<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>` +
		`<Relationship Id="u" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`
	wordNS    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	styles    = `<w:styles ` + wordNS + `><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:szCs w:val="30"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:bidi/><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="r"><w:name w:val="Right"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>`
	comments  = `<w:comments ` + wordNS + `><w:comment w:id="0"><w:p><w:r><w:t>سر</w:t></w:r></w:p></w:comment></w:comments>`
	footnotes = `<w:footnotes ` + wordNS + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:pPr><w:bidi/></w:pPr><w:r><w:footnoteRef/></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve"> حاشية قصيرة.</w:t></w:r></w:p></w:footnote></w:footnotes>`
)

// word makes a Word document with the given body.
func word(t ziptest.T, body string) []byte { t.Helper(); return wordWith(t, body, nil) }

// wordWith makes a Word document with further parts, or others in the place of its own.
func wordWith(t ziptest.T, body string, further map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml": types, "_rels/.rels": rels, "word/_rels/document.xml.rels": mainRels, "word/document.xml": head + body + tail,
		"word/styles.xml": styles, "word/comments.xml": comments, "word/footnotes.xml": footnotes, "word/media/image1.png": "not a picture, but kept",
	}
	maps.Copy(parts, further)
	return ziptest.OfMap(t, parts)
}

// r is a run of text from right to left with further properties.
func r(props, text string) string {
	return `<w:r><w:rPr>` + props + `<w:rtl/></w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// p is a paragraph with properties.
func p(props string, content ...string) string {
	return `<w:p><w:pPr>` + props + `</w:pPr>` + strings.Join(content, "") + `</w:p>`
}

// translated is a document whose segments are the paragraphs of an article, cut at
// every full stop, with the translations given by their source.
func translated(t ziptest.T, a *article.Article, to string, translations map[string]string) *bitext.Document {
	t.Helper()
	d := &bitext.Document{Header: bitext.Header{Schema: bitext.SchemaVersion, Source: bitext.File{Lang: a.Lang, SHA256: a.SHA256, Format: a.Format.String(), Encoding: a.Encoding}, Target: bitext.File{Lang: to}}}
	for n, par := range a.Paragraphs {
		for at := 0; at < len(par.Text); {
			end := len(par.Text)
			if i := strings.Index(par.Text[at:], ". "); i >= 0 {
				end = at + i + 1
			}
			s := bitext.Segment{ID: "s" + string(rune('a'+len(d.Segments))), Paragraph: n, Heading: par.Level, Status: bitext.Draft, Source: bitext.Side{Text: par.Text[at:end]}}
			s.Source.Start, s.Source.End = par.SourceSpan(at, end)
			if s.Target.Text = translations[s.Source.Text]; s.Target.Text != "" {
				s.Origin.Kind = translate.Human
			}
			d.Segments = append(d.Segments, s)
			at = end
			for at < len(par.Text) && par.Text[at] == ' ' {
				at++
			}
		}
	}
	return d
}

func readWord(t ziptest.T, data []byte) *article.Article {
	t.Helper()
	a, _, err := article.ReadWord(data, "wire.docx")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// copied is the clean copy of a Word document with its notes.
func copied(t ziptest.T, data []byte, to string, translations map[string]string) ([]byte, string) {
	t.Helper()
	a := readWord(t, data)
	f := &DOCX{Original: &Original{Path: "wire.docx", Data: data}}
	var b bytes.Buffer
	if err := f.Write(&b, translated(t, a, to, translations)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), strings.Join(f.Notes(), "\n")
}

// partOf is the text of a part of a document.
func partOf(t ziptest.T, data []byte, name string) string {
	t.Helper()
	a, err := safezip.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	b, err := a.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// bodyOf is what stands in the body of a document, sections and the usual
// properties of English text aside.
func bodyOf(t ziptest.T, data []byte) string {
	t.Helper()
	s := partOf(t, data, "word/document.xml")
	s = s[strings.Index(s, "<w:body>")+len("<w:body>"):]
	s = s[:strings.Index(s, "<w:sectPr>")]
	return strings.NewReplacer(`<w:rtl w:val="0"/><w:lang w:val="en-US"/>`, "", ` xml:space="preserve"`, "", "<w:rPr></w:rPr>", "").Replace(s)
}
