package bitext

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tarjuman/internal/safezip"
	"tarjuman/internal/ziptest"
)

// reviewed is a document of which a sentence was edited and another commented on.
func reviewed(t testing.TB) (*Session, []byte) {
	t.Helper()
	s := session(t, workingFile(t), "Huda")
	do(t, s, Event{Op: Edit, Seg: "s02", Text: "Beta."}, Event{Op: Comment, Seg: "s03", Text: "ask the desk"})
	var b bytes.Buffer
	if err := (docxFormat{}).Write(&b, s.Document()); err != nil {
		t.Fatal(err)
	}
	return s, b.Bytes()
}

func documentXML(t testing.TB, data []byte) string {
	t.Helper()
	a, err := safezip.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.Read("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	return string(x)
}

func TestReviewDOCXShowsWhatWasChanged(t *testing.T) {
	_, data := reviewed(t)
	x := documentXML(t, data)
	for _, want := range []string{`<w:bidiVisual/>`, `<w:ins w:id="`, `w:author="Huda"`, `<w:delText xml:space="preserve">`, `<w:commentRangeStart w:id="0"/>`, `<w:rtl/>`} {
		if !strings.Contains(x, want) {
			t.Errorf("no %s in\n%s", want, x)
		}
	}
}

// replaceIn changes the text of one part of an archive.
func replaceIn(t testing.TB, data []byte, part, old, new string) []byte {
	t.Helper()
	a, err := safezip.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, name := range a.Names() {
		x, err := a.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(x)
		if name == part {
			if !strings.Contains(text, old) {
				t.Fatalf("no %s in %s", old, text)
			}
			text = strings.Replace(text, old, new, 1)
		}
		parts = append(parts, name, text)
	}
	return ziptest.Of(t, parts...)
}

func TestReviewDOCXComesBack(t *testing.T) {
	s, data := reviewed(t)
	const part = "word/document.xml"
	// A colleague replaces a letter of the first row under tracking, and answers
	// the comment.
	data = replaceIn(t, data, part, `<w:t xml:space="preserve">A.</w:t></w:r>`,
		`<w:t>A</w:t></w:r><w:del w:id="1" w:author="Karim" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>.</w:delText></w:r></w:del>`+
			`<w:ins w:id="2" w:author="Karim" w:date="2026-01-02T03:04:06Z"><w:r><w:t>!</w:t></w:r></w:ins>`)
	data = replaceIn(t, data, part, `<w:commentReference w:id="0"/>`, `<w:commentReference w:id="0"/><w:commentReference w:id="7"/>`)
	data = replaceIn(t, data, "word/comments.xml", `</w:comments>`,
		`<w:comment w:id="7" w:author="Karim"><w:p><w:r><w:t>it is </w:t><w:t>right</w:t></w:r></w:p></w:comment></w:comments>`)
	f, err := ImporterFor("wire.ar-en.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := f.Changes(data)
	if err != nil {
		t.Fatal(err)
	}
	done, _, err := s.Import(changes, false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range done {
		got = append(got, strings.Join([]string{string(e.Op), e.Seg, e.By, e.Text}, "|"))
	}
	if want := "edit|s01|Karim|A! comment|s03|Karim|it is right"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if done, _, err := s.Import(changes, false); err != nil || len(done) != 0 {
		t.Errorf("a second time: %v, %v", done, err)
	}
}

func TestReviewDOCXOpensInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("TARJUMAN_REQUIRE_OFFICE") != "" {
			t.Fatal("no LibreOffice on this machine")
		}
		t.Skip("no LibreOffice on this machine")
	}
	dir := t.TempDir()
	_, docx := reviewed(t)
	var xlsx bytes.Buffer
	d, err := Open(workingFile(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := (xlsxFormat{}).Write(&xlsx, d); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, to string
		data     []byte
		want     []string
	}{
		{"review.docx", "txt:Text (encoded):UTF8", docx, []string{"s01", "أ.", "Beta."}},
		{"review.xlsx", "csv:Text - txt - csv (StarCalc):9,34,76", xlsx.Bytes(), []string{"s01", "أ.", "A.", "draft"}},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", c.to, "--outdir", dir, path)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, out)
		}
		ext, _, _ := strings.Cut(c.to, ":")
		text, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + "." + ext)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s: no %q in what LibreOffice read:\n%s", c.name, want, text)
			}
		}
	}
}
