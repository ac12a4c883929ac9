package align

import (
	"math"

	"tarjuman/align/learn"
	"tarjuman/internal/arabic"
)

// Learner gathers linked texts and learns a table of word evidence from them by
// IBM model 1. It is meant for a batch: align every pair, add the links, train,
// and align again with Options.Table. A Learner must not be used by several
// goroutines at once.
type Learner struct{ trainer *learn.Trainer }

// Links must be this sure to be learned from; they count for as much as they are
// sure.
const sureEnough = 0.5

// learnedShare is how far a learned probability is trusted.
const learnedShare = 0.8

// Add takes the sure links of an aligned pair of texts to learn from.
func (l *Learner) Add(source, target []string, links []Link, opt Options) {
	if l.trainer == nil {
		l.trainer = learn.NewTrainer(learn.Options{MinTogether: 1})
	}
	srcScript, tgtScript := scripts(source, target, &opt)
	src, _ := readSide(source, srcScript, nil)
	tgt, _ := readSide(target, tgtScript, nil)
	for _, k := range links {
		if k.Confidence >= sureEnough {
			l.trainer.AddWeighted(src.words(k.Source), tgt.words(k.Target), k.Confidence)
		}
	}
}

// words returns the distinct words of some sentences.
func (s *side) words(sentences []int) []learn.Word {
	var out []learn.Word
	seen := map[int32]bool{}
	for _, i := range sentences {
		from, to := s.tokens(i)
		for _, e := range s.typ[from:to] {
			if t := &s.types[e]; t.class != numberType && !seen[e] {
				seen[e] = true
				out = append(out, learn.Word{Key: t.key, Surface: t.surface})
			}
		}
	}
	return out
}

// Train learns the table from all links added so far.
func (l *Learner) Train() *learn.Table {
	if l.trainer == nil {
		l.trainer = learn.NewTrainer(learn.Options{})
	}
	return l.trainer.Train()
}

// learned adds what a table says of the two vocabularies.
func (c *collector) learned(t *learn.Table) {
	if t == nil {
		return
	}
	index := map[string][]int32{}
	for id := range c.tgt.types {
		k := tableKey(&c.tgt.types[id], c.tgt.script)
		index[k] = append(index[k], int32(id))
	}
	for id := range c.src.types {
		for _, r := range t.Renderings(tableKey(&c.src.types[id], c.src.script)) {
			for _, b := range index[r.Key] {
				share := learnedShare * math.Sqrt(float64(r.Share))
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
