package article

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"tarjuman/internal/lazyre"
)

const (
	hintSaveDOCX = "save it as .docx, or as plain text in UTF-8"
	hintText     = "copy the text into a plain text file in UTF-8"
)

// signatures are the first bytes of files that are often mistaken for articles.
var signatures = []struct{ magic, what, hint string }{
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an old Word document (.doc) or one with a password", "open it in Word or LibreOffice and save it as .docx without a password"},
	{"{\\rtf", "is a Rich Text document", hintSaveDOCX},
	{"%PDF-", "is a PDF", "export the text from it: " + hintText},
	{"\x89PNG\r\n", "is a PNG image", hintText},
	{"\xFF\xD8\xFF", "is a JPEG image", hintText},
	{"GIF8", "is a GIF image", hintText},
	{"RIFF", "is a RIFF media file", hintText},
	{"\x1F\x8B", "is gzip-compressed", "unpack it first"},
	{"7z\xBC\xAF", "is a 7z archive", "unpack it first"},
	{"Rar!\x1A", "is a RAR archive", "unpack it first"},
	{"\x7FELF", "is a program", "check that this is the file you meant"},
	{"MIME-Version:", "is a web archive (MHTML) or a mail message", "save the page as HTML only"},
	{"From: <Saved by", "is a web archive (MHTML)", "save the page as HTML only"},
}

// formatOf returns the format that the options, the first bytes or the name
// decide, or Auto when the decoded text has to be looked at.
func formatOf(data []byte, opt Options) (Format, error) {
	if opt.Format != Auto {
		if opt.Format < Auto || opt.Format > DOCX {
			return Auto, &Error{Reason: fmt.Sprintf("unknown %s", opt.Format), Hint: "use text, markdown, html or docx"}
		}
		return opt.Format, nil
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return DOCX, nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return Auto, &Error{Reason: s.what + ", not an article", Hint: s.hint}
		}
	}
	switch fileExtension(opt.Path) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return Markdown, nil
	case ".html", ".htm", ".xhtml", ".xht":
		return HTML, nil
	case ".docx", ".docm":
		return Auto, notDOCX(nil)
	}
	return Auto, nil
}

func fileExtension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// sniffBytes is how much of a text is looked at to recognise its format.
const sniffBytes = 16 << 10

var (
	htmlStart = lazyre.New(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b`)
	// htmlBlock finds a page cut out of its frame, as pasted from an editor.
	htmlBlock   = lazyre.New(`(?i)^\s*<(?:p|div|article|section|main|h[1-6]|blockquote|ul|ol|table)\b[^<>]*>`)
	htmlClosing = lazyre.New(`(?i)</(?:p|div|article|section|main|h[1-6]|blockquote|ul|ol|table)>`)

	frontMatter = lazyre.New(`^---[ \t]*\r?\n[\w-]+:.*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
	atxHeading  = lazyre.New(`(?m)^#{1,6}[ \t]+\S`)
	fencedCode  = lazyre.New("(?m)^(?:```|~~~)[\\w-]*\r?$")
	inlineLink  = lazyre.New(`\[[^\]\n]+\]\([^)\s]+\)`)
)

// sniffText recognises a format from decoded text. A file called .txt is taken
// for HTML only if it is a whole page; anything else called .txt is text.
func sniffText(source, path string) Format {
	head := strings.TrimLeft(source[:runeStart(source, min(len(source), sniffBytes))], "\uFEFF")
	if htmlStart().MatchString(head) {
		return HTML
	}
	if ext := fileExtension(path); ext == ".txt" || ext == ".text" {
		return Text
	}
	if htmlBlock().MatchString(head) && htmlClosing().MatchString(head) {
		return HTML
	}
	if frontMatter().MatchString(head) || atxHeading().MatchString(head) || fencedCode().MatchString(head) ||
		len(inlineLink().FindAllStringIndex(head, 2)) == 2 {
		return Markdown
	}
	return Text
}
