package bitext

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"syscall"
)

// memDisk is a file system in memory. It fails where it is told to, and it knows
// what would be left of it if the power went.
type memDisk struct {
	entries map[string]*inode // by path
	synced  map[string]*inode // as the folder was last synced
	locked  map[string]bool
	temps   int

	calls  int   // that could have failed
	failAt int   // the call that fails, 0 for none
	fault  error // how it fails
	stays  bool  // and all calls after it
}

// inode is the content of a file.
type inode struct {
	data    []byte
	durable []byte // as last synced
	since   []change
	mode    fs.FileMode
}

// change is a write at an offset or, without bytes, a truncation to it.
type change struct {
	at   int64
	data []byte
}

func newMemDisk() *memDisk {
	return &memDisk{entries: map[string]*inode{}, synced: map[string]*inode{}, locked: map[string]bool{}}
}

// errShort stands for a write that stops in the middle.
var errShort = io.ErrShortWrite

func (m *memDisk) call(op, path string) error {
	m.calls++
	if m.failAt > 0 && (m.calls == m.failAt || m.stays && m.calls > m.failAt) {
		return &fs.PathError{Op: op, Path: path, Err: m.fault}
	}
	return nil
}

type memLock struct {
	m    *memDisk
	path string
}

func (l memLock) Close() error {
	delete(l.m.locked, l.path)
	return nil
}

func (m *memDisk) acquire(path string) (io.Closer, error) {
	if m.locked[path] {
		return nil, &Locked{Path: path}
	}
	if err := m.call("lock", path); err != nil {
		return nil, err
	}
	m.locked[path] = true
	return memLock{m, path}, nil
}

func (m *memDisk) open(path string, _ bool) (diskFile, error) {
	if err := m.call("open", path); err != nil {
		return nil, err
	}
	n, ok := m.entries[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: syscall.ENOENT}
	}
	return &memFile{m, n, path, 0}, nil
}

func (m *memDisk) createTemp(dir, pattern string) (diskFile, error) {
	m.temps++
	path := filepath.Join(dir, strings.Replace(pattern, "*", strings.Repeat("x", m.temps), 1))
	if err := m.call("open", path); err != nil {
		return nil, err
	}
	n := &inode{mode: 0o600}
	m.entries[path] = n
	return &memFile{m, n, path, 0}, nil
}

func (m *memDisk) rename(from, to string) error {
	if err := m.call("rename", to); err != nil {
		return err
	}
	m.entries[to] = m.entries[from]
	delete(m.entries, from)
	return nil
}

func (m *memDisk) remove(path string) error {
	if err := m.call("remove", path); err != nil {
		return err
	}
	delete(m.entries, path)
	return nil
}

func (m *memDisk) mode(path string) (fs.FileMode, bool) {
	n, ok := m.entries[path]
	if !ok {
		return 0, false
	}
	return n.mode, true
}

func (m *memDisk) syncDir(dir string) error {
	if err := m.call("sync", dir); err != nil {
		return err
	}
	m.synced = map[string]*inode{}
	for path, n := range m.entries {
		m.synced[path] = n
	}
	return nil
}

// crash is what is left after the power went: of every folder entry and every
// block that was not synced, either the old or the new, blocks that a file grew by
// and that were not written as zeros.
func (m *memDisk) crash(rng *rand.Rand) *memDisk {
	out := newMemDisk()
	paths := map[string]bool{}
	for path := range m.entries {
		paths[path] = true
	}
	for path := range m.synced {
		paths[path] = true
	}
	left := map[*inode]*inode{} // one inode may have two names
	for path := range paths {
		n := m.synced[path]
		if rng.IntN(2) == 0 {
			n = m.entries[path]
		}
		if n == nil {
			continue
		}
		if left[n] == nil {
			data := n.remains(rng)
			left[n] = &inode{data: data, durable: bytes.Clone(data), mode: n.mode}
		}
		out.entries[path], out.synced[path] = left[n], left[n]
	}
	return out
}

// block is small, so that short lines are torn too.
const block = 32

func (n *inode) remains(rng *rand.Rand) []byte {
	out := bytes.Clone(n.durable)
	for _, c := range n.since {
		if c.data == nil {
			if rng.IntN(2) == 0 && c.at < int64(len(out)) {
				out = out[:c.at]
			}
			continue
		}
		for from := 0; from < len(c.data); {
			to := min(len(c.data), from+block-int(c.at+int64(from))%block)
			if rng.IntN(3) > 0 {
				out = put(out, c.at+int64(from), c.data[from:to])
			}
			from = to
		}
	}
	return out
}

func put(data []byte, at int64, b []byte) []byte {
	if grow := int(at) + len(b) - len(data); grow > 0 {
		data = append(data, make([]byte, grow)...)
	}
	copy(data[at:], b)
	return data
}

type memFile struct {
	m    *memDisk
	n    *inode
	path string
	at   int64
}

func (f *memFile) Name() string { return f.path }

func (f *memFile) Read(b []byte) (int, error) {
	n, err := f.ReadAt(b, f.at)
	f.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

func (f *memFile) ReadAt(b []byte, at int64) (int, error) {
	if err := f.m.call("read", f.path); err != nil {
		return 0, err
	}
	if at >= int64(len(f.n.data)) {
		return 0, io.EOF
	}
	n := copy(b, f.n.data[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (f *memFile) Write(b []byte) (int, error) {
	n, err := f.WriteAt(b, f.at)
	f.at += int64(n)
	return n, err
}

func (f *memFile) WriteAt(b []byte, at int64) (int, error) {
	err := f.m.call("write", f.path)
	switch {
	case errors.Is(err, errShort):
		b = b[:len(b)/2]
	case err != nil:
		return 0, err
	}
	f.n.data = put(f.n.data, at, b)
	f.n.since = append(f.n.since, change{at, bytes.Clone(b)})
	return len(b), err
}

func (f *memFile) Truncate(size int64) error {
	if err := f.m.call("truncate", f.path); err != nil {
		return err
	}
	f.n.data = f.n.data[:size]
	f.n.since = append(f.n.since, change{at: size})
	return nil
}

func (f *memFile) Chmod(mode fs.FileMode) error {
	if err := f.m.call("chmod", f.path); err != nil {
		return err
	}
	f.n.mode = mode
	return nil
}

func (f *memFile) Sync() error {
	if err := f.m.call("sync", f.path); err != nil {
		return err
	}
	f.n.durable, f.n.since = bytes.Clone(f.n.data), nil
	return nil
}

func (f *memFile) Close() error { return f.m.call("close", f.path) }

func (f *memFile) size() (int64, error) {
	if err := f.m.call("stat", f.path); err != nil {
		return 0, err
	}
	return int64(len(f.n.data)), nil
}

func (f *memFile) lock() error { return f.m.call("lock", f.path) }
