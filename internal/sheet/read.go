package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"tarjuman/internal/safexml"
	"tarjuman/internal/safezip"
)

// ErrNoSheet is returned for a workbook without any sheet.
var ErrNoSheet = errors.New("the workbook has no sheet")

// Read returns the rows of the first sheet as text: what a cell holds, not how it is
// shown, so that a date is the number Excel keeps. Empty cells at the end of a row and
// empty rows at the end of the sheet are left out. The archive is held to the limits of
// [safezip.Open].
func Read(data []byte) ([][]string, error) {
	a, err := safezip.Open(data)
	if err != nil {
		return nil, err
	}
	if err := checkParts(a); err != nil {
		return nil, err
	}
	b := workbook{archive: a}
	if err := b.open(); err != nil {
		return nil, err
	}
	return b.rows()
}

// workbook is a workbook being read.
type workbook struct {
	archive *safezip.Archive
	sheet   string // the part of the first sheet
	shared  []string
}

// relation is where a part points to.
type relation struct{ kind, target string }

// relations reads what a part points to, by id; a part may point nowhere.
func (b *workbook) relations(part string) (map[string]relation, error) {
	dir, file := path.Split(part)
	name := dir + "_rels/" + file + ".rels"
	if !b.archive.Has(name) {
		return nil, nil
	}
	out := map[string]relation{}
	err := b.archive.Walk(name, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || safexml.Attr(e, "TargetMode") == "External" {
			return nil
		}
		target := safexml.Attr(e, "Target")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(path.Clean(target), "/")
		} else {
			target = path.Join(dir, target)
		}
		out[safexml.Attr(e, "Id")] = relation{path.Base(safexml.Attr(e, "Type")), target}
		return nil
	})
	return out, err
}

// open finds the first sheet and reads the strings that cells share.
func (b *workbook) open() error {
	book := "xl/workbook.xml"
	root, err := b.relations("")
	if err != nil {
		return err
	}
	for _, r := range root {
		if r.kind == "officeDocument" {
			book = r.target
		}
	}
	relations, err := b.relations(book)
	if err != nil {
		return err
	}
	err = b.archive.Walk(book, func(t xml.Token, _ int) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "sheet" && b.sheet == "" {
			if r := relations[relationID(e)]; r.kind == "worksheet" {
				b.sheet = r.target
			}
		}
		return nil
	})
	if err == nil && b.sheet == "" {
		err = ErrNoSheet
	}
	for _, r := range relations {
		if err == nil && r.kind == "sharedStrings" {
			err = b.readShared(r.target)
		}
	}
	return err
}

// relationID is the relation that a sheet goes by; the standard has two namespaces for
// it, strict and transitional.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// readShared reads the strings that cells share.
func (b *workbook) readShared(part string) error {
	var s stringReader
	return b.archive.Walk(part, func(t xml.Token, _ int) error {
		if text, ok := s.token(t, "si"); ok {
			b.shared = append(b.shared, text)
		}
		return nil
	})
}

// stringReader puts the text of an element together: plain, or of runs with formats of
// their own, without the readings above the letters that Japanese has.
type stringReader struct {
	text            strings.Builder
	inText, reading bool
}

// token takes up a token; ok is true at the end of the element.
func (s *stringReader) token(t xml.Token, element string) (text string, ok bool) {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case element:
			s.text.Reset()
		case "rPh":
			s.reading = true
		case "t":
			s.inText = true
		}
	case xml.CharData:
		if s.inText && !s.reading {
			s.text.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			s.inText = false
		case "rPh":
			s.reading = false
		case element:
			return unescape(s.text.String()), true
		}
	}
	return "", false
}

// rows reads the sheet.
func (b *workbook) rows() ([][]string, error) {
	r := rowReader{part: b.sheet, shared: b.shared}
	if err := b.archive.Walk(b.sheet, r.token); err != nil {
		return nil, err
	}
	for n := len(r.rows); n > 0 && len(r.rows[n-1]) == 0; n-- {
		r.rows = r.rows[:n-1]
	}
	return r.rows, nil
}

// rowReader reads the cells of a sheet. A row or cell that does not say where it is
// stands behind the one before.
type rowReader struct {
	part        string
	shared      []string
	rows        [][]string
	row, column int // of the cell, from 1
	held        int // cells held, empty ones included
	kind        string
	inValue     bool
	value       strings.Builder
	inline      stringReader
	text        string // of the inline string
}

func (r *rowReader) token(t xml.Token, _ int) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "row":
			r.row, r.column = r.row+1, 0
			if n, err := strconv.Atoi(safexml.Attr(t, "r")); err == nil {
				r.row = n
			}
		case "c":
			r.column++
			if place := strings.TrimRight(safexml.Attr(t, "r"), "0123456789"); place != "" {
				r.column = columnNumber(place)
			}
			r.kind, r.text = safexml.Attr(t, "t"), ""
			r.value.Reset()
		case "v":
			r.inValue = true
		}
	case xml.CharData:
		if r.inValue {
			r.value.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "v":
			r.inValue = false
		case "c":
			return r.cell()
		}
	}
	if text, ok := r.inline.token(t, "is"); ok {
		r.text = text
	}
	return nil
}

// maxCells bounds the cells of a sheet, those included that are only passed over.
const maxCells = 4 << 20

// cell files the cell that has ended.
func (r *rowReader) cell() error {
	text, err := r.content()
	if err != nil || text == "" {
		return err
	}
	if r.row > maxRow || r.column > maxColumn {
		return &safezip.Error{Kind: safezip.TooMuch, Part: r.part, Reason: "has a cell too far out for an article"}
	}
	for len(r.rows) < r.row {
		r.rows = append(r.rows, nil)
	}
	cells := &r.rows[r.row-1]
	if r.held += max(0, r.column-len(*cells)); r.held > maxCells {
		return &safezip.Error{Kind: safezip.TooMuch, Part: r.part, Reason: fmt.Sprintf("has more than %d cells, more than an article has any use for", maxCells)}
	}
	for len(*cells) < r.column {
		*cells = append(*cells, "")
	}
	(*cells)[r.column-1] = text
	return nil
}

// content is the text of the cell (18.18.11, ST_CellType).
func (r *rowReader) content() (string, error) {
	value := r.value.String()
	switch r.kind {
	case "inlineStr":
		return r.text, nil
	case "s":
		if value == "" {
			return "", nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.shared) {
			return "", &safezip.Error{Kind: safezip.Damaged, Part: r.part, Reason: fmt.Sprintf("is damaged: there is no shared string %.20q", value)}
		}
		return r.shared[n], nil
	case "str":
		return unescape(value), nil
	}
	return value, nil
}
