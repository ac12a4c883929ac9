package bitext

import (
	"io"

	"tarjuman/internal/ooxml"
	"tarjuman/translate"
)

// docxFormat is a Word document for a reviewer: a table № | source | target |
// notes with Arabic right and English left, findings shaded, comments as Word's
// own, changes against the machine version as tracked changes, and tracking
// switched on. What the reviewer changes comes back by the number of its row.
type docxFormat struct{}

func (docxFormat) Name() string      { return "docx" }
func (docxFormat) Extension() string { return ".docx" }
func (docxFormat) Summary() string {
	return "Word document for review: both texts side by side, findings, comments, tracked changes"
}
func (docxFormat) Carries() Content { return Untranslated | IDs | FindingText | Remarks }

// Read implements [Exchange].
func (f docxFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (docxFormat) gather(r io.Reader) (*gatherer, error) {
	data, err := readAll(r, maxOffice)
	if err != nil {
		return nil, err
	}
	return readReviewDOCX(data)
}

func (docxFormat) Write(w io.Writer, d *Document) error {
	p := wordWriter{doc: d, machine: d.machineTexts()}
	_, err := ooxml.Write(w, p.body, // the text comes first: it gathers the comments
		ooxml.Part{Name: "styles", Write: wordStyles}, ooxml.Part{Name: "settings", Write: wordSettings}, ooxml.Part{Name: "comments", Write: p.commentsPart})
	return err
}

// machineTexts are the translations the segments had before people worked on
// them, by id.
func (d *Document) machineTexts() map[string]string {
	out := map[string]string{}
	for _, s := range d.Base() {
		if s.Origin.Kind != translate.Gloss {
			out[s.ID] = s.Target.Text
		}
	}
	return out
}
