package bitext

import (
	"tarjuman/internal/ooxml"
	"tarjuman/internal/safexml"
)

const wordNamespace = ooxml.Word

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
