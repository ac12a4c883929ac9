// Package frozen keeps lookup tables in one string and reads them where they
// lie: opening a table of a hundred thousand words costs nothing, and the garbage
// collector has nothing to look at. A [Writer] lays tables down one behind the
// other, a [Reader] takes them up in the same order:
//
//	w := frozen.NewWriter("greek 1")
//	w.Table(map[string][]uint32{"alpha": {1}, "beta": {2, 20}})
//
//	r, err := frozen.NewReader(w.String(), "greek 1")
//	...
//	t := r.Table()
//	t.Get("beta") // 2, 20
//
// The same tables always give the same string. Numbers are unsigned, of 32 bits,
// little-endian. Tables are immutable and safe for concurrent use.
package frozen

import "math/bits"

// Ints is a row of numbers.
type Ints struct{ s string }

// Len returns how many numbers there are.
func (n Ints) Len() int { return len(n.s) / 4 }

// At returns number i.
func (n Ints) At(i int) uint32 { return load(n.s[4*i:]) }

// Slice returns the numbers i to j-1.
func (n Ints) Slice(i, j int) Ints { return Ints{n.s[4*i : 4*j]} }

// All yields the numbers in order.
func (n Ints) All(yield func(uint32) bool) {
	for s := n.s; s != ""; s = s[4:] {
		if !yield(load(s)) {
			return
		}
	}
}

func load(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Strings is a row of strings.
type Strings struct {
	ends Ints
	text string
}

// Len returns how many strings there are.
func (t Strings) Len() int { return t.ends.Len() }

// At returns string i, which shares the table's memory.
func (t Strings) At(i int) string {
	start := uint32(0)
	if i > 0 {
		start = t.ends.At(i - 1)
	}
	return t.text[start:t.ends.At(i)]
}

// Lists is a row of rows of numbers.
type Lists struct {
	ends  Ints
	items Ints
}

// Len returns how many rows there are.
func (l Lists) Len() int { return l.ends.Len() }

// Total returns how many numbers all rows have.
func (l Lists) Total() int { return l.items.Len() }

// At returns row i.
func (l Lists) At(i int) Ints {
	start := uint32(0)
	if i > 0 {
		start = l.ends.At(i - 1)
	}
	return l.items.Slice(int(start), int(l.ends.At(i)))
}

// Set is a set of strings, each with its number: its place in the row it was
// written from. The zero Set is empty.
type Set struct {
	keys Strings
	// slots is a hash table with open addressing, of a power of two in length and
	// at least a third empty. A slot holds a key's number plus one, 0 for none, in
	// its low bits, and bits of the key's hash in the others.
	slots Ints
}

// Len returns how many strings the set has.
func (s Set) Len() int { return s.keys.Len() }

// Key returns the string of a number.
func (s Set) Key(i int) string { return s.keys.At(i) }

// Has reports whether the set has the string.
func (s Set) Has(key string) bool {
	_, ok := s.Index(key)
	return ok
}

// Index returns the number of a string.
func (s Set) Index(key string) (int, bool) {
	n := s.slots.Len()
	if n == 0 {
		return 0, false
	}
	number := numberMask(s.keys.Len())
	h := hash(key)
	for at := int(h) & (n - 1); ; at = (at + 1) & (n - 1) {
		slot := s.slots.At(at)
		if slot == 0 {
			return 0, false
		}
		if (slot^h)&^number != 0 {
			continue
		}
		if i := int(slot&number) - 1; s.keys.At(i) == key {
			return i, true
		}
	}
}

// numberMask covers the bits of a slot that hold the number of one of n keys.
func numberMask(n int) uint32 { return 1<<bits.Len32(uint32(n)) - 1 }

// hash mixes eight bytes at a time by multiplication, as FxHash does, and folds
// the product, so that low and high bits both depend on every byte.
func hash(s string) uint32 {
	const k = 0x9e3779b97f4a7c15 // 2^64 by the golden ratio
	h := uint64(len(s)) * k
	for len(s) >= 8 {
		h = (bits.RotateLeft64(h, 5) ^ (uint64(load(s)) | uint64(load(s[4:]))<<32)) * k
		s = s[8:]
	}
	var tail uint64
	for i := range len(s) {
		tail |= uint64(s[i]) << (8 * i)
	}
	h = (bits.RotateLeft64(h, 5) ^ tail) * k
	h ^= h >> 32
	h *= k
	return uint32(h >> 32)
}

// Table maps strings to rows of numbers. The zero Table is empty.
type Table struct {
	Set
	lists Lists
}

// Get returns the row of a string, an empty one where it has none.
func (t Table) Get(key string) Ints {
	if i, ok := t.Index(key); ok {
		return t.lists.At(i)
	}
	return Ints{}
}

// Row returns the row of the string with a number.
func (t Table) Row(i int) Ints { return t.lists.At(i) }
