package cleancopy

import (
	"bufio"
	"html"
	"io"
	"strconv"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/internal/safexml"
)

// HTML is the translation alone as a page without script or style of its own: a
// heading or paragraph for each of the source's.
type HTML struct{ notes []string }

// Name implements [bitext.Format].
func (*HTML) Name() string { return "html-clean" }

// Extension implements [bitext.Format].
func (*HTML) Extension() string { return ".html" }

// Summary implements [bitext.Format].
func (*HTML) Summary() string { return "the translation alone as a plain web page" }

// TranslationAlone tells [bitext.LeftBehind] that the format has no source.
func (*HTML) TranslationAlone() {}

// Notes are what the last Write could not carry, one line each.
func (f *HTML) Notes() []string { return f.notes }

// Write implements [bitext.Format].
func (f *HTML) Write(w io.Writer, d *bitext.Document) error {
	n := &notes{}
	bs := blocks(d, n)
	f.notes = n.lines()
	lang, dir := d.Header.Target.Lang, "ltr"
	if rightToLeft(lang) {
		dir = "rtl"
	}
	if lang == "" {
		lang = "und"
	}
	bw := bufio.NewWriter(w)
	bw.WriteString("<!DOCTYPE html>\n<html lang=\"" + html.EscapeString(lang) + "\" dir=\"" + dir + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + htmlText(title(bs)) + "</title>\n</head>\n<body>\n<article>\n")
	for _, b := range bs {
		if b.text == "" {
			continue
		}
		tag := "p"
		if b.heading > 0 {
			tag = "h" + strconv.Itoa(min(b.heading, 6))
		}
		bw.WriteString("<" + tag + ">" + strings.ReplaceAll(htmlText(b.text), "\n", "<br>\n") + "</" + tag + ">\n")
	}
	bw.WriteString("</article>\n</body>\n</html>\n")
	return bw.Flush()
}

// title is the first heading, or else the beginning of the text.
func title(bs []block) string {
	first := ""
	for _, b := range bs {
		if b.heading > 0 && b.text != "" {
			return strings.Join(strings.Fields(b.text), " ")
		}
		if first == "" {
			first = b.text
		}
	}
	if first == "" {
		return "—"
	}
	return shorten(first)
}

// htmlText escapes a text; characters a page cannot hold become U+FFFD.
func htmlText(s string) string {
	s, _ = safexml.Clean(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
	return html.EscapeString(s)
}
