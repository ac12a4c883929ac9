package bitext

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tarjuman/internal/filelock"
)

// Locked is returned when another process works on a file.
type Locked struct {
	Path string
	Who  string // "process 1234 since 14:05", empty when it cannot be read
}

// Error says who works on the file.
func (e *Locked) Error() string {
	who := e.Who
	if who == "" {
		who = "another process"
	}
	return fmt.Sprintf("%s is being worked on by %s", e.Path, who)
}

// A lock keeps other processes from writing a working file. It is a file beside
// it that the system unlocks when the process ends, however it ends.
type lock struct {
	f    *os.File
	path string
}

func lockPath(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
}

// acquire takes the lock of a working file, or fails with a *Locked at once.
func (osDisk) acquire(path string) (io.Closer, error) {
	name := lockPath(path)
	for range 10 {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		err = lockable(filelock.TryLock(f))
		if errors.Is(err, filelock.ErrHeld) {
			who, _ := io.ReadAll(io.LimitReader(f, 200)) // only to say it
			f.Close()
			return nil, &Locked{path, strings.TrimSpace(strings.ToValidUTF8(string(who), "?"))}
		}
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		// The holder before may have removed the file after it was opened here.
		if !sameFile(f, name) {
			f.Close()
			continue
		}
		l := &lock{f, name}
		if err := l.sign(); err != nil {
			l.Close()
			return nil, err
		}
		return l, nil
	}
	return nil, &Locked{Path: path}
}

// lockable passes over systems without locks: a working file can be written there,
// by one process at a time as far as its user sees to it.
func lockable(err error) error {
	if errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

func (l *lock) sign() error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt(fmt.Appendf(nil, "process %d since %s\n", os.Getpid(), time.Now().Format("15:04")), 0)
	return err
}

// Close gives the lock back and removes its file.
func (l *lock) Close() error {
	os.Remove(l.path) // while it is held, so that nobody's new lock is removed
	return l.f.Close()
}

func sameFile(f *os.File, path string) bool {
	a, err1 := f.Stat()
	b, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}
