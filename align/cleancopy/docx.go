package cleancopy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/internal/safezip"
	"tarjuman/translate/article"
)

var spacePreserve = xml.Attr{Name: xml.Name{Space: "xml", Local: "space"}, Value: "preserve"}

// DOCX is the translation as a Word document: in the layout of the original, where
// there is one, else with headings and paragraphs alone.
type DOCX struct {
	Original *Original // nil for none
	notes    []string
}

// Name implements [bitext.Format].
func (*DOCX) Name() string { return "docx-clean" }

// Extension implements [bitext.Format].
func (*DOCX) Extension() string { return ".docx" }

// Summary implements [bitext.Format].
func (*DOCX) Summary() string {
	return "the translation alone as a Word document, in the styles and layout of the original where that is one"
}

// TranslationAlone tells [bitext.LeftBehind] that the format has no source.
func (*DOCX) TranslationAlone() {}

// Notes are what the last Write could not carry, one line each.
func (f *DOCX) Notes() []string { return f.notes }

// Write implements [bitext.Format]. An original that is not the one the document
// was made from is a [*Changed].
func (f *DOCX) Write(w io.Writer, d *bitext.Document) error {
	f.notes = nil
	if f.Original == nil {
		n, err := writePlainWord(w, d)
		f.notes = n.lines()
		return err
	}
	n, err := rewriteWord(w, d, f.Original)
	f.notes = n.lines()
	return err
}

// rewriteWord copies the original and changes the parts that hold text.
func rewriteWord(w io.Writer, d *bitext.Document, o *Original) (*notes, error) {
	n := &notes{}
	a, pieces, err := article.ReadWord(o.Data, o.Path)
	if err != nil {
		return n, err
	}
	ps, err := passages(d, a)
	if err != nil {
		return n, err
	}
	archive, err := safezip.Open(o.Data)
	if err != nil {
		return n, err
	}
	c := wordCopy{
		archive: archive, notes: n, changed: map[string][]byte{}, dropped: map[string]bool{},
		dir: newDirection(d.Header.Source.Lang, d.Header.Target.Lang),
	}
	if err := c.change(a, pieces, ps); err != nil {
		var e *safezip.Error
		if errors.As(err, &e) {
			err = &article.Error{Path: o.Path, Place: e.Part, Reason: e.Reason, Err: e.Err}
		}
		return n, err
	}
	return n, c.write(w)
}

// wordCopy is a copy of a document in the making.
type wordCopy struct {
	archive *safezip.Archive
	notes   *notes
	dir     direction
	changed map[string][]byte // parts by name
	dropped map[string]bool   // parts that are left out
}

func (c *wordCopy) change(a *article.Article, pieces []article.WordPiece, ps []passage) error {
	byPart := map[string]map[int]article.WordPiece{}
	var parts []string
	for _, p := range pieces {
		tokens := byPart[p.Part]
		if tokens == nil {
			tokens = map[int]article.WordPiece{}
			byPart[p.Part] = tokens
			parts = append(parts, p.Part)
		}
		if old, ok := tokens[p.Token]; ok {
			p.Start = old.Start
		}
		tokens[p.Token] = p
	}
	main := path.Dir(parts[0])
	var styles *part
	if name := path.Join(main, "styles.xml"); c.archive.Has(name) {
		p, err := parsePart(c.archive, name)
		if err != nil {
			return err
		}
		styles = p
	}
	r := rewriter{dir: c.dir, styles: readStylesheet(styles), passages: ps, used: make([]bool, len(ps)), links: linksFor(c.dir.from, c.dir.to)}
	r.notes, r.source = c.notes, []rune(a.Source)
	for _, name := range parts {
		if err := c.rewritePart(name, byPart[name], r); err != nil {
			return err
		}
	}
	for i, used := range r.used {
		if !used && ps[i].target != "" {
			c.notes.add("sentences whose place was not found, left out")
		}
	}
	if styles != nil && styles.word != "" {
		c.dir.turnStyles(styles)
		if err := c.store(path.Join(main, "styles.xml"), styles); err != nil {
			return err
		}
	}
	return c.beside(main)
}

