package lexicon

import "iter"

// Lexicon is a set of entries indexed for lookup. It is immutable once built
// and safe for concurrent use.
type Lexicon struct {
	sources []Source // none in a lexicon built by New
	ends    []int32  // where the entries of each source end
	layers  []layer
	cache   lookupCache // of Lookup
	senses  lookupCache // of Senses
}

// layer is entries that follow each other with their index.
type layer struct {
	*index
	english func() *englishIndex
	first   int32    // the number of the first entry
	own     []Entry  // of users' dictionaries
	builtin *builtin // where there are none of one's own
}

func (y *layer) entry(i int32) *Entry {
	if y.builtin != nil {
		return y.builtin.entry(int(i - y.first))
	}
	return &y.own[i-y.first]
}

// New builds a lexicon from entries. Where several entries spell a form alike,
// all are kept; earlier entries rank first among equals.
func New(entries []Entry) *Lexicon {
	return &Lexicon{layers: []layer{ownLayer(entries)}}
}

// Combine builds a lexicon from sources. Among matches of the same cost, those
// of earlier sources go first.
func Combine(sources ...Source) *Lexicon {
	l := &Lexicon{sources: sources}
	for rest := sources; len(rest) > 0; {
		y, n := newLayer(rest)
		y.first = int32(l.Len())
		for i := range rest[:n] {
			l.ends = append(l.ends, int32(l.Len()+rest[i].entries()))
		}
		l.layers = append(l.layers, y)
		rest = rest[n:]
	}
	return l
}

// newLayer makes a layer of the first n sources: of all the built-in ones, which
// bring their index along, or of what stands before them.
func newLayer(sources []Source) (y layer, n int) {
	if b := sources[0].builtin; b.is(sources) {
		return layer{index: b.index, english: func() *englishIndex { return b.english }, builtin: b}, b.abouts.Len()
	}
	var entries []Entry
	for n == 0 || n < len(sources) && sources[n].builtin == nil {
		for e := range sources[n].All {
			entries = append(entries, *e)
		}
		n++
	}
	return ownLayer(entries), n
}

func ownLayer(entries []Entry) layer {
	return layer{index: newIndex(entries), english: lateEnglish(entries), own: entries}
}

// Len returns the number of entries.
func (l *Lexicon) Len() int {
	if len(l.ends) > 0 {
		return int(l.ends[len(l.ends)-1])
	}
	n := 0
	for _, y := range l.layers {
		n += len(y.own)
	}
	return n
}

// Entries returns all entries in a new slice; what they hold must not be changed.
func (l *Lexicon) Entries() []Entry {
	out := make([]Entry, l.Len())
	for i := range out {
		out[i] = *l.entry(int32(i))
	}
	return out
}

// layerOf returns the layer of an entry.
func (l *Lexicon) layerOf(i int32) *layer {
	k := len(l.layers) - 1
	for l.layers[k].first > i {
		k--
	}
	return &l.layers[k]
}

// entry returns entry i, the same one every time.
func (l *Lexicon) entry(i int32) *Entry { return l.layerOf(i).entry(i) }

// Lemma returns the normalised lemma of entry i, an index into Entries.
func (l *Lexicon) Lemma(i int) string {
	y := l.layerOf(int32(i))
	return y.lemmas.At(i - int(y.first))
}

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
