package bitext

import (
	"archive/zip"
	"io"

	"tarjuman/internal/safexml"
)

const (
	wordNamespace         = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationshipNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"
	officeRelationships   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordContent           = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// wordParts are the parts of a document beside its text and comments: name,
// content type, relationship.
var wordParts = []struct {
	name, content, relation string
	write                   func(x *safexml.Writer)
}{
	{"word/styles.xml", wordContent + "styles+xml", officeRelationships + "styles", wordStyles},
	{"word/settings.xml", wordContent + "settings+xml", officeRelationships + "settings", wordSettings},
}

// writeWordPackage writes the archive (ISO 29500-2). Entries carry no time, so
// that the same document gives the same bytes.
func writeWordPackage(w io.Writer, document, comments []byte) error {
	z := zip.NewWriter(w)
	part := func(name string, write func(x *safexml.Writer)) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		x := safexml.NewWriter(f)
		write(x)
		return x.Close()
	}
	raw := func(name string, data []byte) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return err
	}
	if err := part("[Content_Types].xml", wordContentTypes); err != nil {
		return err
	}
	if err := part("_rels/.rels", func(x *safexml.Writer) {
		x.Start("Relationships", "xmlns", relationshipNamespace)
		x.Element("Relationship", "", "Id", "r1", "Type", officeRelationships+"officeDocument", "Target", "word/document.xml")
	}); err != nil {
		return err
	}
	if err := part("word/_rels/document.xml.rels", func(x *safexml.Writer) {
		x.Start("Relationships", "xmlns", relationshipNamespace)
		x.Element("Relationship", "", "Id", "r1", "Type", officeRelationships+"styles", "Target", "styles.xml")
		x.Element("Relationship", "", "Id", "r2", "Type", officeRelationships+"settings", "Target", "settings.xml")
		x.Element("Relationship", "", "Id", "r3", "Type", officeRelationships+"comments", "Target", "comments.xml")
	}); err != nil {
		return err
	}
	for _, p := range wordParts {
		if err := part(p.name, p.write); err != nil {
			return err
		}
	}
	if err := raw("word/document.xml", document); err != nil {
		return err
	}
	if err := raw("word/comments.xml", comments); err != nil {
		return err
	}
	return z.Close()
}

func wordContentTypes(x *safexml.Writer) {
	x.Start("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	x.Element("Default", "", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	x.Element("Default", "", "Extension", "xml", "ContentType", "application/xml")
	x.Element("Override", "", "PartName", "/word/document.xml", "ContentType", wordContent+"document.main+xml")
	x.Element("Override", "", "PartName", "/word/comments.xml", "ContentType", wordContent+"comments+xml")
	for _, p := range wordParts {
		x.Element("Override", "", "PartName", "/"+p.name, "ContentType", p.content)
	}
}

// wordStyles sets fonts that have Arabic letters and marks the languages, so that
// spelling is checked in the right one.
func wordStyles(x *safexml.Writer) {
	x.Start("w:styles", "xmlns:w", wordNamespace)
	x.Start("w:docDefaults")
	x.Start("w:rPrDefault")
	x.Start("w:rPr")
	x.Element("w:rFonts", "", "w:ascii", "Calibri", "w:hAnsi", "Calibri", "w:cs", "Arial")
	x.Element("w:sz", "", "w:val", "22")
	x.Element("w:szCs", "", "w:val", "26")
	x.Element("w:lang", "", "w:val", "en-US", "w:bidi", "ar-SA")
	x.End()
	x.End()
	x.End()
	x.Start("w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal")
	x.Element("w:name", "", "w:val", "Normal")
	x.End()
	x.Start("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal")
	x.Element("w:name", "", "w:val", "Normal Table")
	x.End()
}

// wordSettings switches the tracking of changes on.
func wordSettings(x *safexml.Writer) {
	x.Start("w:settings", "xmlns:w", wordNamespace)
	x.Element("w:trackRevisions", "")
}
