package embedding

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tarjuman/internal/filelock"
)

// Store keeps vectors in a folder, under the names that [translate.Key] gives them.
// It holds no text. Files are readable by their owner only, one for each month:
//
//	2026-11.vectors   records: length of the vector's bytes (uint32), key (16
//	                  bytes), the bytes, CRC-32 of key and bytes; little-endian
//	lock              locked while somebody writes
//
// What a crash cut off at the end of a file is passed over and written over; a
// vector that was damaged counts as unknown. It is safe for concurrent use, and
// several processes may use one folder at once.
type Store struct {
	dir string
	now func() time.Time

	mu    sync.Mutex
	at    map[key]place
	ends  map[string]int64 // by file: how far it has been read
	dirty map[string]bool  // files with more than is known to be on the disk
}

type key [16]byte

// place is where the bytes of a vector are.
type place struct {
	file   string
	offset int64
	size   int
}

const (
	storeSuffix = ".vectors"
	recordHead  = 4 + len(key{})
	recordTail  = crc32.Size
	maxRecord   = scaleSize + 2*maxNumbers
)

// OpenStore opens the store in a folder, which is made with the first vector.
func OpenStore(dir string) (*Store, error) {
	s := &Store{dir: dir, now: time.Now, at: map[key]place{}, ends: map[string]int64{}, dirty: map[string]bool{}}
	return s, s.refresh()
}

func (s *Store) failed(err error) error { return fmt.Errorf("vectors: %w", err) }

// files are the names of the store's files, the oldest first.
func (s *Store) files() ([]string, error) {
	list, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range list {
		month, ok := strings.CutSuffix(e.Name(), storeSuffix)
		if _, bad := time.Parse("2006-01", month); ok && bad == nil {
			out = append(out, e.Name())
		}
	}
	return out, err
}

// refresh reads what was written since the last time, by whomever.
func (s *Store) refresh() error {
	names, err := s.files()
	if err != nil {
		return s.failed(err)
	}
	for _, name := range names {
		if err := s.read(name); err != nil {
			return s.failed(err)
		}
	}
	return nil
}

// read takes up the whole records that a file has beyond what was read of it.
func (s *Store) read(name string) error {
	f, err := os.Open(filepath.Join(s.dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	at := s.ends[name]
	if info.Size() < at { // replaced by another
		s.drop(name)
		at = 0
	}
	var head [recordHead]byte
	for at+int64(recordHead+recordTail) <= info.Size() {
		if _, err := f.ReadAt(head[:], at); err != nil {
			return err
		}
		size := int64(binary.LittleEndian.Uint32(head[:]))
		next := at + int64(recordHead) + size + recordTail
		if size > maxRecord || next > info.Size() {
			break
		}
		s.at[key(head[4:])] = place{name, at + int64(recordHead), int(size)}
		at = next
	}
	s.ends[name] = at
	return nil
}

func parseKey(text string) (k key, ok bool) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(k) {
		return k, false
	}
	return key(b), true
}

// Get returns the vectors, as they were put, that the store has of some keys.
func (s *Store) Get(keys []string) (map[string][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(); err != nil {
		return nil, err
	}
	open := map[string]*os.File{}
	defer func() {
		for _, f := range open {
			f.Close()
		}
	}()
	out := map[string][]byte{}
	for _, text := range keys {
		k, ok := parseKey(text)
		p, found := s.at[k]
		if !ok || !found {
			continue
		}
		f := open[p.file]
		if f == nil {
			var err error
			if f, err = os.Open(filepath.Join(s.dir, p.file)); err != nil {
				continue // pruned a moment ago
			}
			open[p.file] = f
		}
		if b := readRecord(f, k, p); b != nil {
			out[text] = b
		}
	}
	return out, nil
}

// readRecord returns the bytes of a vector, nil for one that is damaged.
func readRecord(f io.ReaderAt, k key, p place) []byte {
	b := make([]byte, p.size+recordTail)
	if _, err := f.ReadAt(b, p.offset); err != nil || binary.LittleEndian.Uint32(b[p.size:]) != checksum(k, b[:p.size]) {
		return nil
	}
	return b[:p.size]
}

func checksum(k key, b []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(k[:]), crc32.IEEETable, b)
}

// Put keeps vectors. They survive the end of the program when it returns, and a
// crash of the machine when Sync has returned.
func (s *Store) Put(vectors map[string][]byte) error {
	if len(vectors) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return s.failed(err)
	}
	unlock, err := s.lock()
	if err != nil {
		return s.failed(err)
	}
	defer unlock()
	if err := s.refresh(); err != nil {
		return err
	}
	if err := s.append(s.now().Format("2006-01")+storeSuffix, vectors); err != nil {
		return s.failed(err)
	}
	return nil
}

func (s *Store) append(name string, vectors map[string][]byte) (err error) {
	f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var b []byte
	for _, text := range slices.Sorted(maps.Keys(vectors)) {
		k, ok := parseKey(text)
		v := vectors[text]
		if !ok || len(v) > maxRecord {
			return fmt.Errorf("%d bytes under %q are no vector", len(v), text)
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(len(v)))
		b = append(append(b, k[:]...), v...)
		b = binary.LittleEndian.AppendUint32(b, checksum(k, v))
	}
	s.dirty[name] = true
	at := s.ends[name]
	if err := f.Truncate(at); err != nil { // what a crash cut off
		return err
	}
	if _, err := f.WriteAt(b, at); err != nil {
		return errors.Join(err, f.Truncate(at))
	}
	return s.read(name)
}

func (s *Store) lock() (unlock func(), err error) {
	f, err := os.OpenFile(filepath.Join(s.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := filelock.Lock(f); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

// Sync returns when all vectors put so far would survive a crash of the machine.
func (s *Store) Sync() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.dirty {
		f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_WRONLY, 0)
		if err == nil {
			err = errors.Join(f.Sync(), f.Close())
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // pruned a moment ago
			return s.failed(err)
		}
		delete(s.dirty, name)
	}
	return nil
}

// Stats returns how many vectors are kept, and the bytes of their files.
func (s *Store) Stats() (vectors int, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, end := range s.ends {
		bytes += end
	}
	return len(s.at), bytes
}

// Prune removes the vectors of all months that ended before a time, and returns how
// many there were.
func (s *Store) Prune(before time.Time) (removed int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.ends) == 0 {
		return 0, nil
	}
	unlock, err := s.lock()
	if err != nil {
		return 0, s.failed(err)
	}
	defer unlock()
	for name := range s.ends {
		month, err := time.ParseInLocation("2006-01", strings.TrimSuffix(name, storeSuffix), before.Location())
		if err != nil || month.AddDate(0, 1, 0).After(before) {
			continue
		}
		if err := os.Remove(filepath.Join(s.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, s.failed(err)
		}
		removed += s.drop(name)
	}
	return removed, nil
}

// drop forgets what is in a file and returns how many vectors that were.
func (s *Store) drop(name string) (vectors int) {
	delete(s.ends, name)
	delete(s.dirty, name)
	for k, p := range s.at {
		if p.file == name {
			delete(s.at, k)
			vectors++
		}
	}
	return vectors
}
