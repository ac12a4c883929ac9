package bitext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// AppendOutput records at the end of the working file that an export was
// written, and syncs it. It does so while a [Session] works on the file too.
func AppendOutput(path string, o Output) error {
	b, err := marshal(outputLine{typeOutput, o})
	if err != nil {
		return err
	}
	return appendLines(osDisk{}, path, lastLine, append(b, '\n'))
}

// lastLine stands for the end of a file's last whole line.
const lastLine = -1

// appendLines cuts a file at an offset, adds whole lines there and syncs it. They
// are kept when this returns nil, whatever happens afterwards. When it returns an
// error they are not there, or the error is an [*unclean] and they may be.
//
// At the end of the last whole line, what is cut off is a line that a crash left
// torn: a new line must not be glued to it. A line that only lacks its newline, as
// some text editors leave it, gets one.
func appendLines(on disk, path string, at int64, lines []byte) error {
	f, err := on.open(path, true)
	if err != nil {
		return err
	}
	defer f.Close() // what was synced is kept, whatever closing says
	if err := f.lock(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	size, err := f.size()
	if err != nil {
		return err
	}
	if at == lastLine {
		if at, err = endOfLastLine(f, size); err != nil {
			return err
		}
		rest := make([]byte, size-at)
		if _, err := f.ReadAt(rest, at); err != nil && len(rest) > 0 {
			return err
		}
		if json.Valid(rest) {
			at, lines = size, append([]byte{'\n'}, lines...)
		}
	}
	if at < size {
		if err := f.Truncate(at); err != nil {
			return err
		}
	}
	if _, err = f.WriteAt(lines, at); err == nil {
		err = f.Sync()
	}
	if err != nil {
		if terr := f.Truncate(at); terr != nil {
			return &unclean{at, err}
		}
	}
	return err
}

// unclean is the error of lines that were not saved and could not be taken out of
// the file again either. Whatever is saved next must be saved at the offset.
type unclean struct {
	at  int64
	err error
}

func (e *unclean) Error() string {
	return e.err.Error() + " (and the file may end in what was not saved)"
}

func (e *unclean) Unwrap() error { return e.err }

// endOfLastLine returns the offset behind the last newline of a file of this size.
func endOfLastLine(f io.ReaderAt, size int64) (int64, error) {
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
