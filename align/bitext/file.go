package bitext

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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

// Open reads the working file at path. A torn last line is reported as [*Torn]
// together with the document.
func Open(path string) (*Document, error) {
	f, err := os.Open(path)
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
// renamed over the old one, the folder synced.
func Save(path string, d *Document) error {
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return WriteFile(path, b.Bytes())
}

// WriteFile replaces the file at path by data as [Save] does.
func WriteFile(path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(data); err != nil {
		return err
	}
	if err = tmp.Chmod(modeOf(path)); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// modeOf keeps the permissions of a file that is replaced.
func modeOf(path string) fs.FileMode {
	if st, err := os.Stat(path); err == nil {
		return st.Mode().Perm()
	}
	return 0o644
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// AppendOutput records at the end of the working file that an export was
// written, and syncs it.
func AppendOutput(path string, o Output) error {
	b, err := marshal(outputLine{typeOutput, o})
	if err != nil {
		return err
	}
	return appendLine(path, b)
}

// AppendEvent adds an event at the end of the working file and syncs it. The
// event is kept when this returns nil, whatever happens afterwards.
func AppendEvent(path string, e Event) error {
	b, err := marshal(eventLine{typeEvent, e})
	if err != nil {
		return err
	}
	return appendLine(path, b)
}

// appendLine adds one line. A torn line at the end, left by a crash, is cut off
// first: the new line must not be glued to it.
func appendLine(path string, line []byte) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	end, err := endOfLastLine(f)
	if err != nil {
		return err
	}
	if err := f.Truncate(end); err != nil {
		return err
	}
	if _, err := f.WriteAt(append(line, '\n'), end); err != nil {
		return err
	}
	return f.Sync()
}

// endOfLastLine returns the offset behind the last newline of f.
func endOfLastLine(f *os.File) (int64, error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	buf := make([]byte, 4096)
	for size > 0 {
		n := min(int64(len(buf)), size)
		if _, err := f.ReadAt(buf[:n], size-n); err != nil {
			return 0, err
		}
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			return size - n + int64(i) + 1, nil
		}
		size -= n
	}
	return 0, nil
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
