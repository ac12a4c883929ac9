package bitext

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"tarjuman/internal/filelock"
)

// A disk is what a working file needs of the file system. Tests put one in the
// place of the real one that fails, or that loses what was not synced.
type disk interface {
	// acquire takes the lock of a working file until it is closed.
	acquire(path string) (io.Closer, error)
	// open opens a file that is there.
	open(path string, write bool) (diskFile, error)
	createTemp(dir, pattern string) (diskFile, error)
	rename(from, to string) error
	remove(path string) error
	// mode returns the permissions of a file, and whether it is there.
	mode(path string) (fs.FileMode, bool)
	syncDir(dir string) error
}

// A diskFile is an open file.
type diskFile interface {
	io.Reader
	io.Writer
	io.ReaderAt
	io.WriterAt
	io.Closer
	Name() string
	Truncate(size int64) error
	Chmod(mode fs.FileMode) error
	Sync() error
	size() (int64, error)
	// lock keeps other appends away until the file is closed.
	lock() error
}

// osDisk is the file system.
type osDisk struct{}

type osFile struct{ *os.File }

func (f osFile) size() (int64, error) {
	st, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return st.Size(), nil
}

func (f osFile) lock() error { return lockable(filelock.Lock(f.File)) }

func (osDisk) open(path string, write bool) (diskFile, error) {
	flag := os.O_RDONLY
	if write {
		flag = os.O_RDWR
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

func (osDisk) createTemp(dir, pattern string) (diskFile, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

func (osDisk) rename(from, to string) error { return os.Rename(from, to) }

func (osDisk) remove(path string) error { return os.Remove(path) }

func (osDisk) mode(path string) (fs.FileMode, bool) {
	st, err := os.Stat(path)
	if err != nil {
		return 0, false
	}
	return st.Mode().Perm(), true
}

func (osDisk) syncDir(dir string) error {
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
