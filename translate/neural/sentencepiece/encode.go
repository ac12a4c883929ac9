package sentencepiece

import "slices"

// Token is one piece of a text. The piece stands for text[Begin:End], in bytes;
// the range is empty when the piece stands for no text of its own.
type Token struct {
	ID         int
	Begin, End int
}

// maxText bounds the texts Encode takes, so that offsets fit into 32 bits.
const maxText = 1 << 28

// Encode cuts text into its likeliest sequence of pieces. Any bytes are
// accepted; what is not valid UTF-8 is read as U+FFFD. Text after the first
// 256 MB is ignored. Time is linear in the length of the text.
func (m *Model) Encode(text string) []Token {
	if len(text) > maxText {
		text = text[:maxText]
	}
	norm, from := m.rules.normalize(text)
	if norm == "" {
		return nil
	}
	var out []Token
	for _, s := range m.segment(norm) {
		out = m.appendTokens(out, norm, from, s)
	}
	return out
}

// lattice is the best way to reach one byte position.
type lattice struct {
	score float32
	from  int32 // where the last piece begins; -1: not reached yet
	id    int32
}

// segment finds the best path through norm: Viterbi over byte positions, kept in
// float32 but compared in float64 as the original does, so that ties fall alike.
func (m *Model) segment(norm string) []Token {
	best := make([]lattice, len(norm)+1)
	for i := range best {
		best[i].from = -1
	}
	relax := func(from, to int, id int32, cand float64) {
		if b := &best[to]; b.from < 0 || cand > float64(b.score) {
			*b = lattice{float32(cand), int32(from), id}
		}
	}
	for i := 0; i < len(norm); {
		size := charSize(norm[i:])
		base := float64(best[i].score)
		single := false
		for j, n := i, int32(0); j < len(norm); j++ {
			if n = m.match.child(n, norm[j]); n == 0 {
				break
			}
			id := m.match.id[n]
			if id < 0 || m.pieces[id].kind == unused {
				continue
			}
			relax(i, j+1, id, m.score(id, j+1-i)+base)
			single = single || j+1-i == size
		}
		if !single {
			relax(i, i+size, int32(m.unk), float64(m.unkScore)+base)
		}
		i += size
	}
	var path []Token
	for end := len(norm); end > 0; {
		b := best[end]
		path = append(path, Token{int(b.id), int(b.from), end})
		end = int(b.from)
	}
	slices.Reverse(path)
	return path
}

// score is a piece's log probability. A user-defined piece is scored so that it
// practically always wins.
func (m *Model) score(id int32, size int) float64 {
	p := &m.pieces[id]
	if p.kind == userDefined {
		return float64(float32(float32(size)*m.maxScore)) - 0.1
	}
	return float64(p.score)
}

// charSize is the size of the character s begins with, by its first byte.
func charSize(s string) int {
	size := 1
	switch c := s[0]; {
	case c >= 0xF0:
		size = 4
	case c >= 0xE0:
		size = 3
	case c >= 0xC0:
		size = 2
	}
	return min(size, len(s))
}

// appendTokens turns one segment of the normalised text into tokens of the
// original text: several when an unknown character is spelled in bytes.
func (m *Model) appendTokens(out []Token, norm string, from []int32, seg Token) []Token {
	begin, end := int(from[seg.Begin]), int(from[seg.End])
	switch {
	case seg.ID != m.unk:
		return append(out, Token{seg.ID, begin, end})
	case m.byteFallback:
		for k := seg.Begin; k < seg.End; k++ {
			out = append(out, Token{m.bytes[norm[k]], begin, begin})
		}
		out[len(out)-1].End = end
		return out
	case len(out) > 0 && out[len(out)-1].ID == m.unk:
		out[len(out)-1].End = end
		return out
	}
	return append(out, Token{m.unk, begin, end})
}
