package check

import (
	"math"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/frozen"
)

// nameLikeness tells names from common words of one language by their letters:
// how much commoner, on the mean, its pairs of letters are in the lexicon's names
// than in its words (naive Bayes over letter pairs).
type nameLikeness struct {
	odds       frozen.Table // pairs of letters → log-odds, in oddsUnit
	proclitics []string     // that may stand before a name
}

// oddsUnit is the unit in which log-odds are kept.
const oddsUnit = 1e-6

// arabicPairs learns from the lexicon's lemmas and forms.
func arabicPairs(entries []lexicon.Entry) *pairCounts {
	c := &pairCounts{}
	for i := range entries {
		e := &entries[i]
		if strings.Contains(e.Lemma, " ") {
			continue
		}
		c.count(isProper(e.POS), arabic.Normalize(e.Lemma))
		for _, w := range e.Forms {
			c.count(isProper(e.POS), arabic.Normalize(w))
		}
	}
	return c
}

// latinPairs learns from the glosses of one word.
func latinPairs(entries []lexicon.Entry) *pairCounts {
	c := &pairCounts{}
	for i := range entries {
		for _, g := range entries[i].Glosses {
			if !strings.Contains(g, " ") {
				c.count(isProper(entries[i].POS), strings.ToLower(g))
			}
		}
	}
	return c
}

func isProper(pos string) bool {
	switch pos {
	case lexicon.Person, lexicon.Place, lexicon.Country, lexicon.Org:
		return true
	}
	return false
}

// pairCounts counts letter pairs of words and of names.
type pairCounts struct {
	pairs  [2]map[[2]rune]float64
	totals [2]float64
}

func (c *pairCounts) count(name bool, word string) {
	class := 0
	if name {
		class = 1
	}
	if c.pairs[class] == nil {
		c.pairs[class] = map[[2]rune]float64{}
	}
	letterPairs(word, func(p [2]rune) {
		c.pairs[class][p]++
		c.totals[class]++
	})
}

// freeze writes the log-odds of every pair seen.
func (c *pairCounts) freeze(w *frozen.Writer) {
	const smooth = 0.5
	seen := float64(len(c.pairs[0]) + len(c.pairs[1]))
	odds := map[string][]uint32{}
	for _, m := range c.pairs {
		for p := range m {
			o := math.Log((c.pairs[1][p]+smooth)/(c.totals[1]+smooth*seen)) - math.Log((c.pairs[0][p]+smooth)/(c.totals[0]+smooth*seen))
			odds[string(p[:])] = []uint32{uint32(int32(math.Round(o / oddsUnit)))}
		}
	}
	w.Table(odds)
}

// openLikeness reads what freeze wrote.
func openLikeness(r *frozen.Reader, proclitics []string) *nameLikeness {
	return &nameLikeness{odds: r.Table(), proclitics: proclitics}
}

// pair returns the log-odds of a pair of letters, 0 for one never seen.
func (n *nameLikeness) pair(letters [2]rune) float64 {
	var room [2 * utf8.UTFMax]byte
	key := utf8.AppendRune(utf8.AppendRune(room[:0], letters[0]), letters[1])
	row := n.odds.Get(string(key))
	if row.Len() == 0 {
		return 0
	}
	return float64(int32(row.At(0))) * oddsUnit
}

func letterPairs(norm string, yield func([2]rune)) {
	prev := ' '
	for _, r := range norm {
		yield([2]rune{prev, r})
		prev = r
	}
	yield([2]rune{prev, ' '})
}

// of returns the log-odds per letter that an unknown word is a name, the best
// over the word with and without its proclitics.
func (n *nameLikeness) of(word string) float64 {
	best := n.mean(word)
	for _, p := range n.proclitics {
		if rest, ok := strings.CutPrefix(word, p); ok && utf8.RuneCountInString(rest) >= 2 {
			best = max(best, n.mean(rest))
		}
	}
	return best
}

func (n *nameLikeness) mean(word string) float64 {
	sum, count := 0.0, 0.0
	letterPairs(word, func(pair [2]rune) {
		sum += n.pair(pair)
		count++
	})
	return sum / count
}
