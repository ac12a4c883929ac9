package lexicon

import (
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

func (l *Lexicon) lookups() *recent.Cache[string, []Match] {
	l.cache.once.Do(func() { l.cache.m = recent.New[string, []Match](lookupCacheSize) })
	return l.cache.m
}
