package safexml

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// Writer writes one XML document in UTF-8. Errors are kept and returned by
// [Writer.Close]. Characters that XML 1.0 cannot hold (section 2.2: most control
// characters, U+FFFE and U+FFFF, broken UTF-8) are written as U+FFFD and counted;
// every other character comes back from a parser as it was given.
type Writer struct {
	w        *bufio.Writer
	stack    []string
	tagOpen  bool // the ">" of the last start tag is not written yet
	replaced int
}

// NewWriter writes the XML declaration to w and returns a Writer.
func NewWriter(w io.Writer) *Writer {
	x := &Writer{w: bufio.NewWriter(w)}
	x.w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>`)
	return x
}

// Start opens an element. Attributes are pairs of name and value.
func (x *Writer) Start(name string, attrs ...string) {
	x.closeTag()
	x.w.WriteByte('<')
	x.w.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		x.w.WriteByte(' ')
		x.w.WriteString(attrs[i])
		x.w.WriteString(`="`)
		x.escape(attrs[i+1], true)
		x.w.WriteByte('"')
	}
	x.stack = append(x.stack, name)
	x.tagOpen = true
}

// End closes the innermost element.
func (x *Writer) End() {
	name := x.stack[len(x.stack)-1]
	x.stack = x.stack[:len(x.stack)-1]
	if x.tagOpen {
		x.w.WriteString("/>")
		x.tagOpen = false
		return
	}
	x.w.WriteString("</")
	x.w.WriteString(name)
	x.w.WriteByte('>')
}

// Text writes text inside the innermost element.
func (x *Writer) Text(s string) {
	x.closeTag()
	x.escape(s, false)
}

// Element writes an element that holds only text.
func (x *Writer) Element(name, text string, attrs ...string) {
	x.Start(name, attrs...)
	if text != "" {
		x.Text(text)
	}
	x.End()
}

// Break begins a new line, indented by the open elements. It belongs where white
// space means nothing.
func (x *Writer) Break() {
	x.closeTag()
	x.w.WriteByte('\n')
	for range x.stack {
		x.w.WriteString("  ")
	}
}

// EndLine closes the innermost element on a line of its own.
func (x *Writer) EndLine() {
	name := x.stack[len(x.stack)-1]
	x.stack = x.stack[:len(x.stack)-1]
	x.Break()
	x.stack = append(x.stack, name)
	x.End()
}

// Raw writes markup as it is; the caller answers for it.
func (x *Writer) Raw(s string) {
	x.closeTag()
	x.w.WriteString(s)
}

// Replaced is how many characters were replaced so far.
func (x *Writer) Replaced() int { return x.replaced }

// Close closes all open elements, ends the last line, and returns the first
// error of the underlying writer.
func (x *Writer) Close() error {
	for len(x.stack) > 0 {
		x.EndLine()
	}
	x.w.WriteByte('\n')
	return x.w.Flush()
}

func (x *Writer) closeTag() {
	if x.tagOpen {
		x.w.WriteByte('>')
		x.tagOpen = false
	}
}

// escape writes text so that a parser gives it back: parsers turn carriage
// returns into line feeds, and in attributes every white space into a space
// (XML 1.0, sections 2.11 and 3.3.3), unless they are character references.
func (x *Writer) escape(s string, attribute bool) {
	from := 0
	for i, n := 0, 0; i < len(s); i += n {
		var r rune
		r, n = rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		var ref string
		switch {
		case r == '&':
			ref = "&amp;"
		case r == '<':
			ref = "&lt;"
		case r == '>':
			ref = "&gt;"
		case r == '\r':
			ref = "&#13;"
		case r == '"' && attribute:
			ref = "&quot;"
		case r == '\n' && attribute:
			ref = "&#10;"
		case r == '\t' && attribute:
			ref = "&#9;"
		case r == utf8.RuneError && n == 1 || !Allowed(r):
			ref = "\uFFFD"
			x.replaced++
		default:
			continue
		}
		x.w.WriteString(s[from:i])
		x.w.WriteString(ref)
		from = i + n
	}
	x.w.WriteString(s[from:])
}

// Allowed reports whether XML 1.0 can hold the character (section 2.2, Char).
func Allowed(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0xD800 && r <= 0xDFFF, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return r <= utf8.MaxRune
}

// Clean returns s as a Writer writes it and a parser gives it back, and how many
// characters were replaced.
func Clean(s string) (string, int) {
	replaced := 0
	clean := strings.Map(func(r rune) rune {
		if Allowed(r) {
			return r
		}
		replaced++
		return utf8.RuneError
	}, s)
	if !utf8.ValidString(s) { // Map has made U+FFFD of broken bytes already
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				replaced++
			}
			i += n
		}
	}
	return clean, replaced
}
