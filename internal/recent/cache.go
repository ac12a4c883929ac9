// Package recent remembers what was worked out for the keys met last: text
// repeats its words, and much is asked about each.
package recent

import (
	"hash/maphash"
	"math/bits"
	"sync"
	"sync/atomic"
)

// Cache maps keys to values and forgets old ones: it is bounded however many keys
// are put. Readers and writers do not wait for each other. A value that was put may
// be gone at any time, so that whoever asks must be able to work it out again.
//
// A key has a few places where it may be; where all are taken it drives out another.
// There are few places at first, and more as they fill.
type Cache[K comparable, V any] struct {
	seed    maphash.Seed
	most    int // places
	table   atomic.Pointer[table[K, V]]
	growing sync.Mutex
}

type table[K comparable, V any] struct {
	// tags are bits of the hashes of what lies in the slots: most keys that are not
	// the one asked for are passed over without a look at them. Where a tag and its slot
	// were written by two sides at once, the value is as good as forgotten.
	tags  []atomic.Uint32
	slots []atomic.Pointer[item[K, V]]
	taken atomic.Int32
}

type item[K comparable, V any] struct {
	key   K
	value V
}

// fewest is how many places there are at first, and ways at how many of them, next to
// each other, a key may be.
const (
	fewest = 64
	ways   = 4
)

// New returns a cache for about size values.
func New[K comparable, V any](size int) *Cache[K, V] {
	c := &Cache[K, V]{seed: maphash.MakeSeed(), most: 1 << bits.Len(uint(max(size, ways)-1))}
	c.table.Store(newTable[K, V](min(fewest, c.most)))
	return c
}

func newTable[K comparable, V any](n int) *table[K, V] {
	return &table[K, V]{tags: make([]atomic.Uint32, n), slots: make([]atomic.Pointer[item[K, V]], n)}
}

// Get returns the value of a key; ok is false where it is not known any more.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	t := c.table.Load()
	at, tag := c.place(t, key)
	for i := range ways {
		if t.tags[at^i].Load() != tag {
			continue
		}
		if it := t.slots[at^i].Load(); it != nil && it.key == key {
			return it.value, true
		}
	}
	return value, false
}

// Put remembers the value of a key. The cache keeps both: a key that is part of a
// longer text should be a copy.
func (c *Cache[K, V]) Put(key K, value V) {
	t := c.table.Load()
	if n := len(t.slots); n < c.most && int(t.taken.Load()) > n/2 {
		t = c.grow(t)
	}
	c.put(t, &item[K, V]{key, value})
}

// put stores where the key stands already, else in an empty place, else in its first.
func (c *Cache[K, V]) put(t *table[K, V], it *item[K, V]) {
	first, tag := c.place(t, it.key)
	at, empty := first, false
	for i := range ways {
		old := t.slots[first^i].Load()
		if old != nil && old.key == it.key {
			at, empty = first^i, false
			break
		}
		if old == nil && !empty {
			at, empty = first^i, true
		}
	}
	if t.slots[at].Swap(it) == nil {
		t.taken.Add(1)
	}
	t.tags[at].Store(tag)
}

// grow moves what the table has to one with twice the places. What others put into the
// old one meanwhile is forgotten.
func (c *Cache[K, V]) grow(old *table[K, V]) *table[K, V] {
	c.growing.Lock()
	defer c.growing.Unlock()
	if t := c.table.Load(); t != old {
		return t // somebody else was faster
	}
	t := newTable[K, V](2 * len(old.slots))
	for i := range old.slots {
		if it := old.slots[i].Load(); it != nil {
			c.put(t, it)
		}
	}
	c.table.Store(t)
	return t
}

// place is the first slot of a key, and its tag.
func (c *Cache[K, V]) place(t *table[K, V], key K) (at int, tag uint32) {
	h := maphash.Comparable(c.seed, key)
	return int(h) & (len(t.slots) - 1), uint32(h >> 32)
}
