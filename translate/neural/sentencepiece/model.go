// Package sentencepiece cuts text into the sub-word pieces of a SentencePiece
// unigram model and puts pieces together again, with the place of every piece in
// the text.
//
//	m, err := sentencepiece.Parse(file)
//	...
//	for _, tok := range m.Encode(text) {
//		// text[tok.Begin:tok.End] became piece m.Piece(tok.ID)
//	}
//	back, _ := m.Decode(ids)
//
// It reads the .spm files the SentencePiece trainer writes: normalisation rules,
// scores, user-defined symbols and byte fallback all come from the file. Ids,
// pieces and byte ranges are those of the C++ library's optimised unigram
// encoder (versions 0.1.95 to 0.1.97), ties included.
//
// Kudo and Richardson 2018, "SentencePiece: A simple and language independent
// subword tokenizer and detokenizer for Neural Text Processing".
package sentencepiece

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// pieceType is the role of a piece, with the values of the file format.
type pieceType uint8

const (
	normal      pieceType = 1
	unknown     pieceType = 2
	control     pieceType = 3
	userDefined pieceType = 4
	unused      pieceType = 5
	byteValue   pieceType = 6
)

type piece struct {
	text  string
	score float32
	kind  pieceType
}

// Limits keep a damaged or hostile file from asking for absurd amounts of
// memory; published models have 32,000 pieces of at most some dozen bytes.
const (
	maxPieces     = 1 << 20
	maxPieceBytes = 1 << 12
)

// Model is a SentencePiece unigram model. It is immutable and safe for
// concurrent use.
type Model struct {
	pieces []piece
	match  *trie // normal, user-defined and unused pieces
	rules  normalizer

	unk          int
	eos          int      // -1 when there is none
	bytes        [256]int // id of each byte piece, -1 when missing
	byteFallback bool
	unkSurface   string
	unkScore     float32
	maxScore     float32
}

// Parse reads a model file. The error says what is wrong with the file or which
// of its features is not supported.
func Parse(file []byte) (*Model, error) {
	m, err := parse(file)
	if err != nil {
		return nil, fmt.Errorf("sentencepiece model: %w", err)
	}
	return m, nil
}

func parse(file []byte) (*Model, error) {
	p := protoModel{unkSurface: " \u2047 ", modelType: unigram, addDummyPrefix: true, removeExtraSpaces: true, escapeSpaces: true}
	if err := p.read(file); err != nil {
		return nil, err
	}
	switch {
	case p.modelType != unigram:
		return nil, fmt.Errorf("model type %d is not unigram", p.modelType)
	case len(p.pieces) == 0:
		return nil, errors.New("no pieces")
	case p.spaceAsSuffix:
		return nil, errors.New("white space as suffix is not supported")
	case p.denormalizes:
		return nil, errors.New("a denormaliser is not supported")
	case !p.addDummyPrefix || !p.removeExtraSpaces || !p.escapeSpaces:
		return nil, errors.New("white space is not treated in the usual way")
	}
	m := &Model{pieces: p.pieces, byteFallback: p.byteFallback, unkSurface: p.unkSurface, unk: -1, eos: -1}
	if err := m.index(); err != nil {
		return nil, err
	}
	user := newTrie(m.choose(func(k pieceType) bool { return k == userDefined }))
	rules, err := newNormalizer(p.charsmap, user)
	if err != nil {
		return nil, err
	}
	m.rules = rules
	return m, nil
}

// index fills everything that follows from the pieces.
func (m *Model) index() error {
	for i := range m.bytes {
		m.bytes[i] = -1
	}
	if id := m.repeated(); id >= 0 {
		return fmt.Errorf("piece %d is empty or repeated", id)
	}
	lowest := float32(math.MaxFloat32)
	m.maxScore = 0x1p-126 // the smallest normal float32: the original starts its maximum there
	for id, p := range m.pieces {
		switch p.kind {
		case normal:
			lowest = min(lowest, p.score)
			m.maxScore = max(m.maxScore, p.score)
		case unknown:
			if m.unk >= 0 {
				return fmt.Errorf("piece %d is a second unknown piece", id)
			}
			m.unk = id
		case control:
			if p.text == "</s>" {
				m.eos = id
			}
		case byteValue:
			var b int
			if n, err := fmt.Sscanf(p.text, "<0x%02X>", &b); n != 1 || err != nil || len(p.text) != len("<0x00>") {
				return fmt.Errorf("piece %d: %q is not a byte", id, p.text)
			}
			m.bytes[b] = id
		}
	}
	if m.unk < 0 {
		return errors.New("no unknown piece")
	}
	if m.byteFallback {
		for b, id := range m.bytes {
			if id < 0 {
				return fmt.Errorf("byte fallback without a piece for byte %#02x", b)
			}
		}
	}
	const unkPenalty = 10
	m.unkScore = lowest - unkPenalty
	m.match = newTrie(m.choose(func(k pieceType) bool { return k == normal || k == userDefined || k == unused }))
	return nil
}

// repeated returns the id of a piece that is empty or has the text of one before
// it, or -1.
func (m *Model) repeated() int {
	ids := make([]int32, len(m.pieces))
	for i := range ids {
		ids[i] = int32(i)
	}
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(strings.Compare(m.pieces[a].text, m.pieces[b].text), cmp.Compare(a, b))
	})
	last := "" // empty pieces come first
	for _, id := range ids {
		if m.pieces[id].text == last {
			return int(id)
		}
		last = m.pieces[id].text
	}
	return -1
}

// choose lists the pieces of the wanted kinds.
func (m *Model) choose(want func(pieceType) bool) []entry {
	n := 0
	for _, p := range m.pieces {
		if want(p.kind) {
			n++
		}
	}
	out := make([]entry, 0, n)
	for id, p := range m.pieces {
		if want(p.kind) {
			out = append(out, entry{p.text, int32(id)})
		}
	}
	return out
}

// Size is the number of pieces; ids run from 0 to Size()-1.
func (m *Model) Size() int { return len(m.pieces) }

// Piece returns the text of a piece, with U+2581 for white space. It panics when
// id is not below Size.
func (m *Model) Piece(id int) string { return m.pieces[id].text }

// EOS returns the id of the end-of-sentence symbol, or -1.
func (m *Model) EOS() int { return m.eos }

// Unknown returns the id of the unknown piece.
func (m *Model) Unknown() int { return m.unk }
