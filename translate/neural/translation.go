package neural

import (
	"strings"

	"tarjuman/translate/neural/sentencepiece"
)

// Piece is a sub-word piece and the bytes of the text it stands for, half-open.
// The range of an end symbol is empty.
type Piece struct {
	ID         int
	Begin, End int
}

// Row tells what one target piece was translated from: Weights[i] is the
// probability that it is Source[First+i]. The weights sum to 1; they cover the
// sentence, or the part of a very long one, that was translated at once.
type Row struct {
	First   int
	Weights []float32
}

// Translation is a text in the other language.
type Translation struct {
	Text string
	// Source and Target are the pieces of the given text and of Text, with the end
	// symbol of each part translated at once. Target has no end symbol where the
	// length limit ended the translation.
	Source, Target []Piece
	// Alignment has one row per target piece. It is the attention of the head the
	// model was trained to align with.
	Alignment []Row
	// Score is the mean logit of the chosen pieces: higher is surer. It compares
	// translations of one model only.
	Score float32
}

// Link joins a target piece to a source piece, by index.
type Link struct {
	Source, Target int
	Weight         float32
}

// Links lists the pairs of pieces whose weight is at least threshold, in order of
// target and source. Pairs with an end symbol are left out. 0.2 is the customary
// threshold; 0 lists everything.
func (t *Translation) Links(threshold float32) []Link {
	var out []Link
	for i, row := range t.Alignment {
		if t.Target[i].Begin == t.Target[i].End {
			continue
		}
		for k, w := range row.Weights {
			s := row.First + k
			if w >= threshold && t.Source[s].Begin < t.Source[s].End {
				out = append(out, Link{s, i, w})
			}
		}
	}
	return out
}

// part is what is translated at once: a sentence or a piece of a long one.
type part struct {
	pieces []sentencepiece.Token
	ids    []int // of the pieces, and the end symbol
	result *decoding
}

// cut divides the pieces of a text into parts of fewer than maxSource pieces, the
// reference's limit, where possible before a piece that begins a word.
func (m *Model) cut(pieces []sentencepiece.Token) []*part {
	var out []*part
	for len(pieces) > 0 {
		n := min(len(pieces), maxSource-1)
		if n < len(pieces) {
			n = m.wordEnd(pieces, n)
		}
		p := &part{pieces: pieces[:n]}
		for _, tok := range p.pieces {
			p.ids = append(p.ids, tok.ID)
		}
		p.ids = append(p.ids, m.source.EOS())
		out = append(out, p)
		pieces = pieces[n:]
	}
	return out
}

// wordEnd is the last place up to n where a word begins, or n when that would
// leave less than half.
func (m *Model) wordEnd(pieces []sentencepiece.Token, n int) int {
	for k := n; k >= n/2; k-- {
		if m.beginsWord(pieces[k]) {
			return k
		}
	}
	return n
}

func (m *Model) beginsWord(t sentencepiece.Token) bool {
	return strings.HasPrefix(m.source.Piece(t.ID), sentencepiece.Space)
}

// join puts the parts of one text together, with a space between them.
func (m *Model) join(parts []*part) Translation {
	var t Translation
	var b strings.Builder
	steps := 0
	for _, p := range parts {
		text, toks := m.target.Decode(p.result.ids)
		if text != "" && b.Len() > 0 {
			b.WriteByte(' ')
		}
		first, at := len(t.Source), b.Len()
		b.WriteString(text)
		for _, tok := range p.pieces {
			t.Source = append(t.Source, Piece(tok))
		}
		end := p.pieces[len(p.pieces)-1].End
		t.Source = append(t.Source, Piece{m.source.EOS(), end, end})
		for i, tok := range toks {
			t.Target = append(t.Target, Piece{tok.ID, at + tok.Begin, at + tok.End})
			t.Alignment = append(t.Alignment, Row{first, p.result.align[i]})
		}
		t.Score += p.result.score
		steps += len(toks)
	}
	t.Text = b.String()
	if steps > 0 {
		t.Score /= float32(steps)
	}
	return t
}
