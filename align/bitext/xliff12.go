package bitext

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"tarjuman/internal/langtag"
	"tarjuman/internal/safexml"
	"tarjuman/translate"
)

const xliff12Namespace = "urn:oasis:names:tc:xliff:document:1.2"

// xliff12Format is XLIFF 1.2 (OASIS, 2008), which most tools open: one trans-unit
// a segment, a group a paragraph. Glosses are left out.
type xliff12Format struct{}

func (xliff12Format) Name() string      { return "xliff12" }
func (xliff12Format) Extension() string { return ".xliff" }
func (xliff12Format) Summary() string {
	return "XLIFF 1.2 for tools that know no later version: states, notes; glosses are left out"
}
func (xliff12Format) Carries() Content {
	return Untranslated | IDs | Paragraphs | OriginKinds | Statuses | FindingText | Remarks
}

// stateNames are the states of a target by what they mean here.
var stateNames = map[Status]string{Draft: "needs-review-translation", Edited: "translated", Approved: "final", Rejected: "x-rejected"}

// qualifierNames say who wrote a target; a person needs none.
var qualifierNames = map[translate.OriginKind]string{translate.Engine: "leveraged-mt", translate.Memory: "leveraged-tm", translate.Copy: "x-copy"}

func (xliff12Format) Write(w io.Writer, d *Document) error {
	x := safexml.NewWriter(w)
	x.Break()
	x.Start("xliff", "version", "1.2", "xmlns", xliff12Namespace)
	x.Break()
	original := d.Header.Source.Path
	if original == "" {
		original = "article"
	}
	x.Start("file", "original", original, "source-language", orUndetermined(d.Header.Source.Lang), "target-language", orUndetermined(d.Header.Target.Lang),
		"datatype", "plaintext")
	x.Break()
	x.Start("body")
	for i := 0; i < len(d.Segments); {
		first := &d.Segments[i]
		x.Break()
		x.Start("group", "id", "g"+strconv.Itoa(i+1), "restype", groupType(first), "resname", strconv.Itoa(first.Paragraph))
		for ; i < len(d.Segments) && d.Segments[i].Paragraph == first.Paragraph && d.Segments[i].Heading == first.Heading; i++ {
			x.Break()
			writeTransUnit(x, &d.Segments[i])
		}
		x.EndLine()
	}
	return x.Close()
}

func groupType(s *Segment) string {
	if s.Heading > 0 {
		return "x-heading-" + strconv.Itoa(s.Heading)
	}
	return "x-paragraph"
}

func writeTransUnit(x *safexml.Writer, s *Segment) {
	attrs := []string{"id", s.ID}
	if s.Status == Approved {
		attrs = append(attrs, "approved", "yes")
	}
	x.Start("trans-unit", append(attrs, "xml:space", "preserve")...)
	x.Break()
	x.Element("source", s.Source.Text)
	if s.Origin.Kind != translate.Gloss {
		attrs := []string{"state", stateNames[s.Status]}
		if s.Target.Text == "" && s.Status == Draft {
			attrs[1] = "new"
		}
		if q := qualifierNames[s.Origin.Kind]; q != "" {
			attrs = append(attrs, "state-qualifier", q)
		}
		x.Break()
		x.Element("target", s.Target.Text, attrs...)
	} else if s.Status != Draft {
		x.Break()
		x.Element("target", "", "state", stateNames[s.Status])
	}
	if s.Origin.MatchedSource != "" && s.Target.Text != "" {
		x.Break()
		x.Start("alt-trans", "match-quality", strconv.Itoa(s.Origin.Match))
		x.Element("source", s.Origin.MatchedSource)
		x.Element("target", s.Target.Text)
		x.End()
	}
	for _, r := range s.Comments {
		x.Break()
		x.Element("note", r.Text, optionalAttr("from", r.By)...)
	}
	for _, f := range s.Findings {
		on := "general"
		switch {
		case len(f.Target) > 0 && len(f.Source) == 0:
			on = "target"
		case len(f.Source) > 0 && len(f.Target) == 0:
			on = "source"
		}
		x.Break()
		x.Element("note", findingText(f), "from", findingAuthor, "annotates", on)
	}
	x.EndLine()
}

// findingAuthor is who notes with findings are from.
const findingAuthor = "tarjuman check"

func optionalAttr(name, value string) []string {
	if value == "" {
		return nil
	}
	return []string{name, value}
}

