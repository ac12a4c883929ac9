package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sequence are numbered units of a set.
func sequence(set string, n int) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		for i := range n {
			if !yield(numberedUnit(set, i), nil) {
				return
			}
		}
	}
}

func numberedUnit(set string, i int) Unit {
	topics := [...]string{"القمح", "النفط", "المطر", "البحر", "القطار", "الجسر", "المصنع"}
	return pair(fmt.Sprintf("خبر %s رقم %d عن %s و%s في المدينة %s", set, i, topics[i%7], topics[i/7%7], strings.Repeat("ا", i%5)), fmt.Sprintf("News %s number %d.", set, i))
}

// storeFile makes a memory of n units and returns its file.
func storeFile(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.db")
	s, err := OpenStore(context.Background(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(context.Background(), sequence("a", n)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// use does everything that can be done with a memory and returns what failed first.
func use(s *Store) error {
	ctx := context.Background()
	_, err := s.Stats(ctx)
	for _, err2 := range s.Units(ctx) {
		err = errors.Join(err, err2)
	}
	_, err3 := s.Lookup(ctx, Query{From: "ar", To: "en", Text: numberedUnit("a", 3).Source + " أيضاً", MinPercent: 50, Limit: 5})
	_, err4 := s.Import(ctx, sequence("b", 20))
	return errors.Join(err, err3, err4)
}

// What is no memory is refused with its reason, and not touched.
func TestStoreRefusesOtherFiles(t *testing.T) {
	good, err := os.ReadFile(storeFile(t, 50))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
		says string
	}{
		"empty":           {nil, ErrNoStore, "not a translation memory"},
		"text":            {[]byte(strings.Repeat("a line of text\n", 100)), ErrNoStore, "not a translation memory"},
		"short text":      {[]byte("x"), ErrNoStore, "not a translation memory"},
		"zeros":           {make([]byte, 40_000), ErrNoStore, "not a translation memory"},
		"cut in the head": {good[:60], ErrDamaged, "damaged ("},
		"cut in a page":   {good[:20_000], ErrDamaged, "damaged (database disk image is malformed)"},
		"cut by a page":   {good[:len(good)-16384], ErrDamaged, "damaged ("},
		"another's":       {database(t, "CREATE TABLE t (x)"), ErrNoStore, "not a translation memory"},
		"newer":           {database(t, storeKind.Schema, "PRAGMA application_id = 1413567053", "PRAGMA user_version = 2"), nil, "version 2 was written by a newer program"},
		"older":           {database(t, "CREATE TABLE unit (x)", "PRAGMA application_id = 1413567053"), nil, "version 0 is older than this program reads"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := OpenStore(context.Background(), path, false)
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			var se *StoreError
			if !errors.As(err, &se) || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), path+": ") || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v", err)
			}
			if data, err := os.ReadFile(path); err != nil || string(data) != string(c.data) {
				t.Error("the file was changed")
			}
		})
	}
}

// database is the content of an SQLite file made by statements.
func database(t *testing.T, statements ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestStoreNeedsAFile(t *testing.T) {
	dir := t.TempDir()
	var pe *fs.PathError
	if _, err := OpenStore(context.Background(), dir, true); !errors.As(err, &pe) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := OpenStore(context.Background(), filepath.Join(dir, "no", "m.db"), true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := OpenStore(context.Background(), filepath.Join(dir, "m.db"), false); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// Whatever bytes of a memory are damaged or cut off, every call returns, and says so
// of the file where it fails.
func TestDamagedStore(t *testing.T) {
	data, err := os.ReadFile(storeFile(t, 300))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	n, found := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		bad := append([]byte(nil), data...)
		for range rapid.IntRange(1, 4).Draw(rt, "places") {
			at := rapid.IntRange(0, len(bad)-1).Draw(rt, "at")
			copy(bad[at:], rapid.SliceOfN(rapid.Byte(), 1, 600).Draw(rt, "bytes"))
		}
		if rapid.Bool().Draw(rt, "cut") {
			bad = bad[:rapid.IntRange(1, len(bad)).Draw(rt, "length")]
		}
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			rt.Fatal(err)
		}
		defer os.Remove(path)
		s, err := OpenStore(context.Background(), path, false)
		if err == nil {
			err = use(s)
			s.Close()
		}
		if err == nil {
			return
		}
		found++
		var se *StoreError
		if !errors.As(err, &se) || !strings.Contains(err.Error(), path) {
			rt.Fatalf("%T %v", err, err)
		}
	})
	if found == 0 {
		t.Error("no damage was noticed")
	}
}

// Statistics look at all of the file: damage in a page that nothing else would read is
// said.
func TestStatsFindDamage(t *testing.T) {
	path := storeFile(t, 2000)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 16384
	noticed := 0
	for at := page; at+page <= len(data); at += page {
		bad := append([]byte(nil), data...)
		for i := range page {
			bad[at+i] = byte(i*7 + at/page)
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := OpenStore(context.Background(), path, false)
		if err == nil {
			_, err = s.Stats(context.Background())
			s.Close()
		}
		if err == nil {
			continue
		}
		if !errors.Is(err, ErrDamaged) {
			t.Fatalf("page %d: %v", at/page, err)
		}
		noticed++
	}
	if pages := len(data)/page - 1; noticed < pages*9/10 {
		t.Errorf("damage noticed in %d of %d pages", noticed, pages)
	}
}
