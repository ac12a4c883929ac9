package article

import (
	"fmt"
	"strings"
	"tarjuman/internal/lazyre"
	"unicode/utf8"
)

// decode sets Source, Encoding and EncodingDetected from the raw bytes. In order:
// the encoding the user named, a byte order mark, the one an HTML page declares,
// the one the bytes look like.
func (a *Article) decode(data []byte, opt Options) error {
	if opt.Encoding != "" {
		return a.decodeForced(data, opt.Encoding)
	}
	enc, ok := encodingByMark(data)
	if !ok {
		var err error
		if enc, err = a.guessEncoding(data); err != nil {
			return err
		}
	}
	text, bad, first := enc.decode(data)
	if a.invalid = bad; bad > 0 {
		a.note("%d invalid bytes replaced by U+FFFD when decoding %s, the first at byte %d", bad, enc.name, first)
	}
	if isBinary(text) {
		return errBinary()
	}
	a.Source, a.Encoding = text, enc.name
	return nil
}

func (a *Article) decodeForced(data []byte, name string) error {
	enc, ok := encodingByName(name, data)
	if !ok {
		return &Error{Reason: fmt.Sprintf("unsupported encoding %q", name), Hint: hintEncodings}
	}
	text, bad, first := enc.decode(data)
	if bad > 0 {
		return &Error{
			Place:  fmt.Sprintf("byte %d", first),
			Reason: "not valid " + enc.name,
			Hint:   "leave the encoding out to have it recognised, or name another one",
		}
	}
	if isBinary(text) {
		return errBinary()
	}
	a.Source, a.Encoding = text, enc.name
	return nil
}

// guessEncoding chooses an encoding for bytes without a byte order mark.
func (a *Article) guessEncoding(data []byte) (encoding, error) {
	if enc, ok := guessUTF16(data); ok {
		a.EncodingDetected = true
		return enc, nil
	}
	if utf8.Valid(data) || mostlyUTF8(data) {
		return utf8Encoding, nil
	}
	declared := declaredEncoding(data)
	if enc, ok := encodingByName(declared, data); ok && !vague[enc.name] {
		return enc, nil
	}
	if isBinaryBytes(data) {
		return encoding{}, errBinary()
	}
	enc, ok := guessSingleByte(data)
	if !ok {
		return encoding{}, &Error{
			Reason: "the character encoding was not recognised",
			Hint:   "save the file as UTF-8, or name its encoding; " + hintEncodings,
		}
	}
	a.EncodingDetected = enc.name != declared
	return enc, nil
}

// vague are declarations that prove nothing once the bytes are known not to be
// UTF-8: the defaults of editors and servers, found on pages of any encoding.
var vague = map[string]bool{"utf-8": true, "utf-16le": true, "utf-16be": true, "iso-8859-1": true, "windows-1252": true}

// declaration finds the encoding a page or an XML declaration names. The HTML
// standard looks for it in the first 1,024 bytes; pages put it later.
var declaration = lazyre.New(`(?i)<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)`)

func declaredEncoding(data []byte) string {
	if m := declaration().FindSubmatch(data[:min(len(data), 8<<10)]); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}

func errBinary() error {
	return &Error{Reason: "is binary data, not text", Hint: "check that this is the file you meant; " + hintText}
}

// isBinary reports whether more than one character in a hundred is a control
// character that no text editor writes.
func isBinary(text string) bool {
	n := 0
	for i := range len(text) {
		if isOddControl(text[i]) {
			n++
		}
	}
	return n*100 > len(text)
}

func isBinaryBytes(data []byte) bool {
	n := 0
	for _, c := range data {
		if isOddControl(c) {
			n++
		}
	}
	return n*100 > len(data)
}

// isOddControl leaves out white space, escape (terminal captures) and the
// end-of-file mark of DOS.
func isOddControl(c byte) bool {
	return c < 0x20 && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B || c == 0x7F
}
