package cleancopy

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

func pointerKey(l *link) string { return fmt.Sprintf("%p", l) }

// rewriter puts the translations of passages in the place of the text of a part.
type rewriter struct {
	stream
	dir      direction
	styles   stylesheet
	passages []passage
	used     []bool // passages that were written
	links    wordLinks
}

// rewrite goes through all paragraphs below n. Those whose ends are deleted are
// joined with the next, as accepting the change does.
func (w *rewriter) rewrite(n *node) {
	for _, c := range n.kids {
		w.rewrite(c)
	}
	var kept []*node
	var joined []*node
	for i, c := range n.kids {
		if !c.is("p") {
			kept = append(kept, c)
			continue
		}
		if endDeleted(c) && i+1 < len(n.kids) && slices.ContainsFunc(n.kids[i+1:], func(x *node) bool { return x.is("p") }) && nextIsParagraph(n.kids[i+1:]) {
			joined = append(joined, c)
			continue
		}
		empty := w.paragraph(append(joined, c), c)
		joined = nil
		if empty && w.mayGo(n, c, kept) {
			continue
		}
		kept = append(kept, c)
	}
	n.kids = kept
}

// nextIsParagraph looks past white space.
func nextIsParagraph(nodes []*node) bool {
	for _, n := range nodes {
		if n.name != "" {
			return n.is("p")
		}
	}
	return false
}

// endDeleted reports whether the mark that ends a paragraph is deleted.
func endDeleted(p *node) bool {
	props := p.child("pPr")
	if props == nil {
		return false
	}
	run := props.child("rPr")
	return run != nil && (run.child("del") != nil || run.child("moveFrom") != nil)
}

// mayGo reports whether an emptied paragraph can be taken out: it ends no section,
// and its cell keeps another one.
func (w *rewriter) mayGo(parent, p *node, kept []*node) bool {
	if props := p.child("pPr"); props != nil && props.child("sectPr") != nil {
		return false
	}
	return parent.is("body") || slices.ContainsFunc(kept, func(n *node) bool { return n.is("p") })
}

// paragraph writes the translation of source paragraphs into p, the last of them.
// It reports whether p was emptied: its sentences were joined to another's.
func (w *rewriter) paragraph(source []*node, p *node) (emptied bool) {
	w.read(source)
	first, last := -1, -1
	for _, it := range w.items {
		if it.object == nil {
			if first < 0 {
				first = it.start
			}
			last = max(last, it.end)
		}
	}
	if first < 0 {
		if showsWords(p) {
			w.notes.add("paragraphs of generated text, as a table of contents, that keep the text of the original until it is renewed")
		} else {
			w.properties(p)
			if len(source) > 1 {
				w.replace(p, w.objects(-2, 1<<60))
			}
		}
		return false
	}
	from := slices.IndexFunc(w.passages, func(x passage) bool { return x.end > first })
	if from < 0 || w.passages[from].start >= last {
		w.notes.add("paragraphs that the working file does not have, left as they were")
		return false
	}
	w.properties(p)
	out := w.objects(-2, first)
	wrote, overlapped := 0, false
	end := first // of the passage before
	at := first  // up to where objects are written
	for i := from; i < len(w.passages) && w.passages[i].start < last; i++ {
		pass := w.passages[i]
		if pass.start < first {
			overlapped, end = true, pass.end
			continue // begun in a paragraph before
		}
		w.used[i] = true
		if pass.target == "" {
			w.notes.untranslated = append(w.notes.untranslated, pass.id)
		} else {
			if wrote > 0 {
				out = append(out, w.between(end, pass.start))
			}
			wrote++
			out = append(out, w.passage(pass)...)
		}
		end = pass.end
		upto := end
		if i+1 < len(w.passages) && w.passages[i+1].start < last {
			upto = w.passages[i+1].start
		}
		out = append(out, w.objects(at, upto)...)
		at = max(at, upto)
	}
	out = append(out, w.objects(at, 1<<60)...)
	w.replace(p, out)
	return overlapped && wrote == 0 && len(out) == 0
}

