package article

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	hintSaveText = "copy the article from the browser into a plain text file"

	// maxHTML is the largest page read, in bytes.
	maxHTML = 20 << 20
	// maxElements is how many elements a page may have.
	maxElements = 300_000
	// maxReadable is up to how many elements the article is looked for by
	// readability, whose time grows faster than the page.
	maxReadable = 40_000
	// maxDepth is the nesting that x/net/html accepts.
	maxDepth = 512
	// maxReopened bounds the elements the parser adds by itself.
	maxReopened = 3_000_000
	// minReadable is the number of bytes of text below which what readability
	// found is not trusted to be the article.
	minReadable = 200
)

// eventAttr is the attribute by which a text node in the parsed page carries its
// events through readability, which copies nodes with their attributes.
const eventAttr = "events"

// readHTML finds the article in a saved page. Where readability finds none, all
// text of the page outside menus and the like is taken.
func (a *Article) readHTML() error {
	if len(a.Source) > maxHTML {
		return &Error{Reason: fmt.Sprintf("is a page of more than %d bytes", maxHTML), Hint: hintSaveText}
	}
	page, err := parseHTML(a.Source)
	if err != nil {
		return err
	}
	points := newCodePoints(a.Source)
	extract := func(keep func(int, place) bool) []Paragraph {
		f := flow{scan: page.scan, point: points.at}
		return f.paragraphs(page.places, keep)
	}
	title, found := page.readable()
	paragraphs := extract(func(id int, p place) bool { return found[id] && !p.silent })
	if textLength(paragraphs) < minReadable {
		all := extract(func(_ int, p place) bool { return !p.silent && !p.framed })
		if len(all) > 0 {
			paragraphs = all
		}
	} else {
		headings := extract(func(_ int, p place) bool { return p.heading && !p.silent })
		paragraphs = withHeadline(paragraphs, headings, title, page.scan.title)
	}
	a.Paragraphs = paragraphs
	a.Title = title
	if a.Title == "" {
		a.Title = page.scan.title
	}
	a.Lang, a.Dir = page.declared(a.Paragraphs, points)
	return nil
}

// readFragment reads a piece of HTML inside another format, all of its text.
func readFragment(src string, point func(int) int) []Paragraph {
	page, err := parseHTML(src)
	if err != nil {
		return nil
	}
	f := flow{scan: page.scan, point: point}
	return f.paragraphs(page.places, func(_ int, p place) bool { return !p.silent })
}

// htmlPage is a parsed page and what it says about each text event.
type htmlPage struct {
	scan   *htmlScan
	root   *html.Node
	places []place // by event
}

func parseHTML(src string) (*htmlPage, error) {
	scan, err := scanHTML(src)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(scan.skeleton))
	if err != nil {
		return nil, &Error{Reason: "the HTML cannot be parsed", Hint: hintSaveText, Err: err}
	}
	p := &htmlPage{scan: scan, root: root, places: make([]place, len(scan.events))}
	p.annotate(root, place{})
	return p, nil
}

// annotate puts the real text back into the tree, marks each text node with its
// events, and records what the elements around it mean. The parser has bounded
// the depth.
func (p *htmlPage) annotate(n *html.Node, at place) {
	switch n.Type {
	case html.TextNode:
		ids := p.scan.placeholders(n.Data)
		if len(ids) == 0 {
			return
		}
		var text, list strings.Builder
		for _, id := range ids {
			p.places[id] = at
			p.places[id].placed = true
			text.WriteString(p.scan.decoded(p.scan.events[id]))
			list.WriteString(strconv.Itoa(id) + " ")
		}
		n.Data = text.String()
		n.Attr = []html.Attribute{{Key: eventAttr, Val: list.String()}}
		return
	case html.ElementNode:
		at = at.inside(n)
		// Readability would replace a link to a script, losing the mark.
		n.Attr = slices.DeleteFunc(n.Attr, func(attr html.Attribute) bool {
			return attr.Key == "href" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr.Val)), "javascript:")
		})
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.annotate(c, at)
	}
}

