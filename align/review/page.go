package review

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"tarjuman/align/bitext"
)

//go:embed page
var pageFiles embed.FS

// HTML is the review page: one self-contained file with the Arabic on the right
// and the English on the left. It implements [bitext.Format].
type HTML struct{}

// Name returns "html".
func (HTML) Name() string { return "html" }

// Extension returns ".html".
func (HTML) Extension() string { return ".html" }

// Summary describes the format in one line.
func (HTML) Summary() string {
	return "the review page: both texts side by side with findings, one file to open or mail"
}

// Write writes the page.
func (HTML) Write(w io.Writer, d *bitext.Document) error {
	t, err := template.ParseFS(pageFiles, "page/*.tmpl")
	if err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	return t.ExecuteTemplate(w, "page.tmpl", d)
}
