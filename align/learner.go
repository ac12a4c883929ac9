package align

import (
	"math"
	"slices"

	"tarjuman/internal/arabic"
)

// Table is word evidence learned from text: which target words render a source
// word, with their probability. Words are kept as comparison forms.
type Table struct {
	renderings map[string][]rendering
}

type rendering struct {
	key   string
	share float32
}

// Len returns the number of source words the table has renderings for.
func (t *Table) Len() int { return len(t.renderings) }

// Learner gathers linked texts and learns a [Table] from them by IBM model 1
// (Brown et al. 1993). It is meant for a batch: align every pair, add the links,
// train, and align again with Options.Table. One short article teaches its own
// errors; some thousand links are needed. A Learner must not be used by several
// goroutines at once.
type Learner struct {
	src, tgt vocabulary
	pairs    []learned
}

type vocabulary struct {
	id    map[string]int32
	words []string
	count []int32 // links the word occurs in
}

type learned struct{ src, tgt []int32 }

// Bounds of what is learned from: links must be this sure and not longer, words
// of more than a share of all links are function words, and rarer pairs than
// the least count are chance.
const (
	sureEnough   = 0.9
	longestLink  = 60 // tokens a side
	commonShare  = 0.08
	leastCount   = 2
	trainRounds  = 4
	leastShare   = 0.08
	learnedShare = 0.8 // how far a learned probability is trusted
)

// Add takes the sure links of an aligned pair of texts to learn from.
func (l *Learner) Add(source, target []string, links []Link, opt Options) {
	srcScript, tgtScript := scripts(source, target, &opt)
	src, _ := readSide(source, srcScript, nil)
	tgt, _ := readSide(target, tgtScript, nil)
	for _, k := range links {
		if k.Confidence < sureEnough || len(k.Source) == 0 || len(k.Target) == 0 {
			continue
		}
		a, b := l.src.of(src, k.Source), l.tgt.of(tgt, k.Target)
		if len(a) > 0 && len(b) > 0 && len(a) <= longestLink && len(b) <= longestLink {
			l.pairs = append(l.pairs, learned{a, b})
		}
	}
}

// of returns the distinct words of some sentences as numbers.
func (v *vocabulary) of(s *side, sentences []int) []int32 {
	if v.id == nil {
		v.id = map[string]int32{}
	}
	var out []int32
	for _, i := range sentences {
		from, to := s.tokens(i)
		for _, e := range s.typ[from:to] {
			t := &s.types[e]
			if t.class == numberType {
				continue
			}
			id, ok := v.id[t.key]
			if !ok {
				id = int32(len(v.words))
				v.id[t.key] = id
				v.words, v.count = append(v.words, t.key), append(v.count, 0)
			}
			out = append(out, id)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, id := range out {
		v.count[id]++
	}
	return out
}

// Train learns the table from all links added so far.
func (l *Learner) Train() *Table {
	limit := max(10, int32(commonShare*float64(len(l.pairs))))
	useful := func(v *vocabulary, id int32) bool { return v.count[id] >= leastCount && v.count[id] <= limit }
	cell := map[[2]int32]int32{} // word pair to its place in prob
	var rows [][2]int32
	for _, p := range l.pairs {
		for _, e := range p.src {
			for _, f := range p.tgt {
				if !useful(&l.src, e) || !useful(&l.tgt, f) {
					continue
				}
				if _, ok := cell[[2]int32{e, f}]; !ok {
					cell[[2]int32{e, f}] = int32(len(rows))
					rows = append(rows, [2]int32{e, f})
				}
			}
		}
	}
	prob := make([]float32, len(rows))
	for k := range prob {
		prob[k] = 1
	}
	for range trainRounds {
		prob = l.round(cell, rows, prob)
	}
	t := &Table{renderings: map[string][]rendering{}}
	for k, r := range rows {
		if prob[k] >= leastShare {
			e := l.src.words[r[0]]
			t.renderings[e] = append(t.renderings[e], rendering{l.tgt.words[r[1]], prob[k]})
		}
	}
	return t
}

// round is one step of expectation and maximisation. Every source sentence has
// an empty word that the target words without counterpart go to.
func (l *Learner) round(cell map[[2]int32]int32, rows [][2]int32, prob []float32) []float32 {
	const empty = 0.1
	count := make([]float32, len(rows))
	total := make([]float32, len(l.src.words))
	for _, p := range l.pairs {
		for _, f := range p.tgt {
			sum := float32(empty)
			for _, e := range p.src {
				if k, ok := cell[[2]int32{e, f}]; ok {
					sum += prob[k]
				}
			}
			for _, e := range p.src {
				if k, ok := cell[[2]int32{e, f}]; ok {
					count[k] += prob[k] / sum
				}
			}
		}
		for _, e := range p.src {
			total[e]++
		}
	}
	for k, r := range rows {
		// One occurrence too few: what was seen once proves little.
		count[k] = max(0, count[k]-0.5) / total[r[0]]
	}
	return count
}

// learned adds what a table says of the two vocabularies.
func (c *collector) learned(t *Table) {
	if t == nil {
		return
	}
	index := map[string][]int32{}
	for id := range c.tgt.types {
		k := tableKey(&c.tgt.types[id], c.tgt.script)
		index[k] = append(index[k], int32(id))
	}
	for id := range c.src.types {
		for _, r := range t.renderings[tableKey(&c.src.types[id], c.src.script)] {
			for _, b := range index[r.key] {
				share := learnedShare * math.Sqrt(float64(r.share))
				c.found = append(c.found, match{int32(id), b, float32(share), byLearned})
			}
		}
	}
}

// tableKey is the form a word has in a table: read without a lexicon.
func tableKey(t *wordType, sc script) string {
	if sc == arabicScript && t.class == plainWord {
		return arabic.Stem(t.key)
	}
	return t.key
}
