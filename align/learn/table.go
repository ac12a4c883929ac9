package learn

import (
	"cmp"
	"slices"
)

// Rendering is a target word that renders a source word.
type Rendering struct {
	Key   string  // how the target word is compared
	Word  string  // how it is mostly written
	Share float32 // 0 to 1: geometric mean of both directions' shares
}

// Table says which target words render a source word. It is safe for concurrent
// reading.
type Table struct {
	// SourceLang and TargetLang are language codes, "" where none was given.
	SourceLang, TargetLang string

	pairs      int
	renderings map[string][]Rendering
	surfaces   map[string]string // of source words whose written form is not their key
}

// Len returns the number of source words the table has renderings for.
func (t *Table) Len() int { return len(t.renderings) }

// Pairs returns how many pairs of texts the table was learned from.
func (t *Table) Pairs() int { return t.pairs }

// Renderings returns what renders the source word with this key, the surest
// first. The slice must not be changed.
func (t *Table) Renderings(key string) []Rendering { return t.renderings[key] }

// put stores the renderings of a source word, if there are any.
func (t *Table) put(key, surface string, list []Rendering) {
	if len(list) == 0 {
		return
	}
	slices.SortFunc(list, func(a, b Rendering) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Key, b.Key)) })
	t.renderings[key] = list
	if surface != key {
		if t.surfaces == nil {
			t.surfaces = map[string]string{}
		}
		t.surfaces[key] = surface
	}
}

// Inverse returns the table from the target language to the source language; the
// shares are symmetric.
func (t *Table) Inverse() *Table {
	lists, written := map[string][]Rendering{}, map[string]string{}
	for _, key := range t.keys() {
		for _, r := range t.renderings[key] {
			lists[r.Key] = append(lists[r.Key], Rendering{Key: key, Word: t.surface(key), Share: r.Share})
			written[r.Key] = r.Word
		}
	}
	inv := &Table{SourceLang: t.TargetLang, TargetLang: t.SourceLang, pairs: t.pairs, renderings: map[string][]Rendering{}}
	for key, list := range lists {
		inv.put(key, written[key], list)
	}
	return inv
}

func (t *Table) surface(key string) string {
	if s, ok := t.surfaces[key]; ok {
		return s
	}
	return key
}

// keys returns the source keys in order.
func (t *Table) keys() []string {
	keys := make([]string, 0, len(t.renderings))
	for k := range t.renderings {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
