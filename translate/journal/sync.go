package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// syncer brings what was written to the disk. Whoever asks while it is at work
// waits for the next turn, which serves all that wait: with several requests under
// way the disk is not asked once for each.
type syncer struct {
	dir string
	fs  files

	mu   sync.Mutex
	done *sync.Cond
	// dirty are the files with lines that are not known to be on the disk; true for
	// one whose name is not known to be there either.
	dirty map[string]bool
	busy  bool
	// next and last number the turns: what was written before a turn began is on
	// the disk when it is over.
	next, last int
	err        error // the first failure; after it nothing is certain
}

func (s *syncer) init(dir string, on files) {
	s.dir, s.fs, s.dirty, s.next = dir, on, map[string]bool{}, 1
	s.done = sync.NewCond(&s.mu)
}

func (s *syncer) written(name string, created bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirty[name] = s.dirty[name] || created
}

func (s *syncer) flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	turn := s.next // the first that begins from now on
	if len(s.dirty) == 0 {
		turn-- // all is in the turn under way, or on the disk
	}
	for s.last < turn && s.err == nil {
		if s.busy {
			s.done.Wait()
			continue
		}
		s.turn()
	}
	return s.err
}

// turn syncs the dirty files, without holding up those who write.
func (s *syncer) turn() {
	names := s.dirty
	s.dirty, s.busy = map[string]bool{}, true
	n := s.next
	s.next++
	s.mu.Unlock()
	err := s.files(names)
	s.mu.Lock()
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("journal: %w", err)
	}
	s.busy, s.last = false, n
	s.done.Broadcast()
}

func (s *syncer) files(names map[string]bool) error {
	for name, created := range names {
		if created {
			if err := s.fs.syncFolder(s.dir); err != nil {
				return err
			}
		}
		// By name: a file that was pruned since then holds the lines too.
		f, err := s.fs.open(filepath.Join(s.dir, name), os.O_RDWR)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}
