package cleancopy

// paragraphLook is what matters here of how a paragraph is laid out.
type paragraphLook struct {
	bidi bool   // from right to left
	jc   string // alignment, "" for the default
}

// stylesheet knows the look of paragraph styles.
type stylesheet struct {
	styles   map[string]*node
	standard string // id of the default paragraph style
	defaults *node  // properties of every paragraph; may be nil
}

// readStylesheet reads a styles part, nil for none.
func readStylesheet(p *part) stylesheet {
	s := stylesheet{styles: map[string]*node{}}
	if p == nil {
		return s
	}
	for _, c := range p.root.kids {
		switch {
		case c.is("docDefaults"):
			if d := c.child("pPrDefault"); d != nil {
				s.defaults = d.child("pPr")
			}
		case c.is("style") && c.get("type") == "paragraph":
			id := c.get("styleId")
			s.styles[id] = c
			if v := c.get("default"); v == "1" || v == "true" || v == "on" {
				s.standard = id
			}
		}
	}
	return s
}

// maxStyles is how many ancestors of a style are asked; a cycle ends here.
const maxStyles = 12

// look is the look of a paragraph with these properties, which may be nil: its own,
// else its style's, else that of the style's ancestors, else the default.
func (s stylesheet) look(props *node) paragraphLook {
	chain := []*node{props}
	id := s.standard
	if props != nil {
		if st := props.child("pStyle"); st != nil {
			id = st.get("val")
		}
	}
	for range maxStyles {
		style := s.styles[id]
		if style == nil {
			break
		}
		chain = append(chain, style.child("pPr"))
		id = ""
		if b := style.child("basedOn"); b != nil {
			id = b.get("val")
		}
	}
	chain = append(chain, s.defaults)
	var look paragraphLook
	bidiSaid := false
	for _, c := range chain {
		if c == nil {
			continue
		}
		if on, there := c.on("bidi"); there && !bidiSaid {
			look.bidi, bidiSaid = on, true
		}
		if jc := c.child("jc"); jc != nil && look.jc == "" {
			look.jc = jc.get("val")
		}
	}
	return look
}

// turnStyles gives the styles the weights and sizes that the translation's script needs,
// and the language. Directions are left to the paragraphs, for a table of contents
// stays in the source's language.
func (d direction) turnStyles(p *part) {
	p.root.each(func(n *node) bool {
		if !n.is("rPr") {
			return true
		}
		if d.turns() {
			d.complement(p, n)
		}
		if n.child("lang") != nil && d.to != "" && !d.toRTL {
			lang := n.child("lang").clone()
			setAttr(lang, "val", officeLang(d.to))
			n.set(lang, runOrder)
		}
		return false
	})
}

func setAttr(n *node, local, value string) {
	for i := range n.attr {
		if n.attr[i].Name.Local == local {
			n.attr[i].Value = value
			return
		}
	}
}
