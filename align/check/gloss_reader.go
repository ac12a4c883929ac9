package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// glossReader goes through the glosses of a lexicon for glossTables.
type glossReader struct {
	stems, roots              numbered
	rootIDs                   []uint32
	senses, glosses           [][]uint32
	stemsOf, names, proper    map[string][]uint32
	starts, lower, lowerStems map[string]bool
	properText                []string
	properPlain               []uint32
	institutions              map[string]bool   // glosses of several words, in lower case
	stemmed                   map[string]string // stems, remembered
}

// numbered gives strings numbers in the order they come.
type numbered struct {
	numbers map[string]uint32
	texts   []string
}

// number returns the number of a string and whether it is new.
func (n *numbered) number(s string) (id uint32, isNew bool) {
	if id, ok := n.numbers[s]; ok {
		return id, false
	}
	if n.numbers == nil {
		n.numbers = make(map[string]uint32, 1<<14)
	}
	id = uint32(len(n.texts))
	n.numbers[s] = id
	n.texts = append(n.texts, s)
	return id, true
}

func newGlossReader(entries []lexicon.Entry) *glossReader {
	b := &glossReader{
		glosses: make([][]uint32, len(entries)), stemsOf: make(map[string][]uint32, 1<<16), names: make(map[string][]uint32, 1<<12),
		proper: map[string][]uint32{}, institutions: map[string]bool{}, starts: map[string]bool{}, lower: make(map[string]bool, 1<<14),
		lowerStems: make(map[string]bool, 1<<14), stemmed: make(map[string]string, 1<<15),
	}
	for i := range entries {
		b.read(uint32(i), &entries[i])
	}
	return b
}

func (b *glossReader) read(i uint32, e *lexicon.Entry) {
	if first, _, many := strings.Cut(e.Lemma, " "); many {
		b.starts[strings.TrimPrefix(arabic.Normalize(first), "ال")] = true
	}
	for _, g := range e.Glosses {
		if e.POS == lexicon.Org {
			b.institutions[strings.ToLower(g)] = true
		}
		if e.POS != lexicon.Title {
			b.readProper(g, e.POS != lexicon.Place && e.POS != lexicon.Person)
		}
		ids, ok := b.stemsOf[g]
		if !ok {
			ids = b.glossStems(g)
			b.stemsOf[g] = ids
		}
		if len(ids) == 1 && !slices.Contains(b.glosses[i], ids[0]) {
			b.glosses[i] = append(b.glosses[i], ids[0])
			b.senses[ids[0]] = append(b.senses[ids[0]], i)
		}
		b.readCase(g, e)
	}
}

// readCase files the words of a gloss by the case of their first letter.
func (b *glossReader) readCase(gloss string, e *lexicon.Entry) {
	for w := range strings.FieldsSeq(gloss) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case !unicode.IsUpper(r):
			b.lower[w] = true
			b.lowerStems[b.stem(w)] = true
		case e.IsName() || e.POS == lexicon.Demonym:
			set := uint32(nameSetOf(e.POS, len(w) == len(gloss)))
			if have := b.names[strings.ToLower(w)]; len(have) > 0 {
				set |= have[0]
			}
			b.names[strings.ToLower(w)] = []uint32{set}
		}
	}
}

// readProper files a name of several words that are all capitalised, function
// words aside.
func (b *glossReader) readProper(gloss string, surely bool) {
	list := strings.Fields(gloss)
	content := 0
	for i, w := range list {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i == 0 || !english.IsFunctionWord(w)) {
			return
		}
		list[i] = strings.ToLower(w)
		if !english.IsFunctionWord(list[i]) {
			content++
		}
	}
	if content < 2 {
		return
	}
	b.proper[list[0]] = append(b.proper[list[0]], uint32(len(b.properText)))
	b.properText = append(b.properText, strings.Join(list, " "))
	plain := uint32(1)
	if surely {
		plain = 0
	}
	b.properPlain = append(b.properPlain, plain)
}

// properOrg says of every name of several words whether it is an institution's.
func (b *glossReader) properOrg() []uint32 {
	out := make([]uint32, len(b.properText))
	for i, name := range b.properText {
		if b.institutions[name] {
			out[i] = 1
		}
	}
	return out
}

// glossStems returns the numbers of a gloss's content stems.
func (b *glossReader) glossStems(gloss string) []uint32 {
	var ids []uint32
	for w := range strings.FieldsFuncSeq(gloss, func(r rune) bool { return r == ' ' || r == '-' }) {
		w = strings.ToLower(w)
		if english.IsFunctionWord(w) && len(gloss) != len(w) {
			continue
		}
		ids = append(ids, b.stemNumber(b.stem(w)))
	}
	return ids
}

// stem is wordStem, remembered.
func (b *glossReader) stem(w string) string {
	s, ok := b.stemmed[w]
	if !ok {
		s = wordStem(w)
		b.stemmed[w] = s
	}
	return s
}

// stemNumber numbers a stem, and its root.
func (b *glossReader) stemNumber(stem string) uint32 {
	id, isNew := b.stems.number(stem)
	if isNew {
		root := uint32(0)
		if r := rootOf(stem); r != "" {
			n, _ := b.roots.number(r)
			root = n + 1
		}
		b.rootIDs = append(b.rootIDs, root)
		b.senses = append(b.senses, nil)
	}
	return id
}

func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
