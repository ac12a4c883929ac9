package library

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tarjuman/translate/neural/catalog"
)

func get(t testing.TB, l Library, m catalog.Model) (Outcome, error) {
	return l.Get(context.Background(), m, GetOptions{Pause: time.Microsecond})
}

func TestGet(t *testing.T) {
	h := newHost(t)
	l := Library{filepath.Join(t.TempDir(), "data", "models")}
	var last, total int64
	out, err := l.Get(context.Background(), h.model, GetOptions{Progress: func(done, all int64) {
		if done < last || done > all {
			t.Errorf("progress %d of %d after %d", done, all, last)
		}
		last, total = done, all
	}})
	if err != nil || out.Known || out.Title() != "ar-en-toy 1.0" || out.From != "ar" || len(out.Files) != 3 || out.Licence != catalog.Licence || len(out.Warnings) != 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if last != h.model.Download() || total != last {
		t.Errorf("progress ends at %d of %d, want %d", last, total, h.model.Download())
	}
	wantToy(t, l, "ar-en-toy")

	// It is there: nothing is asked again, unless the user wants that or a file has
	// changed its size.
	n := h.count()
	if out, err := get(t, l, h.model); err != nil || !out.Known || h.count() != n {
		t.Errorf("known %v, %v, %d requests", out.Known, err, h.count()-n)
	}
	if out, err := l.Get(context.Background(), h.model, GetOptions{Again: true}); err != nil || out.Known || h.count() != n+3 {
		t.Errorf("again: known %v, %v, %d requests", out.Known, err, h.count()-n)
	}
	if err := os.Truncate(filepath.Join(out.Dir, toyFiles[1]), 100); err != nil {
		t.Fatal(err)
	}
	if out, err := get(t, l, h.model); err != nil || out.Known {
		t.Errorf("damaged: known %v, %v", out.Known, err)
	}
	wantToy(t, l, "ar-en-toy")

	// A newer version takes its place.
	h.model.Version = "2.0"
	if out, err := get(t, l, h.model); err != nil || out.Known || out.Title() != "ar-en-toy 2.0" {
		t.Errorf("newer: %v, %v", out.Title(), err)
	}
	wantToy(t, l, "ar-en-toy")
}

// TestGetGoesOnAfterEveryCut lets every file break off at several places, once
// within a run and once so that the run ends.
func TestGetGoesOnAfterEveryCut(t *testing.T) {
	for _, at := range []int{0, 1, 100, 5000, 70_000, 200_000} {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			h := newHost(t)
			h.instead = func(n int, w http.ResponseWriter, r *http.Request) bool {
				if n%2 == 0 {
					return false
				}
				breakOff(h, w, r, at)
				return true
			}
			l := Library{t.TempDir()}
			if _, err := get(t, l, h.model); err != nil {
				t.Fatal(err)
			}
			wantToy(t, l, "ar-en-toy")

			h.instead = func(n int, w http.ResponseWriter, r *http.Request) bool {
				breakOff(h, w, r, at)
				return true
			}
			other := Library{t.TempDir()}
			for range 10 {
				_, err := get(t, other, h.model)
				if err == nil {
					break // every file was shorter than that
				}
				if !errors.Is(err, ErrNetwork) {
					t.Fatal(err)
				}
				if _, err := other.Named("ar-en-toy"); !errors.Is(err, ErrNotInstalled) {
					t.Fatalf("half a model is installed: %v", err)
				}
			}
			h.instead = nil
			if _, err := get(t, other, h.model); err != nil {
				t.Fatal(err)
			}
			wantToy(t, other, "ar-en-toy")
		})
	}
}

