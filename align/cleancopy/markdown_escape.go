package cleancopy

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/safexml"
	"tarjuman/translate/article"
)

func sortEdits(edits []edit) {
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].start < edits[j].start })
}

// escapeMarkdown writes a text so that a reader of CommonMark gets it back.
func escapeMarkdown(text string, oneLine bool) string {
	return escapePiece(strings.TrimSpace(text), oneLine, true)
}

// escapePiece escapes a part of a paragraph. lineStart tells that nothing stands
// before it in its line.
func escapePiece(text string, oneLine, lineStart bool) string {
	text, _ = safexml.Clean(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	var b strings.Builder
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i > 0 {
			line = strings.TrimLeft(line, " \t")
			if oneLine || line == "" || b.Len() == 0 {
				b.WriteByte(' ')
			} else {
				b.WriteString(lineBreak(b.String()))
				lineStart = true
			}
		}
		if i+1 < len(lines) {
			line = strings.TrimRight(line, " \t")
		}
		if lineStart {
			line = escapeLineStart(&b, strings.TrimLeft(line, " \t"))
		}
		if line != "" || b.Len() > 0 {
			lineStart = false
		}
		escapeInline(&b, line)
	}
	return b.String()
}

// lineBreak is a line break behind text. Behind a backslash some parsers, goldmark
// among them, take another one for text; two spaces say the same (CommonMark 0.31,
// section 6.7).
func lineBreak(before string) string {
	if strings.HasSuffix(before, "\\") {
		return "  \n"
	}
	return "\\\n"
}

// escapeLineStart escapes what would open a block, and returns what is left.
func escapeLineStart(b *strings.Builder, line string) string {
	if line == "" {
		return line
	}
	if strings.IndexByte("#+-=:", line[0]) >= 0 {
		b.WriteByte('\\')
		b.WriteByte(line[0])
		return line[1:]
	}
	digits := 0
	for digits < len(line) && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		b.WriteString(line[:digits])
		b.WriteByte('\\')
		b.WriteByte(line[digits])
		return line[digits+1:]
	}
	return line
}

// escapeInline escapes inline markup, and what templates of web site generators
// begin with.
func escapeInline(b *strings.Builder, line string) {
	for i := range len(line) {
		c := line[i]
		if strings.IndexByte("\\`*_[]<>&~|{}", c) >= 0 || c == '%' && i > 0 && line[i-1] == '{' || c == '!' && strings.HasPrefix(line[i+1:], "[") {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
}

// atLineStart reports whether what follows s begins a line.
func atLineStart(s string) bool {
	return strings.TrimRight(s[strings.LastIndexByte(s, '\n')+1:], " \t") == ""
}

// literalMarkdown writes code or an address, in which nothing can be escaped.
func literalMarkdown(text string, mark article.MarkdownMark) (string, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if mark.Before == "<" {
		if strings.ContainsAny(text, " <>") || !strings.ContainsAny(text, ":@") {
			return "", false
		}
		return "<" + text + ">", true
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence, true
}

// flanks reports whether emphasis marks between before and after would be taken for
// such around body (CommonMark 0.31, section 6.2: left- and right-flanking).
func flanks(before, body, after string) bool {
	b, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(body)
	last, _ := utf8.DecodeLastRuneInString(body)
	a, _ := utf8.DecodeRuneInString(after)
	if b == '*' || b == '~' || strings.HasPrefix(after, "*") || strings.HasPrefix(after, "~") {
		return false
	}
	loose := func(r rune, none bool) bool {
		return none || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
	}
	mark := func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
	return (!mark(first) || loose(b, before == "")) && (!mark(last) || loose(a, after == ""))
}