// inside returns the place of text inside element n, given that around it.
func (at place) inside(n *html.Node) place {
	tag := n.DataAtom
	switch level := headingLevel(tag); {
	case level > 0:
		at.kind, at.level, at.heading = Heading, level, level <= 2
	case tag == atom.Li || tag == atom.Dd || tag == atom.Dt:
		at.kind, at.level = ListItem, 0
	case tag == atom.Blockquote:
		at.kind, at.level = Quotation, 0
	case tag == atom.Td || tag == atom.Th:
		at.kind, at.level = TableCell, 0
	case tag == atom.Pre:
		at.pre = true
	case tag == atom.Code && at.pre:
		at.silent = true
	}
	if silentElements[tag] || n.Namespace != "" {
		at.silent = true
	}
	if frameElements[tag] {
		at.framed = true
	}
	for _, attr := range n.Attr {
		switch attr.Key {
		case "lang", "xml:lang":
			at.lang, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(attr.Val)), "-")
		case "dir":
			at.dir = strings.ToLower(strings.TrimSpace(attr.Val))
		case "hidden":
			at.silent = true
		case "role":
			at.framed = at.framed || frameRoles[attr.Val]
		case "style":
			style := strings.ToLower(strings.ReplaceAll(attr.Val, " ", ""))
			at.silent = at.silent || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		case "class":
			for class := range strings.FieldsSeq(attr.Val) {
				at.silent = at.silent || silentClasses[class] || tag == atom.Sup && referenceClasses[class]
			}
		}
	}
	return at
}

// readable asks readability for the article: its title and the events it is made
// of. The library is given pages from anywhere, so a panic in it only means that
// it found nothing.
func (p *htmlPage) readable() (title string, found map[int]bool) {
	found = make(map[int]bool)
	if p.scan.elements > maxReadable {
		return "", found
	}
	defer func() {
		if recover() != nil {
			title, found = "", map[int]bool{}
		}
	}()
	parser := readability.NewParser()
	article, err := parser.ParseDocument(p.root, &url.URL{Scheme: "https", Host: "example.invalid"})
	if err != nil || article.Node == nil {
		return "", found
	}
	for n := range article.Node.Descendants() {
		if n.Type != html.TextNode || len(n.Attr) != 1 || n.Attr[0].Key != eventAttr {
			continue
		}
		for id := range strings.FieldsSeq(n.Attr[0].Val) {
			if k, err := strconv.Atoi(id); err == nil {
				found[k] = true
			}
		}
	}
	return strings.Join(strings.Fields(article.Title()), " "), found
}

// withHeadline adds the headline, which readability takes out of the article when
// it repeats the title: the first heading of level one or two that does.
func withHeadline(paragraphs, headings []Paragraph, titles ...string) []Paragraph {
	for _, h := range headings {
		text := strings.Join(strings.Fields(h.Text), " ")
		if !hasLetterOrDigit(text) || !slices.ContainsFunc(titles, func(t string) bool { return repeats(text, t) }) {
			continue
		}
		i, _ := slices.BinarySearchFunc(paragraphs, h.Start, func(p Paragraph, start int) int { return p.Start - start })
		before := i > 0 && paragraphs[i-1].End > h.Start
		after := i < len(paragraphs) && paragraphs[i].Start < h.End
		if before || after {
			return paragraphs
		}
		return slices.Insert(paragraphs, i, h)
	}
	return paragraphs
}

// repeats reports whether a heading and a title say the same but for an addition,
// such as the name of the site. The name of the site alone is not enough.
func repeats(heading, title string) bool {
	return strings.Contains(title, heading) && 3*len(heading) >= len(title) ||
		title != "" && strings.Contains(heading, title) && 3*len(title) >= len(heading)
}

// declared returns the language and direction that the elements around the first
// paragraph declare.
func (p *htmlPage) declared(paragraphs []Paragraph, points codePoints) (lang, dir string) {
	if len(paragraphs) == 0 {
		return "", ""
	}
	// Headings may have a language of their own; body text speaks for the whole.
	first := paragraphs[0]
	for _, q := range paragraphs {
		if q.Kind == Body {
			first = q
			break
		}
	}
	for id, e := range p.scan.events {
		if e.kind == textEvent && points.at(e.end) > first.Start {
			at := p.places[id]
			if at.dir != "rtl" && at.dir != "ltr" {
				at.dir = ""
			}
			return at.lang, at.dir
		}
	}
	return "", ""
}

func textLength(paragraphs []Paragraph) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p.Text)
	}
	return n
}
