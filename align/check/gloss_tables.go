package check

import (
	_ "embed"

	"tarjuman/align/lexicon"
	"tarjuman/internal/frozen"
)

// builtinGlosses are the tables of the built-in lexicon, written from it by
//
//	go generate ./align/check
//
// so that no command has to go through all its glosses. A test holds them against
// the lexicon.
//
//go:generate go test -run TestGlossTables -update .
//go:embed rules/glosses.gen.bin
var builtinGlosses string

const glossKind = "tarjuman glosses 2"

// glossTables are what the glosses of a lexicon say about words, read in place.
// Stems and entries go by their numbers.
type glossTables struct {
	stems      frozen.Set   // English stems of glosses
	roots      frozen.Set   // their first letters (see rootOf)
	rootIDs    frozen.Ints  // by stem: the number of its root plus one, 0 for none
	senses     frozen.Lists // by stem: the entries with a gloss of that one stem
	glosses    frozen.Lists // by entry: those stems
	stemsOf    frozen.Table // by gloss: the stems of its content words
	starts     frozen.Set   // first words of multi-word entries, without the article
	lower      frozen.Set   // words that glosses write in lower case
	lowerStems frozen.Set   // their stems
	names      frozen.Table // words that glosses of names write with a capital → nameSet
	proper     frozen.Table // first words of names of several words, in lower case → names
	properText frozen.Strings
	// properPlain says of such a name that it may also be a description (west coast,
	// the sun): lower case is a fault only if one of the words is nothing but a name.
	properPlain frozen.Ints
	properOrg   frozen.Ints // 1 for an institution
	spellings   arabicSpellings
	hamza       frozen.Table  // folded words that begin with alef → the alef of their careful spelling, 0 where there are several
	likeness    *nameLikeness // of Arabic words
	latin       *nameLikeness // of English words
}

// freezeGlosses works the tables out and writes them as one string.
func freezeGlosses(entries []lexicon.Entry) string {
	b := newGlossReader(entries)
	w := frozen.NewWriter(glossKind)
	w.Set(b.stems.texts)
	w.Set(b.roots.texts)
	w.Ints(b.rootIDs)
	w.Lists(b.senses)
	w.Lists(b.glosses)
	w.Table(b.stemsOf)
	w.Set(sortedKeys(b.starts))
	w.Set(sortedKeys(b.lower))
	w.Set(sortedKeys(b.lowerStems))
	w.Table(b.names)
	w.Table(b.proper)
	w.Strings(b.properText)
	w.Ints(b.properPlain)
	w.Ints(b.properOrg())
	freezeSpellings(w, entries)
	w.Table(carefulAlefs(entries))
	arabicPairs(entries).freeze(w)
	latinPairs(entries).freeze(w)
	return w.String()
}

func openGlossTables(s string) (*glossTables, error) {
	r, err := frozen.NewReader(s, glossKind)
	if err != nil {
		return nil, err
	}
	t := &glossTables{
		stems: r.Set(), roots: r.Set(), rootIDs: r.Ints(), senses: r.Lists(), glosses: r.Lists(), stemsOf: r.Table(),
		starts: r.Set(), lower: r.Set(), lowerStems: r.Set(), names: r.Table(), proper: r.Table(), properText: r.Strings(), properPlain: r.Ints(), properOrg: r.Ints(),
		spellings: openSpellings(r), hamza: r.Table(),
		likeness: openLikeness(r, []string{"و", "ب", "ل", "ف", "وب", "ول"}), latin: openLikeness(r, nil),
	}
	return t, r.Err()
}

// nameSet returns the kinds of names that a word in lower case is a word of.
func (t *glossTables) nameSet(word string) nameSet {
	if row := t.names.Get(word); row.Len() > 0 {
		return nameSet(row.At(0))
	}
	return 0
}

// stemID returns the number of a stem, -1 for one that no gloss has.
func (t *glossTables) stemID(stem string) int32 {
	if i, ok := t.stems.Index(stem); ok {
		return int32(i)
	}
	return -1
}

// rootID returns the number of a stem's root, -1 for one that no gloss has.
func (t *glossTables) rootID(stem string) int32 {
	if i, ok := t.roots.Index(rootOf(stem)); ok {
		return int32(i)
	}
	return -1
}