func TestGetRefusesWhatIsWrong(t *testing.T) {
	h := newHost(t)
	weights := 1
	for name, x := range map[string]struct {
		change func(m *catalog.Model)
		want   string
	}{
		"hash as sent":    {func(m *catalog.Model) { m.Files[weights].Packed.SHA256 = strings.Repeat("0", 64) }, "its SHA-256 is"},
		"hash unpacked":   {func(m *catalog.Model) { m.Files[weights].Plain.SHA256 = strings.Repeat("0", 64) }, "the SHA-256 of model.toy"},
		"size as sent":    {func(m *catalog.Model) { m.Files[weights].Packed.Size-- }, "offers"},
		"size unpacked":   {func(m *catalog.Model) { m.Files[weights].Plain.Size++ }, "has 376123 bytes instead of 376124"},
		"bomb":            {func(m *catalog.Model) { m.Files[weights].Plain = catalog.Digest{Size: 1000} }, "too large after decompression"},
		"no model":        {func(m *catalog.Model) { m.Files[weights], m.Files[2].Name = m.Files[2], "model.toy.bin" }, "refused"},
		"other vocabular": {func(m *catalog.Model) { m.Files = m.Files[:2] }, "no vocabulary"},
	} {
		t.Run(name, func(t *testing.T) {
			m := h.model
			m.Files = append([]catalog.File(nil), h.model.Files...)
			x.change(&m)
			l := Library{t.TempDir()}
			_, err := get(t, l, m)
			if !errors.Is(err, ErrWrongFile) || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), l.Dir) {
				t.Errorf("%v, want %q", err, x.want)
			}
			if list, err := l.List(); len(list) != 0 || err != nil {
				t.Errorf("installed: %v, %v", list, err)
			}
			// The right one can be had afterwards.
			if _, err := get(t, l, h.model); err != nil {
				t.Error(err)
			}
			wantToy(t, l, "ar-en-toy")
		})
	}
	bad := h.model
	bad.Name = "../x"
	if _, err := get(t, Library{t.TempDir()}, bad); !errors.Is(err, ErrWrongFile) {
		t.Errorf("a name that is a path: %v", err)
	}
}

// TestFailedUpdateKeepsTheOldModel has a new version that cannot be used.
func TestFailedUpdateKeepsTheOldModel(t *testing.T) {
	h := newHost(t)
	l := Library{t.TempDir()}
	if _, err := get(t, l, h.model); err != nil {
		t.Fatal(err)
	}
	m := h.model
	m.Version = "2.0"
	m.Files = append([]catalog.File(nil), m.Files...)
	m.Files[1].Plain.SHA256 = strings.Repeat("0", 64)
	if _, err := get(t, l, m); !errors.Is(err, ErrWrongFile) {
		t.Fatal(err)
	}
	if old, err := l.Named("ar-en-toy"); err != nil || old.Version != "1.0" {
		t.Errorf("%v, %v", old.Version, err)
	}
}

func TestTwoAtOnce(t *testing.T) {
	h := newHost(t)
	h.instead = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		time.Sleep(30 * time.Millisecond)
		return false
	}
	l := Library{t.TempDir()}
	var wg sync.WaitGroup
	var mu sync.Mutex
	fetched, waited := 0, 0
	for range 4 {
		wg.Go(func() {
			out, err := l.Get(context.Background(), h.model, GetOptions{Waiting: func() { mu.Lock(); waited++; mu.Unlock() }})
			if err != nil {
				t.Error(err)
			}
			if !out.Known {
				mu.Lock()
				fetched++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if fetched != 1 || h.count() != 3 || waited > 3 {
		t.Errorf("fetched %d times with %d requests, %d waited; want once with 3", fetched, h.count(), waited)
	}
	wantToy(t, l, "ar-en-toy")
}

func TestWaitingCanBeGivenUp(t *testing.T) {
	h := newHost(t)
	l := Library{t.TempDir()}
	unlock, err := l.lock(context.Background(), "ar-en-toy", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(context.Background())
	if _, err := l.Get(ctx, h.model, GetOptions{Waiting: cancel}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

// TestCrashesWhileReplacing puts the library into each state a crash can leave.
func TestCrashesWhileReplacing(t *testing.T) {
	h := newHost(t)
	for name, crash := range map[string]func(l Library){
		"old aside": func(l Library) { os.Rename(l.path("", "ar-en-toy"), l.path(".old-", "ar-en-toy")) },
		"old left": func(l Library) {
			os.Mkdir(l.path(".old-", "ar-en-toy"), 0o755)
			os.WriteFile(filepath.Join(l.path(".old-", "ar-en-toy"), "x"), nil, 0o644)
		},
		"half staged": func(l Library) {
			os.Mkdir(l.path(".new-", "ar-en-toy"), 0o755)
			os.WriteFile(filepath.Join(l.path(".new-", "ar-en-toy"), "x"), nil, 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := Library{t.TempDir()}
			if _, err := get(t, l, h.model); err != nil {
				t.Fatal(err)
			}
			crash(l)
			n := h.count()
			out, err := get(t, l, h.model)
			if err != nil || !out.Known || h.count() != n {
				t.Errorf("known %v, %v, %d requests", out.Known, err, h.count()-n)
			}
			if _, err := l.Get(context.Background(), h.model, GetOptions{Again: true}); err != nil {
				t.Fatal(err)
			}
			wantToy(t, l, "ar-en-toy")
		})
	}
}

func TestLibraryThatCannotBeWritten(t *testing.T) {
	h := newHost(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := get(t, Library{filepath.Join(file, "models")}, h.model); !errors.Is(err, ErrDisk) {
		t.Errorf("%v, want %v", err, ErrDisk)
	}
}