// Read implements [Exchange].
func (f xliff12Format) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (xliff12Format) gather(r io.Reader) (*gatherer, error) {
	root, err := safexml.ReadTree(r, safexml.Limits{})
	if err != nil {
		return nil, err
	}
	if version, _ := root.Get("version"); root.Name.Local != "xliff" || !strings.HasPrefix(version, "1.") {
		return nil, fmt.Errorf("line %d: the root element is <%.40s version=%q>, not XLIFF 1.2", root.Line, root.Name.Local, version)
	}
	g := &gatherer{doc: &Document{Header: Header{Schema: SchemaVersion}}, apart: true}
	p := xliff12Reader{g: g, paragraph: -1}
	for _, file := range root.Children {
		if file.Name.Local != "file" {
			continue
		}
		if err := p.file(file); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// xliff12Reader walks the groups and units of a file.
type xliff12Reader struct {
	g         *gatherer
	paragraph int // of the last segment, -1 before the first
	heading   int
	grouped   bool // inside a group of ours
}

func (p *xliff12Reader) file(file *safexml.Node) error {
	src, _ := file.Get("source-language")
	tgt, _ := file.Get("target-language")
	h := &p.g.doc.Header
	if h.Source.Lang == "" {
		h.Source.Lang, h.Target.Lang = knownTag(src), knownTag(tgt)
	}
	return p.walk(file)
}

// knownTag is the primary subtag of a language, or "" for an undetermined one.
func knownTag(tag string) string {
	if tag = langtag.Primary(tag); tag == undetermined {
		return ""
	}
	return tag
}

func (p *xliff12Reader) walk(n *safexml.Node) error {
	for _, c := range n.Children {
		switch c.Name.Local {
		case "group":
			outer := *p
			kind, _ := c.Get("restype")
			if level, ok := strings.CutPrefix(kind, "x-heading-"); ok || kind == "x-paragraph" {
				p.heading, _ = count(level)
				name, _ := c.Get("resname")
				if at, err := count(name); err == nil {
					p.paragraph, p.grouped = at, true
				}
			}
			if err := p.walk(c); err != nil {
				return err
			}
			p.heading, p.grouped = outer.heading, outer.grouped
		case "body":
			if err := p.walk(c); err != nil {
				return err
			}
		case "trans-unit":
			if err := p.unit(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *xliff12Reader) unit(n *safexml.Node) error {
	if kind, _ := n.Get("restype"); kind == "x-gettext-domain-header" {
		return nil // fields of a catalogue, not a text
	}
	s := Segment{Paragraph: p.paragraph, Heading: p.heading}
	if !p.grouped {
		p.paragraph++
		s.Paragraph = p.paragraph
	}
	s.ID, _ = n.Get("id")
	if s.ID == "" {
		return fmt.Errorf("line %d: a trans-unit without an id", n.Line)
	}
	exact := n.GetXML("space") == "preserve"
	for _, c := range n.Children {
		switch c.Name.Local {
		case "source":
			s.Source.Text = p.text(c, exact)
		case "target":
			s.Target.Text = p.text(c, exact)
			p.state(&s, c)
		case "note":
			from, _ := c.Get("from")
			if text := c.Content(); from != findingAuthor && text != "" {
				s.Comments = append(s.Comments, Remark{By: from, Text: text})
			}
		}
	}
	if approved, _ := n.Get("approved"); approved == "yes" && s.Target.Text != "" {
		s.Status = Approved
	}
	if s.Target.Text != "" && s.Origin.Kind == "" {
		s.Origin.Kind = translate.Human
	}
	p.g.add(s, false)
	return nil
}

// state reads what a target says of itself.
func (p *xliff12Reader) state(s *Segment, target *safexml.Node) {
	state, _ := target.Get("state")
	switch state {
	case "final", "signed-off":
		s.Status = Approved
	case "translated":
		s.Status = Edited
	case "x-rejected":
		s.Status = Rejected
	}
	qualifier, _ := target.Get("state-qualifier")
	switch qualifier {
	case "leveraged-mt", "mt-suggestion":
		s.Origin.Kind = translate.Engine
	case "leveraged-tm", "exact-match", "fuzzy-match", "id-match":
		s.Origin.Kind = translate.Memory
	case "x-copy":
		s.Origin.Kind = translate.Copy
	}
	if s.Target.Text == "" {
		s.Origin = translate.Origin{}
	}
}

// text is that of a source or target: what stands for codes of another program is
// left out (XLIFF 1.2, section 2.4) and counted.
func (p *xliff12Reader) text(n *safexml.Node, exact bool) string {
	var b strings.Builder
	var walk func(n *safexml.Node)
	walk = func(n *safexml.Node) {
		for _, c := range n.Children {
			switch {
			case c.IsText():
				b.WriteString(c.Text)
			case c.Name.Local == "g" || c.Name.Local == "mrk":
				walk(c)
			case c.Name.Local == "x" && isBreak(c):
				b.WriteByte(' ')
			}
			switch c.Name.Local {
			case "g", "x", "bx", "bpt", "ph", "it": // what ends one is not counted again
				p.g.codes++
			}
		}
	}
	walk(n)
	return safexml.LayoutText(b.String(), exact)
}

func isBreak(n *safexml.Node) bool {
	kind, _ := n.Get("ctype")
	return kind == "lb" || kind == "pb" || kind == "x-br"
}
