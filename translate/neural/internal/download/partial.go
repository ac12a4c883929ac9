package download

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

// partial is what has arrived of a file.
type partial struct {
	path string // of the finished file
	size int64
	// validator is the server's name for the version the bytes are of: an entity tag,
	// else a date, "" where it gave none.
	validator string
}

// sidecar is what is remembered beside the bytes.
type sidecar struct {
	URL       string `json:"url"`
	Validator string `json:"validator,omitempty"`
}

func (p *partial) part() string  { return p.path + ".part" }
func (p *partial) notes() string { return p.path + ".part.json" }

// openPartial finds what an earlier run left. Bytes from another address, or more
// than the file has, are not used.
func openPartial(path string, f File) *partial {
	p := &partial{path: path}
	info, err := os.Stat(p.part())
	if err != nil || f.Size > 0 && info.Size() > f.Size {
		return p
	}
	b, err := os.ReadFile(p.notes())
	var s sidecar
	if err != nil || json.Unmarshal(b, &s) != nil || s.URL != f.URL {
		return p
	}
	if s.Validator == "" && f.SHA256 == "" {
		return p // nothing would tell whether the rest belongs to it
	}
	p.size, p.validator = info.Size(), s.Validator
	return p
}

// complete reports whether all bytes are there, so that none need be asked for.
func (p *partial) complete(f File) bool { return f.Size > 0 && p.size == f.Size }

// restart begins a new file of the version the answer is of.
func (p *partial) restart(f File, h http.Header) (*os.File, error) {
	p.size, p.validator = 0, validator(h)
	b, err := json.Marshal(sidecar{f.URL, p.validator})
	if err != nil {
		return nil, err
	}
	// The notes of the old bytes must not outlive them, nor the new ones come too
	// early: bytes without notes are not used.
	if err := os.Remove(p.notes()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, diskError(err)
	}
	out, err := os.OpenFile(p.part(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, diskError(err)
	}
	if err := os.WriteFile(p.notes(), append(b, '\n'), 0o644); err != nil {
		out.Close()
		return nil, diskError(err)
	}
	return out, nil
}

// resume opens the file to append to it.
func (p *partial) resume() (*os.File, error) {
	out, err := os.OpenFile(p.part(), os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, diskError(err)
	}
	return out, nil
}

// validator is what If-Range may carry: a strong entity tag, else a date (RFC 9110,
// section 13.1.5).
func validator(h http.Header) string {
	if tag := h.Get("ETag"); strings.HasPrefix(tag, `"`) {
		return tag
	}
	return h.Get("Last-Modified")
}

// discard forgets what has arrived.
func (p *partial) discard() {
	p.size, p.validator = 0, ""
	os.Remove(p.part())
	os.Remove(p.notes())
}

// finish checks the bytes and puts the file in its place. What is wrong is not
// kept.
func (p *partial) finish(f File) error {
	in, err := os.OpenFile(p.part(), os.O_RDWR, 0)
	if err != nil {
		return diskError(err)
	}
	defer in.Close()
	h := sha256.New()
	n, err := io.Copy(h, in)
	if err != nil {
		return diskError(err)
	}
	sum := hex.EncodeToString(h.Sum(nil))
	switch {
	case f.Size > 0 && n != f.Size:
		p.discard()
		return fmt.Errorf("%w: it has %d bytes instead of %d", ErrContent, n, f.Size)
	case f.SHA256 != "" && !strings.EqualFold(sum, f.SHA256):
		p.discard()
		return fmt.Errorf("%w: its SHA-256 is %s instead of %s", ErrContent, sum, f.SHA256)
	}
	if err := in.Sync(); err != nil {
		return diskError(err)
	}
	in.Close() // Windows renames no open file
	if err := os.Rename(p.part(), p.path); err != nil {
		return diskError(err)
	}
	os.Remove(p.notes())
	return nil
}
