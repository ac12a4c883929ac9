package bitext

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"
	"time"

	"tarjuman/internal/safezip"
)

// readReviewDOCX reads the table of a review document with all tracked changes
// accepted, and the comments on its rows.
func readReviewDOCX(data []byte) (*gatherer, error) {
	a, err := safezip.Open(data)
	if err != nil {
		return nil, err
	}
	const main = "word/document.xml"
	if !a.Has(main) {
		return nil, errors.New("is a zip archive, not a Word document")
	}
	w := wordReader{comments: map[string]Remark{}, above: -1}
	if part := path.Join(path.Dir(main), "comments.xml"); a.Has(part) {
		if err := a.Walk(part, w.commentToken); err != nil {
			return nil, err
		}
	}
	if err := a.Walk(main, w.token); err != nil {
		return nil, err
	}
	if w.table == nil {
		return nil, errors.New("the document has no table with the columns № and target: export one with --to docx")
	}
	w.table.apart = true
	return w.table.done()
}

// wordReader collects the rows of the first table that has the right columns.
type wordReader struct {
	table    *tableReader
	comments map[string]Remark // by id

	tables int  // open tables
	mine   bool // the outermost open table is the one that is read
	skip   int  // depth of the element being left out, or 0
	text   bool
	row    []wordCell
	cell   *wordCell // the open one, nil outside
	head   []wordCell
	above  int  // the segment of the last row with an id of its own, -1 for none
	begun  bool // the cell has a paragraph already
	noted  []Remark
	author string // of the newest change in the row
	latest time.Time
	gone   bool // the row was deleted
	inTrPr bool

	remark *Remark // the comment being read
	id     string
}

func (w *wordReader) token(t xml.Token, depth int) error {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip == 0 && t.Name.Space == wordNamespace {
			w.start(t, depth)
		}
	case xml.EndElement:
		if w.skip == depth {
			w.skip = 0
			return nil
		}
		if w.skip == 0 && t.Name.Space == wordNamespace {
			return w.end(t.Name.Local)
		}
	case xml.CharData:
		if w.text && w.skip == 0 && w.cell != nil {
			w.cell.text.Write(t)
		}
	}
	return nil
}

func (w *wordReader) start(t xml.StartElement, depth int) {
	switch t.Name.Local {
	case "tbl":
		w.tables++
		return
	}
	if w.tables != 1 {
		if w.tables > 1 && t.Name.Local == "t" {
			w.text = true // a table inside a cell is text of the cell
		}
		return
	}
	switch t.Name.Local {
	case "tr":
		w.row, w.noted, w.author, w.latest, w.gone = nil, nil, "", time.Time{}, false
	case "trPr":
		w.inTrPr = true
	case "tc":
		w.cell, w.begun = &wordCell{text: &strings.Builder{}, span: 1}, false
	case "gridSpan", "vMerge", "hMerge":
		if w.cell != nil {
			w.cell.property(t.Name.Local, wordAttr(t, "val"))
		}
	case "p":
		if w.cell != nil && w.begun {
			w.cell.text.WriteByte('\n')
		}
		w.begun = true
	case "t":
		w.text = true
	case "br":
		w.put("\n")
	case "cr":
		w.put("\r")
	case "tab":
		w.put("\t")
	case "noBreakHyphen":
		w.put("\u2011")
	case "softHyphen":
		w.put("\u00AD")
	case "pPr", "rPr":
		w.skip = depth
	case "del", "moveFrom":
		if w.inTrPr {
			w.gone = true
			return
		}
		w.changed(t)
		w.skip = depth
	case "ins", "moveTo":
		w.changed(t)
	case "commentReference":
		if c, ok := w.comments[wordAttr(t, "id")]; ok {
			w.noted = append(w.noted, c)
		}
	}
}

func (w *wordReader) put(s string) {
	if w.cell != nil {
		w.cell.text.WriteString(s)
	}
}

// changed keeps the author of the newest change.
func (w *wordReader) changed(t xml.StartElement) {
	when, _ := time.Parse(time.RFC3339, wordAttr(t, "date"))
	if w.author == "" || when.After(w.latest) {
		w.author, w.latest = wordAttr(t, "author"), when
	}
}