// rewritePart puts the translations into a part with text.
func (c *wordCopy) rewritePart(name string, pieces map[int]article.WordPiece, r rewriter) error {
	p, err := parsePart(c.archive, name)
	if err != nil {
		return err
	}
	if p.word == "" {
		return &safezip.Error{Kind: safezip.Damaged, Part: name, Reason: "declares its elements in a way no word processor does"}
	}
	r.part, r.pieces = p, pieces
	p.root.each(func(n *node) bool {
		switch {
		case n.is("commentReference"):
			c.notes.add("comments on the original, left out")
		case n.oneOf("ins", "del", "moveTo"):
			c.notes.add("tracked changes of the original, taken as accepted")
		}
		return true
	})
	p.root.remove(func(n *node) bool {
		return n.oneOf("commentRangeStart", "commentRangeEnd", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange") ||
			n.local == "Fallback" && strings.HasPrefix(n.name, "mc:") && r.holdsParagraph(n)
	})
	r.rewrite(p.root)
	p.root.each(func(n *node) bool {
		switch {
		case n.is("tblPr"):
			c.dir.table(p, n)
		case n.is("sectPr"):
			c.dir.section(p, n)
		}
		return true
	})
	return c.store(name, p)
}

func (c *wordCopy) store(name string, p *part) error {
	b, err := p.bytes()
	c.changed[name] = b
	return err
}

// beside changes or drops the parts around the text: comments about the source go,
// letters that number lists become those of the other script, and what is not
// translated is told.
func (c *wordCopy) beside(main string) error {
	for _, name := range c.archive.Names() {
		base := path.Base(name)
		switch {
		case !fs.ValidPath(strings.TrimSuffix(name, "/")) || strings.ContainsAny(name, `\:`):
			c.dropped[name] = true
			c.notes.add("parts with names that are no file names, left out")
		case path.Dir(name) != main || !strings.HasSuffix(name, ".xml"):
		case strings.HasPrefix(base, "comments"):
			c.dropped[name] = true
		case c.changed[name] == nil && (strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer")):
			if err := c.noteUntranslated(name); err != nil {
				return err
			}
		case base == "numbering.xml" && c.dir.turns() && !c.dir.toRTL:
			if err := c.renumber(name); err != nil {
				return err
			}
		}
	}
	for name := range c.dropped {
		if err := c.forget(name, main); err != nil {
			return err
		}
	}
	return nil
}

// noteUntranslated tells of a header or footer with words that were not read: no
// section shows it.
func (c *wordCopy) noteUntranslated(name string) error {
	p, err := parsePart(c.archive, name)
	if err != nil {
		return err
	}
	words := false
	p.root.each(func(n *node) bool {
		words = words || n.is("t") && len(n.kids) > 0 && hasWord(n.kids[0].text)
		return !words
	})
	if words {
		c.notes.add("headers and footers of no section, that keep the text of the original")
	}
	return nil
}

// renumber gives lists that are numbered with Arabic letters Latin ones.
func (c *wordCopy) renumber(name string) error {
	p, err := parsePart(c.archive, name)
	if err != nil {
		return err
	}
	p.root.each(func(n *node) bool {
		if n.is("numFmt") && (n.get("val") == "arabicAlpha" || n.get("val") == "arabicAbjad") {
			setAttr(n, "val", "lowerLetter")
		}
		return true
	})
	return c.store(name, p)
}

// forget takes a part out of the content types and relationships.
func (c *wordCopy) forget(name, main string) error {
	for _, list := range []string{"[Content_Types].xml", path.Join(main, "_rels", "document.xml.rels")} {
		data, ok := c.changed[list]
		if !ok {
			if !c.archive.Has(list) {
				continue
			}
			var err error
			if data, err = c.archive.Read(list); err != nil {
				return err
			}
		}
		p, err := parseBytes(list, data)
		if err != nil {
			return err
		}
		p.root.remove(func(n *node) bool {
			return n.local == "Override" && n.get("PartName") == "/"+name ||
				n.local == "Relationship" && n.get("TargetMode") != "External" && path.Join(main, n.get("Target")) == name
		})
		if err := c.store(list, p); err != nil {
			return err
		}
	}
	return nil
}

// write writes the archive: changed parts anew, the others as they are.
func (c *wordCopy) write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range c.archive.Names() {
		if c.dropped[name] {
			continue
		}
		data, ok := c.changed[name]
		if !ok {
			if err := c.archive.Copy(z, name); err != nil {
				return err
			}
			continue
		}
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := io.Copy(f, bytes.NewReader(data)); err != nil {
			return err
		}
	}
	return z.Close()
}
