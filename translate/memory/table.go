package memory

import "slices"

// table holds what a memory knows in one direction.
type table struct {
	lang     string // of the sources
	seen     int    // units of the memory read so far
	entries  []entry
	bySource map[string]int32 // exact form of the source to its entry
	vocab    *vocabulary
	index    index
}

// entry is one source sentence with its translations.
type entry struct {
	source  string
	targets []string // newest last
	tokens  []token  // nil when the sentence is too long to be compared
	weight  int32    // of all tokens
}

func newTable(lang string) *table {
	return &table{lang: lang, bySource: map[string]int32{}, vocab: newVocabulary()}
}

// catchUp reads the units added since the last time.
func (t *table) catchUp(dir direction, units []unit) {
	indexed := len(t.entries)
	for _, u := range units[t.seen:] {
		for _, s := range u {
			if s.lang != dir.from {
				continue
			}
			for _, v := range u {
				if v.lang == dir.to && v.lang != s.lang {
					t.add(s.text, v.text)
				}
			}
		}
	}
	t.seen = len(units)
	if len(t.entries) > indexed {
		t.index.update(t.entries, indexed, t.vocab)
	}
}

func (t *table) add(source, target string) {
	key := exactForm(source)
	if key == "" {
		return // nothing visible
	}
	i, known := t.bySource[key]
	if !known {
		i = int32(len(t.entries))
		t.bySource[key] = i
		tokens := tokenize(source, t.vocab.add)
		t.entries = append(t.entries, entry{source: source, tokens: tokens, weight: int32(weigh(tokens))})
	}
	e := &t.entries[i]
	e.source = source
	if k := slices.Index(e.targets, target); k >= 0 {
		e.targets = slices.Delete(e.targets, k, k+1)
	}
	e.targets = append(e.targets, target)
}

func (e *entry) match(score int) Match {
	last := len(e.targets) - 1
	m := Match{Source: e.source, Target: e.targets[last], Score: score}
	for i := last - 1; i >= 0; i-- {
		m.Others = append(m.Others, e.targets[i])
	}
	return m
}
