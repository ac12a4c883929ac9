// Package ooxml writes WordprocessingML packages (ISO/IEC 29500): the archive, its
// content types and relationships around the parts that a caller writes.
package ooxml

import (
	"archive/zip"
	"io"

	"tarjuman/internal/safexml"
)

// The namespaces of a document and its package.
const (
	Word          = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
	office        = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	content       = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Part is a part in the folder word: "styles" is word/styles.xml of the content type
// and relationship of that name.
type Part struct {
	Name  string
	Write func(x *safexml.Writer)
}

// Write writes a package with the main part document and others that it refers to.
// Entries carry no time, so that the same document gives the same bytes. The number
// of characters that XML cannot hold, and which became U+FFFD, is returned.
func Write(w io.Writer, document func(x *safexml.Writer), parts ...Part) (replaced int, err error) {
	p := packer{zip: zip.NewWriter(w)}
	p.part("[Content_Types].xml", func(x *safexml.Writer) { contentTypes(x, parts) })
	p.part("_rels/.rels", func(x *safexml.Writer) {
		x.Start("Relationships", "xmlns", relationships)
		x.Element("Relationship", "", "Id", "r1", "Type", office+"officeDocument", "Target", "word/document.xml")
	})
	p.part("word/_rels/document.xml.rels", func(x *safexml.Writer) {
		x.Start("Relationships", "xmlns", relationships)
		for _, part := range parts {
			x.Element("Relationship", "", "Id", "r-"+part.Name, "Type", office+part.Name, "Target", part.Name+".xml")
		}
	})
	p.part("word/document.xml", document)
	for _, part := range parts {
		p.part("word/"+part.Name+".xml", part.Write)
	}
	if p.err == nil {
		p.err = p.zip.Close()
	}
	return p.replaced, p.err
}

// packer writes parts until one fails.
type packer struct {
	zip      *zip.Writer
	replaced int
	err      error
}

func (p *packer) part(name string, write func(x *safexml.Writer)) {
	if p.err != nil {
		return
	}
	f, err := p.zip.Create(name)
	if err != nil {
		p.err = err
		return
	}
	x := safexml.NewWriter(f)
	write(x)
	p.err = x.Close()
	p.replaced += x.Replaced()
}

func contentTypes(x *safexml.Writer, parts []Part) {
	x.Start("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	x.Element("Default", "", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	x.Element("Default", "", "Extension", "xml", "ContentType", "application/xml")
	x.Element("Override", "", "PartName", "/word/document.xml", "ContentType", content+"document.main+xml")
	for _, p := range parts {
		x.Element("Override", "", "PartName", "/word/"+p.Name+".xml", "ContentType", content+p.Name+"+xml")
	}
}
