package bitext

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// PathFor returns the working file's path for a source file: beside it, the
// language pair in its name. A language tag in the source's own name is dropped,
// so article.ar.txt and wire.docx give article.ar-en.jsonl and wire.ar-en.jsonl.
func PathFor(source, from, to string) string {
	return Stem(source, from) + "." + from + "-" + to + ".jsonl"
}

// Stem returns a source path without its extension and language tag.
func Stem(source, lang string) string {
	s := strings.TrimSuffix(source, filepath.Ext(source))
	if lang != "" {
		s = strings.TrimSuffix(s, "."+lang)
	}
	return s
}

// Open reads the working file at path. A torn end is reported as [*Torn] together
// with the document.
func Open(path string) (*Document, error) { return openOn(osDisk{}, path) }

func openOn(on disk, path string) (*Document, error) {
	f, err := on.open(path, false)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := Read(f)
	if err != nil {
		return d, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// Save writes the document to path so that a crash at any moment leaves either
// the old file or the new one: a temporary file in the same folder, synced,
// renamed over the old one, the folder synced. A file that a [Session] works on
// is left alone: the error is a [*Locked].
func Save(path string, d *Document) error {
	on := osDisk{}
	l, err := on.acquire(path)
	if err != nil {
		return err
	}
	defer l.Close()
	return save(on, path, d)
}

func save(on disk, path string, d *Document) error {
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return writeFile(on, path, b.Bytes())
}

// WriteFile replaces the file at path by data as [Save] does.
func WriteFile(path string, data []byte) error { return writeFile(osDisk{}, path, data) }

func writeFile(on disk, path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	tmp, err := on.createTemp(dir, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			on.remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(data); err != nil {
		return err
	}
	mode, there := on.mode(path)
	if !there {
		mode = 0o644
	}
	if err = tmp.Chmod(mode); err != nil { // those of a file that is replaced are kept
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	if err = on.rename(tmp.Name(), path); err != nil {
		return err
	}
	if err = on.syncDir(dir); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// Hash returns the hexadecimal SHA-256 of data, as [Output] and [File] hold it.
func Hash(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// Wrote reports whether data is what an earlier export of this document wrote to
// path.
func (d *Document) Wrote(path string, data []byte) bool {
	sum := Hash(data)
	for _, o := range d.Outputs {
		if o.Path == filepath.ToSlash(path) && o.SHA256 == sum {
			return true
		}
	}
	return false
}
