package article

import (
	"bytes"
	"flag"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"tarjuman/internal/ziptest"
)

var update = flag.Bool("update", false, "write testdata/hostile again from testdata/article.ar.txt")

const (
	originalPath = "../../testdata/article.ar.txt"
	hostileDir   = "../../testdata/hostile"
)

// hostileFiles makes every file of testdata/hostile from the sample article.
func hostileFiles(t testing.TB) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile(originalPath)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	// ISO-8859-6 has no curly quotes and no dash; a typist uses these.
	typist := strings.NewReplacer("“", `"`, "”", `"`, "–", "-")
	cut := []byte(text)[:2999]
	cut[500] = 0xFF
	doctype := wordParts(wordParagraph("a", lines[0]))
	doctype["word/document.xml"] = `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + doctype["word/document.xml"]
	deep := wordParts(strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300))
	return map[string][]byte{
		"article.utf16le.txt":     encode(t, text, "utf-16le"),
		"article.utf16be-bom.txt": encode(t, "\uFEFF"+text, "utf-16be"),
		"article.cp1256.txt":      encode(t, text, "windows-1256"),
		"article.iso8859-6.txt":   encode(t, typist.Replace(text), "iso-8859-6"),
		"article.nbsp.txt":        []byte(withNoBreakSpaces(text)),
		"article.bidi.txt":        []byte(withBidiControls(lines)),
		"article.nostops.txt":     []byte(strings.ReplaceAll(text, ".", "")),
		"article.cut.txt":         cut,
		"article.md":              []byte(asMarkdown(lines)),
		"article.html":            []byte(asPage(lines)),
		"article.docx":            asDOCX(t, lines),
		"empty.txt":               {},
		"blank.txt":               []byte("\uFEFF \t\r\n\u00A0\r\n\u200F\u200E\r\n\n"),
		"binary.bin":              binaryBytes(),
		"notzip.docx":             []byte(lines[0] + "\n"),
		"old.doc":                 append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 504)...),
		"spreadsheet.docx":        ziptest.OfMap(t, map[string]string{"xl/workbook.xml": "<workbook/>"}),
		"doctype.docx":            ziptest.OfMap(t, doctype),
		"deep.docx":               ziptest.OfMap(t, deep),
		"bomb.docx":               ziptest.OfMap(t, wordParts(strings.Repeat(" ", 4<<20))),
		"deep.html":               []byte("<!DOCTYPE html><body>" + strings.Repeat("<div>", 600) + lines[0]),
	}
}

// withNoBreakSpaces replaces the spaces after digits, before punctuation and
// every seventh other one, as text pasted from the web has them.
func withNoBreakSpaces(text string) string {
	out := []rune(text)
	seen := 0
	for i := 1; i+1 < len(out); i++ {
		if out[i] != ' ' {
			continue
		}
		seen++
		if unicode.IsDigit(out[i-1]) || unicode.IsPunct(out[i+1]) || seen%7 == 0 {
			out[i] = '\u00A0'
		}
	}
	return string(out)
}

// withBidiControls wraps lines in embeddings, isolates and overrides in turn, and
// puts direction marks around digits.
func withBidiControls(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		wrap := [][2]string{{"\u202B", "\u202C"}, {"\u2067", "\u2069"}, {"\u200F", "\u200F"}, {"\u202E", "\u202C"}}[i%4]
		b.WriteString(wrap[0])
		digits := false
		for _, r := range line {
			if unicode.IsDigit(r) != digits {
				digits = !digits
				b.WriteRune('\u200E')
			}
			b.WriteRune(r)
		}
		b.WriteString(wrap[1] + "\n")
	}
	return b.String()
}

func binaryBytes() []byte {
	out := make([]byte, 512)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = byte(state >> 24)
	}
	return out
}

func asMarkdown(lines []string) string {
	var b strings.Builder
	b.WriteString("---\ntitle: \"اجتماع التحالف الدولي في روما\"\nlang: ar\ntags: [أخبار, تحالف]\n---\n\n# اجتماع التحالف الدولي في روما\n\n")
	for i, line := range lines {
		switch first, rest, _ := strings.Cut(line, " "); i % 5 {
		case 1:
			b.WriteString("> " + line)
		case 2:
			b.WriteString("**" + first + "** " + rest)
		case 3:
			b.WriteString("- [" + first + "](https://example.com/خبر_(1) \"عنوان\") " + rest)
		case 4: // hard-wrapped, as editors do
			b.WriteString(strings.Replace(line, " ", "\n", 1))
		default:
			b.WriteString(line)
		}
		b.WriteString("\n\n")
	}
	b.WriteString("## شيفرة\n\n```python\nprint(\"لا تترجم\")\n```\n\n<div dir=\"rtl\">\n\nخاتمة &laquo;قصيرة&raquo;.\n\n</div>\n")
	return b.String()
}

