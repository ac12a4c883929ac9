// Package learn learns bilingual word tables from texts and their translations by
// IBM model 1 (Brown et al. 1993): in both directions, symmetrised, and pruned to
// what was seen often enough to be more than chance.
//
//	t := learn.NewTrainer(learn.Options{})
//	for _, pair := range memory {
//		t.Add(learn.Words(pair.Source, "ar"), learn.Words(pair.Target, "en"))
//	}
//	table := t.Train()
//
// A table is kept in a file by [Table.Write] and [Read]. It knows forms, not
// grammar: words are compared by a key, for Arabic and English a light stem.
package learn

import "slices"

// Word is one word of a text: the key that makes its forms equal, and how it is
// written.
type Word struct{ Key, Surface string }

// Options bound what is learned. A zero field takes the default.
type Options struct {
	MinCount    int     // pairs of texts a word must occur in; default 2
	MinTogether int     // pairs of texts two words must share; default 2
	MaxShare    float64 // words in more than this share of all texts are function words; default 0.08
	MinShare    float64 // renderings below this share are dropped; default 0.08
	MaxWords    int     // texts longer than this are left out; default 60 words
	Rounds      int     // of expectation and maximisation; default 4
}

func (o Options) filled() Options {
	def := func(at *int, v int) {
		if *at == 0 {
			*at = v
		}
	}
	def(&o.MinCount, 2)
	def(&o.MinTogether, 2)
	def(&o.MaxWords, 60)
	def(&o.Rounds, 4)
	if o.MaxShare == 0 {
		o.MaxShare = 0.08
	}
	if o.MinShare == 0 {
		o.MinShare = 0.08
	}
	return o
}

// Trainer gathers pairs of texts. It must not be used by several goroutines at
// once.
type Trainer struct {
	opt      Options
	src, tgt vocabulary
	pairs    []pair
}

// pair holds the distinct words of two texts as sorted numbers, and how much it
// counts for.
type pair struct {
	src, tgt []int32
	weight   float32
}

// NewTrainer returns an empty trainer.
func NewTrainer(opt Options) *Trainer { return &Trainer{opt: opt.filled()} }

// Add takes a pair of texts to learn from. A pair with an empty or an overlong
// side is left out.
func (t *Trainer) Add(source, target []Word) { t.AddWeighted(source, target, 1) }

// AddWeighted is Add for a pair that counts for less than a whole one because it
// is doubtful that the texts translate each other: weight is the probability that
// they do.
func (t *Trainer) AddWeighted(source, target []Word, weight float64) {
	if len(source) == 0 || len(target) == 0 || len(source) > t.opt.MaxWords || len(target) > t.opt.MaxWords {
		return
	}
	w := float32(weight)
	t.pairs = append(t.pairs, pair{t.src.number(source, w), t.tgt.number(target, w), w})
}

// Pairs returns how many pairs were added.
func (t *Trainer) Pairs() int { return len(t.pairs) }

// vocabulary numbers the words of one language.
type vocabulary struct {
	id    map[string]int32
	words []string
	count []int32   // texts the word occurs in
	mass  []float32 // the sum of their weights
	// surfaces counts how a word is written, so that the table can show it.
	surfaces []map[string]int32
}

func (v *vocabulary) number(words []Word, weight float32) []int32 {
	if v.id == nil {
		v.id = map[string]int32{}
	}
	out := make([]int32, 0, len(words))
	for _, w := range words {
		id, ok := v.id[w.Key]
		if !ok {
			id = int32(len(v.words))
			v.id[w.Key] = id
			v.words, v.count, v.mass, v.surfaces = append(v.words, w.Key), append(v.count, 0), append(v.mass, 0), append(v.surfaces, nil)
		}
		if v.surfaces[id] == nil {
			v.surfaces[id] = map[string]int32{}
		}
		if s := v.surfaces[id]; s[w.Surface] > 0 || len(s) < maxSurfaces {
			s[w.Surface]++
		}
		out = append(out, id)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, id := range out {
		v.count[id]++
		v.mass[id] += weight
	}
	return out
}

// maxSurfaces bounds the written forms that are counted of one word.
const maxSurfaces = 16

// surface returns the most frequent written form of a word, the first in
// alphabetical order among equals.
func (v *vocabulary) surface(id int32) string {
	best, most := v.words[id], int32(0)
	for s, n := range v.surfaces[id] {
		if n > most || n == most && s < best {
			best, most = s, n
		}
	}
	return best
}
