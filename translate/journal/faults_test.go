package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"tarjuman/translate"
)

// brokenDisk are files that fail at one call, or from it on, and that remember what
// would survive a power cut.
type brokenDisk struct {
	files
	failAt int // number of the call, from 0; less for none
	whence bool
	fault  fault

	mu      sync.Mutex
	calls   int
	durable map[string][]byte // by path, as it was synced last
	named   map[string]bool   // files whose names are safe
	fresh   []string          // files made since the folder was synced
}

// fault is what goes wrong with a call.
type fault struct {
	err error
	// part of a write that is done all the same, in per cent.
	part int
}

func newBrokenDisk(failAt int, whence bool, f fault) *brokenDisk {
	return &brokenDisk{files: osFiles{}, failAt: failAt, whence: whence, fault: f, durable: map[string][]byte{}, named: map[string]bool{}}
}

// fails counts a call and says whether it is one that goes wrong.
func (d *brokenDisk) fails() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.calls
	d.calls++
	return n == d.failAt || d.whence && d.failAt >= 0 && n > d.failAt
}

func (d *brokenDisk) reached() bool { return d.calls > d.failAt }

func (d *brokenDisk) open(path string, flag int) (file, error) {
	if d.fails() {
		return nil, &os.PathError{Op: "open", Path: path, Err: d.fault.err}
	}
	_, err := os.Stat(path)
	if err != nil {
		d.mu.Lock()
		d.fresh = append(d.fresh, path)
		d.mu.Unlock()
	}
	f, err := d.files.open(path, flag)
	return brokenFile{f, d}, err
}

func (d *brokenDisk) createTemp(dir, pattern string) (file, error) {
	if d.fails() {
		return nil, &os.PathError{Op: "create", Path: dir, Err: d.fault.err}
	}
	f, err := d.files.createTemp(dir, pattern)
	return brokenFile{f, d}, err
}

func (d *brokenDisk) rename(from, to string) error {
	if d.fails() {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: d.fault.err}
	}
	return d.files.rename(from, to)
}

func (d *brokenDisk) syncFolder(dir string) error {
	if d.fails() {
		return &os.PathError{Op: "sync", Path: dir, Err: d.fault.err}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, path := range d.fresh {
		d.named[path] = true
	}
	d.fresh = nil
	return d.files.syncFolder(dir)
}

type brokenFile struct {
	file
	d *brokenDisk
}

func (f brokenFile) WriteAt(p []byte, at int64) (int, error) {
	if f.d.fails() {
		n, _ := f.file.WriteAt(p[:len(p)*f.d.fault.part/100], at)
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: f.d.fault.err}
	}
	return f.file.WriteAt(p, at)
}

func (f brokenFile) Write(p []byte) (int, error) {
	if f.d.fails() {
		n, _ := f.file.Write(p[:len(p)*f.d.fault.part/100])
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: f.d.fault.err}
	}
	return f.file.Write(p)
}

func (f brokenFile) Truncate(size int64) error {
	if f.d.fails() {
		return &os.PathError{Op: "truncate", Path: f.Name(), Err: f.d.fault.err}
	}
	return f.file.Truncate(size)
}

func (f brokenFile) Sync() error {
	content, rerr := os.ReadFile(f.Name())
	if f.d.fails() {
		return &os.PathError{Op: "sync", Path: f.Name(), Err: f.d.fault.err}
	}
	if err := errors.Join(rerr, f.file.Sync()); err != nil {
		return err
	}
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.d.durable[f.Name()] = content
	return nil
}

func (f brokenFile) Close() error {
	err := f.file.Close()
	if f.d.fails() {
		return &os.PathError{Op: "close", Path: f.Name(), Err: f.d.fault.err}
	}
	return err
}

// powerCut makes of a folder what a power cut leaves of it: what was synced, and of
// what was written since then a part, or a part and zeros.
func (d *brokenDisk) powerCut(t *testing.T, dir string, r *rand.Rand) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		now, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		safe := d.durable[path]
		if !d.named[path] && len(safe) == 0 && r.IntN(2) == 0 {
			os.Remove(path)
			continue
		}
		left := slices.Clone(safe)
		if loose, ok := bytes.CutPrefix(now, safe); ok {
			n := r.IntN(len(loose) + 1)
			left = append(left, loose[:n]...)
			if r.IntN(3) == 0 {
				left = append(left, make([]byte, len(loose)-n)...)
			}
		}
		if err := os.WriteFile(path, left, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// desk is a paid service that notes what it is sent and answers.
type desk struct {
	mu   sync.Mutex
	sent map[string]int
}

func (*desk) Name() string { return "desk" }
func (*desk) Info() translate.Info {
	return translate.Info{Engine: "desk", Paid: true, Network: true, Limits: translate.Limits{Segments: 3, Concurrent: 3}}
}
func (s *desk) Translate(_ context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]translate.Result, len(batch))
	for i, seg := range batch {
		s.sent[seg.Text]++
		out[i] = translate.Result{Text: "EN " + seg.Text, Origin: translate.Origin{Kind: translate.Engine, Engine: "desk"}}
	}
	return out, nil
}

func deskArticle() (segs []translate.Segment) {
	for i := range 15 {
		segs = append(segs, translate.Segment{ID: fmt.Sprint(i), Text: fmt.Sprint("جملة من المقال رقمها ", i)})
	}
	return segs
}

// runOn translates the article with a journal on a disk.
func runOn(on files, dir string, s *desk, resend bool) ([]translate.Result, error) {
	j := newJournal(Options{Dir: dir, Article: "a", Resend: resend}, newDisk(dir, on))
	if err := j.refresh(); err != nil {
		return nil, err
	}
	tr := translate.Translator{Backend: s, Ledger: j, Retry: translate.Retry{Attempts: 1}}
	res, err := tr.Translate(context.Background(), "ar", "en", deskArticle())
	return res, errors.Join(err, j.Close())
}