func asPage(lines []string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>اجتماع التحالف الدولي في روما | صحيفة المثال</title>
<script>window.dataLayer = [{"title": "<p>ليس نصا</p>"}];</script>
<style>p { direction: rtl }</style>
</head>
<body class="single-post">
<header class="site-header"><div class="logo"><a href="/">صحيفة المثال</a></div>
<nav><ul><li><a href="/politics">سياسة</a></li><li><a href="/economy">اقتصاد</a></li><li><a href="/sport">رياضة</a></li></ul></nav></header>
<main><article>
<h1>اجتماع التحالف الدولي في روما</h1>
<div class="share"><button>مشاركة</button></div>
`)
	for i, line := range lines {
		text := strings.NewReplacer("“", "&ldquo;", "”", "&rdquo;").Replace(html.EscapeString(line))
		first, rest, _ := strings.Cut(text, " ")
		switch i % 4 {
		case 1:
			text = "<strong>" + first + "</strong> " + rest
		case 2:
			text = "\n\t" + first + "\n\t<a href=\"javascript:void(0)\">" + strings.Replace(rest, " ", "</a>\n\t", 1)
		}
		b.WriteString("<p>" + text + "</p>\n")
		if i == len(lines)/2 {
			b.WriteString("<div class=\"ad advertisement\"><script>document.write(\"إعلان\")</script><a href=\"/ad\">إعلان</a></div>\n")
		}
	}
	b.WriteString(`</article></main>
<aside class="sidebar"><h3>الأكثر قراءة</h3><ul><li><a href="/1">خبر آخر</a></li><li><a href="/2">خبر ثالث</a></li></ul></aside>
<footer><p>جميع الحقوق محفوظة &copy; صحيفة المثال</p></footer>
</body>
</html>
`)
	return b.String()
}

func asDOCX(t testing.TB, lines []string) []byte {
	var body strings.Builder
	body.WriteString(wordParagraph("1", "اجتماع التحالف الدولي في روما"))
	for i, line := range lines {
		switch i % 6 {
		case 2: // split in two runs in the middle of a word
			at := runeStart(line, len(line)/2)
			body.WriteString(`<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t xml:space="preserve">` + html.EscapeString(line[:at]) +
				`</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>محذوف</w:delText></w:r></w:del>` +
				`<w:ins w:id="2" w:author="x"><w:r><w:t xml:space="preserve">` + html.EscapeString(line[at:]) + `</w:t></w:r></w:ins></w:p>`)
		case 4:
			body.WriteString("<w:tbl><w:tr><w:tc>" + wordParagraph("a", line) + "</w:tc></w:tr></w:tbl>")
		default:
			body.WriteString(wordParagraph("a", line))
		}
	}
	parts := wordParts(body.String())
	parts["word/footnotes.xml"] = footnotesHead + `<w:footnote w:id="1">` + wordParagraph("a", "حاشية المحرر.") + `</w:footnote></w:footnotes>`
	return ziptest.OfMap(t, parts)
}

// TestHostileFilesAreCurrent keeps the files and their generator together.
func TestHostileFilesAreCurrent(t *testing.T) {
	files := hostileFiles(t)
	for name, want := range files {
		path := filepath.Join(hostileDir, name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) && filepath.Ext(name) != ".docx" {
			t.Errorf("%s differs from what the generator makes (run go test -update): %v", name, err)
		}
	}
	readme, err := os.ReadFile(filepath.Join(hostileDir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(hostileDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "README.md" && (files[name] == nil || !bytes.Contains(readme, []byte("`"+name+"`"))) {
			t.Errorf("%s has no generator or is not in README.md", name)
		}
	}
}

// TestHostileFiles says what becomes of each file.
func TestHostileFiles(t *testing.T) {
	tests := []struct {
		file, format, encoding string
		guessed                bool
		paragraphs             int
		fails                  string // part of the error; the rest is then empty
		note                   string // part of a note
	}{
		{file: "article.utf16le.txt", format: "text", encoding: "utf-16le", guessed: true, paragraphs: 26},
		{file: "article.utf16be-bom.txt", format: "text", encoding: "utf-16be", paragraphs: 26},
		{file: "article.cp1256.txt", format: "text", encoding: "windows-1256", guessed: true, paragraphs: 26},
		{file: "article.iso8859-6.txt", format: "text", encoding: "iso-8859-6", guessed: true, paragraphs: 26},
		{file: "article.nbsp.txt", format: "text", encoding: "utf-8", paragraphs: 26},
		{file: "article.bidi.txt", format: "text", encoding: "utf-8", paragraphs: 26, note: "bidirectional"},
		{file: "article.nostops.txt", format: "text", encoding: "utf-8", paragraphs: 26},
		{file: "article.cut.txt", format: "text", encoding: "utf-8", paragraphs: 10, note: "3 invalid bytes"},
		{file: "article.md", format: "markdown", encoding: "utf-8", paragraphs: 29},
		{file: "article.html", format: "html", encoding: "utf-8", paragraphs: 27},
		{file: "article.docx", format: "docx", encoding: "utf-8", paragraphs: 28},
		{file: "empty.txt", fails: "is empty"},
		{file: "blank.txt", fails: "only white space"},
		{file: "binary.bin", fails: "is binary data"},
		{file: "notzip.docx", fails: "not a Word document"},
		{file: "old.doc", fails: "old Word document"},
		{file: "spreadsheet.docx", fails: "spreadsheet"},
		{file: "doctype.docx", fails: "word/document.xml: has a DOCTYPE"},
		{file: "deep.docx", fails: "nested deeper"},
		{file: "bomb.docx", fails: "times its size"},
		{file: "deep.html", fails: "cannot be parsed"},
	}
	if len(tests) != len(hostileFiles(t)) {
		t.Errorf("%d files are tested of %d", len(tests), len(hostileFiles(t)))
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			path := filepath.Join(hostileDir, tt.file)
			a, err := ReadFile(path, Options{})
			if tt.fails != "" {
				var e *Error
				if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), tt.fails) {
					t.Fatalf("got %v, want %q", err, tt.fails)
				}
				if e = err.(*Error); e.Hint == "" || strings.Contains(err.Error(), "\n") {
					t.Errorf("no hint or more than a line: %q", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if a.Format.String() != tt.format || a.Encoding != tt.encoding || a.EncodingDetected != tt.guessed ||
				len(a.Paragraphs) != tt.paragraphs || a.Lang != "ar" || a.Dir != "rtl" {
				t.Errorf("%s, %s (guessed %v), %d paragraphs, %s %s\n%s", a.Format, a.Encoding, a.EncodingDetected, len(a.Paragraphs), a.Lang, a.Dir, outline(a.Paragraphs))
			}
			if notes := strings.Join(a.Notes, "\n"); (tt.note == "") != (notes == "") || !strings.Contains(notes, tt.note) {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
			checkSpans(t, a)
		})
	}
}

// TestFormatsHoldTheSameText finds each line of the original, word for word, in
// the variants that only change format or encoding.
func TestFormatsHoldTheSameText(t *testing.T) {
	original, err := ReadFile(originalPath, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"article.utf16le.txt", "article.utf16be-bom.txt", "article.cp1256.txt", "article.md", "article.html", "article.docx"} {
		a, err := ReadFile(filepath.Join(hostileDir, name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		have := make(map[string]bool)
		for _, p := range a.Paragraphs {
			have[p.Text] = true
		}
		for _, p := range original.Paragraphs {
			if !have[p.Text] {
				t.Errorf("%s lacks %q", name, p.Text)
			}
		}
	}
}
