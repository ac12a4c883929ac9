package review

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// all returns n and its descendants that fit, in document order.
func all(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	if fits(n) {
		out = append(out, n)
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && fits(c) {
			out = append(out, c)
		}
	}
	return out
}

// one returns the only element below n that fits.
func one(t testing.TB, n *html.Node, fits func(*html.Node) bool) *html.Node {
	t.Helper()
	found := all(n, fits)
	if len(found) != 1 {
		t.Fatalf("%d elements, want one", len(found))
	}
	return found[0]
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

func isFinding(n *html.Node) bool {
	return n.Data == "li" && attr(n, "data-sev") != ""
}

// allText is the text of an element as a reader gets it, style and script left
// out.
func allText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.Data != "style" && c.Parent.Data != "script" {
			b.WriteString(c.Data + " ")
		}
	}
	return b.String()
}

// shownText is the document's text in a cell or mark, chips read back as the
// characters they stand for.
func shownText(cell *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		switch {
		case n.Type == html.TextNode && in:
			b.WriteString(n.Data)
		case hasClass(n, "chip"):
			if !hasClass(n, "kept") {
				b.WriteString(chipCharacter(attr(n, "title")))
			}
		default:
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c, in || n.Data == "bdi" || n.Data == "mark")
			}
		}
	}
	walk(cell, cell.Data == "mark")
	return b.String()
}

// chipCharacter is the character named by a chip's title.
func chipCharacter(title string) string {
	name, _, _ := strings.Cut(title, " ")
	if hex, ok := strings.CutPrefix(name, "U+"); ok {
		n, _ := strconv.ParseUint(hex, 16, 32)
		return string(rune(n))
	}
	n, _ := strconv.ParseUint(strings.TrimPrefix(title, "byte ")[:2], 16, 8)
	return string([]byte{byte(n)})
}
