//go:build !unix && !windows

package filelock

import (
	"errors"
	"os"
)

// lock has no means to lock here, and says so rather than pretend.
func lock(*os.File, bool) error { return errors.ErrUnsupported }
