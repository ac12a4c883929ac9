package check

// signature is a set of words as bits of their hashes: what it does not have the set
// does not have.
type signature [4]uint64

// wordHash is the bit of a word in a signature.
type wordHash uint8

func hashWord(word string) wordHash {
	h := uint32(len(word))
	for i := range len(word) {
		h = h*0x01000193 ^ uint32(word[i]) // as FNV-1
	}
	return wordHash(h * 0x9e3779b1 >> 24)
}

func (s *signature) add(h wordHash)      { s[h>>6] |= 1 << (h & 63) }
func (s *signature) has(h wordHash) bool { return s[h>>6]>>(h&63)&1 != 0 }

// signed is the item with the signature of its words.
func (it *patternItem) signed() *patternItem {
	for _, w := range it.words {
		it.sign.add(hashWord(w))
	}
	return it
}
