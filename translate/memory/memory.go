// Package memory is translation memory: sentences somebody has translated before,
// found again when the same or nearly the same sentence comes back. A [Memory] is
// kept in RAM and read from TMX; a [Store] is a file that grows with the work. Both
// score alike.
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
	"context"
	"slices"
	"strings"
	"sync"

	"tarjuman/internal/langtag"
)

// Memory is a translation memory. The zero value is empty and ready for use. It
// is safe for concurrent use.
//
// Adding is cheap. The first lookup in a direction indexes what was added until
// then, later ones only what is new.
type Memory struct {
	mu     sync.RWMutex
	units  []unit
	tables map[direction]*table
}

// unit is one translation unit: texts that mean the same.
type unit []variant

// variant is a unit's text in one language, given by its primary subtag.
type variant struct{ lang, text string }

type direction struct{ from, to string }

// New returns an empty memory.
func New() *Memory { return &Memory{} }

// Add stores one translated sentence; it can be found from either side. Nothing
// is stored when a language or a text is empty.
func (m *Memory) Add(sourceLang, source, targetLang, target string) {
	m.add(unit{{langtag.Primary(sourceLang), source}, {langtag.Primary(targetLang), target}})
}

// add stores a unit and reports whether it held texts in two languages.
func (m *Memory) add(u unit) bool {
	u = slices.DeleteFunc(u, func(v variant) bool { return v.lang == "" || strings.TrimSpace(v.text) == "" })
	if !slices.ContainsFunc(u, func(v variant) bool { return v.lang != u[0].lang }) {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.units = append(m.units, u)
	return true
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
	Target string // its newest translation
	Score  int    // similarity of the sources in per cent; 100 only when they are the same sentence
	// InContext says that the sentence stood between the same sentences.
	InContext bool
	// Others are older translations of Source that differ from Target, newest
	// first.
	Others []string
	// Diff leads from Source to the sentence looked up: deleted words stand only
	// in Source, inserted ones only in the sentence. It is nil at 100 per cent.
	Diff []Edit
	// Numbers says which amounts and dates differ. Unless it is empty, Target
	// carries numbers that are wrong for the sentence looked up.
	Numbers NumberDiff
}

// Exact returns the newest translation of the same sentence. Sentences are the
// same when they differ only in white space, diacritics, tatweel and invisible
// controls.
func (m *Memory) Exact(from, to, source string) (Match, bool) {
	t, unlock := m.table(from, to)
	defer unlock()
	i, ok := t.bySource[exactForm(source)]
	if !ok {
		return Match{}, false
	}
	return t.entries[i].match(100), true
}

// Fuzzy returns at most n translations of similar sentences, best first, none
// below minPercent. The same sentence is among them at 100 per cent.
//
// Similarity counts words: 100 · (1 − cost / length of the longer sentence). A
// word added, dropped or replaced costs one word, a word in another form (one
// more clitic, a letter) half a word, a name in place of another name, where
// capitals tell names, half a word, another number a quarter, a mark of
// punctuation a quarter. Spellings that an exact match tells apart and readers do
// not, such as أ and ا or ٣ and 3, cost nothing, but keep the score below 100.
//
// Sentences of more than 1,000 words and marks are only found when they are the
// same.
func (m *Memory) Fuzzy(from, to, source string, minPercent, n int) []Match {
	if n <= 0 {
		return nil
	}
	t, unlock := m.table(from, to)
	defer unlock()
	return t.fuzzy(source, min(max(minPercent, 1), 100), n)
}

// Lookup is [Memory.Fuzzy] in the form a [Store] has it; it knows no context and
// never fails.
func (m *Memory) Lookup(_ context.Context, q Query) ([]Match, error) {
	return m.Fuzzy(q.From, q.To, q.Text, q.MinPercent, max(q.Limit, 1)), nil
}

// table returns the up-to-date table of a direction, locked for reading.
func (m *Memory) table(from, to string) (t *table, unlock func()) {
	dir := direction{langtag.Primary(from), langtag.Primary(to)}
	for {
		m.mu.RLock()
		if t := m.tables[dir]; t != nil && t.seen == len(m.units) {
			return t, m.mu.RUnlock
		}
		m.mu.RUnlock()
		m.mu.Lock()
		if m.tables == nil {
			m.tables = map[direction]*table{}
		}
		if m.tables[dir] == nil {
			m.tables[dir] = newTable(dir.from)
		}
		m.tables[dir].catchUp(dir, m.units)
		m.mu.Unlock()
	}
}
