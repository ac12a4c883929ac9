package article

import "fmt"

// Kind says what a paragraph is in its document.
type Kind int

// The kinds of paragraph. Plain text has only Body.
const (
	Body      Kind = iota // running text
	Heading               // a heading or title; its depth is in Paragraph.Level
	ListItem              // one item of a list
	Quotation             // a paragraph inside a block quotation
	TableCell             // a paragraph inside a table cell
)

// String returns the lower-case name of the kind, such as "list item".
func (k Kind) String() string {
	switch k {
	case Body:
		return "body"
	case Heading:
		return "heading"
	case ListItem:
		return "list item"
	case Quotation:
		return "quotation"
	case TableCell:
		return "table cell"
	}
	return fmt.Sprintf("kind(%d)", int(k))
}

// Format is the file format an article was read from.
type Format int

// The formats. Auto, the zero value, asks [Read] to recognise the format.
const (
	Auto     Format = iota // recognised by name and content
	Text                   // plain text, one paragraph a line
	Markdown               // CommonMark, with optional front matter
	HTML                   // a saved web page
	DOCX                   // Office Open XML, the format of Word since 2007
)

// String returns the usual name of the format, such as "markdown".
func (f Format) String() string {
	switch f {
	case Auto:
		return "auto"
	case Text:
		return "text"
	case Markdown:
		return "markdown"
	case HTML:
		return "html"
	case DOCX:
		return "docx"
	}
	return fmt.Sprintf("format(%d)", int(f))
}

// Paragraph is one stretch of text to translate.
type Paragraph struct {
	// Text is what is translated. Markup is removed; nothing else is changed.
	// In plain text it is a slice of the source, white space included. In HTML,
	// where runs of white space mean one space, they are one space. A line
	// break inside the paragraph is "\n".
	Text string

	// Start and End are the half-open range of code points of Article.Source
	// that the paragraph's text was taken from, from the first character kept to
	// the last.
	Start, End int

	Kind  Kind
	Level int // 1 to 6 for a Heading, 0 otherwise

	pieces []piece // nil when Text is Source[Start:End] unchanged
}

// Article is a document that was read.
type Article struct {
	Path   string // as given; "-" for standard input
	Format Format

	// Encoding is the lower-case name of the character encoding of the input,
	// such as "utf-8" or "windows-1256".
	Encoding string

	// EncodingDetected is true when nothing in the input or the options named
	// the encoding and it was guessed to be something other than UTF-8. A
	// guess can be wrong, so a command should say it.
	EncodingDetected bool

	// Lang is the language as declared in the document or recognised from the
	// text: "ar", "en", another ISO 639 code, or "" when unknown.
	Lang string

	// Dir is the base direction, "rtl" or "ltr": declared, or that of Lang.
	Dir string

	Title string // from the document's metadata or first heading; may be empty

	// Source is the decoded input, untouched: markup, line ends and a byte order
	// mark included. For DOCX it is the text of the parts read, each paragraph
	// followed by a line feed. It is always valid UTF-8.
	Source string

	SHA256     string // of the raw input bytes, in lower-case hex
	Paragraphs []Paragraph

	// Notes are things a user should know about the input, one line each.
	Notes []string

	invalid int // bytes replaced by U+FFFD when decoding
}

// Options says how to read. The zero value recognises everything.
type Options struct {
	// Path names the input in errors and helps to recognise its format.
	// ReadFile sets it.
	Path string

	// Format forces a format; Auto recognises it by name and content.
	Format Format

	// Encoding forces a character encoding, by any usual name: "utf-8",
	// "utf-16le", "windows-1256", "cp1256", "iso-8859-6", … Bytes that are not
	// valid in it are then an error. It is ignored for DOCX, which is always
	// Unicode.
	Encoding string

	// MaxBytes is the largest input accepted; 0 means DefaultMaxBytes.
	MaxBytes int64
}
