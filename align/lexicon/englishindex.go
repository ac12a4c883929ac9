package lexicon

import (
	"strings"
	"sync"

	"tarjuman/internal/english"
	"tarjuman/internal/frozen"
)

// englishIndex finds entries by their glosses. Like [index] it is read where it
// lies; that of a user's dictionary is built when it is first asked, for most
// commands look Arabic words up only.
type englishIndex struct {
	glosses frozen.Table // keys of glosses (see glossKey) → packed renders
	long    int          // words of the longest gloss
}

// mostGlosses is how many glosses of an entry are filed: a dictionary without
// measure may have more.
const mostGlosses = 100

// lateEnglish returns the index of entries, built with the first call.
func lateEnglish(entries []Entry) func() *englishIndex {
	return sync.OnceValue(func() *englishIndex {
		x, err := openEnglish(freezeEnglish(entries))
		if err != nil {
			panic(err) // it was written a moment ago
		}
		return x
	})
}

const englishKind = "tarjuman lexicon english 1"

// freezeEnglish builds the index of entries as one string.
func freezeEnglish(entries []Entry) string {
	m := make(map[string][]uint32, 2*len(entries))
	add := func(key string, r renders) {
		list := m[key]
		if n := len(list); n > 0 && unpackRenders(list[n-1]).entry == r.entry {
			return // a better gloss of the entry has the same key
		}
		m[key] = append(list, r.pack())
	}
	long := 0
	for i := range entries {
		e := &entries[i]
		for k, g := range e.Glosses[:min(len(e.Glosses), mostGlosses)] {
			words := englishWords(g)
			long = max(long, len(words))
			r := renders{int32(i), k}
			add(glossKey(words), r)
			for _, form := range irregular(e.POS, g) {
				add(glossKey(englishWords(form)), r)
			}
		}
	}
	w := frozen.NewWriter(englishKind)
	w.Table(m)
	w.Ints([]uint32{uint32(long)})
	return w.String()
}

func openEnglish(s string) (*englishIndex, error) {
	r, err := frozen.NewReader(s, englishKind)
	if err != nil {
		return nil, err
	}
	x := &englishIndex{glosses: r.Table()}
	if n := r.Ints(); n.Len() == 1 {
		x.long = int(n.At(0))
	}
	return x, r.Err()
}

// pack puts a rendering into one number: the entry, seven bits of the gloss.
func (r renders) pack() uint32 { return uint32(r.entry)<<7 | uint32(r.k) }

func unpackRenders(n uint32) renders { return renders{int32(n >> 7), int(n & 0x7f)} }

func englishWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '\t' || r == '\u00a0' })
}

// glossKey is the form under which glosses are filed: the stems of their words.
func glossKey(words []string) string {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = english.Stem(strings.Trim(w, ".,;:!?\"'“”‘’()"))
	}
	return strings.Join(stems, " ")
}

// irregular returns forms of a gloss that its stem may not show.
func irregular(pos, gloss string) []string {
	switch pos {
	case Verb:
		return []string{english.Past(gloss), english.Participle(gloss)}
	case Noun, Title, Unit:
		return []string{english.Plural(gloss)}
	}
	return nil
}
