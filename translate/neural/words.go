package neural

import (
	"unicode"

	"tarjuman/translate"
)

// Words turns the alignment of pieces into links between words of the given source
// text and of t.Text: runs without white space, the marks around them left out. The
// weight of two words is the mean over the pieces of the target word of the
// attention to the pieces of the source word. Links of at least threshold come back
// in order of target and source.
func (t *Translation) Words(source string, threshold float32) []translate.WordLink {
	src, tgt := words(source), words(t.Text)
	from, to := owners(src, t.Source, len(source)), owners(tgt, t.Target, len(t.Text))
	weights := make([]float32, len(src))
	var out []translate.WordLink
	for w := range tgt {
		clear(weights)
		pieces := 0
		for i, owner := range to {
			if owner != w {
				continue
			}
			pieces++
			row := t.Alignment[i]
			for k, v := range row.Weights {
				if s := from[row.First+k]; s >= 0 {
					weights[s] += v
				}
			}
		}
		for s, v := range weights {
			if v /= float32(pieces); pieces > 0 && v >= threshold && v > 0 {
				out = append(out, translate.WordLink{SourceStart: src[s].start, SourceEnd: src[s].end, TargetStart: tgt[w].start, TargetEnd: tgt[w].end, Weight: min(v, 1)})
			}
		}
	}
	return out
}

type word struct{ start, end int }

// words are the runs of a text between white space, without the marks around them.
// A run of marks alone is none.
func words(text string) []word {
	var out []word
	begun := false
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			begun = false
		case unicode.IsPunct(r) || unicode.IsSymbol(r):
			// It belongs to the word only if more of it follows.
		default:
			end := i + len(string(r))
			if begun {
				out[len(out)-1].end = end
			} else {
				out, begun = append(out, word{i, end}), true
			}
		}
	}
	return out
}

// owners tells for every piece which word it is part of, -1 for none. Both are in
// order.
func owners(words []word, pieces []Piece, length int) []int {
	byByte := make([]int, length)
	for i := range byByte {
		byByte[i] = -1
	}
	for w, x := range words {
		for i := x.start; i < x.end; i++ {
			byByte[i] = w
		}
	}
	out := make([]int, len(pieces))
	for i, p := range pieces {
		out[i] = -1
		for b := max(p.Begin, 0); b < min(p.End, length) && out[i] < 0; b++ {
			out[i] = byByte[b]
		}
	}
	return out
}
