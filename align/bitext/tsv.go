package bitext

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"tarjuman/align/check"
)

// tsvFormat is one segment a line for other programs. Tabs, line breaks and
// backslashes inside a cell are written as \t \n \r \\ and nothing else is
// changed, so reading the cells back gives the texts to the byte.
type tsvFormat struct{}

func (tsvFormat) Name() string      { return "tsv" }
func (tsvFormat) Extension() string { return ".tsv" }
func (tsvFormat) Summary() string {
	return "one segment a line: id, link, confidence, origin, source, target, findings"
}

func (tsvFormat) Write(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	bw.WriteString("id\tparagraph\tlink\tconfidence\torigin\tstatus\tsource\ttarget\tfindings\n")
	for i := range d.Segments {
		s := &d.Segments[i]
		cells := []string{
			s.ID, strconv.Itoa(s.Paragraph), s.Kind(), strconv.FormatFloat(s.Link.Confidence, 'f', 4, 64), string(s.Origin.Kind), string(s.Status),
			s.Source.Text, s.Target.Text, findingList(s.Findings),
		}
		for k, c := range cells {
			if k > 0 {
				bw.WriteByte('\t')
			}
			bw.WriteString(EscapeTSV(c))
		}
		bw.WriteByte('\n')
	}
	return bw.Flush()
}

func findingList(fs []check.Finding) string {
	var parts []string
	for _, f := range fs {
		parts = append(parts, f.Severity.String()+" "+f.Rule+": "+f.Message)
	}
	return strings.Join(parts, "; ")
}

var (
	tsvEscaper   = strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n", "\r", "\\r")
	tsvUnescaper = strings.NewReplacer("\\\\", "\\", "\\t", "\t", "\\n", "\n", "\\r", "\r")
)

// EscapeTSV makes any text fit one cell of a tab-separated line.
func EscapeTSV(s string) string { return tsvEscaper.Replace(s) }

// UnescapeTSV undoes [EscapeTSV].
func UnescapeTSV(s string) string { return tsvUnescaper.Replace(s) }