// afterwards checks what the journal of a run that went wrong knows of what the
// service was sent, and that the next run completes the article and sends nothing
// again but what was in doubt.
func afterwards(t *testing.T, dir string, s *desk) error {
	t.Helper()
	j, err := Open(Options{Dir: dir})
	if err != nil {
		return fmt.Errorf("the journal cannot be read: %w", err)
	}
	doubted := map[string]bool{}
	for _, r := range j.state.open {
		for _, k := range r.Keys {
			if j.state.sent[k] == r {
				doubted[k] = true
			}
		}
	}
	key := func(text string) string { return translate.Key(s.Info(), "ar", "en", text) }
	before := map[string]int{}
	for text, n := range s.sent {
		before[text] = n
		if _, known := j.state.answers[key(text)]; !known && !doubted[key(text)] {
			return fmt.Errorf("%q was sent, and the journal knows neither an answer nor a doubt", text)
		}
	}
	j.Close()
	res, err := runOn(osFiles{}, dir, s, true)
	if err != nil {
		return err
	}
	for i, seg := range deskArticle() {
		if res[i].Text != "EN "+seg.Text {
			return fmt.Errorf("sentence %d is %q", i, res[i].Text)
		}
		if again := s.sent[seg.Text] - before[seg.Text]; before[seg.Text] > 0 && again > 0 && !doubted[key(seg.Text)] || again > 1 {
			return fmt.Errorf("sentence %d was sent again and had not been in doubt", i)
		}
	}
	return nil
}

func scratch(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "journal")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// At every call of the file system in turn something goes wrong, once or for good:
// what was received is in the results, the error names the journal, and nothing but
// what is in doubt is ever sent again.
func TestWriteFaultsAtEveryCall(t *testing.T) {
	for name, f := range map[string]fault{
		"disk full":                  {err: syscall.ENOSPC},
		"half a write, then full":    {err: syscall.ENOSPC, part: 50},
		"a whole write, then broken": {err: syscall.EIO, part: 100},
	} {
		for _, whence := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, for good %v", name, whence), func(t *testing.T) {
				t.Parallel()
				n := 0
				for ; ; n++ {
					dir, s := scratch(t), &desk{sent: map[string]int{}}
					d := newBrokenDisk(n, whence, f)
					res, err := runOn(d, dir, s, false)
					if !d.reached() {
						break
					}
					if err == nil && whence {
						t.Fatalf("call %d: no error", n)
					}
					if err != nil && !strings.Contains(err.Error(), dir) && !errors.Is(err, f.err) {
						t.Fatalf("call %d: %v", n, err)
					}
					for i, seg := range deskArticle() {
						if s.sent[seg.Text] > 0 && !res[i].Done() {
							t.Fatalf("call %d: the answer for sentence %d was received and is lost", n, i)
						}
						if s.sent[seg.Text] > 1 {
							t.Fatalf("call %d: sentence %d was sent twice in one run", n, i)
						}
					}
					if err := afterwards(t, dir, s); err != nil {
						t.Fatalf("call %d: %v", n, err)
					}
				}
				if n < 20 {
					t.Errorf("only %d calls were tried", n)
				}
			})
		}
	}
}

// The power fails at any call: of what was not synced any part is gone. The journal
// can be read, knows of everything that was sent, and the run goes on.
func TestPowerCutAtEveryCall(t *testing.T) {
	const runs = 500
	r := rand.New(rand.NewPCG(8, 8))
	reached := 0
	for n := range runs {
		dir, s := scratch(t), &desk{sent: map[string]int{}}
		d := newBrokenDisk(n%40, true, fault{err: syscall.EIO, part: r.IntN(101)})
		if _, err := runOn(d, dir, s, false); err == nil && d.reached() {
			t.Fatalf("run %d: no error", n)
		}
		if d.reached() {
			reached++
		}
		d.powerCut(t, dir, r)
		if err := afterwards(t, dir, s); err != nil {
			t.Fatalf("run %d, cut at call %d: %v", n, n%40, err)
		}
	}
	if reached < runs/2 {
		t.Errorf("the power failed in %d of %d runs only", reached, runs)
	}
}

// Pruning that fails at any call leaves the old file or the new one.
func TestPruneFaultsAtEveryCall(t *testing.T) {
	for n := 0; ; n++ {
		dir, s := scratch(t), &desk{sent: map[string]int{}}
		if _, err := runOn(osFiles{}, dir, s, false); err != nil {
			t.Fatal(err)
		}
		d := newBrokenDisk(n, true, fault{err: syscall.ENOSPC, part: 50})
		j := newJournal(Options{Dir: dir}, newDisk(dir, d))
		if err := j.refresh(); err == nil {
			st, err := j.Prune(j.opt.Now().AddDate(0, 0, 1))
			if err == nil && st.Answers > 0 {
				t.Fatalf("call %d: no error, and %d answers are left", n, st.Answers)
			}
		}
		j.Close()
		if !d.reached() {
			break
		}
		after, err := Open(Options{Dir: dir})
		if err != nil {
			t.Fatalf("call %d: %v", n, err)
		}
		if k := len(after.state.answers); k != 0 && k != len(deskArticle()) {
			t.Fatalf("call %d: %d answers left", n, k)
		}
		if _, own := after.Spent("desk"); own.Month.Characters == 0 {
			t.Fatalf("call %d: the accounts are gone", n)
		}
		after.Close()
	}
}
