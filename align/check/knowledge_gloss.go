package check

import (
	"slices"

	"tarjuman/internal/frozen"
)

// glossSet is what an Arabic word or phrase may become in English.
type glossSet struct {
	direct []int32       // stems of one-word glosses, sorted
	roots  []int32       // beginnings of those stems, sorted
	senses []int32       // entries that have a direct stem as a gloss, sorted
	multi  []frozen.Ints // stems of longer glosses
	region []int32       // of a phrase: regions it names
	filter glossFilter   // of direct, roots and senses
}

// addGloss files the stems of one rendering.
func (k *knowledge) addGloss(g *glossSet, gloss string) {
	ids := k.stemsOf.Get(gloss)
	for id := range ids.All {
		if r := k.rootIDs.At(int(id)); r > 0 {
			g.roots = append(g.roots, int32(r-1))
		}
	}
	switch n := ids.Len(); {
	case n == 1:
		g.direct = append(g.direct, int32(ids.At(0)))
	case n > 1:
		g.multi = append(g.multi, ids)
	}
}

// finish sorts the sets and adds the entries that a direct stem is a gloss of:
// their other glosses are renderings of a synonym.
func (k *knowledge) finish(g *glossSet) {
	for _, set := range [...]*[]int32{&g.direct, &g.roots} {
		slices.Sort(*set)
		*set = slices.Clip(slices.Compact(*set))
	}
	n := 0
	for _, id := range g.direct {
		if senses := k.senses.At(int(id)); senses.Len() <= wideLimit {
			n += senses.Len()
		}
	}
	g.senses = make([]int32, 0, n)
	for _, id := range g.direct {
		if senses := k.senses.At(int(id)); senses.Len() <= wideLimit {
			for e := range senses.All {
				g.senses = append(g.senses, int32(e))
			}
		}
	}
	slices.Sort(g.senses)
	g.senses = slices.Compact(g.senses)
	for kind, set := range [...][]int32{inDirect: g.direct, inRoots: g.roots, inSenses: g.senses} {
		for _, id := range set {
			g.filter.add(filtered(kind), id)
		}
	}
}

// hasDirect reports whether the English word is a gloss.
func (g *glossSet) hasDirect(e *enKnown) bool {
	return e.id >= 0 && g.filter.mayHave(inDirect, e.id) && contains(g.direct, e.id)
}

// hasRoot reports whether the English word begins like a word of a gloss.
func (g *glossSet) hasRoot(e *enKnown) bool {
	return e.root >= 0 && g.filter.mayHave(inRoots, e.root) && contains(g.roots, e.root)
}

// means sets the entries that the word's stem is a gloss of.
func (w *enKnown) means(senses frozen.Ints) {
	w.senses, w.bits = senses, make([]uint16, senses.Len())
	for i := range w.bits {
		w.bits[i] = uint16(filterBit(inSenses, int32(senses.At(i))))
	}
}

// sharesSense reports whether an entry has both the English word and a direct stem as
// its glosses.
func (g *glossSet) sharesSense(e *enKnown) bool {
	for i, bit := range e.bits {
		if g.filter.has(uint32(bit)) && contains(g.senses, int32(e.senses.At(i))) {
			return true
		}
	}
	return false
}

// glossFilter says for most numbers outside the sets of a gloss set, of some hundred
// numbers, that they are not in them.
type glossFilter [16]uint64

// filtered is a set of a gloss set.
type filtered uint32

const (
	inDirect filtered = iota
	inRoots
	inSenses
)

func (f *glossFilter) add(set filtered, id int32) {
	bit := filterBit(set, id)
	f[bit>>6] |= 1 << (bit & 63)
}

func (f *glossFilter) mayHave(set filtered, id int32) bool { return f.has(filterBit(set, id)) }

func (f *glossFilter) has(bit uint32) bool { return f[bit>>6&15]>>(bit&63)&1 != 0 }

// filterBit spreads numbers over the 1,024 bits of a filter by the golden ratio.
func filterBit(set filtered, id int32) uint32 {
	return (uint32(id)<<2 | uint32(set)) * 0x9e3779b1 >> 22
}

// stemFilter says for most stems outside a text, of some dozen words, that they are
// not in it.
type stemFilter [8]uint64

func (f *stemFilter) add(stem int32) {
	bit := uint32(stem) * 0x9e3779b1 >> 23
	f[bit>>6] |= 1 << (bit & 63)
}

func (f *stemFilter) mayHave(stem int32) bool {
	bit := uint32(stem) * 0x9e3779b1 >> 23
	return f[bit>>6]>>(bit&63)&1 != 0
}

func contains(sorted []int32, id int32) bool {
	_, ok := slices.BinarySearch(sorted, id)
	return ok
}
