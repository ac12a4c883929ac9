// Package unpack reads files that may be compressed by gzip or zstd, as models are
// published, within a bound.
package unpack

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// ErrTooLarge says that there is more behind the compression than was allowed.
var ErrTooLarge = errors.New("too large after decompression")

// maxWindow bounds what a zstd file can make the decoder keep in memory: the
// window of the highest level.
const maxWindow = 128 << 20

// The first bytes of compressed files (RFC 1952, RFC 8878).
var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// Compressed reports whether a file that begins with these bytes, four at least,
// is compressed in a way [NewReader] understands.
func Compressed(head []byte) bool {
	return bytes.HasPrefix(head, gzipMagic) || bytes.HasPrefix(head, zstdMagic)
}

// PlainName is a file's name without the ending of a compression.
func PlainName(name string) string {
	for _, ext := range []string{".gz", ".zst"} {
		if plain, ok := strings.CutSuffix(name, ext); ok {
			return plain
		}
	}
	return name
}

// NewReader reads r decompressed; what is not compressed comes as it is. Its first
// bytes tell, whatever the name says. Where there are more than limit bytes, reading
// fails with [ErrTooLarge] after that many. Close does not close r.
func NewReader(r io.Reader, limit int64) (io.ReadCloser, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(len(zstdMagic))
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("gzip: %w", err)
		}
		return &reader{r: z, left: limit, close: func() { z.Close() }}, nil
	case bytes.HasPrefix(head, zstdMagic):
		z, err := zstd.NewReader(b, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w", err)
		}
		return &reader{r: z, left: limit, close: z.Close}, nil
	}
	return &reader{r: b, left: limit, close: func() {}}, nil
}

// reader fails when there is more than it may give.
type reader struct {
	r     io.Reader
	left  int64
	close func()
}

func (l *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if l.left == 0 {
		var one [1]byte
		n, err := io.ReadFull(l.r, one[:])
		if n > 0 {
			return 0, ErrTooLarge
		}
		return 0, err
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

func (l *reader) Close() error {
	l.close()
	return nil
}
