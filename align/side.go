package align

// side is one text in the form the models work on: its sentences as flat arrays
// of token types. Types are dense numbers in order of first appearance.
type side struct {
	script script
	types  []wordType
	total  int32 // tokens counted in all types

	// By sentence.
	off    []int32  // tokens of sentence i are off[i]..off[i+1]
	size   []int32  // letters and digits
	marks  []uint16 // mark classes present, a bit each
	broken []bool   // sentence i begins in mid-sentence; one more at the end

	// By token.
	typ  []int32 // its type
	at   []int32 // letters of the sentence before it
	span []span  // bytes of the sentence

	// Sums over the tokens before each token, one more at the end: known counts
	// those that some token of the other text may render, missed adds up what the
	// others cost.
	known  []int32
	missed []float32
}

// span is a range of bytes, half-open.
type span struct{ from, to int32 }

// wordType is a distinct word of one side.
type wordType struct {
	key     string // comparison form: stem, normalised word or number
	surface string // as first written
	class   typeClass
	name    bool  // written with a capital at least once
	known   bool  // some type of the other text may render it
	listed  bool  // the lexicon has it, so that its absence on the other side says something
	entry   int32 // multi-word entry the word begins, +1; 0 for none
	count   int32 // tokens
	spread  int32 // sentences it occurs in
	last    int32 // last sentence counted in spread, +1
	prob    float32
}

type typeClass uint8

const (
	plainWord typeClass = iota
	numberType
	latinInArabic // a Latin word inside Arabic text
)

func (s *side) len() int { return len(s.size) }

// tokens returns the token range of sentence i.
func (s *side) tokens(i int) (from, to int32) { return s.off[i], s.off[i+1] }

// letters returns how many letters sentences i..i+n have.
func (s *side) letters(i, n int) int32 {
	sum := int32(0)
	for _, k := range s.size[i : i+n] {
		sum += k
	}
	return sum
}

// marksOf returns the marks of sentences i..i+n.
func (s *side) marksOf(i, n int) uint16 {
	all := uint16(0)
	for _, m := range s.marks[i : i+n] {
		all |= m
	}
	return all
}

// slice returns sentences from..to as a side of their own that shares the types
// and token arrays.
func (s *side) slice(from, to int) *side {
	c := *s
	c.off = s.off[from : to+1]
	c.size, c.marks, c.broken = s.size[from:to], s.marks[from:to], s.broken[from:to+1]
	return &c
}

// minSpread and maxShare bound what counts as a frequent word: one that stands
// in more than maxShare of the sentences tells little about which sentences
// belong together and costs most of the time.
const (
	minSpread = 8
	maxShare  = 0.2
)

// dropFrequent takes the tokens of frequent types out of the sentences.
func (s *side) dropFrequent() {
	limit := max(minSpread, int32(maxShare*float64(s.len())))
	kept, begin := int32(0), int32(0)
	for i := range s.len() {
		end := s.off[i+1]
		for k := begin; k < end; k++ {
			if s.types[s.typ[k]].spread > limit {
				continue
			}
			s.typ[kept], s.at[kept], s.span[kept] = s.typ[k], s.at[k], s.span[k]
			kept++
		}
		begin = end
		s.off[i+1] = kept
	}
	s.typ, s.at, s.span = s.typ[:kept], s.at[:kept], s.span[:kept]
}

// priorProb is the share of running text a content word has outside the
// document: a typical open-class word.
const priorProb = 1.0 / 8000

// leastTokens is how many tokens a text counts as having at least: in a text of
// one sentence no word is frequent for making up a tenth of it.
const leastTokens = 60

// setProbs settles the background probability of each type: half what the
// document says, half what text at large says, so that a name on every line is
// worth little and a rare word is not worth more for standing in a short text.
func (s *side) setProbs() {
	total := float64(max(leastTokens, s.total))
	for k := range s.types {
		t := &s.types[k]
		t.prob = float32(0.5*float64(t.count)/total + 0.5*priorProb)
	}
}
