package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tarjuman/internal/filelock"
)

// A journal's folder holds:
//
//	2026-11.jsonl   the events written in that month, one JSON object a line
//	lock            locked while somebody reads or writes
//	runs/ID         locked while that run is at work
const (
	suffix   = ".jsonl"
	lockName = "lock"
	runsName = "runs"
)

// disk is the log in a folder.
type disk struct {
	dir  string
	fs   files
	seen map[string]place // by file name
	mine *os.File         // this run's lock
	sync syncer
}

func newDisk(dir string, on files) *disk {
	d := &disk{dir: dir, fs: on, seen: map[string]place{}}
	d.sync.init(dir, on)
	return d
}

func (d *disk) flush() error { return d.sync.flush() }

// place is how far a file has been read.
type place struct {
	info os.FileInfo
	end  int64
}

func (d *disk) path(name string) string { return filepath.Join(d.dir, name) }

// update implements log. Where there is no folder yet and nothing to write, none
// is made.
func (d *disk) update(s *state, f func() ([]event, error)) error {
	unlock, err := d.lock()
	if errors.Is(err, fs.ErrNotExist) {
		events, err := f()
		if err != nil || len(events) == 0 {
			return err
		}
		return fmt.Errorf("journal %s: the folder has gone", d.dir)
	}
	if err != nil {
		return err
	}
	defer unlock()
	if err := d.read(s); err != nil {
		return err
	}
	events, err := f()
	if err != nil || len(events) == 0 {
		return err
	}
	return d.append(s, events)
}

// lock takes the folder's lock.
func (d *disk) lock() (unlock func(), err error) {
	f, err := os.OpenFile(d.path(lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if err := filelock.Lock(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("journal %s: %w", f.Name(), err)
	}
	return func() { f.Close() }, nil
}

// files returns the names of the event files, oldest first.
func (d *disk) files() ([]string, error) {
	list, err := os.ReadDir(d.dir)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	var out []string
	for _, e := range list {
		month, ok := strings.CutSuffix(e.Name(), suffix)
		if _, err := time.Parse("2006-01", month); ok && err == nil {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// read applies what was written since the last time. When a file was replaced,
// which only pruning does, everything is read anew.
func (d *disk) read(s *state) error {
	names, err := d.files()
	if err != nil {
		return err
	}
	anew := false
	for name, p := range d.seen {
		info, err := os.Stat(d.path(name))
		if err != nil || !os.SameFile(info, p.info) || info.Size() < p.end {
			anew = true
		}
	}
	if anew {
		*s, d.seen = newState(), map[string]place{}
	}
	for _, name := range names {
		if err := d.readFile(s, name); err != nil {
			return err
		}
	}
	return nil
}

// readFile applies the new lines of one file. A last line without an end was
// torn by a crash: whoever wrote it never went on, so it is cut off.
func (d *disk) readFile(s *state, name string) error {
	path := d.path(name)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	at := d.seen[name].end
	if info.Size() == at {
		d.seen[name] = place{info, at}
		return nil
	}
	f, err := d.fs.open(path, os.O_RDWR)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.NewSectionReader(f, at, info.Size()-at))
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	whole := data[:bytes.LastIndexByte(data, '\n')+1]
	for line := range bytes.Lines(whole) {
		e, err := decode(line)
		if err != nil {
			return fmt.Errorf("journal %s: damaged at byte %d: %w; what was paid cannot be told without it, so nothing is sent: mend the line or move the file away", path, at, err)
		}
		s.apply(e)
		at += int64(len(line))
	}
	if at < info.Size() {
		if err := f.Truncate(at); err != nil {
			return fmt.Errorf("journal: %w", err)
		}
	}
	d.seen[name] = place{info, at}
	return nil
}

// append writes events and applies them; flush brings them to the disk. What could
// be written only in part is taken back.
func (d *disk) append(s *state, events []event) (err error) {
	var lines []byte
	for _, e := range events {
		line, err := encode(e)
		if err != nil {
			return fmt.Errorf("journal: %w", err)
		}
		lines = append(lines, line...)
	}
	name := month(events[0].Time) + suffix
	before := d.seen[name].end
	f, err := d.fs.open(d.path(name), os.O_CREATE|os.O_WRONLY)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.WriteAt(lines, before)
	if err != nil {
		return errors.Join(fmt.Errorf("journal: %w", err), f.Truncate(before))
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	d.seen[name] = place{info, before + int64(len(lines))}
	d.sync.written(name, before == 0)
	for _, e := range events {
		s.apply(e)
	}
	return nil
}

// start implements log: the lock on the run's own file ends with the process.
func (d *disk) start(run string) error {
	if d.mine != nil {
		return nil
	}
	if err := os.MkdirAll(d.path(runsName), 0o700); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	// Nobody may look whether this run is at work before it says so.
	unlock, err := d.lock()
	if err != nil {
		return err
	}
	defer unlock()
	d.sweep()
	f, err := os.OpenFile(d.path(filepath.Join(runsName, run)), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := filelock.Lock(f); err != nil {
		f.Close()
		return fmt.Errorf("journal %s: %w", f.Name(), err)
	}
	d.mine = f
	return nil
}

// sweep removes the marks of runs that ended without doing so themselves.
func (d *disk) sweep() {
	list, err := os.ReadDir(d.path(runsName))
	if err != nil {
		return
	}
	for _, e := range list {
		if !d.running(e.Name()) {
			os.Remove(d.path(filepath.Join(runsName, e.Name())))
		}
	}
}

// running implements log. It is called with the folder's lock held: two that look
// at once would take each other for the run.
func (d *disk) running(run string) bool {
	f, err := os.OpenFile(d.path(filepath.Join(runsName, filepath.Base(run))), os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(filelock.TryLock(f), filelock.ErrHeld)
}

func (d *disk) close() error {
	if d.mine == nil {
		return nil
	}
	err := errors.Join(os.Remove(d.mine.Name()), d.mine.Close())
	d.mine = nil
	return err
}
