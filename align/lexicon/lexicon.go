package lexicon

import "iter"

// Lexicon is a set of entries indexed for lookup. It is immutable once built
// and safe for concurrent use.
type Lexicon struct {
	entries []Entry
	sources []Source // none in a lexicon built by New
	ends    []int32  // where the entries of each source end
	layers  []layer
	cache   lookupCache
	english englishIndex
}

// layer is the index of entries that follow each other.
type layer struct {
	*index
	first int32 // the number of the first
}

// New builds a lexicon from entries. Where several entries spell a form alike,
// all are kept; earlier entries rank first among equals.
func New(entries []Entry) *Lexicon {
	return &Lexicon{entries: entries, layers: []layer{{newIndex(entries), 0}}}
}

// Combine builds a lexicon from sources. Among matches of the same cost, those
// of earlier sources go first.
func Combine(sources ...Source) *Lexicon {
	l := &Lexicon{sources: sources}
	for rest := sources; len(rest) > 0; {
		n, x := indexed(rest)
		first := len(l.entries)
		for _, s := range rest[:n] {
			l.entries = append(l.entries, s.Entries...)
			l.ends = append(l.ends, int32(len(l.entries)))
		}
		if x == nil {
			x = newIndex(l.entries[first:])
		}
		l.layers = append(l.layers, layer{x, int32(first)})
		rest = rest[n:]
	}
	return l
}

// indexed returns how many of the first sources go into one index, and that index
// if it is there already.
func indexed(sources []Source) (int, *index) {
	if x := sources[0].index; x.covers(sources) {
		return len(x.ends), x
	}
	n := 1
	for n < len(sources) && sources[n].index == nil {
		n++
	}
	return n, nil
}

// Len returns the number of entries.
func (l *Lexicon) Len() int { return len(l.entries) }

// Entries returns all entries; the slice must not be changed.
func (l *Lexicon) Entries() []Entry { return l.entries }

// nominals yields the entries, verbs aside, that are written as a normalised form.
func (l *Lexicon) nominals(form string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := range l.layers {
			y := &l.layers[i]
			for n := range y.index.nominals.Get(form).All {
				if !yield(y.first + int32(n)) {
					return
				}
			}
		}
	}
}

// aspect is one of the two series of verb stems.
type aspect uint8

const (
	perfect   aspect = iota // stems that take the perfect endings
	imperfect               // stems without the personal prefix
)

// verbs yields the verbs that have a normalised stem.
func (l *Lexicon) verbs(a aspect, form string) iter.Seq[stem] {
	return func(yield func(stem) bool) {
		for i := range l.layers {
			y := &l.layers[i]
			for packed := range y.verbs[a].Get(form).All {
				st := unpackStem(packed)
				st.entry += y.first
				if !yield(st) {
					return
				}
			}
		}
	}
}

// lemma returns the normalised lemma of an entry.
func (l *Lexicon) lemma(i int32) string {
	k := len(l.layers) - 1
	for l.layers[k].first > i {
		k--
	}
	return l.layers[k].lemmas.At(int(i - l.layers[k].first))
}
