package cleancopy

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/internal/ziptest"
	"tarjuman/translate/article"
)

func markdownCopy(t ziptest.T, source, to string, translations map[string]string) (string, string) {
	a, err := article.Read(strings.NewReader(source), article.Options{Path: "a.md"})
	if err != nil {
		t.Fatal(err)
	}
	f := &Markdown{Original: &Original{Path: "a.md", Data: []byte(source)}}
	var b bytes.Buffer
	if err := f.Write(&b, translated(t, a, to, translations)); err != nil {
		t.Fatal(err)
	}
	return b.String(), strings.Join(f.Notes(), "\n")
}

func TestMarkdownKeepsStructure(t *testing.T) {
	tests := []struct {
		name, source, want string
		translations       map[string]string
		notes              string
	}{
		{"headings and lists", "# عنوان #\n\nقسم\n===\n\n1. أول\n   - ثان\n", "# Title #\n\nPart\n===\n\n1. one\n   - two\n", map[string]string{"عنوان": "Title", "قسم": "Part", "أول": "one", "ثان": "two"}, ""},
		{"quotation of two lines", "> أول\n> ثان\n", "> One two\n", map[string]string{"أول ثان": "One two"}, ""},
		{"table and task", "| أ | ب |\n|---|---|\n| ت | ث |\n\n- [x] ج\n", "| a\\|b | b |\n|---|---|\n| c | d e |\n\n- [x] f\n", map[string]string{"أ": "a|b", "ب": "b", "ت": "c", "ث": "d\ne", "ج": "f"}, ""},
		{"strong over all", "**نص كامل**\n", "**Whole text**\n", map[string]string{"نص كامل": "Whole text"}, ""},
		{"link, code and address", "نشر [البيان](http://x.org \"ع\") موقع `go` و<http://y.org>\n", "The [statement](<http://x.org> \"ع\") was published by `go` and <http://y.org>\n",
			map[string]string{"نشر البيان موقع go وhttp://y.org": "The statement was published by go and http://y.org"}, ""},
		{"a picture and a note", "نص![صورة](a.png) هنا.[^1]\n\n[^1]: حاشية\n", "Text here. ![صورة](<a.png>)[^1]\n\n[^1]: Note\n", map[string]string{"نص هنا.": "Text here.", "حاشية": "Note"}, ""},
		{"code and front matter stay", "---\ntitle: خبر\n---\nنص\n\n    code\n", "---\ntitle: خبر\n---\nText\n\n    code\n", map[string]string{"نص": "Text"}, "front matter that keeps the title"},
		{"HTML block", "<p dir=\"rtl\">نص</p>\n", "<p dir=\"rtl\">a &lt; b</p>\n", map[string]string{"نص": "a < b"}, ""},
		{"emphasis not found", "وصل *زقنبوط* أمس\n", "He arrived\n", map[string]string{"وصل زقنبوط أمس": "He arrived"}, "sa “زقنبوط”"},
		{"line breaks", "أول\\\nثان\n", "One\\\n\\- two\n", map[string]string{"أول\nثان": "One\n- two"}, ""},
		{"a line break behind a backslash", "نص\n", "C:\\\\  \na\n", map[string]string{"نص": "C:\\\na"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, notes := markdownCopy(t, tt.source, "en", tt.translations)
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			if tt.notes == "" && notes != "" || !strings.Contains(notes, tt.notes) {
				t.Errorf("notes %q", notes)
			}
		})
	}
}

// Whatever a translation holds, a reader of Markdown reads it as text.
func TestMarkdownTextIsText(t *testing.T) {
	hostile := rapid.StringOfN(rapid.SampledFrom([]rune("ab ب\\`*_[]<>&~|{}!#+-=.:1)(\"'\n\t😀^$%")), 1, 25, -1)
	sources := []string{"# عنوان\n", "- عنوان\n", "> عنوان\n", "عنوان\n", "| عنوان |\n|---|\n", "**عنوان**\n", "[عنوان](x)\n", "1. عنوان\n\n[^1]: x\n"}
	rapid.Check(t, func(t *rapid.T) {
		text := hostile.Draw(t, "text")
		want := strings.Join(strings.Fields(text), " ")
		if want == "" {
			return
		}
		source := rapid.SampledFrom(sources).Draw(t, "source")
		out, _ := markdownCopy(t, source, "en", map[string]string{"عنوان": text})
		a, err := article.Read(strings.NewReader(out), article.Options{Path: "a.md"})
		if err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		if got := strings.Join(strings.Fields(a.Paragraphs[0].Text), " "); got != want {
			t.Fatalf("got %q, want %q, from %q", got, want, out)
		}
	})
}
