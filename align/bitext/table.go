package bitext

import (
	"fmt"
	"strconv"
	"strings"

	"tarjuman/translate"
)

// The columns of table formats, named in their first row. A reader finds them by
// name, in any order; only a text column must be there.
const (
	columnID         = "id"
	columnParagraph  = "paragraph"
	columnHeading    = "heading"
	columnLink       = "link"
	columnConfidence = "confidence"
	columnOrigin     = "origin"
	columnStatus     = "status"
	columnSource     = "source"
	columnTarget     = "target"
	columnFindings   = "findings"
	columnComment    = "comment"
)

// tableColumns are the columns of tables for programs.
var tableColumns = []string{
	columnID, columnParagraph, columnHeading, columnLink, columnConfidence, columnOrigin, columnStatus, columnSource, columnTarget, columnFindings, columnComment,
}

// tableContent is what such a table carries.
const tableContent = Untranslated | IDs | Paragraphs | Shapes | OriginKinds | Glosses | Statuses | FindingText | Remarks

// cell is one column of a segment.
func (s *Segment) cell(column string) string {
	switch column {
	case columnID:
		return s.ID
	case columnParagraph:
		return strconv.Itoa(s.Paragraph)
	case columnHeading:
		return strconv.Itoa(s.Heading)
	case columnLink:
		return s.Kind()
	case columnConfidence:
		return strconv.FormatFloat(s.Link.Confidence, 'f', 4, 64)
	case columnOrigin:
		return string(s.Origin.Kind)
	case columnStatus:
		return string(s.Status)
	case columnSource:
		return s.Source.Text
	case columnTarget:
		return s.Target.Text
	case columnFindings:
		return findingList(s.Findings)
	case columnComment:
		return remarksText(s.Comments)
	}
	return ""
}

// row is a segment as cells of the given columns.
func (s *Segment) row(columns []string) []string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = s.cell(c)
	}
	return cells
}

// tableReader turns rows of cells into segments.
type tableReader struct {
	*gatherer
	columns map[string]int
	langs   [2]string // as the column names say, or ""
}

// columnAliases are other names of the columns, in lower case: those of
// spreadsheets people make, and of this program's own sheet for editors.
var columnAliases = map[string]string{
	"№": columnID, "no": columnID, "no.": columnID, "segment": columnID, "key": columnID,
	"src": columnSource, "original": columnSource, "الأصل": columnSource,
	"tgt": columnTarget, "translation": columnTarget, "الترجمة": columnTarget,
	"state": columnStatus, "comments": columnComment, "note": columnComment, "notes": columnFindings,
}

// languageColumns are names of text columns that tell the language.
var languageColumns = map[string]string{"arabic": "ar", "english": "en", "ar": "ar", "en": "en", "العربية": "ar", "الإنجليزية": "en"}

// newTableReader reads the names of the columns. Without a source or a target
// column, the first column that is named by a language is the source.
func newTableReader(d *Document, header []string) (*tableReader, error) {
	t := &tableReader{gatherer: &gatherer{doc: d}, columns: map[string]int{}}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		lang, isLang := languageColumns[name]
		if alias, ok := columnAliases[name]; ok {
			name = alias
		}
		if isLang {
			for k, side := range []string{columnSource, columnTarget} {
				if _, taken := t.columns[side]; !taken {
					name, t.langs[k] = side, lang
					break
				}
			}
		}
		if _, taken := t.columns[name]; !taken {
			t.columns[name] = i
		}
	}
	_, source := t.columns[columnSource]
	_, target := t.columns[columnTarget]
	if !source && !target {
		return nil, fmt.Errorf("the first row names no column source or target")
	}
	d.Header = Header{Schema: SchemaVersion, Source: File{Lang: t.langs[0]}, Target: File{Lang: t.langs[1]}}
	return t, nil
}

func (t *tableReader) get(row []string, column string) string {
	if i, ok := t.columns[column]; ok && i < len(row) {
		return row[i]
	}
	return ""
}

// add appends the segment of one row; rows without any text are passed over.
func (t *tableReader) addRow(row []string) error {
	s := Segment{ID: t.get(row, columnID), Source: Side{Text: t.get(row, columnSource)}, Target: Side{Text: t.get(row, columnTarget)}}
	_, linked := t.columns[columnLink]
	if s.Source.Text == "" && s.Target.Text == "" && s.ID == "" {
		return nil
	}
	for _, p := range []string{columnParagraph, columnHeading, columnConfidence, columnOrigin, columnStatus} {
		value := strings.TrimSpace(t.get(row, p))
		if value == "" {
			continue
		}
		if p == columnStatus {
			value = strings.ToLower(value)
		}
		if _, err := s.setProperty(p, value); err != nil {
			return fmt.Errorf("segment %.40q: %w", s.ID, err)
		}
	}
	if c := t.get(row, columnComment); c != "" {
		s.Comments = []Remark{{Text: c}}
	}
	if err := t.setSentences(&s, t.get(row, columnLink)); err != nil {
		return fmt.Errorf("segment %.40q: %w", s.ID, err)
	}
	t.add(s, linked)
	return nil
}

// setSentences numbers the sentences of a segment on, as many as its link says.
func (t *tableReader) setSentences(s *Segment, link string) error {
	if link == "" {
		return nil
	}
	src, tgt, ok := strings.Cut(link, "-")
	n, err1 := count(src)
	m, err2 := count(tgt)
	if !ok || err1 != nil || err2 != nil || n > 1000 || m > 1000 {
		return fmt.Errorf("link %.20q: want two numbers, as in 2-1", link)
	}
	for range n {
		s.Source.Sentences = append(s.Source.Sentences, t.sentences[0])
		t.sentences[0]++
	}
	for range m {
		s.Target.Sentences = append(s.Target.Sentences, t.sentences[1])
		t.sentences[1]++
	}
	return nil
}

// done completes what was read: a translation nobody claims is a person's.
func (t *tableReader) done() (*gatherer, error) {
	if t == nil {
		return nil, errEmptyFile
	}
	for i := range t.doc.Segments {
		if s := &t.doc.Segments[i]; s.Target.Text != "" && s.Origin.Kind == "" {
			s.Origin.Kind = translate.Human
		}
	}
	return t.gatherer, nil
}
