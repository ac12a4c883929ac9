// Package memory is a translation memory kept in RAM: sentences somebody has
// translated before, found again when the same or nearly the same sentence
// comes back.
//
//	m := memory.New()
//	stats, err := m.ReadTMX(file)
//	...
//	if match, ok := m.Exact("ar", "en", sentence); ok {
//		// match.Target is a translation of this very sentence
//	}
//	for _, match := range m.Fuzzy("ar", "en", sentence, 75, 3) {
//		// match.Source differs as match.Diff shows; match.Numbers warns
//	}
//
// Languages are compared by their primary subtag: "ar" finds what is stored as
// "ar-SA" or "AR". Texts are kept as they were given; only comparison normalises
// them.
package memory

import (
	"strings"
	"sync"
)

// Memory is a translation memory. The zero value is empty and ready for use. It
// is safe for concurrent use.
type Memory struct {
	mu    sync.RWMutex
	units []unit
	exact map[exactKey][]int32 // indexes of pairs, oldest first
	pairs []pair
}

// unit is one translation unit: texts that mean the same.
type unit struct{ variants []variant }

// variant is a unit's text in one language.
type variant struct{ lang, text string }

type pair struct{ source, target string }

type exactKey struct{ from, to, source string }

// New returns an empty memory.
func New() *Memory { return &Memory{} }

// Add stores one translated sentence; it can be found from either side. Texts
// without content are not stored.
func (m *Memory) Add(sourceLang, source, targetLang, target string) {
	m.add([]variant{{primary(sourceLang), source}, {primary(targetLang), target}})
}

func (m *Memory) add(vs []variant) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.exact == nil {
		m.exact = map[exactKey][]int32{}
	}
	m.units = append(m.units, unit{vs})
	for _, a := range vs {
		for _, b := range vs {
			if a.lang == b.lang {
				continue
			}
			k := exactKey{a.lang, b.lang, exactForm(a.text)}
			m.exact[k] = append(m.exact[k], int32(len(m.pairs)))
			m.pairs = append(m.pairs, pair{a.text, b.text})
		}
	}
}

// Len returns the number of units.
func (m *Memory) Len() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.units)
}

// Match is an earlier translation offered for a sentence.
type Match struct {
	Source string // the memory's source text
	Target string // its translation
	Score  int    // similarity of the sources in per cent, 100 only when they are the same sentence
	// Diff leads from Source to the sentence looked up: deleted words stand only
	// in Source, inserted ones only in the sentence. It is nil in an exact match.
	Diff []Edit
	// Numbers says which numbers differ. When it is not empty, Target carries
	// numbers that are wrong for the sentence looked up.
	Numbers NumberDiff
}

// NumberDiff lists the numbers two sentences do not share, as they are written.
type NumberDiff struct {
	Query  []string // only in the sentence looked up
	Memory []string // only in the memory's source
}

// Empty reports whether the numbers of both sentences agree.
func (d NumberDiff) Empty() bool { return len(d.Query) == 0 && len(d.Memory) == 0 }

// Exact returns the newest translation of the same sentence. Sentences are the
// same when they differ only in white space, diacritics, tatweel and invisible
// controls.
func (m *Memory) Exact(from, to, source string) (Match, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	ids := m.exact[exactKey{primary(from), primary(to), exactForm(source)}]
	if len(ids) == 0 {
		return Match{}, false
	}
	p := m.pairs[ids[len(ids)-1]]
	return Match{Source: p.source, Target: p.target, Score: 100}, true
}

// Fuzzy returns at most n translations of similar sentences, best first, none
// below minPercent.
func (m *Memory) Fuzzy(from, to, source string, minPercent, n int) []Match {
	if match, ok := m.Exact(from, to, source); ok && n > 0 {
		return []Match{match}
	}
	return nil
}

// primary returns the primary subtag of a language tag in lower case.
func primary(lang string) string {
	lang = strings.ToLower(strings.TrimSpace(lang))
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	return lang
}
