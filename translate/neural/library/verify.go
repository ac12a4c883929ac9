package library

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/internal/unpack"
)

// State says what a file's bytes have been compared with.
type State string

// The states of a file.
const (
	Good     State = "as installed"  // equal to the manifest
	Official State = "as published"  // equal to what the publisher records
	Unknown  State = "not on record" // nothing is known to compare it with
	Changed  State = "changed"       // not what the manifest or the publisher says
	Missing  State = "missing"       // in the manifest but not there
)

// FileReport is what was found out about one file.
type FileReport struct {
	Name  string
	State State
	catalog.Digest
}

// Verify hashes the files of a model, decompressed, and compares them with its
// manifest and with what was published. The error is about files that cannot be
// read.
func Verify(m Installed) ([]FileReport, error) {
	var out []FileReport
	var weights catalog.Digest
	for _, f := range m.Files {
		got, err := plainDigest(filepath.Join(m.Dir, f.Name))
		if errors.Is(err, fs.ErrNotExist) {
			out = append(out, FileReport{Name: f.Name, State: Missing})
			continue
		}
		if err != nil {
			return nil, err
		}
		r := FileReport{f.Name, Unknown, got}
		if f.SHA256 != "" {
			r.State = Good
			if check(f.Name, got, f.Digest) != nil {
				r.State = Changed
			}
		}
		if strings.HasPrefix(f.Name, "model.") {
			weights = got
		}
		out = append(out, r)
	}
	known, ok := catalog.Identify(weights)
	for i := range out {
		for _, f := range known.Files {
			if !ok || f.Name != catalog.PlainName(out[i].Name) || out[i].State == Missing || out[i].State == Changed {
				continue
			}
			if err := published(m.Dir, out[i], f); err == nil {
				out[i].State = Official
			} else if !errors.Is(err, errNoRecord) {
				out[i].State = Changed
			}
		}
	}
	return out, nil
}

var errNoRecord = errors.New("no hash is published")

// published compares a file with what the publisher records, in the form in which
// it does.
func published(dir string, got FileReport, f catalog.File) error {
	if f.Plain.SHA256 != "" {
		return check(got.Name, got.Digest, f.Plain)
	}
	if catalog.PlainName(got.Name) == got.Name || f.Packed.SHA256 == "" {
		return errNoRecord
	}
	packed, err := digest(filepath.Join(dir, got.Name))
	if err != nil {
		return err
	}
	return check(got.Name, packed, f.Packed)
}

// digest hashes a file as it is.
func digest(path string) (catalog.Digest, error) {
	f, err := os.Open(path)
	if err != nil {
		return catalog.Digest{}, err
	}
	defer f.Close()
	return hashOf(f)
}

// plainDigest hashes a file decompressed.
func plainDigest(path string) (catalog.Digest, error) {
	f, err := os.Open(path)
	if err != nil {
		return catalog.Digest{}, err
	}
	defer f.Close()
	r, err := unpack.NewReader(f, maxFile)
	if err != nil {
		return catalog.Digest{}, fmt.Errorf("%s: %w", path, err)
	}
	defer r.Close()
	d, err := hashOf(r)
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return d, err
}

func hashOf(r io.Reader) (catalog.Digest, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return catalog.Digest{Size: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}
