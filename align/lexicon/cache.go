package lexicon

import (
	"strings"
	"sync"

	"tarjuman/internal/recent"
)

// lookupCache remembers recent lookups, for one costs some hundred probes of tables.
// It is made with the first.
type lookupCache struct {
	once sync.Once
	m    *recent.Cache[string, []Match]
}

const lookupCacheSize = 1 << 15

// get returns what is remembered for a word, else what find does.
func (c *lookupCache) get(written string, find func() []Match) []Match {
	c.once.Do(func() { c.m = recent.New[string, []Match](lookupCacheSize) })
	if m, ok := c.m.Get(written); ok {
		return m
	}
	m := find()
	c.m.Put(strings.Clone(written), m)
	return m
}
