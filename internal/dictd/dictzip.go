package dictd

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Flags of a gzip header (RFC 1952, section 2.3.1).
const (
	flagHeaderCRC = 1 << 1
	flagExtra     = 1 << 2
	flagName      = 1 << 3
	flagComment   = 1 << 4
)

// zip reads a dictzip file at any place: the extra field RA of its gzip header
// lists the compressed length of chunks that hold chunkLength bytes each and that
// the writer flushed, so that every chunk inflates without the ones before it.
type zip struct {
	r           io.ReaderAt
	chunkLength int64
	start       []int64 // of every chunk in the file, and of the end of the last
	cached      int     // number of the chunk in chunk, -1 for none
	chunk       []byte
}

// openZip opens a dictzip file for reading at any place. A gzip file without
// chunks is decompressed into memory.
func openZip(f io.ReadSeeker) (io.ReaderAt, error) {
	at, ok := f.(io.ReaderAt)
	if !ok {
		return nil, errors.New("the file cannot be read at any place")
	}
	extra, header, err := gzipHeader(io.NewSectionReader(at, 0, 1<<62))
	if err != nil {
		return nil, err
	}
	z, err := newZip(at, extra, header)
	if err != nil {
		return nil, err
	}
	if z != nil {
		return z, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return inflateAll(f)
}

// gzipHeader returns the extra field of a gzip file and the length of its header.
func gzipHeader(r io.Reader) (extra []byte, length int64, err error) {
	c := &counter{r: r}
	var fixed [10]byte
	if _, err := io.ReadFull(c, fixed[:]); err != nil {
		return nil, 0, errors.New("not a gzip file")
	}
	if fixed[0] != 0x1f || fixed[1] != 0x8b || fixed[2] != 8 {
		return nil, 0, errors.New("not a gzip file")
	}
	flags := fixed[3]
	if flags&flagExtra != 0 {
		var n [2]byte
		if _, err := io.ReadFull(c, n[:]); err != nil {
			return nil, 0, errors.New("the gzip header is cut off")
		}
		extra = make([]byte, binary.LittleEndian.Uint16(n[:]))
		if _, err := io.ReadFull(c, extra); err != nil {
			return nil, 0, errors.New("the gzip header is cut off")
		}
	}
	for _, f := range [...]byte{flagName, flagComment} {
		if flags&f != 0 {
			if err := c.skipString(); err != nil {
				return nil, 0, err
			}
		}
	}
	if flags&flagHeaderCRC != 0 {
		if _, err := io.ReadFull(c, make([]byte, 2)); err != nil {
			return nil, 0, errors.New("the gzip header is cut off")
		}
	}
	return extra, c.n, nil
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// skipString reads to the zero byte that ends a name or comment.
func (c *counter) skipString() error {
	var b [1]byte
	for range 4096 {
		if _, err := io.ReadFull(c, b[:]); err != nil {
			return errors.New("the gzip header is cut off")
		}
		if b[0] == 0 {
			return nil
		}
	}
	return errors.New("the gzip header holds a name without an end")
}

// newZip reads the table of chunks. It returns nil where there is none.
func newZip(r io.ReaderAt, extra []byte, header int64) (*zip, error) {
	field := subfield(extra)
	if field == nil {
		return nil, nil
	}
	if len(field) < 6 || binary.LittleEndian.Uint16(field) != 1 {
		return nil, errors.New("the table of chunks is of an unknown version")
	}
	z := &zip{r: r, chunkLength: int64(binary.LittleEndian.Uint16(field[2:])), cached: -1}
	count := int(binary.LittleEndian.Uint16(field[4:]))
	if z.chunkLength == 0 || len(field) < 6+2*count {
		return nil, errors.New("the table of chunks is damaged")
	}
	at := header
	for i := range count {
		z.start = append(z.start, at)
		at += int64(binary.LittleEndian.Uint16(field[6+2*i:]))
	}
	z.start = append(z.start, at)
	return z, nil
}

// subfield returns the content of the subfield RA of a gzip extra field.
func subfield(extra []byte) []byte {
	for len(extra) >= 4 {
		n := int(binary.LittleEndian.Uint16(extra[2:]))
		if len(extra) < 4+n {
			return nil
		}
		if extra[0] == 'R' && extra[1] == 'A' {
			return extra[4 : 4+n]
		}
		extra = extra[4+n:]
	}
	return nil
}

// ReadAt reads from the decompressed text.
func (z *zip) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		i := int((off + int64(n)) / z.chunkLength)
		if i >= len(z.start)-1 {
			return n, io.EOF
		}
		if err := z.load(i); err != nil {
			return n, err
		}
		within := (off + int64(n)) % z.chunkLength
		if within >= int64(len(z.chunk)) {
			return n, io.EOF
		}
		n += copy(p[n:], z.chunk[within:])
	}
	return n, nil
}

// load decompresses chunk i.
func (z *zip) load(i int) error {
	if z.cached == i {
		return nil
	}
	z.cached = -1
	section := io.NewSectionReader(z.r, z.start[i], z.start[i+1]-z.start[i])
	var buf bytes.Buffer
	// A chunk ends at a flush without an end-of-stream mark, so the decompressor
	// runs into the end of its input; all of the chunk is out by then.
	_, err := io.Copy(&buf, io.LimitReader(flate.NewReader(section), z.chunkLength))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("chunk %d: %w", i, err)
	}
	z.chunk, z.cached = buf.Bytes(), i
	return nil
}

// inflateAll decompresses a plain gzip file.
func inflateAll(f io.Reader) (io.ReaderAt, error) {
	g, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(g, maxText+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxText {
		return nil, fmt.Errorf("more than %d MB decompressed", maxText>>20)
	}
	return bytes.NewReader(data), nil
}
