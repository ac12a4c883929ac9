package check

import "unicode/utf8"

// gap is the stretch of a text that most clearly has no counterpart: a run of
// words in which the unexplained outweigh the explained.
type gap struct {
	first, last int     // word indices, inclusive
	weight      float32 // unexplained weight in the run, less the explained weight
	words       int     // unexplained words in the run
}

// profile is how well the two texts of a unit explain each other.
type profile struct {
	ar, en           gap
	arTotal, enTotal float32 // weight of all words
	arExplained      float32
	enExplained      float32
	arWords, enWords int
}

// lightWeight is what a word that translators drop freely weighs against one.
const lightWeight = 0.3

// unknownWeight is what an Arabic word weighs that the lexicon does not have:
// that nothing explains it says less.
const unknownWeight = 0.6

// gluedLetters is the length from which an unknown Arabic word is taken for
// several words with lost spaces; such a text cannot be compared.
const gluedLetters = 13

// glued reports whether words of the Arabic text have run together.
func (ev *evidence) glued() bool {
	for i := range ev.ar {
		w := &ev.ar[i]
		if w.k != nil && len(w.k.matches) == 0 && utf8.RuneCountInString(w.norm) >= gluedLetters {
			return true
		}
	}
	return false
}

// profile is worked out on first use.
func (ev *evidence) profile() *profile {
	if ev.shares == nil {
		p := ev.newProfile()
		ev.shares = &p
	}
	return ev.shares
}

func (ev *evidence) newProfile() profile {
	p := profile{arWords: len(ev.ar), enWords: len(ev.en)}
	weights := make([][2]float32, 0, max(len(ev.ar), len(ev.en)))
	for i := range ev.ar {
		w := ev.ar[i].weight()
		weights = append(weights, [2]float32{w, max(ev.ar[i].best, ev.ar[i].attended)})
	}
	p.ar, p.arTotal, p.arExplained = widestGap(weights)
	p.arWords -= ev.spelledLetters()
	weights = weights[:0]
	for j := range ev.en {
		w := ev.en[j].weight()
		weights = append(weights, [2]float32{w, max(ev.en[j].best, ev.en[j].attended)})
	}
	p.en, p.enTotal, p.enExplained = widestGap(weights)
	return p
}

// spelledLetters counts the words that spell the later letters of an acronym
// (بي بي سي): they make the Arabic text longer, not fuller.
func (ev *evidence) spelledLetters() int {
	n := 0
	for i := 1; i < len(ev.ar); i++ {
		if a, b := &ev.ar[i-1], &ev.ar[i]; a.k != nil && b.k != nil && a.k.letter != "" && b.k.letter != "" {
			n++
		}
	}
	return n
}

// weight is what the word counts for. A number or Latin word counts only where
// it is found again: that proves a pair, and its loss is for other rules.
func (w *arWord) weight() float32 {
	switch {
	case w.k == nil && len(w.norm) > 1:
		return w.best
	case w.k == nil || !w.k.content:
		return 0
	case w.k.light || w.k.letter != "":
		return lightWeight
	case len(w.k.matches) == 0 && !w.missed:
		return unknownWeight
	}
	return 1
}

func (w *enWord) weight() float32 {
	switch {
	case w.k == nil && len(w.text) > 1:
		return w.best
	case w.k == nil || w.k.function:
		return 0
	case w.k.light:
		return lightWeight
	}
	return 1
}

// widestGap finds the run with the largest sum of unexplained weight less
// explained weight (Kadane's algorithm), and the totals. Each pair is the
// weight of a word and the strength of its best link.
func widestGap(words [][2]float32) (best gap, total, explained float32) {
	var sum float32
	start, count := 0, 0
	for i, w := range words {
		weight, strength := w[0], w[1]
		total += weight
		explained += weight * strength
		if weight == 0 {
			continue
		}
		if sum <= 0 {
			sum, start, count = 0, i, 0
		}
		sum += weight * (1 - 2*strength)
		if strength < 0.5 {
			count++
		}
		if sum > best.weight {
			best = gap{start, i, sum, count}
		}
	}
	return best, total, explained
}
