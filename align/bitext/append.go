package bitext

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"tarjuman/internal/filelock"
)

// AppendOutput records at the end of the working file that an export was
// written, and syncs it. It does so while a [Session] works on the file too.
func AppendOutput(path string, o Output) error {
	b, err := marshal(outputLine{typeOutput, o})
	if err != nil {
		return err
	}
	return appendLines(path, append(b, '\n'))
}

// appendLines adds whole lines at the end of a file and syncs it. They are kept
// when this returns nil, whatever happens afterwards, and not there when it
// returns an error. A torn line at the end, left by a crash, is cut off first:
// the new line must not be glued to it.
func appendLines(path string, lines []byte) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	if err := lockable(filelock.Lock(f)); err != nil { // other appends, for a moment
		return fmt.Errorf("%s: %w", path, err)
	}
	end, err := endOfLastLine(f)
	if err != nil {
		return err
	}
	if err := f.Truncate(end); err != nil {
		return err
	}
	_, err = f.WriteAt(lines, end)
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		if terr := f.Truncate(end); terr != nil {
			return fmt.Errorf("%w (and %v: the file may end in what was not saved)", err, terr)
		}
	}
	return err
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
