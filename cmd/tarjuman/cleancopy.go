package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/cleancopy"
	"tarjuman/translate/article"
)

// originalFlag names the document a clean copy takes its layout from.
func originalFlag() cli.Flag {
	return &cli.StringFlag{Name: "original", Usage: "document whose layout docx-clean and markdown take, where it is not beside the working file; none for a plain layout: `FILE`"}
}

// maxOriginal bounds the document a clean copy is made from, in bytes.
const maxOriginal = 64 << 20

// lendOriginal gives a clean copy the document that the translation was made from:
// the one --original names, else the one the working file does. working is "" where
// the file is none, whose word on other files is not followed.
func lendOriginal(c *cli.Context, f bitext.Format, d *bitext.Document, working string) error {
	var kind string
	var lend func(*cleancopy.Original)
	switch f := f.(type) {
	case *cleancopy.DOCX:
		kind, lend = "docx", func(o *cleancopy.Original) { f.Original = o }
	case *cleancopy.Markdown:
		kind, lend = "markdown", func(o *cleancopy.Original) { f.Original = o }
	default:
		return nil
	}
	path := c.String("original")
	switch {
	case path == "none":
		return nil
	case path != "":
	case working == "" || d.Header.Source.Format != kind || d.Header.Source.Path == "" || d.Header.Source.Path == "-":
		return nil
	default:
		path = filepath.FromSlash(d.Header.Source.Path)
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(working), path)
		}
	}
	data, err := readOriginal(path)
	if err != nil {
		return badInput(err, "--original FILE names the document, --original none writes a plain layout")
	}
	lend(&cleancopy.Original{Path: path, Data: data})
	return nil
}

func readOriginal(path string) ([]byte, error) {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !st.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file", path)
	case st.Size() > maxOriginal:
		return nil, fmt.Errorf("%s is larger than %d MB", path, maxOriginal>>20)
	}
	return os.ReadFile(path)
}

// writeFormat writes a document in a format and says what a clean copy could not
// take over. An original that has changed, or cannot be read, is bad input.
func (u *ui) writeFormat(w io.Writer, f bitext.Format, d *bitext.Document) error {
	err := f.Write(w, d)
	var changed *cleancopy.Changed
	var unreadable *article.Error
	if errors.As(err, &changed) || errors.As(err, &unreadable) {
		return badInput(err, "name the document it was made from with --original FILE, or --original none for a plain layout")
	}
	if err != nil {
		return err
	}
	if n, ok := f.(interface{ Notes() []string }); ok {
		for _, line := range n.Notes() {
			u.note("%s: %s", f.Name(), line)
		}
	}
	return nil
}