// showsWords reports whether there are words in a paragraph that was not translated,
// as in a table of contents. A page number is none.
func showsWords(p *node) bool {
	found := false
	p.each(func(n *node) bool {
		if n.is("t") && len(n.kids) > 0 {
			found = found || strings.ContainsFunc(n.kids[0].text, unicode.IsLetter)
		}
		return !found && (n == p || !n.is("p"))
	})
	return found
}

// replace gives a paragraph new content behind its properties.
func (w *rewriter) replace(p *node, content []*node) {
	props := p.child("pPr")
	p.kids = nil
	if props != nil {
		p.kids = append(p.kids, props)
	}
	p.kids = append(p.kids, mergeRuns(mergeLinks(content))...)
}

// properties turns the properties of a paragraph and of its mark.
func (w *rewriter) properties(p *node) {
	props := p.child("pPr")
	effective := w.styles.look(props)
	if props == nil {
		props = w.part.element("pPr")
		p.kids = slices.Insert(p.kids, 0, props)
	}
	w.dir.paragraph(w.part, props, effective)
	props.unset("pPrChange")
	if mark := props.child("rPr"); mark != nil {
		accepted(mark)
		w.dir.run(w.part, mark)
	}
}

// accepted takes the marks of tracked changes out of run properties.
func accepted(props *node) {
	for _, name := range []string{"ins", "del", "moveFrom", "moveTo", "rPrChange"} {
		props.unset(name)
	}
}

// objects are the things that stand behind the code point after, and no later than
// upto, in order.
func (w *rewriter) objects(after, upto int) []*node {
	var out []*node
	for _, it := range w.items {
		switch {
		case it.object == nil || it.at <= after || it.at > upto:
		case it.inRun:
			out = append(out, w.runOf(it.props, it.object))
		default:
			out = append(out, it.object)
		}
	}
	return out
}

// runOf is a run with turned properties around something.
func (w *rewriter) runOf(props *node, content ...*node) *node {
	r := w.part.element("r")
	turned := w.part.element("rPr")
	if props != nil {
		turned = props.clone()
		accepted(turned)
	}
	w.dir.run(w.part, turned)
	if len(turned.kids) > 0 {
		r.kids = append(r.kids, turned)
	}
	r.kids = append(r.kids, content...)
	return r
}

// between is what parts two sentences: a line break where the source has one, else
// a space.
func (w *rewriter) between(end, start int) *node {
	content := w.textNodes(" ")
	if end < start && strings.Contains(string(w.source[end:start]), "\n") {
		content = w.textNodes("\n")
	}
	return w.runOf(w.propsAt(end), content...)
}

// propsAt are the properties of the text before a place.
func (w *rewriter) propsAt(at int) *node {
	var props *node
	for _, it := range w.items {
		if it.object == nil && it.start < at && w.looks[it.look].link == nil {
			props = it.props
		}
	}
	return props
}

// passage is the translation of a passage as runs.
func (w *rewriter) passage(pass passage) []*node {
	var runs []run
	for _, it := range w.items {
		if it.object != nil {
			continue
		}
		if r, ok := it.clip(pass.start, pass.end); ok {
			runs = append(runs, r)
		}
	}
	pieces, lost := arrange(runs, pass.target, w.isLink, w.links)
	for _, l := range lost {
		w.notes.unplaced = append(w.notes.unplaced, fmt.Sprintf("%s “%s”", pass.id, shorten(l)))
	}
	w.noteMoved(pass)
	var out []*node
	for _, p := range pieces {
		out = append(out, w.styledRun(p, runs)...)
	}
	return out
}

// noteMoved counts notes and pictures that stood between words of a sentence, and
// now stand behind it.
func (w *rewriter) noteMoved(pass passage) {
	for _, it := range w.items {
		if it.object == nil || it.at <= pass.start || it.at >= pass.end || it.object.oneOf("bookmarkStart", "bookmarkEnd") {
			continue
		}
		if strings.ContainsFunc(string(w.source[it.at:pass.end]), isWordRune) {
			w.notes.add("notes, pictures or breaks that stood inside a sentence and now stand behind it")
		}
	}
}

