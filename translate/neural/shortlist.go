package neural

import (
	"encoding/binary"
	"errors"
	"fmt"
)

const (
	shortlistMagic  = 0xF11A48D5013417F5
	shortlistHeader = 48 // bytes: six numbers of eight bytes
)

// shortlist tells for each source piece which target pieces its translation may
// need, so that the output layer is computed for some hundreds of pieces instead
// of all.
type shortlist struct {
	first   int    // the first pieces of the vocabulary are always candidates
	offsets []byte // source piece -> begin of its targets; one more at the end; eight bytes each
	targets []byte // four bytes each
	vocab   int
	shared  bool // source and target have one vocabulary
}

// parseShortlist reads a binary shortlist (lex.*.s2t.bin) for vocabularies of
// the given size. It stays in the memory of the file.
func parseShortlist(file []byte, vocab int, shared bool) (*shortlist, error) {
	if len(file) < shortlistHeader {
		return nil, errCut
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(file[8*i:]) }
	if word(0) != shortlistMagic {
		return nil, errors.New("not a binary shortlist")
	}
	first, offsets, targets := word(2), word(4), word(5)
	if offsets != uint64(vocab)+1 {
		return nil, fmt.Errorf("made for %d source pieces, the vocabulary has %d", int64(offsets)-1, vocab)
	}
	if targets > uint64(len(file)) || shortlistHeader+8*offsets+4*targets != uint64(len(file)) {
		return nil, errCut
	}
	if first > uint64(vocab) {
		return nil, errors.New("more frequent pieces than pieces")
	}
	if word(1) != checksum(file[16:]) {
		return nil, errors.New("the checksum is wrong")
	}
	rest := file[shortlistHeader:]
	s := &shortlist{first: int(first), vocab: vocab, shared: shared, offsets: rest[:8*offsets], targets: rest[8*offsets:]}
	last := uint64(0)
	for i := range int(offsets) {
		o := s.offset(i)
		if o < last || o > targets || i == 0 && o != 0 {
			return nil, errCut
		}
		last = o
	}
	if last != targets {
		return nil, errCut
	}
	for t := s.targets; len(t) > 0; t = t[4:] {
		if id := binary.LittleEndian.Uint32(t); id >= uint32(vocab) {
			return nil, fmt.Errorf("target piece %d is not in the vocabulary", id)
		}
	}
	return s, nil
}

// offset is the place in targets, in pieces, of the first target of a source piece.
func (s *shortlist) offset(id int) uint64 { return binary.LittleEndian.Uint64(s.offsets[8*id:]) }

// checksum is the hash the original combines with boost's formula.
func checksum(b []byte) uint64 {
	h := uint64(0)
	for ; len(b) >= 8; b = b[8:] {
		h ^= binary.LittleEndian.Uint64(b) + 0x9e3779b9 + h<<6 + h>>2
	}
	return h
}

// candidates lists the target pieces for the source pieces ids, sorted. Piece 0
// always counts as a source piece, and the number is filled up to a multiple of
// eight, both as in the original. It works in the given buffer.
func (s *shortlist) candidates(buffer *[]bool, ids []int) []int32 {
	chosen := resize(buffer, s.vocab)
	clear(chosen)
	n := 0
	choose := func(id int) {
		if !chosen[id] {
			chosen[id] = true
			n++
		}
	}
	for id := range s.first {
		choose(id)
	}
	source := func(id int) {
		for t := s.targets[4*s.offset(id) : 4*s.offset(id+1)]; len(t) > 0; t = t[4:] {
			choose(int(binary.LittleEndian.Uint32(t)))
		}
		if s.shared {
			choose(id)
		}
	}
	source(0)
	for _, id := range ids {
		source(id)
	}
	for id := s.first; id < s.vocab && n%8 != 0; id++ {
		choose(id)
	}
	out := make([]int32, 0, n)
	for id := range chosen {
		if chosen[id] {
			out = append(out, int32(id))
		}
	}
	return out
}
