package cleancopy

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// LibreOffice opens copies with and without an original.
func TestCopiesOpenInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("TARJUMAN_REQUIRE_OFFICE") != "" {
			t.Fatal("no LibreOffice on this machine")
		}
		t.Skip("no LibreOffice on this machine")
	}
	dir := t.TempDir()
	body := p(`<w:pStyle w:val="1"/>`, r("", "عنوان")) +
		p(`<w:bidi/>`, r("", "نشر "), `<w:hyperlink r:id="u">`+r("", "البيان")+`</w:hyperlink>`, r("<w:bCs/>", " أمس"), `<w:r><w:footnoteReference w:id="1"/></w:r>`) +
		`<w:tbl><w:tblPr><w:bidiVisual/><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>` + p("", r("", "نص")) + `</w:tc></w:tr></w:tbl>` + p("")
	words := map[string]string{"عنوان": "Title", "نشر البيان أمس": "The statement was published yesterday", "نص": "In a table", "حاشية قصيرة.": "A short note."}
	data := word(t, body)
	copied, _ := copied(t, data, "en", words)
	var plain bytes.Buffer
	d := translated(t, readWord(t, data), "en", words)
	if err := (&DOCX{}).Write(&plain, d); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir}
	files := map[string][]byte{"copied": copied, "plain": plain.Bytes()}
	for name, data := range files {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name := range files {
		text, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Title\n", "The statement was published yesterday", "In a table"} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s: no %q in what LibreOffice read:\n%s", name, want, text)
			}
		}
	}
}
