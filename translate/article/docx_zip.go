package article

import (
	"encoding/xml"
	"errors"
	"path"
	"slices"
	"strings"

	"tarjuman/internal/safezip"
)

const (
	mainPart   = "word/document.xml"
	stylesPart = "styles.xml"
	corePart   = "docProps/core.xml"
)

// docxFile is a Word document as a set of parts. Their names are only compared;
// they are never paths in a file system.
type docxFile struct {
	archive *safezip.Archive
	main    string // the part with the text
}

// docxError words a fault of the archive for the owner of a document.
func docxError(err error) error {
	var e *safezip.Error
	if !errors.As(err, &e) {
		return err
	}
	out := &Error{Place: e.Part, Reason: e.Reason, Hint: "open it in Word or LibreOffice and " + hintSaveDOCX, Err: e.Err}
	switch e.Kind {
	case safezip.NotZip:
		out.Reason = "is not a Word document (DOCX), or is damaged"
	case safezip.Encrypted:
		out.Hint = "save the document without a password"
	case safezip.DOCTYPE:
		out.Reason, out.Hint = "has a DOCTYPE, which no Word document has", "do not trust this file; ask its sender for plain text"
	}
	return out
}

func notDOCX(err error) error { return docxError(&safezip.Error{Kind: safezip.NotZip, Err: err}) }

// openDOCX checks the archive against the limits and finds the main part.
func openDOCX(data []byte) (*docxFile, error) {
	a, err := safezip.Open(data)
	if err != nil {
		return nil, docxError(err)
	}
	d := &docxFile{archive: a, main: mainPart}
	if err := d.findMain(); err != nil {
		return nil, err
	}
	return d, nil
}

// findMain follows the package relationships to the part with the text, which
// some editors do not call word/document.xml.
func (d *docxFile) findMain() error {
	if d.archive.Has("_rels/.rels") {
		err := d.walk("_rels/.rels", func(t xml.Token, _ int) {
			s, ok := t.(xml.StartElement)
			if !ok || s.Name.Local != "Relationship" || !strings.HasSuffix(attribute(s, "Type"), "/officeDocument") {
				return
			}
			d.main = strings.TrimPrefix(path.Clean("/"+attribute(s, "Target")), "/")
		})
		if err != nil {
			return err
		}
	}
	if d.archive.Has(d.main) && !strings.HasPrefix(d.main, "xl/") && !strings.HasPrefix(d.main, "ppt/") {
		return nil
	}
	what := "is a zip archive, not a Word document"
	for _, known := range []struct{ part, what string }{
		{"xl/workbook.xml", "is a spreadsheet, not a Word document"},
		{"ppt/presentation.xml", "is a presentation, not a Word document"},
		{"mimetype", "is an OpenDocument or EPUB file, not a Word document"},
	} {
		if d.archive.Has(known.part) {
			what = known.what
			break
		}
	}
	return &Error{Reason: what, Hint: hintSaveDOCX}
}

// beside returns the name of a part in the folder of the main part.
func (d *docxFile) beside(name string) string { return path.Join(path.Dir(d.main), name) }

// margins are the headers, then the footers that the main part refers to, each once,
// in the order of its relationships.
func (d *docxFile) margins() ([]string, error) {
	rels := path.Join(path.Dir(d.main), "_rels", path.Base(d.main)+".rels")
	if !d.archive.Has(rels) {
		return nil, nil
	}
	var headers, footers []string
	err := d.walk(rels, func(t xml.Token, _ int) {
		s, ok := t.(xml.StartElement)
		if !ok || s.Name.Local != "Relationship" || attribute(s, "TargetMode") == "External" {
			return
		}
		list := &headers
		switch kind := attribute(s, "Type"); {
		case strings.HasSuffix(kind, "/header"):
		case strings.HasSuffix(kind, "/footer"):
			list = &footers
		default:
			return
		}
		target := attribute(s, "Target")
		part := strings.TrimPrefix(target, "/")
		if part == target {
			part = d.beside(target)
		}
		if !slices.Contains(headers, part) && !slices.Contains(footers, part) && part != d.main {
			*list = append(*list, part)
		}
	})
	return append(headers, footers...), err
}

// walk reads one part and calls fn with each token and its depth.
func (d *docxFile) walk(name string, fn func(t xml.Token, depth int)) error {
	return docxError(d.archive.Walk(name, func(t xml.Token, depth int) error {
		fn(t, depth)
		return nil
	}))
}

// attribute returns an attribute of an element by its local name.
func attribute(s xml.StartElement, local string) string {
	for _, a := range s.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
