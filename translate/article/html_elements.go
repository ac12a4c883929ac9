package article

import "golang.org/x/net/html/atom"

func elements(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

var (
	// rawText are the elements whose content the tokenizer takes as text
	// without markup.
	rawText = elements(atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script,
		atom.Style, atom.Textarea, atom.Title, atom.Xmp)

	// blockElements begin and end paragraphs.
	blockElements = elements(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption,
		atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Plaintext, atom.Pre,
		atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Template, atom.Textarea,
		atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Video, atom.Audio, atom.Iframe, atom.Button)

	// formattingElements are those the parser reopens after a block, HTML
	// standard section 13.2.4.3.
	formattingElements = elements(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S,
		atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U)

	// silentElements hold nothing that is read as text.
	silentElements = elements(atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed,
		atom.Svg, atom.Math, atom.Textarea, atom.Select, atom.Option, atom.Button, atom.Input, atom.Audio, atom.Video,
		atom.Canvas, atom.Noembed, atom.Noframes, atom.Rt, atom.Rp, atom.Progress, atom.Meter, atom.Datalist)

	// frameElements surround an article without being part of it.
	frameElements = elements(atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Menu)
)

// silentClasses mark text for screen readers and editing links, by the names that
// the common themes and wikis use.
var silentClasses = map[string]bool{
	"mw-editsection": true, "noprint": true,
	"sr-only": true, "visually-hidden": true, "screen-reader-text": true, "skip-link": true,
}

// referenceClasses mark a raised number that leads to a note. On other elements
// they mean an ordinary link.
var referenceClasses = map[string]bool{"reference": true, "footnote-ref": true, "footnote-reference": true}

// frameRoles are the ARIA roles of what surrounds an article.
var frameRoles = map[string]bool{
	"navigation": true, "banner": true, "complementary": true, "contentinfo": true, "search": true,
	"menu": true, "menubar": true, "dialog": true, "alert": true,
}

// headingLevel returns 1 to 6 for h1 to h6, or 0.
func headingLevel(tag atom.Atom) int {
	switch tag {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}
