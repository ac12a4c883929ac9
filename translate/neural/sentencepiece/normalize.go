package sentencepiece

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf8"
)

// Space is written for white space inside pieces: U+2581.
const Space = "▁"

// normalizer applies a model's normalisation rules (for the models of interest
// NFKC with additions) and its treatment of white space.
type normalizer struct {
	units []uint32 // Darts-clone double array: text -> offset into pool
	pool  []byte   // replacements, each ended by a NUL
	user  *trie    // user-defined pieces pass unchanged
}

// newNormalizer takes a precompiled charsmap: the size of the double array in
// bytes, the array, the replacements. An empty one changes nothing.
func newNormalizer(charsmap []byte, user *trie) (normalizer, error) {
	n := normalizer{user: user}
	if len(charsmap) == 0 {
		return n, nil
	}
	if len(charsmap) < 4 {
		return n, errors.New("normalisation rules are cut short")
	}
	size := binary.LittleEndian.Uint32(charsmap)
	charsmap = charsmap[4:]
	if uint64(size) > uint64(len(charsmap)) || size%4 != 0 || size == 0 {
		return n, errors.New("normalisation rules are damaged")
	}
	n.units = make([]uint32, size/4)
	for i := range n.units {
		n.units[i] = binary.LittleEndian.Uint32(charsmap[4*i:])
	}
	n.pool = charsmap[size:]
	if len(n.pool) == 0 || n.pool[len(n.pool)-1] != 0 {
		return n, errors.New("normalisation replacements are cut short")
	}
	return n, nil
}

// lookup finds the longest rule that applies at the head of s.
func (n *normalizer) lookup(s string) (replacement []byte, size int) {
	if len(n.units) == 0 {
		return nil, 0
	}
	found := -1
	pos := unitOffset(n.units[0])
	for i := range len(s) {
		pos ^= uint32(s[i])
		if pos >= uint32(len(n.units)) {
			break
		}
		u := n.units[pos]
		if u&0x800000FF != uint32(s[i]) {
			break
		}
		pos ^= unitOffset(u)
		if pos >= uint32(len(n.units)) {
			break
		}
		if u>>8&1 == 1 {
			found, size = int(n.units[pos]&0x7FFFFFFF), i+1
		}
	}
	if found < 0 || found >= len(n.pool) {
		return nil, 0
	}
	end := bytes.IndexByte(n.pool[found:], 0)
	return n.pool[found : found+end], size
}

func unitOffset(u uint32) uint32 { return u >> 10 << (u & 0x200 >> 6) }

// step normalises the head of s and returns what it becomes and how many bytes
// of s it stands for.
func (n *normalizer) step(s string) (string, int) {
	if k := n.user.longest(s); k > 0 {
		return s[:k], k
	}
	if rep, k := n.lookup(s); k > 0 {
		return string(rep), k
	}
	r, k := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && k == 1 {
		return "\uFFFD", 1
	}
	return s[:k], k
}

// normalize returns the normalised text and, for every byte of it and for its
// end, the byte of s it comes from. White space is collapsed, trimmed, preceded
// by one at the start and written as U+2581.
func (n *normalizer) normalize(s string) (string, []int32) {
	i := 0
	for i < len(s) {
		rep, k := n.step(s[i:])
		if rep != " " {
			break
		}
		i += k
	}
	if i == len(s) {
		return "", nil
	}
	out := make([]byte, 0, len(s)+len(s)/4+8)
	from := make([]int32, 0, cap(out)+1)
	emit := func(text string, at int) {
		for range len(text) {
			from = append(from, int32(at))
		}
		out = append(out, text...)
	}
	emit(Space, i)
	for afterSpace := true; i < len(s); {
		rep, k := n.step(s[i:])
		if afterSpace {
			rep = strings.TrimLeft(rep, " ")
		}
		if rep != "" {
			afterSpace = rep[len(rep)-1] == ' '
			emit(strings.ReplaceAll(rep, " ", Space), i)
		}
		i += k
	}
	end := int32(len(s))
	for bytes.HasSuffix(out, []byte(Space)) {
		out = out[:len(out)-len(Space)]
		end = from[len(out)]
	}
	return string(out), append(from[:len(out)], end)
}
