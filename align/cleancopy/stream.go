package cleancopy

import (
	"slices"
	"strconv"
	"strings"

	"tarjuman/translate/article"
)

// An item is one thing a paragraph of a Word document holds: text that was
// translated, or something that stays what it is and keeps its place between the
// sentences.
type item struct {
	run          // of text; empty for an object
	object *node // nil for text
	props  *node // of the run it stands in, nil for none or outside runs
	inRun  bool  // the object stands inside a run
	at     int   // of an object: the code point of the source it stands behind
}

// look is how a run of text looks: its properties and the link it belongs to.
type look struct {
	key   string
	props *node
	link  *link
}

// link is what makes text a link: an element around it, or the runs of a field. A
// field that is computed, such as a page number, is one too: its text is what it
// came to last.
type link struct {
	wrapper  *node   // w:hyperlink or w:fldSimple without what is in it
	before   []*node // the runs of a field up to its text
	after    []*node
	computed bool // it has one look, whatever runs its text is in, and is written once
}

// stream takes the paragraphs of a part apart.
type stream struct {
	part   *part
	pieces map[int]article.WordPiece // by token; Start and End span all of its text
	source []rune
	notes  *notes

	items  []item
	looks  []look
	byKey  map[string]int
	fields []*field
	marks  map[*node]*field // fields of the runs' children that make them up
	at     int
}

// field is a field whose beginning, separator and end stand in one paragraph.
type field struct {
	begin, end   *node
	instruction  string
	translated   bool // its result is text of the source
	link         *link
	pastSeparate bool
}

// isLinkField reports whether the field's text leads somewhere.
func (f *field) isLinkField() bool {
	return strings.HasPrefix(strings.ToUpper(strings.TrimSpace(f.instruction)), "HYPERLINK")
}

// read returns the items of paragraphs, one or several whose ends are deleted.
func (s *stream) read(paragraphs []*node) {
	s.items, s.looks, s.byKey, s.at = nil, nil, map[string]int{}, -1
	for _, p := range paragraphs {
		s.marks = s.findFields(p)
		s.content(p, nil)
	}
}

// findFields finds the fields that begin and end in a paragraph.
func (s *stream) findFields(p *node) map[*node]*field {
	out := map[*node]*field{}
	var open []*field
	var parts [][]*node
	p.each(func(n *node) bool {
		switch {
		case n != p && n.is("p"):
			return false // of a text box
		case n.is("fldChar") && n.get("fldCharType") == "begin":
			open, parts = append(open, &field{begin: n}), append(parts, []*node{n})
		case len(open) == 0:
		case n.is("instrText"):
			f := open[len(open)-1]
			parts[len(parts)-1] = append(parts[len(parts)-1], n)
			for _, c := range n.kids {
				f.instruction += c.text
			}
		case n.is("fldChar"):
			f := open[len(open)-1]
			parts[len(parts)-1] = append(parts[len(parts)-1], n)
			if n.get("fldCharType") == "separate" {
				f.pastSeparate = true
			}
			if n.get("fldCharType") == "end" {
				f.end = n
				for _, x := range parts[len(parts)-1] {
					out[x] = f
				}
				open, parts = open[:len(open)-1], parts[:len(parts)-1]
			}
		default:
			if _, ok := s.pieces[n.token]; ok && n.token >= 0 {
				for _, f := range open {
					f.translated = f.translated || f.pastSeparate
				}
			}
		}
		return true
	})
	return out
}

