package review

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"tarjuman/align/bitext"
)

//go:embed page
var pageFiles embed.FS

// HTML is the review page: one self-contained file with the Arabic on the right
// and the English on the left, that asks nothing of any network and gives the
// same bytes for the same document. It implements [bitext.Format].
//
// All text of the document passes through html/template; the page's own style and
// script are named by their hashes in a content security policy that allows
// nothing else.
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
	p, err := parts()
	if err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	bw := bufio.NewWriter(w)
	data := struct {
		*pageParts
		*view
	}{p, newView(d)}
	if err := p.tmpl.ExecuteTemplate(bw, "page.tmpl", data); err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	return bw.Flush()
}

// pageParts is what every page has in common.
type pageParts struct {
	tmpl   *template.Template
	Style  template.CSS
	Script template.JS
	Policy string
}

var parts = sync.OnceValues(func() (*pageParts, error) {
	css, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		return nil, err
	}
	js, err := pageFiles.ReadFile("page/page.js")
	if err != nil {
		return nil, err
	}
	tmpl, err := template.New("page.tmpl").ParseFS(pageFiles, "page/*.tmpl")
	if err != nil {
		return nil, err
	}
	return &pageParts{tmpl, template.CSS(css), template.JS(js), policy(css, js)}, nil
})

// policy is the content security policy: this style, this script, nothing else,
// and no way for the script to parse text as markup.
func policy(css, js []byte) string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'; "+
		"require-trusted-types-for 'script'; trusted-types 'none'", sourceHash(css), sourceHash(js))
}

// sourceHash is the CSP source expression of an inline element with this content.
func sourceHash(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
