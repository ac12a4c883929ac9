package sentencepiece

import (
	"strings"
	"unicode/utf8"
)

// Decode puts pieces together to a text and tells which bytes of it each piece
// gave. Ids out of range are read as the unknown piece. Control symbols give no
// text. Runs of byte pieces are read as UTF-8, with U+FFFD for what is not valid.
func (m *Model) Decode(ids []int) (string, []Token) {
	var b strings.Builder
	toks := make([]Token, 0, len(ids))
	put := func(id int, text string) {
		begin := b.Len()
		b.WriteString(text)
		toks = append(toks, Token{id, begin, b.Len()})
	}
	for i := 0; i < len(ids); {
		id := ids[i]
		if id < 0 || id >= len(m.pieces) {
			id = m.unk
		}
		p := m.pieces[id]
		switch p.kind {
		case byteValue:
			i += m.decodeBytes(ids[i:], put)
			continue
		case control:
			put(id, "")
		case unknown:
			put(id, m.unkSurface)
		default:
			text := p.text
			if b.Len() == 0 {
				text = strings.TrimPrefix(text, Space)
			}
			put(id, strings.ReplaceAll(text, Space, " "))
		}
		i++
	}
	return b.String(), toks
}

// decodeBytes decodes the run of byte pieces ids begins with and returns its
// length. A character belongs to the last of its bytes.
func (m *Model) decodeBytes(ids []int, put func(id int, text string)) int {
	var raw []byte
	for _, id := range ids {
		if id < 0 || id >= len(m.pieces) || m.pieces[id].kind != byteValue {
			break
		}
		raw = append(raw, m.byteOf(id))
	}
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		for k := range size - 1 {
			put(ids[i+k], "")
		}
		put(ids[i+size-1], string(r))
		i += size
	}
	return len(raw)
}

// byteOf reads the value of a byte piece from its text, "<0x" and two digits.
func (m *Model) byteOf(id int) byte {
	digit := func(c byte) byte {
		if c >= 'A' {
			return c&^0x20 - 'A' + 10
		}
		return c - '0'
	}
	t := m.pieces[id].text
	return digit(t[3])<<4 | digit(t[4])
}
