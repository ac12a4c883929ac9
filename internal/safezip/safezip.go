// Package safezip reads office files (zip archives of XML parts) that nobody
// vouches for: it bounds how many parts there are and what they unpack to, never
// uses a part's name as a path, and refuses parts with a document type.
package safezip

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits. A book of 1,000 pages has some 20 MB of XML in a few dozen parts,
// compressed about twelve to one.
const (
	MaxEntries     = 2_000
	MaxInflated    = 200 << 20 // bytes over all parts, as claimed
	MaxPart        = 64 << 20  // bytes of one part that is read
	MaxRatio       = 200       // inflated to compressed
	ratioFrom      = 1 << 20   // bytes below which the ratio is not looked at
	MaxDepth       = 256       // of XML elements
	maxDirectories = 20_000    // directory records anywhere in the file
)

// Kind classes what is wrong with an archive.
type Kind int

// The kinds of fault.
const (
	NotZip      Kind = iota // no zip archive, or a damaged one
	TooMuch                 // beyond the limits
	Damaged                 // a part cannot be unpacked or is no XML
	Encrypted               // a part needs a password
	DOCTYPE                 // a part declares a document type, which no office file does
	MissingPart             // a part is not there
)

// Error says what is wrong with an archive or one part of it.
type Error struct {
	Kind   Kind
	Part   string // its name, or "" for the archive
	Reason string // in lower case, to follow the name
	Err    error  // the cause, if there is one
}

// Error returns "part: reason: cause".
func (e *Error) Error() string {
	var parts []string
	for _, s := range []string{e.Part, e.Reason} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.ReplaceAll(strings.Join(parts, ": "), "\n", " ")
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func tooMuch(part, reason string) error {
	return &Error{Kind: TooMuch, Part: part, Reason: reason + ", more than an article has any use for"}
}

// Archive is an office file as a set of parts.
type Archive struct {
	parts map[string]*zip.File
	names []string
}

// Open checks an archive against the limits. Errors are of type [*Error].
func Open(data []byte) (*Archive, error) {
	// The directory is read whole before it can be counted, so a flood of
	// records is refused by their mark.
	if bytes.Count(data, []byte("PK\x01\x02")) > maxDirectories {
		return nil, tooMuch("", "has too many parts")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &Error{Kind: NotZip, Reason: "is no office file, or is damaged", Err: err}
	}
	if len(z.File) > MaxEntries {
		return nil, tooMuch("", fmt.Sprintf("has %d parts", len(z.File)))
	}
	a := &Archive{parts: make(map[string]*zip.File, len(z.File))}
	var total uint64
	for _, f := range z.File {
		total += min(f.UncompressedSize64, 1<<40)
		if total > MaxInflated {
			return nil, tooMuch(f.Name, fmt.Sprintf("unpacks to more than %d MB", MaxInflated>>20))
		}
		if f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/MaxRatio > f.CompressedSize64 {
			return nil, tooMuch(f.Name, fmt.Sprintf("unpacks to more than %d times its size", MaxRatio))
		}
		if _, twice := a.parts[f.Name]; twice && !strings.HasSuffix(f.Name, "/") {
			return nil, &Error{Kind: Damaged, Part: f.Name, Reason: "is in the file twice"}
		}
		a.parts[f.Name] = f
		a.names = append(a.names, f.Name)
	}
	return a, nil
}

// Has reports whether a part is there.
func (a *Archive) Has(name string) bool { return a.parts[name] != nil }

// Names are the names of all parts, in the order of the archive.
func (a *Archive) Names() []string { return a.names }

// open returns a reader of at most MaxPart bytes and one to spare.
func (a *Archive) open(name string) (*io.LimitedReader, io.Closer, error) {
	f := a.parts[name]
	switch {
	case f == nil:
		return nil, nil, &Error{Kind: MissingPart, Part: name, Reason: "is not in the file"}
	case f.Flags&1 != 0:
		return nil, nil, &Error{Kind: Encrypted, Part: name, Reason: "is encrypted"}
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, &Error{Kind: Damaged, Part: name, Reason: "cannot be unpacked", Err: err}
	}
	return &io.LimitedReader{R: r, N: MaxPart + 1}, r, nil
}

// Read returns the bytes of one part, at most MaxPart whatever the archive claims.
func (a *Archive) Read(name string) ([]byte, error) {
	r, c, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	b, err := io.ReadAll(r)
	if r.N == 0 {
		return nil, tooMuch(name, fmt.Sprintf("has more than %d MB", MaxPart>>20))
	}
	if err != nil {
		return nil, &Error{Kind: Damaged, Part: name, Reason: "cannot be unpacked", Err: err}
	}
	return b, nil
}

// Walk reads one part as XML and calls fn with each token and the depth of the
// element it stands in or is. An error of fn ends the walk.
func (a *Archive) Walk(name string, fn func(t xml.Token, depth int) error) error {
	r, c, err := a.open(name)
	if err != nil {
		return err
	}
	defer c.Close()
	x := xml.NewDecoder(r)
	depth := 0
	for {
		t, err := x.Token()
		if r.N == 0 {
			return tooMuch(name, fmt.Sprintf("has more than %d MB", MaxPart>>20))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return &Error{Kind: Damaged, Part: name, Reason: "is damaged", Err: err}
		}
		switch t.(type) {
		case xml.Directive:
			return &Error{Kind: DOCTYPE, Part: name, Reason: "has a DOCTYPE, which no office file has"}
		case xml.StartElement:
			depth++
			if depth > MaxDepth {
				return tooMuch(name, fmt.Sprintf("is nested deeper than %d elements", MaxDepth))
			}
		}
		if err := fn(t, depth); err != nil {
			return err
		}
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
	}
}

// Copy writes a part to another archive as it is, without unpacking it.
func (a *Archive) Copy(z *zip.Writer, name string) error {
	f := a.parts[name]
	if f == nil {
		return &Error{Kind: MissingPart, Part: name, Reason: "is not in the file"}
	}
	if err := z.Copy(f); err != nil {
		return &Error{Kind: Damaged, Part: name, Reason: "cannot be copied", Err: err}
	}
	return nil
}
