package embedding

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarjuman/translate"
)

func openStore(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keyOf(n int) string { return translate.Key(translate.Info{Engine: Name}, "", "", fmt.Sprint(n)) }

// put keeps vectors number from to to-1 and returns their keys.
func put(t *testing.T, s *Store, from, to int) (keys []string) {
	t.Helper()
	for n := from; n < to; n++ {
		if err := s.Put(map[string][]byte{keyOf(n): packVector([]float32{1, float32(n)})}); err != nil {
			t.Fatal(err)
		}
		keys = append(keys, keyOf(n))
	}
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
	return keys
}

func known(t *testing.T, s *Store, keys []string) int {
	t.Helper()
	got, err := s.Get(keys)
	if err != nil {
		t.Fatal(err)
	}
	return len(got)
}

func TestVectorForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SliceOfN(rapid.Float32(), 1, 50).Draw(t, "vector")
		got, err := parseVector(formatVector(v))
		if err != nil || len(got) != len(v) {
			t.Fatalf("%v: %v, %v", v, got, err)
		}
		var top float64
		for _, x := range v {
			top = max(top, float64(x), -float64(x))
		}
		for i := range v {
			if d := float64(v[i]) - float64(got[i]); d > top/60000 || -d > top/60000 {
				t.Fatalf("%v came back as %v", v, got)
			}
		}
		if again, _ := parseVector(formatVector(got)); !slices.Equal(again, got) {
			t.Fatalf("%v is not kept as it was used: %v", got, again)
		}
	})
	for _, text := range []string{"", "?", "AAAA", "AAAAAAA=", "AAAAAA==", "//////8="} {
		if v, err := parseVector(text); err == nil && len(v) == 0 {
			t.Errorf("%q is a vector", text)
		}
	}
}

// TestStoreOfSeveral: what one process puts another finds, and what comes back is
// what was put.
func TestStoreOfSeveral(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "vectors")
	a, b := openStore(t, dir), openStore(t, dir)
	if known(t, a, []string{keyOf(1), "no key"}) != 0 {
		t.Error("an empty store knows something")
	}
	keys := put(t, a, 0, 20)
	keys = append(keys, put(t, b, 20, 40)...)
	keys = append(keys, put(t, a, 40, 60)...)
	for _, s := range []*Store{a, b, openStore(t, dir)} {
		got, err := s.Get(keys)
		if err != nil || len(got) != 60 || !bytes.Equal(got[keyOf(33)], packVector([]float32{1, 33})) {
			t.Fatalf("%d of 60 vectors, %v", len(got), err)
		}
	}
	if err := a.Put(map[string][]byte{"not a key": {1}}); err == nil {
		t.Error("a vector without a key is kept")
	}
}

// TestStoreCutOff: whatever a crash leaves of the end of a file, all before it is
// there, and what is put behind it too.
func TestStoreCutOff(t *testing.T) {
	dir := t.TempDir()
	keys := put(t, openStore(t, dir), 0, 5)
	names, _ := filepath.Glob(filepath.Join(dir, "*"+storeSuffix))
	whole, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	record := len(whole) / 5
	for size := range len(whole) {
		if err := os.WriteFile(names[0], whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		s := openStore(t, dir)
		if n := known(t, s, keys); n != size/record {
			t.Fatalf("%d vectors in %d bytes, want %d", n, size, size/record)
		}
		keys := append(slices.Clone(keys[:size/record]), put(t, s, 7, 9)...)
		if n := known(t, openStore(t, dir), keys); n != len(keys) {
			t.Fatalf("%d of %d vectors after a file cut off at %d was written on", n, len(keys), size)
		}
	}
}

// TestStoreDamaged: a vector with a wrong bit is unknown, never wrong.
func TestStoreDamaged(t *testing.T) {
	dir := t.TempDir()
	keys := put(t, openStore(t, dir), 0, 3)
	names, _ := filepath.Glob(filepath.Join(dir, "*"+storeSuffix))
	whole, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		broken := bytes.Clone(whole)
		broken[at] ^= 0x40
		if err := os.WriteFile(names[0], broken, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := openStore(t, dir).Get(keys)
		if err != nil || len(got) > 2 {
			t.Fatalf("byte %d: %d vectors, %v", at, len(got), err)
		}
		for n := range 3 {
			if b := got[keyOf(n)]; b != nil && !bytes.Equal(b, packVector([]float32{1, float32(n)})) {
				t.Fatalf("byte %d: vector %d is wrong", at, n)
			}
		}
	}
}

// TestStorePrune: whole months go, and somebody who had them open sees that.
func TestStorePrune(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	at := time.Date(2031, 3, 30, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return at }
	old := put(t, s, 0, 4)
	at = at.AddDate(0, 0, 5)
	fresh := put(t, s, 4, 6)
	other := openStore(t, dir)
	if n, err := s.Prune(time.Date(2031, 3, 31, 23, 0, 0, 0, time.UTC)); n != 0 || err != nil {
		t.Errorf("%d vectors of a month that goes on, %v", n, err)
	}
	if n, err := s.Prune(time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC)); n != 4 || err != nil {
		t.Errorf("%d vectors, %v", n, err)
	}
	for _, s := range []*Store{s, other} {
		if known(t, s, old) != 0 || known(t, s, fresh) != 2 {
			t.Errorf("%d old and %d fresh vectors", known(t, s, old), known(t, s, fresh))
		}
	}
}

// TestStoreUnwritable: a folder that cannot be had is an error, not a panic.
func TestStoreUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := OpenStore(filepath.Join(file, "vectors"))
	if err == nil {
		err = s.Put(map[string][]byte{keyOf(1): packVector([]float32{1})})
	}
	if err == nil {
		t.Error("a store below a file")
	}
}
