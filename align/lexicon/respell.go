package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// respellings are the seats of hamza that older and Egyptian spelling differ in,
// and the letters that countries write a foreign g, v and p with. Each is tried
// alone on a word that no reading explains.
var respellings = [...]struct{ from, to string }{
	{"ئو", "ؤو"}, {"ءو", "ؤو"}, {"ؤو", "او"}, {"ؤو", "ءو"}, {"ؤو", "ئو"}, {"ئو", "او"}, {"يا", "يئ"}, {"ءا", "ا"}, {"ء", "ئ"}, {"ئ", "ء"}, {"ئي", "ئ"},
	{"ج", "غ"}, {"غ", "ج"}, {"ك", "غ"}, {"غ", "ك"}, {"ق", "غ"}, {"گ", "غ"}, {"ڤ", "ف"}, {"پ", "ب"}, {"چ", "ج"}, {"تش", "ش"},
}

// respellCost is what another spelling costs: it must not outdo a reading of the
// word as it stands.
const respellCost = 2

// respelled reads a normalised word in another spelling. The foreign sounds are
// exchanged in names and in nouns of five letters and more only, where they
// seldom make another word.
func (l *Lexicon) respelled(w string, want limits) []Match {
	for _, r := range respellings {
		if !strings.Contains(w, r.from) {
			continue
		}
		other := strings.ReplaceAll(w, r.from, r.to)
		hits := l.nominalHits(nil, other)
		foreign := !strings.ContainsAny(r.from, "ءؤئ") && r.from != "يا"
		if !foreign {
			hits = l.verbHits(hits, other)
		}
		var kept []hit
		for _, h := range hits {
			pos := l.headword(h.entry).pos()
			if foreign && !isName(pos) && (pos != Noun || utf8.RuneCountInString(w) < 5) || !l.possible(other, h) {
				continue
			}
			h.cost += respellCost
			h.how = Respelt
			kept = append(kept, h)
		}
		if len(kept) > 0 {
			return l.rank(other, kept, limits{likely: want.likely})
		}
	}
	return nil
}

// Bounds of words that lost their space: letters of either piece.
const (
	shortestPiece = 3
	longestPiece  = 16
	pieceCost     = 3 // what a reading of a piece may cost, and what it costs more
)

// unglued reads a word as two whose space was lost, where the spelling shows the
// seam: behind ة or ى, which end words, or before an article.
func (l *Lexicon) unglued(written string, want limits) []Match {
	r := []rune(written)
	for i := shortestPiece; i+shortestPiece <= len(r); i++ {
		if i > longestPiece || len(r)-i > longestPiece {
			continue
		}
		seam := r[i-1] == 'ة' || r[i-1] == 'ى' || i+4 <= len(r) && r[i] == 'ا' && r[i+1] == 'ل'
		if !seam {
			continue
		}
		left, right := l.piece(string(r[:i]), want), l.piece(string(r[i:]), want)
		if len(left) > 0 && len(right) > 0 {
			return merge(left, right)
		}
	}
	return nil
}

// piece reads half of a glued word; readings that are not sure are none.
func (l *Lexicon) piece(written string, want limits) []Match {
	w := arabic.Normalize(written)
	var sure []hit
	for _, h := range l.verbHits(l.nominalHits(nil, w), w) {
		if h.cost < pieceCost && l.possible(written, h) {
			h.cost += pieceCost
			h.how = Glued
			sure = append(sure, h)
		}
	}
	return l.rank(written, sure, limits{likely: want.likely})
}
