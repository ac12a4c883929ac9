package memory

import (
	"context"
	"errors"
	"fmt"

	"tarjuman/translate/memory/internal/sqlite"
)

// The reasons of a [StoreError] that a caller may decide on.
var (
	// ErrNoStore says that a file is not a memory: it is empty, a database of another
	// program, or none at all.
	ErrNoStore = errors.New("not a translation memory")
	// ErrDamaged says that what is in the file cannot be read any more.
	ErrDamaged = sqlite.ErrDamaged
	// ErrBusy says that another process has been writing for longer than this one waits.
	ErrBusy = sqlite.ErrBusy
	// ErrReadOnly says that the file, or its folder, cannot be written.
	ErrReadOnly = sqlite.ErrReadOnly
	// ErrFull says that the disk has no room left.
	ErrFull = sqlite.ErrFull
	// ErrWrite says that the disk failed.
	ErrWrite = sqlite.ErrWrite
)

// StoreError is a failure of a [Store]'s file, as against one of the units that were
// to be imported.
type StoreError struct {
	Path string
	Err  error
}

// Error returns one line that names the file.
func (e *StoreError) Error() string { return fmt.Sprintf("%s: %v", e.Path, e.Err) }

// Unwrap returns the reason.
func (e *StoreError) Unwrap() error { return e.Err }

// failure makes an error of the database one that names the file and the reason. The
// end of ctx stays what it is.
func (s *Store) failure(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &StoreError{s.path, sqlite.Explain(err)}
}

// damaged says that a row does not hold what it should.
func damaged(err error) error { return fmt.Errorf("%w (%v)", ErrDamaged, err) }
