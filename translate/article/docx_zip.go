package article

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits on a Word document. A book of 1,000 pages has some 20 MB of XML in a
// few dozen parts, compressed about twelve to one.
const (
	maxEntries     = 2_000
	maxInflated    = 200 << 20 // bytes over all parts, as claimed
	maxPart        = 64 << 20  // bytes in one part that is read
	maxRatio       = 200       // inflated to compressed
	ratioFrom      = 1 << 20   // bytes below which the ratio is not looked at
	maxXMLDepth    = 256
	maxDirectories = 20_000 // directory records anywhere in the file
)

const (
	mainPart   = "word/document.xml"
	stylesPart = "styles.xml"
	corePart   = "docProps/core.xml"
)

// docxFile is a Word document as a set of parts. Their names are only compared;
// they are never paths in a file system.
type docxFile struct {
	parts map[string]*zip.File
	main  string // the part with the text
}

func notDOCX(err error) error {
	return &Error{Reason: "is not a Word document (DOCX), or is damaged", Hint: "open it in Word or LibreOffice and " + hintSaveDOCX, Err: err}
}

func tooMuch(place, reason string) error {
	return &Error{Place: place, Reason: reason + ", more than an article has any use for", Hint: "open it in Word or LibreOffice and " + hintSaveDOCX}
}

// openDOCX checks the archive against the limits and finds the main part.
func openDOCX(data []byte) (*docxFile, error) {
	// The directory is read whole before it can be counted, so a flood of
	// records is refused by their mark.
	if bytes.Count(data, []byte("PK\x01\x02")) > maxDirectories {
		return nil, tooMuch("", "has too many parts")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, notDOCX(err)
	}
	if len(z.File) > maxEntries {
		return nil, tooMuch("", fmt.Sprintf("has %d parts", len(z.File)))
	}
	d := &docxFile{parts: make(map[string]*zip.File, len(z.File)), main: mainPart}
	var total uint64
	for _, f := range z.File {
		total += min(f.UncompressedSize64, 1<<40)
		if total > maxInflated {
			return nil, tooMuch(f.Name, fmt.Sprintf("unpacks to more than %d MB", maxInflated>>20))
		}
		if f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
			return nil, tooMuch(f.Name, fmt.Sprintf("unpacks to more than %d times its size", maxRatio))
		}
		if _, twice := d.parts[f.Name]; twice && !strings.HasSuffix(f.Name, "/") {
			return nil, &Error{Place: f.Name, Reason: "is in the file twice", Hint: "open it in Word or LibreOffice and " + hintSaveDOCX}
		}
		d.parts[f.Name] = f
	}
	if err := d.findMain(); err != nil {
		return nil, err
	}
	return d, nil
}

// findMain follows the package relationships to the part with the text, which
// some editors do not call word/document.xml.
func (d *docxFile) findMain() error {
	if _, ok := d.parts["_rels/.rels"]; ok {
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
	if _, ok := d.parts[d.main]; ok && !strings.HasPrefix(d.main, "xl/") && !strings.HasPrefix(d.main, "ppt/") {
		return nil
	}
	what := "is a zip archive, not a Word document"
	for _, known := range []struct{ part, what string }{
		{"xl/workbook.xml", "is a spreadsheet, not a Word document"},
		{"ppt/presentation.xml", "is a presentation, not a Word document"},
		{"mimetype", "is an OpenDocument or EPUB file, not a Word document"},
	} {
		if _, ok := d.parts[known.part]; ok {
			what = known.what
			break
		}
	}
	return &Error{Reason: what, Hint: hintSaveDOCX}
}

// beside returns the name of a part in the folder of the main part.
func (d *docxFile) beside(name string) string { return path.Join(path.Dir(d.main), name) }

// walk reads one part and calls fn with each token and its depth. Whatever the
// archive claims, no more than maxPart bytes are read.
func (d *docxFile) walk(name string, fn func(t xml.Token, depth int)) error {
	f := d.parts[name]
	if f.Flags&1 != 0 {
		return &Error{Place: name, Reason: "is encrypted", Hint: "save the document without a password"}
	}
	r, err := f.Open()
	if err != nil {
		return &Error{Place: name, Reason: "cannot be unpacked", Err: err}
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: maxPart + 1}
	x := xml.NewDecoder(limited)
	depth := 0
	for {
		t, err := x.Token()
		if limited.N == 0 {
			return tooMuch(name, fmt.Sprintf("has more than %d MB", maxPart>>20))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return &Error{Place: name, Reason: "is damaged", Hint: "open it in Word or LibreOffice and " + hintSaveDOCX, Err: err}
		}
		switch t.(type) {
		case xml.Directive:
			return &Error{Place: name, Reason: "has a DOCTYPE, which no Word document has", Hint: "do not trust this file; ask its sender for plain text"}
		case xml.StartElement:
			depth++
			if depth > maxXMLDepth {
				return tooMuch(name, fmt.Sprintf("is nested deeper than %d elements", maxXMLDepth))
			}
		}
		fn(t, depth)
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
	}
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
