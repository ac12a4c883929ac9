// Package recent remembers what was worked out for the keys met last: text
// repeats its words, and much is asked about each.
package recent

import (
	"hash/maphash"
	"math/bits"
	"sync/atomic"
)

// Cache maps keys to values and forgets old ones: it is bounded however many keys
// are put. Readers and writers do not wait for each other. A value that was put may
// be gone at any time, so that whoever asks must be able to work it out again.
//
// A key has two places where it may be; a new one drives out what stands in both.
type Cache[K comparable, V any] struct {
	seed  maphash.Seed
	slots []atomic.Pointer[item[K, V]]
}

type item[K comparable, V any] struct {
	key   K
	value V
}

// New returns a cache for about size values.
func New[K comparable, V any](size int) *Cache[K, V] {
	return &Cache[K, V]{seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[item[K, V]], 1<<bits.Len(uint(max(size, 2)-1)))}
}

// Get returns the value of a key; ok is false where it is not known any more.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	at := c.place(key)
	for _, i := range [...]int{at, at ^ 1} {
		if it := c.slots[i].Load(); it != nil && it.key == key {
			return it.value, true
		}
	}
	return value, false
}

// Put remembers the value of a key. The cache keeps both: a key that is part of a
// longer text should be a copy.
func (c *Cache[K, V]) Put(key K, value V) {
	at := c.place(key)
	old := c.slots[at].Swap(&item[K, V]{key, value})
	if old != nil && old.key != key {
		c.slots[at^1].Store(old)
	}
}

func (c *Cache[K, V]) place(key K) int {
	return int(maphash.Comparable(c.seed, key)) & (len(c.slots) - 1)
}
