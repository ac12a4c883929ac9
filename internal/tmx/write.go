package tmx

import (
	"io"

	"tarjuman/internal/safexml"
)

// Writer writes a TMX 1.4 file: header, then units, then [Writer.Close].
type Writer struct {
	x *safexml.Writer
}

// NewWriter writes the header to w. Its tool is always tarjuman, by which a
// Reader knows that no white space in the file is layout.
func NewWriter(w io.Writer, h Header) *Writer {
	x := safexml.NewWriter(w)
	x.Break()
	x.Start("tmx", "version", "1.4")
	x.Break()
	x.Start("header", "creationtool", toolName, "creationtoolversion", orUnknown(h.ToolVersion), "segtype", "sentence", "o-tmf", toolName,
		"adminlang", "en", "srclang", orAll(h.SourceLang), "datatype", "plaintext")
	meta(x, h.Props, h.Notes)
	if len(h.Props)+len(h.Notes) > 0 {
		x.EndLine()
	} else {
		x.End()
	}
	x.Break()
	x.Start("body")
	return &Writer{x}
}

// Write writes one unit.
func (w *Writer) Write(u Unit) {
	x := w.x
	x.Break()
	x.Start("tu", optional("tuid", u.ID)...)
	meta(x, u.Props, u.Notes)
	for _, v := range u.Variants {
		x.Break()
		attrs := []string{"xml:lang", v.Lang}
		attrs = append(attrs, optional("creationdate", v.Created)...)
		attrs = append(attrs, optional("creationid", v.By)...)
		attrs = append(attrs, optional("changedate", v.Changed)...)
		attrs = append(attrs, optional("changeid", v.ChangedBy)...)
		x.Start("tuv", attrs...)
		meta(x, v.Props, v.Notes)
		x.Break()
		x.Element("seg", v.Text)
		x.EndLine()
	}
	x.EndLine()
}

// meta writes notes and properties, which the DTD wants before the texts.
func meta(x *safexml.Writer, props []Prop, notes []string) {
	for _, n := range notes {
		x.Break()
		x.Element("note", n)
	}
	for _, p := range props {
		x.Break()
		x.Element("prop", p.Value, "type", p.Type)
	}
}

// Replaced is how many characters XML could not hold and were replaced by U+FFFD.
func (w *Writer) Replaced() int { return w.x.Replaced() }

// Close ends the file and returns the first error of writing it.
func (w *Writer) Close() error { return w.x.Close() }

func optional(name, value string) []string {
	if value == "" {
		return nil
	}
	return []string{name, value}
}

func orAll(lang string) string {
	if lang == "" {
		return "*all*"
	}
	return lang
}

func orUnknown(version string) string {
	if version == "" {
		return "0"
	}
	return version
}
