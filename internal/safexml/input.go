package safexml

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// input gives the XML parser UTF-8 and stops it from collecting more than the
// limit for one token, which the parser itself does not bound.
type input struct {
	r     *bufio.Reader
	limit Limits
	token int   // bytes the current token may still take
	total int   // bytes the file may still take
	err   error // why input ended early
}

// newInput recognises UTF-16 by its byte order mark or by the zero byte beside the
// first "<" (XML 1.0, appendix F), and removes the mark of UTF-8.
func newInput(r io.Reader, limit Limits) *input {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(4)
	utf16 := func(e unicode.Endianness) *bufio.Reader {
		return bufio.NewReaderSize(transform.NewReader(b, unicode.UTF16(e, unicode.UseBOM).NewDecoder()), 1<<16)
	}
	in := &input{limit: limit, total: limit.File}
	switch {
	case bytes.HasPrefix(head, []byte{0, 0, 0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0xFF, 0xFE, 0, 0}):
		in.err = fmt.Errorf("UTF-32 is not supported")
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0, '<'}):
		b = utf16(unicode.BigEndian)
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{'<', 0}):
		b = utf16(unicode.LittleEndian)
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		b.Discard(3)
	}
	in.r = b
	return in
}

// allowToken opens the budget of one more token.
func (in *input) allowToken() { in.token = in.limit.Token }

// ReadByte makes input an io.ByteReader, from which the parser reads without
// buffering ahead.
func (in *input) ReadByte() (byte, error) {
	if in.err != nil {
		return 0, in.err
	}
	c, err := in.r.ReadByte()
	if err == nil {
		return c, in.spend(1, nil)
	}
	if err != io.EOF {
		in.err = err
	}
	return c, err
}

// Read serves the decoders of 8-bit encodings, which stand between input and the
// parser and read a little ahead.
func (in *input) Read(p []byte) (int, error) {
	if in.err != nil {
		return 0, in.err
	}
	n, err := in.r.Read(p)
	if err != nil && err != io.EOF {
		in.err = err
	}
	return n, in.spend(n, err)
}

// spend takes n bytes from the budgets. It returns err when they suffice.
func (in *input) spend(n int, err error) error {
	in.token -= n
	in.total -= n
	switch {
	case in.token < 0:
		in.err = fmt.Errorf("a tag or text of more than %d MB", in.limit.Token>>20)
	case in.total < 0:
		in.err = fmt.Errorf("a file of more than %d MB", in.limit.File>>20)
	default:
		return err
	}
	return in.err
}

// charsetReader decodes what an XML declaration names. UTF-16 has been decoded
// before the declaration could be read; where it is named wrongly, as some
// programs do in UTF-8 files, the bytes were already readable.
func charsetReader(label string, r io.Reader) (io.Reader, error) {
	var cm *charmap.Charmap
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "utf16", "unicode", "us-ascii", "ascii":
		return r, nil
	case "windows-1256", "cp1256":
		cm = charmap.Windows1256
	case "iso-8859-6":
		cm = charmap.ISO8859_6
	case "windows-1252", "cp1252", "iso-8859-1", "latin1":
		cm = charmap.Windows1252
	default:
		return nil, fmt.Errorf("encoding %.40q is not supported", label)
	}
	return transform.NewReader(r, cm.NewDecoder()), nil
}
