package lexicon

import (
	"tarjuman/internal/frozen"
)

// index finds entries by their written forms. It holds numbers of entries and
// normalised strings only, and is read where it lies (see [frozen]).
type index struct {
	lemmas   frozen.Strings  // by entry: the normalised lemma
	nominals frozen.Table    // written forms of all but verbs → entries
	verbs    [2]frozen.Table // by aspect: stems → packed stems
	phrases  frozen.Table    // first words (see phraseKey) → phrases
	texts    frozen.Strings  // by phrase: its words with spaces between
	joins    frozen.Strings  // by phrase: the preposition that the word behind it must start with
	owners   frozen.Ints     // by phrase: its entry
}

// newIndex indexes entries.
func newIndex(entries []Entry) *index {
	x, err := openIndex(freeze(entries))
	if err != nil {
		panic(err) // it was written a moment ago
	}
	return x
}

const indexKind = "tarjuman lexicon index 1"

// freeze builds the index of entries as one string.
func freeze(entries []Entry) string {
	b := newIndexer(entries)
	w := frozen.NewWriter(indexKind)
	w.Strings(b.lemmas)
	w.Table(b.nominals)
	for _, t := range b.verbs {
		w.Table(t)
	}
	w.Table(b.phrases)
	w.Strings(b.texts)
	w.Strings(b.joins)
	w.Ints(b.owners)
	return w.String()
}

func openIndex(s string) (*index, error) {
	r, err := frozen.NewReader(s, indexKind)
	if err != nil {
		return nil, err
	}
	x := &index{lemmas: r.Strings(), nominals: r.Table(), verbs: [2]frozen.Table{r.Table(), r.Table()},
		phrases: r.Table(), texts: r.Strings(), joins: r.Strings(), owners: r.Ints()}
	return x, r.Err()
}

// stem is a verb stem of an entry.
type stem struct {
	entry int32
	cost  int8 // of a stem that only some forms of the verb have
	// bound says that an ending must follow: دع of دعا is a stem of دعوا and دعت,
	// but no word.
	bound bool
}

// pack puts a stem into one number: the bound bit, seven bits of cost, the entry.
func (s stem) pack() uint32 {
	n := uint32(s.entry)<<8 | uint32(s.cost)<<1
	if s.bound {
		n |= 1
	}
	return n
}

func unpackStem(n uint32) stem { return stem{int32(n >> 8), int8(n >> 1 & 0x7f), n&1 != 0} }
