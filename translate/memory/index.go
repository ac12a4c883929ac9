package memory

import "math/bits"

// index finds the entries that hold a sequence of three letters (a trigram) of a
// word; a word has a space before and after it. Trigrams are hashed into lists: an
// unlucky collision only adds candidates, which scoring throws out.
type index struct {
	lists [][]int32 // by the highest bits of a trigram's hash; entries, ascending
	bits  int       // len(lists) is 1<<bits
	// words remembers the hashes of each vocabulary word.
	words [][]uint32
}

// The lists are as many as the entries, so that a small memory stays small and a
// large one has short lists.
const (
	minBits = 10
	maxBits = 18
)

// trigrams appends the hashes of a word's trigrams. A word of one letter has one.
func trigrams(dst []uint32, word string) []uint32 {
	a, b := ' ', rune(-1)
	for _, c := range word {
		if b >= 0 {
			dst = append(dst, hashTrigram(a, b, c))
			a = b
		}
		b = c
	}
	return append(dst, hashTrigram(a, b, ' '))
}

// hashTrigram mixes three runes with the odd constants of Knuth's multiplicative
// hashing (TAOCP 6.4: the golden ratio times 2^64).
func hashTrigram(a, b, c rune) uint32 {
	const golden = 0x9E3779B97F4A7C15
	h := uint64(uint32(a))
	h = h*golden + uint64(uint32(b))
	h = h*golden + uint64(uint32(c))
	h *= golden
	return uint32(h >> 32)
}

// update indexes the entries from the given one on. It starts again with more
// lists when they have become too few.
func (x *index) update(entries []entry, from int, v *vocabulary) {
	if n := bits.Len(uint(len(entries))); x.lists == nil || n > x.bits && x.bits < maxBits {
		x.bits = min(max(n+1, minBits), maxBits)
		x.lists = make([][]int32, 1<<x.bits)
		from = 0
	}
	for len(x.words) < len(v.words) {
		x.words = append(x.words, trigrams(nil, v.words[len(x.words)]))
	}
	for i := from; i < len(entries); i++ {
		for _, t := range entries[i].tokens {
			if !t.isPunct() {
				x.add(int32(i), x.words[t.id()])
			}
		}
	}
}

func (x *index) add(entry int32, hashes []uint32) {
	for _, h := range hashes {
		list := &x.lists[x.slot(h)]
		if n := len(*list); n == 0 || (*list)[n-1] != entry {
			*list = append(*list, entry)
		}
	}
}

func (x *index) slot(hash uint32) uint32 { return hash >> (32 - x.bits) }

// rarest returns the shortest list of a word's trigrams.
func (x *index) rarest(hashes []uint32) []int32 {
	var best []int32
	for i, h := range hashes {
		if list := x.lists[x.slot(h)]; i == 0 || len(list) < len(best) {
			best = list
		}
	}
	return best
}