func (w *wordReader) end(name string) error {
	switch name {
	case "t":
		w.text = false
	case "tbl":
		w.tables--
		if w.tables == 0 {
			w.mine = false
		}
	case "trPr":
		w.inTrPr = false
	case "tc":
		if w.tables == 1 && w.cell != nil {
			w.row = append(w.row, *w.cell)
			w.cell = nil
		}
	case "tr":
		if w.tables == 1 && !w.gone {
			return w.addRow()
		}
	}
	return nil
}

// addRow takes the first row that names the columns for the head of the table, and
// every row behind it for a segment.
func (w *wordReader) addRow() error {
	if w.table == nil {
		t, err := newTableReader(&Document{}, textsOf(w.row))
		if err != nil {
			return nil // another table
		}
		_, id := t.columns[columnID]
		_, target := t.columns[columnTarget]
		if id && target {
			w.table, w.head, w.mine = t, w.row, true
		}
		return nil
	}
	if !w.mine {
		return nil
	}
	cells, merged := fitToHead(w.row, w.head)
	if cells[w.table.columns[columnID]].continued && w.above >= 0 {
		w.continueAbove(cells)
		return nil
	}
	n := len(w.table.doc.Segments)
	if err := w.table.addRow(textsOf(cells)); err != nil {
		return err
	}
	if len(w.table.doc.Segments) == n {
		return nil
	}
	for _, column := range []string{columnSource, columnTarget} {
		if i, ok := w.table.columns[column]; ok && cells[i].continued { // one cell for this row and the one above
			merged = true
			w.table.isMerged(w.above)
		}
	}
	if merged {
		w.table.isMerged(n)
	}
	w.above = n
	w.table.doc.Segments[n].Comments = w.noted
	w.wroteRow(n)
	return nil
}

// continueAbove adds the cells of a row that somebody split off the row above to
// that row's segment.
func (w *wordReader) continueAbove(cells []wordCell) {
	s := &w.table.doc.Segments[w.above]
	for column, text := range map[string]*string{columnSource: &s.Source.Text, columnTarget: &s.Target.Text} {
		i, ok := w.table.columns[column]
		if !ok || cells[i].continued {
			continue
		}
		if more := cells[i].text.String(); more != "" && *text != "" {
			*text += "\n" + more
		} else {
			*text += more
		}
	}
	s.Comments = append(s.Comments, w.noted...)
	w.wroteRow(w.above)
}

// wroteRow keeps who changed the row of a segment last.
func (w *wordReader) wroteRow(n int) {
	if w.author == "" {
		return
	}
	if w.table.by == nil {
		w.table.by = map[int]string{}
	}
	w.table.by[n] = w.author
}

func (w *wordReader) commentToken(t xml.Token, _ int) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch {
		case t.Name.Space != wordNamespace:
		case t.Name.Local == "comment":
			when, _ := time.Parse(time.RFC3339, wordAttr(t, "date"))
			w.id, w.remark = wordAttr(t, "id"), &Remark{By: notTool(wordAttr(t, "author")), Time: when}
		case w.remark == nil:
		case t.Name.Local == "p" && w.remark.Text != "", t.Name.Local == "br":
			w.remark.Text += "\n"
		case t.Name.Local == "cr":
			w.remark.Text += "\r"
		case t.Name.Local == "tab":
			w.remark.Text += "\t"
		case t.Name.Local == "t":
			w.text = true
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			w.text = false
		case "comment":
			if w.remark != nil && w.remark.Text != "" {
				w.comments[w.id] = *w.remark
			}
			w.remark = nil
		}
	case xml.CharData:
		if w.text && w.remark != nil {
			w.remark.Text += string(t)
		}
	}
	return nil
}

// notTool undoes orTool.
func notTool(name string) string {
	if name == "tarjuman" {
		return ""
	}
	return name
}

func wordAttr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == wordNamespace {
			return a.Value
		}
	}
	return ""
}
