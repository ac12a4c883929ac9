package bitext

import (
	"fmt"
	"io"
	"sort"
)

// Format is one way to write a document for other programs or people. To add
// one, write a file with a type that has these methods and list it in formats.
type Format interface {
	Name() string      // what --to calls it
	Extension() string // of the files written, with the dot
	Summary() string   // one line for the list of formats
	Write(w io.Writer, d *Document) error
}

func formats() []Format {
	return []Format{textFormat{}, tsvFormat{}, jsonlFormat{}, tmxFormat{}, csvFormat{}, xlsxFormat{}, docxFormat{}, xliffFormat{}, xliff12Format{}}
}

// Formats returns the built-in formats, by name.
func Formats() []Format {
	f := formats()
	sort.Slice(f, func(i, j int) bool { return f[i].Name() < f[j].Name() })
	return f
}

// FormatByName returns the format of that name.
func FormatByName(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name() == name {
			return f, nil
		}
		names = append(names, f.Name())
	}
	return nil, fmt.Errorf("unknown format %q: have %v", name, names)
}

// jsonlFormat is the working file itself.
type jsonlFormat struct{}

func (jsonlFormat) Name() string                         { return "jsonl" }
func (jsonlFormat) Extension() string                    { return ".jsonl" }
func (jsonlFormat) Summary() string                      { return "the working file: everything, one JSON object a line" }
func (jsonlFormat) Write(w io.Writer, d *Document) error { return Write(w, d) }
