// Package filelock locks files against other processes. A lock ends when the file
// is closed, and so with the process that holds it, however that ends.
package filelock

import (
	"errors"
	"os"
)

// ErrHeld says that another process, or another open file, holds the lock.
var ErrHeld = errors.New("locked by another process")

// Lock locks f and waits until it can.
func Lock(f *os.File) error { return lock(f, true) }

// TryLock locks f, or returns ErrHeld.
func TryLock(f *os.File) error { return lock(f, false) }
