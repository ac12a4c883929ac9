package review

import (
	"bufio"
	"bytes"
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
	return writePage(w, d, live{})
}

// live is what the page of a running server has and a file has not.
type live struct {
	Nonce string // of the content security policy in the server's header
	Token string // that the page's requests carry
	Name  string // of the working file
	By    string // who reviews
}

func writePage(w io.Writer, d *bitext.Document, l live) error {
	p, err := parts()
	if err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	state, err := d.State(d.LastSeq())
	if err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	bw := bufio.NewWriter(w)
	data := struct {
		*pageParts
		*view
		Live  live
		State string
		Seq   int
	}{p, newView(d), l, state, d.LastSeq()}
	if err := p.tmpl.ExecuteTemplate(bw, "page.tmpl", data); err != nil {
		return fmt.Errorf("review page: %w", err)
	}
	return bw.Flush()
}

// pageParts is what every page has in common.
type pageParts struct {
	tmpl       *template.Template
	Style      template.CSS
	Script     template.JS
	Policy     string
	Invisibles []invisibleRange // for the script, which shows edited texts
}

// invisibleRange is a line of the table of invisible characters as the script
// gets it: first and last code point, label, name, and whether it is kept.
type invisibleRange [5]any

// scriptFiles are the parts of the page's script in order; they share one scope.
var scriptFiles = []string{"base", "text", "rows", "light", "walk", "filter", "diff", "dialog", "turn", "record", "edit", "decide", "links", "mark", "keys"}

var parts = sync.OnceValues(func() (*pageParts, error) {
	css, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		return nil, err
	}
	js, err := script()
	if err != nil {
		return nil, err
	}
	tmpl, err := template.New("page.tmpl").ParseFS(pageFiles, "page/*.tmpl")
	if err != nil {
		return nil, err
	}
	p := &pageParts{tmpl: tmpl, Style: template.CSS(css), Script: template.JS(js), Policy: policy(css, js)}
	for _, x := range invisibles() {
		p.Invisibles = append(p.Invisibles, invisibleRange{int(x.first), int(x.last), x.label, x.name, x.kept})
	}
	return p, nil
})

// script joins the parts of the page's script.
func script() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\"use strict\";\n(() => {\n")
	for _, name := range scriptFiles {
		js, err := pageFiles.ReadFile("page/script/" + name + ".js")
		if err != nil {
			return nil, err
		}
		b.Write(js)
	}
	b.WriteString("})();\n")
	return b.Bytes(), nil
}

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
