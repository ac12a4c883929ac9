package article

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadIsRefused(t *testing.T) {
	tests := []struct {
		name, data string
		opt        Options
		want       string
	}{
		{"empty", "", Options{Path: "a.txt"}, "a.txt: is empty"},
		{"white space", " \r\n\u00A0\n", Options{}, "-: has no text, only white space"},
		{"png", "\x89PNG\r\n\x1A\n....", Options{Path: "a.txt"}, "a.txt: is a PNG image, not an article"},
		{"pdf", "%PDF-1.7\n", Options{}, "-: is a PDF, not an article"},
		{"old word", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Options{Path: "a.docx"}, "a.docx: is an old Word document (.doc) or one with a password, not an article"},
		{"rtf", "{\\rtf1 x}", Options{}, "-: is a Rich Text document, not an article"},
		{"mhtml", "MIME-Version: 1.0\r\n", Options{Path: "a.html"}, "a.html: is a web archive (MHTML) or a mail message, not an article"},
		{"NULs", "abc\x00\x00\x00\x01\x02", Options{}, "-: is binary data, not text"},
		{"no known encoding", "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xEF\xEB\xE0\xED \xE1\xF3\xE4\xE5\xF2 \xEE\xE1\xFA\xFF\xE2\xEB\xE5\xED", Options{}, "-: the character encoding was not recognised"},
		{"forced utf-8", "abc\xE4", Options{Encoding: "UTF-8"}, "-: byte 3: not valid utf-8"},
		{"forced utf-16", "a\x00b", Options{Encoding: "utf-16le"}, "-: byte 2: not valid utf-16le"},
		{"forced unknown", "abc", Options{Encoding: "klingon"}, `-: unsupported encoding "klingon"`},
		{"forced docx", "abc", Options{Format: DOCX}, "-: is not a Word document (DOCX), or is damaged: zip: not a valid zip file"},
		{"unknown format", "abc", Options{Format: 99}, "-: unknown format(99)"},
		{"too large", "abcdef", Options{MaxBytes: 5}, "-: is larger than 5 bytes"},
		{"only code", "```\nx\n```\n", Options{Path: "a.md"}, "a.md: no text to translate was found in this markdown document"},
		{"terminal tricks in the name", "", Options{Path: "a\x1b[2J\u202Etxt.b"}, `a\x1b[2J\u202etxt.b: is empty`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(strings.NewReader(tt.data), tt.opt)
			if err == nil || err.Error() != tt.want || a != nil {
				t.Fatalf("got %v, want %s", err, tt.want)
			}
			if e, ok := errors.AsType[*Error](err); !ok || e.Hint == "" {
				t.Errorf("no hint in %#v", err)
			}
		})
	}
}

func TestReadFileErrors(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.txt")
	if err := os.WriteFile(big, []byte("abcdef"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, want string
		is         error
	}{
		{dir, "is a directory", nil},
		{filepath.Join(dir, "none.txt"), "no such file", os.ErrNotExist},
		{big, "is larger than 5 bytes", nil},
	} {
		_, err := ReadFile(tt.path, Options{MaxBytes: 5})
		if err == nil || !strings.HasPrefix(err.Error(), tt.path+": "+tt.want) || tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	_, err := Read(iotest.ErrReader(io.ErrUnexpectedEOF), Options{Path: "x"})
	if !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != "x: cannot be read: unexpected EOF" {
		t.Errorf("got %v", err)
	}
}

func TestFormatIsRecognised(t *testing.T) {
	tests := []struct {
		path, data string
		want       Format
	}{
		{"-", "نص عادي", Text},
		{"-", "# عنوان\n\nنص", Markdown},
		{"-", "---\ntitle: x\n---\nنص", Markdown},
		{"-", "نص [أ](b) و[ج](d)", Markdown},
		{"-", "نص [أ](b)", Text},
		{"-", "#وسم في تغريدة", Text},
		{"-", "- قال الوزير\n- قال السفير", Text},
		{"-", "\uFEFF\n<!-- x --><!DOCTYPE HTML><p>نص", HTML},
		{"-", "<?xml version=\"1.0\"?>\n<html><p>نص</p></html>", HTML},
		{"-", "<p dir=\"rtl\">نص</p>", HTML},
		{"-", "<p> بلا نهاية", Text},
		{"a.txt", "# ليس عنوانا", Text},
		{"a.txt", "<p>نص</p>", Text},
		{"a.txt", "<!doctype html><p>نص</p>", HTML},
		{"A.MD", "نص", Markdown},
		{"a.HTM", "نص", HTML},
		{"a.html", "نص & نص", HTML},
	}
	for _, tt := range tests {
		a, err := Read(strings.NewReader(tt.data), Options{Path: tt.path})
		if err != nil {
			t.Errorf("%s %q: %v", tt.path, tt.data, err)
			continue
		}
		if a.Format != tt.want {
			t.Errorf("%s %q is %s, want %s", tt.path, tt.data, a.Format, tt.want)
		}
	}
	a, err := Read(strings.NewReader("<p>نص</p>"), Options{Format: Text})
	if err != nil || a.Format != Text || a.Paragraphs[0].Text != "<p>نص</p>" {
		t.Errorf("forced text: %v, %+v", err, a)
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Body.String(), "body"}, {TableCell.String(), "table cell"}, {Kind(9).String(), "kind(9)"},
		{Auto.String(), "auto"}, {DOCX.String(), "docx"}, {Format(9).String(), "format(9)"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func TestSampleArticle(t *testing.T) {
	a, err := ReadFile(originalPath, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Format != Text || a.Encoding != "utf-8" || a.EncodingDetected || a.Lang != "ar" || a.Dir != "rtl" ||
		len(a.Paragraphs) != 26 || len(a.SHA256) != 64 || len(a.Notes) != 0 {
		t.Errorf("%s %s %v %s %s, %d paragraphs, %q", a.Format, a.Encoding, a.EncodingDetected, a.Lang, a.Dir, len(a.Paragraphs), a.Notes)
	}
}
