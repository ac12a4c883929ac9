package align

import (
	"slices"
	"unicode/utf8"
)

// Arabic from the web often lost spaces ("وقالوزيرالخارجية"). A long word that
// the lexicon cannot explain is cut into the fewest words it can.

const (
	gluedMin     = 8      // letters from which a word may be several
	gluedMax     = 120    // letters beyond which it is no text
	longestPiece = 12     // letters
	gluedBudget  = 40_000 // lookups spent on one text, so that hostile input stays cheap
	pieceCost    = 1.0    // per word, so that few long words win
	matchCost    = 0.2    // per letter the lexicon had to cut off
	unknownPiece = 2.0    // for a piece outside the lexicon, a name perhaps
	unknownRune  = 0.35   // and for each of its letters
)

// unglue returns the pieces of a word that the lexicon does not know, or nil when
// it is one word.
func (r *reader) unglue(word string) []string {
	n := utf8.RuneCountInString(word)
	if n < gluedMin || n > gluedMax || r.budget <= 0 || len(r.lex.Lookup(word)) > 0 {
		return nil
	}
	at := make([]int, 0, n+1) // byte offset of each letter
	for k := range word {
		at = append(at, k)
	}
	at = append(at, len(word))
	n = len(at) - 1
	best := make([]float64, n+1)
	from := make([]int, n+1)
	known := make([]int, n+1) // letters explained on the best way
	for end := 1; end <= n; end++ {
		best[end] = 1e9
		for begin := max(0, end-longestPiece); begin < end; begin++ {
			length := end - begin
			if length == n {
				continue
			}
			cost, ok := pieceCost+unknownPiece+unknownRune*float64(length), false
			if length >= 2 {
				r.budget--
				if m := r.lex.Lookup(word[at[begin]:at[end]]); len(m) > 0 && (length > 2 || isParticle(m[0].POS) && m[0].Cost < 1) {
					cost, ok = pieceCost+matchCost*m[0].Cost, true
				}
			}
			if cost += best[begin]; cost < best[end] {
				best[end], from[end], known[end] = cost, begin, known[begin]
				if ok {
					known[end] += length
				}
			}
		}
	}
	if known[n]*3 < n*2 {
		return nil
	}
	var pieces []string
	for end := n; end > 0; end = from[end] {
		pieces = append(pieces, word[at[from[end]]:at[end]])
	}
	slices.Reverse(pieces)
	return pieces
}
