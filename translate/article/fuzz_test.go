package article

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tarjuman/internal/ziptest"
)

// fuzzLimit keeps inputs small: what grows is covered by the hostile tests.
const fuzzLimit = 64 << 10

// fuzzRead reads data and fails unless it is refused with a proper error or keeps
// the promises of every reader.
func fuzzRead(t *testing.T, data []byte, opt Options) {
	if len(data) > fuzzLimit {
		return
	}
	a, err := Read(bytes.NewReader(data), opt)
	if err != nil {
		e, ok := err.(*Error)
		if !ok || e.Path == "" || e.Reason == "" || strings.ContainsAny(err.Error(), "\n\r\x1b") {
			t.Fatalf("improper error %#v", err)
		}
		return
	}
	if len(a.Paragraphs) == 0 || a.Encoding == "" || a.Dir != "rtl" && a.Dir != "ltr" {
		t.Fatalf("%d paragraphs, encoding %q, direction %q", len(a.Paragraphs), a.Encoding, a.Dir)
	}
	checkSpans(t, a)
	if a.Format == Text {
		runes := []rune(a.Source)
		for _, p := range a.Paragraphs {
			if string(runes[p.Start:p.End]) != p.Text {
				t.Fatalf("paragraph is not its range of the source: %q", p.Text)
			}
		}
	}
}

func seed(f *testing.F, names ...string) {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(hostileDir, name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 1200)])
	}
}

func FuzzText(f *testing.F) {
	seed(f, "article.utf16le.txt", "article.cp1256.txt", "article.iso8859-6.txt", "article.bidi.txt", "article.cut.txt")
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, Options{Format: Text}) })
}

func FuzzSniff(f *testing.F) {
	seed(f, "article.utf16be-bom.txt", "article.md", "article.html", "binary.bin", "blank.txt")
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, Options{}) })
}

func FuzzMarkdown(f *testing.F) {
	seed(f, "article.md")
	f.Add([]byte("> - [a][b] `c` **d** ~~e~~ <br> &amp; \\* <p>x</p>\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: x\n[b]: c\n"))
	f.Add([]byte("a\n===\n<div>\n\n- [ ] b[^1]\n  c  \n  d\\\n<http://e> ![f](g)\n"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, Options{Format: Markdown}) })
}

func FuzzHTML(f *testing.F) {
	seed(f, "article.html")
	f.Add([]byte("<p>a&lt;b<b>c<p>d<table>e<tr><td>f<br><br>g</table><pre>\nh\ni</pre><svg><title>j</title></svg>"))
	f.Add([]byte("<frameset><body><select><option>a</select><math><mi>b<plaintext>c"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, Options{Format: HTML}) })
}

func FuzzDOCX(f *testing.F) {
	seed(f, "doctype.docx", "spreadsheet.docx")
	data, err := os.ReadFile(filepath.Join(hostileDir, "article.docx"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, Options{Format: DOCX}) })
}

// FuzzDOCXBody fuzzes the text inside a well-formed archive, where random bytes
// never come.
func FuzzDOCXBody(f *testing.F) {
	f.Add(wordParagraph("1", "أ") + `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>b</w:t><w:br/></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:p><mc:AlternateContent><mc:Fallback/></mc:AlternateContent><m:t>x</m:t></w:p></w:tc></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, body string) {
		fuzzRead(t, ziptest.OfMap(t, wordParts(body)), Options{Format: DOCX})
	})
}

func FuzzDetectLanguage(f *testing.F) {
	f.Add(arabicSample)
	f.Add(englishSample)
	f.Fuzz(func(t *testing.T, text string) {
		if got := DetectLanguage(text); len(got) > 3 {
			t.Fatalf("language %q", got)
		}
	})
}
