package bitext

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tarjuman/internal/arabic"
)

// ownFormat is the name of the working file's own format.
const ownFormat = "jsonl"

// Loaded is a document that was read from a file of any format.
type Loaded struct {
	*Document
	Format string   // its name, "jsonl" for a working file
	Notes  []string // what the file holds and the document does not, one line each
}

// IsWorkingFile reports whether the file is a working file.
func (l *Loaded) IsWorkingFile() bool { return l.Format == ownFormat }

// Load reads a document from a file in any format that can be read, told by its
// name and first bytes, or in the named one. Of a file in more than two languages
// it reads those wanted. A torn last line of a working file is a note. Errors begin
// with the path.
func Load(path, format string, want Languages) (*Loaded, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return LoadFrom(f, path, format, want)
}

// LoadFrom is [Load] for an open file; name is only used to tell the format and in
// errors.
func LoadFrom(r io.Reader, name, format string, want Languages) (*Loaded, error) {
	head := make([]byte, sniffLength)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	head = head[:n]
	if format == "" {
		format = detect(name, head)
	}
	l := &Loaded{Format: format}
	r = io.MultiReader(bytes.NewReader(head), r)
	if format == ownFormat {
		l.Document, err = Read(r)
		if torn, ok := err.(*Torn); ok {
			l.Notes, err = []string{torn.Error()}, nil
		}
	} else {
		var x Exchange
		if x, err = ExchangeByName(format); err == nil {
			if _, ok := x.(tmxFormat); ok {
				x = tmxFormat{want}
			}
			l.Document, l.Notes, err = x.Read(r)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return l, nil
}

// Readable reports whether a file is named like one that [Load] reads and an
// article reader does not: a working file, a memory, a table.
func Readable(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".tmx", ".xlf", ".xliff", ".tsv", ".csv", ".xlsx":
		return true
	}
	return false
}

// ExchangeByName returns the format of that name that can be read.
func ExchangeByName(name string) (Exchange, error) {
	names := []string{ownFormat}
	for _, f := range Formats() {
		if x, ok := f.(Exchange); ok {
			if x.Name() == name {
				return x, nil
			}
			names = append(names, x.Name())
		}
	}
	slices.Sort(names)
	if name == "" {
		return nil, fmt.Errorf("the format is not recognised: name one of %s", strings.Join(names, ", "))
	}
	return nil, fmt.Errorf("format %.40q cannot be read: have %s", name, strings.Join(names, ", "))
}

// sniffLength is how many bytes of a file are looked at to tell its format.
const sniffLength = 4096

// detect tells a format by what a file is called, or else by how it begins.
func detect(name string, head []byte) string {
	if len(head) > 1 && (head[0] == 0 || head[1] == 0 || head[0] >= 0xFE) { // UTF-16
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl":
		return ownFormat
	case ".tmx":
		return "tmx"
	case ".tsv", ".tab":
		return "tsv"
	case ".csv":
		return "csv"
	case ".xlsx", ".xlsm":
		return "xlsx"
	case ".docx":
		return "docx"
	case ".xlf", ".xliff":
		return xliffVersion(head)
	}
	switch {
	case bytes.HasPrefix(head, []byte(`{"type":"header"`)):
		return ownFormat
	case bytes.Contains(head, []byte("<xliff")):
		return xliffVersion(head)
	case bytes.Contains(head, []byte("<tmx")):
		return "tmx"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("xl/")):
		return "xlsx"
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("word/")) {
		return "docx"
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	switch {
	case bytes.Contains(line, []byte("\t")) && bytes.Contains(line, []byte("source")):
		return "tsv"
	case bytes.Contains(line, []byte("source")) && bytes.ContainsAny(line, ",;"):
		return "csv"
	}
	return ""
}

// xliffVersion tells XLIFF 1 from XLIFF 2 by the version the root element names.
func xliffVersion(head []byte) string {
	_, root, _ := bytes.Cut(head, []byte("<xliff"))
	tag, _, _ := bytes.Cut(root, []byte(">"))
	if bytes.Contains(tag, []byte(`version="1.`)) || bytes.Contains(tag, []byte(`version='1.`)) {
		return "xliff12"
	}
	return "xliff"
}

// GuessLang tells Arabic from English by the letters of one side's texts; it is
// "" where there are none.
func (d *Document) GuessLang(source bool) string {
	arabicLetters, latin := 0, 0
	for i := range d.Segments {
		text := d.Segments[i].Target.Text
		if source {
			text = d.Segments[i].Source.Text
		}
		for _, r := range text {
			switch {
			case arabic.IsLetter(r):
				arabicLetters++
			case unicode.Is(unicode.Latin, r):
				latin++
			}
		}
	}
	switch {
	case arabicLetters == 0 && latin == 0:
		return ""
	case arabicLetters >= latin:
		return "ar"
	}
	return "en"
}
