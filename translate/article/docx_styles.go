package article

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// docxStyle is what a paragraph style means for translation.
type docxStyle struct {
	basedOn string
	level   int // heading level, 0 if none
	list    bool
	quote   bool
	toc     bool // an entry of a generated table of contents
}

// maxStyleChain is how many ancestors of a style are asked. Word has a limit of
// ten or so; a cycle ends here too.
const maxStyleChain = 12

// docxStyles are the paragraph styles by their id.
type docxStyles map[string]docxStyle

// readStyles reads the styles part, if there is one.
func (d *docxFile) readStyles() (docxStyles, error) {
	styles := make(docxStyles)
	part := d.beside(stylesPart)
	if !d.archive.Has(part) {
		return styles, nil
	}
	id, current := "", docxStyle{}
	err := d.walk(part, func(t xml.Token, _ int) {
		switch t := t.(type) {
		case xml.StartElement:
			if !isWord(t.Name) {
				return
			}
			switch t.Name.Local {
			case "style":
				id, current = attribute(t, "styleId"), docxStyle{}
			case "name":
				current.named(attribute(t, "val"))
			case "basedOn":
				current.basedOn = attribute(t, "val")
			case "outlineLvl":
				current.level = outlineLevel(attribute(t, "val"))
			case "numPr":
				current.list = true
			}
		case xml.EndElement:
			if isWord(t.Name) && t.Name.Local == "style" {
				styles[id] = current
			}
		}
	})
	return styles, err
}

// named takes the meaning of a built-in style from its name, which Word stores in
// English whatever the language of its menus.
func (s *docxStyle) named(name string) {
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "heading "):
		if n, err := strconv.Atoi(name[len("heading "):]); err == nil && n >= 1 {
			s.level = min(n, 6)
		}
	case name == "title":
		s.level = 1
	case name == "subtitle":
		s.level = 2
	case name == "quote" || name == "intense quote":
		s.quote = true
	case strings.HasPrefix(name, "toc ") && name != "toc heading":
		s.toc = true
	}
}

// resolve returns a style with what it inherits.
func (s docxStyles) resolve(id string) docxStyle {
	var out docxStyle
	for range maxStyleChain {
		style, ok := s[id]
		if !ok {
			break
		}
		if out.level == 0 {
			out.level = style.level
		}
		out.list = out.list || style.list
		out.quote = out.quote || style.quote
		out.toc = out.toc || style.toc
		id = style.basedOn
	}
	return out
}

// outlineLevel converts w:outlineLvl, where 0 to 8 are headings and 9 is body
// text (ISO 29500-1, 17.3.1.20), to 1 to 6, or 0.
func outlineLevel(val string) int {
	n, err := strconv.Atoi(val)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return min(n+1, 6)
}

// isWord reports whether a name is of WordprocessingML, transitional or strict.
func isWord(n xml.Name) bool {
	return n.Space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
		n.Space == "http://purl.oclc.org/ooxml/wordprocessingml/main"
}