// content reads what stands in a paragraph or in an element inside it.
func (s *stream) content(n *node, l *link) {
	for _, c := range n.kids {
		switch {
		case c.name == "":
		case c.is("pPr"):
		case c.is("r"):
			s.run(c, l)
		case c.is("hyperlink"):
			s.content(c, &link{wrapper: c.shell()})
		case c.is("fldSimple"):
			s.simpleField(c, l)
		case c.oneOf("ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "ruby", "rubyBase"):
			s.content(c, l)
		case c.is("sdt"):
			if s.holdsText(c) {
				s.notes.add("content controls that became plain text")
				s.content(c, l)
			} else {
				s.object(c, nil, false)
			}
		case c.oneOf("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "proofErr", "moveFromRangeStart", "moveFromRangeEnd",
			"moveToRangeStart", "moveToRangeEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt"):
		case s.holdsText(c) && !s.holdsParagraph(c):
			s.formula(c)
		default:
			s.object(c, nil, false)
		}
	}
}

// holdsText reports whether text that was translated stands in n, that of text
// boxes left aside.
func (s *stream) holdsText(n *node) bool {
	found := false
	n.each(func(c *node) bool {
		if _, ok := s.pieces[c.token]; ok && c.token >= 0 {
			found = true
		}
		return !found && !(c != n && c.is("p"))
	})
	return found
}

func (s *stream) holdsParagraph(n *node) bool {
	found := false
	n.each(func(c *node) bool {
		found = found || c.is("p")
		return !found
	})
	return found
}

// formula reads an element whose text is part of a sentence but is no run, such as
// a formula. A translation that holds the same text gets the element back.
func (s *stream) formula(n *node) {
	start, end := -1, -1
	n.each(func(c *node) bool {
		if p, ok := s.pieces[c.token]; ok && c.token >= 0 {
			if start < 0 {
				start = p.Start
			}
			end = p.End
		}
		return true
	})
	s.text(start, end, look{key: "formula " + strconv.Itoa(n.token), link: &link{wrapper: n}})
}

func (s *stream) simpleField(n *node, l *link) {
	switch {
	case !s.holdsText(n):
		s.object(n, nil, false)
	case strings.HasPrefix(strings.ToUpper(strings.TrimSpace(n.get("instr"))), "HYPERLINK"):
		s.content(n, &link{wrapper: n.shell()})
	default:
		s.content(n, &link{wrapper: n.shell(), computed: true})
	}
}

// run reads the children of a run.
func (s *stream) run(r *node, l *link) {
	props := r.child("rPr")
	for _, c := range r.kids {
		if c.name == "" || c.is("rPr") {
			continue
		}
		if f := s.marks[c]; f != nil {
			s.fieldMark(f, c, props)
			continue
		}
		if n := len(s.fields); n > 0 && s.fields[n-1].link != nil {
			l = s.fields[n-1].link
		}
		if p, ok := s.place(c); ok {
			s.text(p.Start, p.End, s.lookOf(props, l))
			if c.is("br") && c.get("type") != "" && c.get("type") != "textWrapping" {
				s.object(c, props, true) // a new page or column
			}
			continue
		}
		switch {
		case c.oneOf("t", "delText", "lastRenderedPageBreak", "commentReference", "annotationRef", "softHyphen", "noBreakHyphen"):
		case c.word && s.holdsText(c) && !s.holdsParagraph(c): // a ruby
			s.content(c, l)
		default:
			s.object(c, props, true)
		}
	}
}

// place is where the text of a run's child stands: w:t holds it in a token of its
// own.
func (s *stream) place(n *node) (article.WordPiece, bool) {
	if p, ok := s.pieces[n.token]; ok && n.token >= 0 {
		return p, true
	}
	if !n.is("t") {
		return article.WordPiece{}, false
	}
	var out article.WordPiece
	found := false
	for _, c := range n.kids {
		p, ok := s.pieces[c.token]
		if !ok || c.token < 0 {
			continue
		}
		if !found {
			out, found = p, true
		}
		out.End = p.End
	}
	return out, found
}

// fieldMark handles the beginning, instruction, separator and end of a field.
func (s *stream) fieldMark(f *field, mark, props *node) {
	asRun := func() *node {
		r := s.part.element("r")
		if props != nil {
			r.kids = append(r.kids, props.clone())
		}
		r.kids = append(r.kids, mark)
		return r
	}
	switch {
	case !f.translated:
		s.object(mark, props, true)
	case mark == f.begin:
		f.link = &link{before: []*node{asRun()}, computed: !f.isLinkField()}
		s.fields = append(s.fields, f)
	case mark == f.end:
		f.link.after = append(f.link.after, asRun())
		s.fields = s.fields[:max(0, len(s.fields)-1)]
	default:
		f.link.before = append(f.link.before, asRun())
	}
}

// text adds the code points [start, end) of the source.
func (s *stream) text(start, end int, l look) {
	i, ok := s.byKey[l.key]
	if !ok {
		i = len(s.looks)
		s.byKey[l.key] = i
		s.looks = append(s.looks, l)
	}
	s.items = append(s.items, item{run: run{start, end, string(s.source[start:end]), i}, props: l.props})
	s.at = end
}

func (s *stream) object(n, props *node, inRun bool) {
	s.items = append(s.items, item{object: n, props: props, inRun: inRun, at: s.at})
}

// lookOf is the look of a run with these properties in a link.
func (s *stream) lookOf(props *node, l *link) look {
	var key strings.Builder
	if l != nil {
		key.WriteString(pointerKey(l))
		if l.computed {
			return look{key.String(), props, l}
		}
	}
	if props != nil {
		var shown []string
		for _, c := range props.kids {
			// These do not show, or follow from the script.
			if c.name == "" || c.oneOf("lang", "rtl", "cs", "noProof", "szCs", "rPrChange", "ins", "webHidden") {
				continue
			}
			k := strings.TrimSuffix(c.name, "Cs") // bold is bold in either script
			for _, a := range c.attr {
				if a.Name.Local != "hint" {
					k += "," + a.Name.Local + "=" + a.Value
				}
			}
			shown = append(shown, k)
		}
		slices.Sort(shown)
		key.WriteString(strings.Join(slices.Compact(shown), " "))
	}
	return look{key.String(), props, l}
}

// isLink reports whether text of a look is a link or an element of its own.
func (s *stream) isLink(i int) bool { return i >= 0 && s.looks[i].link != nil }