// styledRun is text with its look. A formula is put back in the place of its text.
func (w *rewriter) styledRun(p styled, runs []run) []*node {
	if p.look == noLook {
		var props *node
		for _, r := range runs {
			if w.looks[r.look].link == nil {
				props = w.looks[r.look].props
				break
			}
		}
		return []*node{w.runOf(props, w.textNodes(p.text)...)}
	}
	l := w.looks[p.look]
	if l.link != nil && l.link.wrapper != nil && strings.HasPrefix(l.key, "formula ") {
		return []*node{l.link.wrapper}
	}
	r := w.runOf(l.props, w.textNodes(p.text)...)
	switch {
	case l.link == nil:
		return []*node{r}
	case l.link.wrapper != nil:
		wrapper := l.link.wrapper.shell()
		wrapper.kids = []*node{r}
		return []*node{wrapper}
	}
	var out []*node
	for _, b := range l.link.before {
		out = append(out, w.turned(b))
	}
	out = append(out, r)
	for _, a := range l.link.after {
		out = append(out, w.turned(a))
	}
	return out
}

// turned is a copy of a run with turned properties.
func (w *rewriter) turned(r *node) *node {
	c := r.clone()
	if props := c.child("rPr"); props != nil {
		accepted(props)
		w.dir.run(w.part, props)
	}
	return c
}

// textNodes is text as children of a run.
func (w *rewriter) textNodes(text string) []*node {
	var out []*node
	for text != "" {
		i := strings.IndexAny(text, "\n\r\t")
		plain := text
		if i >= 0 {
			plain = text[:i]
		}
		if plain != "" {
			t := w.part.element("t")
			t.attr = append(t.attr, spacePreserve)
			t.kids = []*node{{text: plain, token: -1}}
			out = append(out, t)
		}
		if i < 0 {
			break
		}
		name := "br"
		if text[i] == '\t' {
			name = "tab"
		}
		if !(text[i] == '\r' && strings.HasPrefix(text[i+1:], "\n")) {
			out = append(out, w.part.element(name))
		}
		text = text[i+1:]
	}
	return out
}

// mergeLinks makes one element of neighbours that were one.
func mergeLinks(in []*node) []*node {
	var out []*node
	for _, n := range in {
		if len(out) > 0 && n.oneOf("hyperlink") {
			if last := out[len(out)-1]; last.is("hyperlink") && slices.Equal(last.attr, n.attr) {
				last.kids = append(last.kids, n.kids...)
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// mergeRuns makes one run of neighbours that look the same.
func mergeRuns(in []*node) []*node {
	var out []*node
	last := "" // how the last of out looks, "" if it is no run
	for _, n := range in {
		if n.is("hyperlink") {
			n.kids = mergeRuns(n.kids)
		}
		if !n.is("r") || len(n.kids) == 0 {
			out, last = append(out, n), ""
			continue
		}
		key := "r"
		content := n.kids
		if props := n.kids[0]; props.is("rPr") {
			key, content = props.markup(), n.kids[1:]
		}
		if key != last || !plainText(content) {
			out, last = append(out, n), ""
			if plainText(content) {
				last = key
			}
			continue
		}
		top := out[len(out)-1]
		for _, c := range content {
			if t := top.kids[len(top.kids)-1]; c.is("t") && t.is("t") {
				t.kids[0].text += c.kids[0].text
				continue
			}
			top.kids = append(top.kids, c)
		}
	}
	return out
}

// plainText reports whether a run holds nothing but text of a translation.
func plainText(content []*node) bool {
	for _, c := range content {
		if !c.oneOf("t", "br", "tab") || len(c.attr) > 0 && !c.is("t") || c.is("t") && len(c.kids) != 1 {
			return false
		}
	}
	return true
}

// shorten cuts a text for a note.
func shorten(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}
