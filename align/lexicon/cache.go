package lexicon

import (
	"strings"
	"sync"
)

// lookupCache remembers recent lookups: news text repeats its words, and one
// lookup costs some hundred map probes. Bounded, shared by goroutines.
type lookupCache struct {
	mu sync.RWMutex
	m  map[string][]Match
}

const lookupCacheSize = 1 << 15

func (c *lookupCache) get(w string) ([]Match, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	m, ok := c.m[w]
	return m, ok
}

func (c *lookupCache) put(w string, m []Match) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= lookupCacheSize {
		c.m = make(map[string][]Match, 1024)
	}
	c.m[strings.Clone(w)] = m
}
