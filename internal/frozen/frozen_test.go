package frozen

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTable holds a table against the map it was written from.
func TestTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.MapOf(rapid.String(), rapid.SliceOf(rapid.Uint32())).Draw(t, "m")
		w := NewWriter("test 1")
		w.Table(m)
		r, err := NewReader(w.String(), "test 1")
		if err != nil {
			t.Fatal(err)
		}
		tab := r.Table()
		if r.Err() != nil || tab.Len() != len(m) {
			t.Fatalf("%d keys, want %d: %v", tab.Len(), len(m), r.Err())
		}
		for k, want := range m {
			if got := slices.Collect(tab.Get(k).All); !slices.Equal(got, want) {
				t.Fatalf("%q: %v, want %v", k, got, want)
			}
			if i, ok := tab.Index(k); !ok || tab.Key(i) != k {
				t.Fatalf("%q is number %d, %v", k, i, ok)
			}
		}
		other := rapid.String().Draw(t, "other")
		if _, there := m[other]; tab.Has(other) != there {
			t.Fatalf("Has(%q) = %v", other, !there)
		}
	})
}

// TestRows writes every kind of row and reads them in order.
func TestRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ints := rapid.SliceOf(rapid.Uint32()).Draw(t, "ints")
		texts := rapid.SliceOf(rapid.String()).Draw(t, "texts")
		lists := rapid.SliceOf(rapid.SliceOf(rapid.Uint32())).Draw(t, "lists")
		w := NewWriter("rows")
		w.Text("head")
		w.Ints(ints)
		w.Strings(texts)
		w.Lists(lists)
		r, _ := NewReader(w.String(), "rows")
		if got := r.Text(); got != "head" {
			t.Fatalf("text %q", got)
		}
		gotInts, gotTexts, gotLists := r.Ints(), r.Strings(), r.Lists()
		if r.Err() != nil || !slices.Equal(slices.Collect(gotInts.All), ints) {
			t.Fatalf("ints %v, want %v: %v", slices.Collect(gotInts.All), ints, r.Err())
		}
		for i, want := range texts {
			if gotTexts.At(i) != want {
				t.Fatalf("string %d is %q, want %q", i, gotTexts.At(i), want)
			}
		}
		for i, want := range lists {
			if got := gotLists.At(i); got.Len() != len(want) || !slices.Equal(slices.Collect(got.All), want) {
				t.Fatalf("list %d is %v, want %v", i, slices.Collect(got.All), want)
			}
		}
	})
}

// TestFaults: tables cut anywhere, read in another order or of another kind are
// refused and read as empty.
func TestFaults(t *testing.T) {
	w := NewWriter("test 1")
	w.Table(map[string][]uint32{"one": {1}, "two": {2, 2}})
	whole := w.String()
	for n := range len(whole) {
		r, err := NewReader(whole[:n], "test 1")
		if tab := r.Table(); err == nil && r.Err() == nil || tab.Has("one") {
			t.Fatalf("%d of %d bytes pass", n, len(whole))
		}
	}
	if _, err := NewReader(whole, "test 2"); err == nil {
		t.Error("another kind passes")
	}
	r, _ := NewReader(whole, "test 1")
	if r.Lists(); r.Err() == nil {
		t.Error("lists are read where a table lies")
	}
	if (Table{}).Has("one") || (Table{}).Get("").Len() != 0 {
		t.Error("the zero table is not empty")
	}
}

func TestSameString(t *testing.T) {
	m := map[string][]uint32{}
	for i := range 1000 {
		m[fmt.Sprint("key", i)] = []uint32{uint32(i)}
	}
	var all []string
	for range 3 {
		w := NewWriter("test")
		w.Table(m)
		all = append(all, w.String())
	}
	if len(slices.Compact(all)) != 1 {
		t.Error("one map gives several strings")
	}
}

func BenchmarkGet(b *testing.B) {
	m := map[string][]uint32{}
	var words []string
	for i := range 50000 {
		words = append(words, strings.Repeat("كلمة", i%3+1)+fmt.Sprint(i*7919%50000))
		m[words[i]] = []uint32{uint32(i)}
	}
	w := NewWriter("test")
	w.Table(m)
	r, _ := NewReader(w.String(), "test")
	tab := r.Table()
	n := 0
	b.Run("frozen", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			n += tab.Get(words[i%len(words)]).Len()
		}
	})
	b.Run("map", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			n += len(m[words[i%len(words)]])
		}
	})
}
