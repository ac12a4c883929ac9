package recent

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// TestCache holds a cache against a map: what it knows is what was put last, and
// what was put last of all it knows.
func TestCache(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, want := New[string, int](rapid.IntRange(0, 40).Draw(t, "size")), map[string]int{}
		for i, key := range rapid.SliceOf(rapid.StringMatching(`[a-f]{0,3}`)).Draw(t, "keys") {
			c.Put(key, i)
			want[key] = i
			if got, ok := c.Get(key); !ok || got != i {
				t.Fatalf("%q was just put: %d, %v", key, got, ok)
			}
		}
		known := 0
		for key, v := range want {
			if got, ok := c.Get(key); ok {
				known++
				if got != v {
					t.Fatalf("%q is %d, want %d", key, got, v)
				}
			}
		}
		if known > len(c.table.Load().slots) {
			t.Fatalf("%d values in %d places", known, len(c.table.Load().slots))
		}
	})
}

// TestSides reads and writes from several sides at once; a value is always that of
// its key.
func TestSides(t *testing.T) {
	c := New[int, string](64)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 2000 {
				key := i % 100
				if got, ok := c.Get(key); ok && got != fmt.Sprint(key) {
					t.Errorf("%d has %s", key, got)
				}
				c.Put(key, fmt.Sprint(key))
			}
		})
	}
	all.Wait()
}

// TestKeeps: of keys that would fill a quarter of the places, hardly any is lost.
func TestKeeps(t *testing.T) {
	c, lost := New[int, int](4096), 0
	for i := range 1024 {
		c.Put(i, i)
	}
	for i := range 1024 {
		if _, ok := c.Get(i); !ok {
			lost++
		}
	}
	if lost > 100 {
		t.Errorf("%d of 1024 keys are lost", lost)
	}
}
