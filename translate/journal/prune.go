package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Stats describe the answers a journal keeps.
type Stats struct {
	Answers int
	Bytes   int64 // of all files
	Pruned  int   // answers taken out
	// Oldest is when the oldest request was made, zero where there is none.
	Oldest time.Time
}

// Stats counts the answers kept.
func (j *Journal) Stats() (Stats, error) {
	if err := j.refresh(); err != nil {
		return Stats{}, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.stats(), nil
}

func (j *Journal) stats() Stats {
	s := Stats{Answers: len(j.state.answers)}
	if len(j.state.order) > 0 {
		s.Oldest = j.state.receipts[j.state.order[0]].Time
	}
	if d, ok := j.log.(*disk); ok {
		for _, p := range d.seen {
			s.Bytes += p.end
		}
	}
	return s
}

// Prune takes out the texts of answers older than a time. They will be paid for
// again when they are needed again. What was sent and spent stays on record.
func (j *Journal) Prune(before time.Time) (Stats, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d, ok := j.log.(*disk)
	if !ok {
		return Stats{}, errors.New("journal: only one in a folder can be pruned")
	}
	pruned, err := d.prune(&j.state, before)
	s := j.stats()
	s.Pruned = pruned
	return s, err
}

func (d *disk) prune(s *state, before time.Time) (pruned int, err error) {
	unlock, err := d.lock()
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer unlock()
	if err := d.read(s); err != nil { // cuts torn lines off
		return 0, err
	}
	names, err := d.files()
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		n, err := d.pruneFile(d.path(name), before)
		if err != nil {
			return pruned, fmt.Errorf("journal: %w", err)
		}
		pruned += n
	}
	return pruned, d.read(s)
}

// pruneFile replaces a file by one without the old answers; a crash leaves one or
// the other.
func (d *disk) pruneFile(path string, before time.Time) (pruned int, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	var out bytes.Buffer
	for line := range bytes.Lines(data) {
		e, err := decode(line)
		if err != nil {
			return 0, err
		}
		if e.Type == end && e.Time.Before(before) && len(e.Answers) > 0 {
			pruned += len(e.Answers)
			e.Answers = nil
			if line, err = encode(e); err != nil {
				return 0, err
			}
		}
		out.Write(line)
	}
	if pruned == 0 {
		return 0, nil
	}
	return pruned, d.replace(path, &out)
}

// replace writes a file anew: beside it, synced, renamed over it.
func (d *disk) replace(path string, content io.Reader) (err error) {
	tmp, err := d.fs.createTemp(d.dir, "prune-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	_, err = io.Copy(tmp, content)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := d.fs.rename(tmp.Name(), path); err != nil {
		return err
	}
	return d.fs.syncFolder(d.dir)
}
