package journal

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// files is what a journal needs of the file system for its events. Tests put one in
// its place that fails, or that loses what was not synced.
type files interface {
	open(path string, flag int) (file, error)
	// createTemp makes a new file that only its owner can read.
	createTemp(dir, pattern string) (file, error)
	rename(from, to string) error
	// syncFolder makes the names in a folder safe.
	syncFolder(dir string) error
}

// file is an open file of events.
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Writer
	io.Closer
	Name() string
	Stat() (fs.FileInfo, error)
	Truncate(size int64) error
	Sync() error
}

// osFiles is the file system itself.
type osFiles struct{}

func (osFiles) open(path string, flag int) (file, error) {
	f, err := os.OpenFile(path, flag, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (osFiles) createTemp(dir, pattern string) (file, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (osFiles) rename(from, to string) error { return os.Rename(from, to) }

func (osFiles) syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
