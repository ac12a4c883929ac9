package check

// signature is a set of words as bits of their hashes: two sets without a common bit
// have no common word.
type signature uint64

func (s signature) with(word string) signature {
	h := uint32(len(word))
	for i := range len(word) {
		h = h*0x01000193 ^ uint32(word[i]) // as FNV-1a
	}
	return s | 1<<((h*0x9e3779b1)>>26)
}

// signed is the item with its signature.
func (it *patternItem) signed() *patternItem {
	if len(it.prefix)+len(it.suffix) > 0 {
		it.sign = ^signature(0)
		return it
	}
	for _, w := range it.words {
		it.sign = it.sign.with(w)
	}
	return it
}

// readingSet is all readings of a token, the first being the word itself.
type readingSet struct {
	all  []reading
	sign signature // of their cores
}

func newReadingSet(rs []reading) readingSet {
	s := readingSet{all: rs}
	for i := range rs {
		s.sign = s.sign.with(rs[i].core)
	}
	return s
}
