package tbx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"tarjuman/internal/safexml"
)

// Bounds of what is read. A termbase beyond them is no termbase of a newsroom.
const (
	maxFile     = 256 << 20 // bytes
	maxToken    = 1 << 20   // bytes of one tag or text
	maxDepth    = 64        // of elements
	maxConcepts = 1_000_000
	maxTerms    = 10_000  // of one concept
	maxText     = 4 << 10 // bytes kept of one term or note; longer terms are dropped
)

// Read returns the concepts of a termbase, those without any term left out. A
// document type declaration may name a DTD, which is never fetched; one that
// declares anything itself is refused. The error is an [*Error]; the concepts
// read before it are returned with it.
func Read(r io.Reader) ([]Concept, error) {
	d := &reader{dec: safexml.NewDecoder(r, safexml.Limits{File: maxFile, Token: maxToken, Depth: maxDepth})}
	err := d.read()
	if err != nil {
		return d.concepts, &Error{Line: d.dec.Line(), Concepts: len(d.concepts), Err: err}
	}
	return d.concepts, nil
}

// reader walks the elements of a file and keeps what they are about.
type reader struct {
	dec      *safexml.Decoder
	concepts []Concept
	root     bool
	terms    int // of the current concept

	concept  *Concept  // the open entry, nil outside
	language *Language // the open language section
	term     *Term     // the open term section

	field string          // the data category whose text is being read, "" for none
	depth int             // of its element
	text  strings.Builder // what was read of it
	long  bool            // it is beyond maxText
}

func (d *reader) read() error {
	for {
		tok, err := d.dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := d.open(tok); err != nil {
				return err
			}
		case xml.EndElement:
			d.close(tok.Name.Local)
		case xml.CharData:
			if d.field == "" {
				continue
			}
			if d.text.Len()+len(tok) > maxText {
				d.long = true
				continue
			}
			d.text.Write(tok)
		}
	}
}

// open enters an element. Version 2 and version 3 differ in names only:
// termEntry, langSet and tig or ntig became conceptEntry, langSec and termSec.
func (d *reader) open(e xml.StartElement) error {
	name := e.Name.Local
	if !d.root {
		if name != "tbx" && name != "martif" && name != "TBX" {
			return fmt.Errorf("the root element is <%.40s>, not <tbx> or <martif>", name)
		}
		d.root = true
		return nil
	}
	if d.field != "" {
		return nil // mark-up inside a value
	}
	switch name {
	case "conceptEntry", "termEntry":
		if len(d.concepts) >= maxConcepts {
			return fmt.Errorf("more than %d concepts", maxConcepts)
		}
		d.concept, d.language, d.term, d.terms = &Concept{ID: attribute(e, "id")}, nil, nil, 0
	case "langSec", "langSet":
		if d.concept != nil {
			d.concept.Languages = append(d.concept.Languages, Language{Code: attribute(e, "lang")})
			d.language, d.term = &d.concept.Languages[len(d.concept.Languages)-1], nil
		}
	case "termSec", "tig", "ntig":
		if d.language != nil {
			if d.terms++; d.terms > maxTerms {
				return fmt.Errorf("more than %d terms in one concept", maxTerms)
			}
			d.language.Terms = append(d.language.Terms, Term{})
			d.term = &d.language.Terms[len(d.language.Terms)-1]
		}
	default:
		if f := category(e); d.wants(f) {
			d.field, d.depth = f, d.dec.Depth()
			d.text.Reset()
			d.long = false
		}
	}
	return nil
}

// category names the data category an element carries: its type attribute where
// categories are attributes (termNote, descrip, admin), else its own name.
func category(e xml.StartElement) string {
	switch e.Name.Local {
	case "termNote", "descrip", "admin":
		return attribute(e, "type")
	}
	return e.Name.Local
}

// wants reports whether a data category is kept at this place of the entry.
func (d *reader) wants(category string) bool {
	switch category {
	case "term", "partOfSpeech", "administrativeStatus", "normativeAuthorization":
		return d.term != nil
	case "subjectField", "definition":
		return d.concept != nil && d.term == nil
	}
	return false
}

// close leaves an element and stores what it held.
func (d *reader) close(name string) {
	if d.field != "" {
		if d.dec.Depth() < d.depth {
			d.store(d.field, strings.Join(strings.Fields(d.text.String()), " "))
			d.field = ""
		}
		return
	}
	switch name {
	case "conceptEntry", "termEntry":
		if d.concept != nil && d.concept.prune() {
			d.concepts = append(d.concepts, *d.concept)
		}
		d.concept, d.language, d.term = nil, nil, nil
	case "langSec", "langSet":
		d.language, d.term = nil, nil
	case "termSec", "tig", "ntig":
		d.term = nil
	}
}

// store keeps a value where the first one given counts.
func (d *reader) store(field, text string) {
	if d.long && field == "term" {
		return // half a term is none
	}
	keep := func(at *string) {
		if *at == "" {
			*at = text
		}
	}
	switch field {
	case "term":
		keep(&d.term.Text)
	case "partOfSpeech":
		keep(&d.term.PartOfSpeech)
	case "administrativeStatus", "normativeAuthorization":
		if s := parseStatus(text); s != Unrated && d.term.Status == Unrated {
			d.term.Status = s
		}
	case "subjectField":
		keep(&d.concept.Subject)
	case "definition":
		keep(&d.concept.Definition)
	}
}

// prune drops sections without a term and reports whether anything is left.
func (c *Concept) prune() bool {
	languages := c.Languages[:0]
	for _, l := range c.Languages {
		terms := l.Terms[:0]
		for _, t := range l.Terms {
			if t.Text != "" {
				terms = append(terms, t)
			}
		}
		if l.Terms = terms; len(terms) > 0 {
			languages = append(languages, l)
		}
	}
	c.Languages = languages
	return len(languages) > 0
}

// attribute returns an attribute by its local name; xml:lang goes before lang.
func attribute(e xml.StartElement, name string) string {
	value := ""
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) && (value == "" || a.Name.Space != "") {
			value = a.Value
		}
	}
	return strings.TrimSpace(value)
}
