package bitext

import (
	"bufio"
	"io"

	"tarjuman/translate"
)

// GlossLabel stands before every sentence that is a word-for-word gloss wherever
// text is shown without other marks.
const GlossLabel = "[gloss] "

// textFormat is the translation alone: sentences of a paragraph joined by a
// space, paragraphs by an empty line.
type textFormat struct{}

func (textFormat) Name() string      { return "text" }
func (textFormat) Extension() string { return ".txt" }
func (textFormat) Summary() string {
	return "the translation alone, paragraphs as in the source; glosses are labelled"
}

// TranslationAlone tells [LeftBehind] that the format has no source.
func (textFormat) TranslationAlone() {}

func (textFormat) Write(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	for i := range d.Segments {
		s := &d.Segments[i]
		switch {
		case i == 0:
		case s.Paragraph != d.Segments[i-1].Paragraph:
			bw.WriteString("\n\n")
		case s.Target.Text != "":
			bw.WriteByte(' ')
		}
		if s.Origin.Kind == translate.Gloss {
			bw.WriteString(GlossLabel)
		}
		bw.WriteString(s.Target.Text)
	}
	if len(d.Segments) > 0 {
		bw.WriteByte('\n')
	}
	return bw.Flush()
}
