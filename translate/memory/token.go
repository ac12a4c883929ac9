package memory

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
)

// token is a word of a sentence as scoring sees it: the number of its folded form
// in a vocabulary, and what kind of thing it is in the two highest bits.
type token uint32

const (
	punctFlag token = 1 << 31
	nameFlag  token = 1 << 30 // capitalised inside a sentence
	idMask          = nameFlag - 1
)

func (t token) id() uint32    { return uint32(t & idMask) }
func (t token) isPunct() bool { return t&punctFlag != 0 }
func (t token) isName() bool  { return t&nameFlag != 0 }

// Costs and weights are counted in quarters of a word.
const (
	wordWeight  = 4
	punctWeight = 1
	similarCost = 2 // a word in another form, a name for a name
	otherNumber = 1
	maxTokens   = 1000 // of a sentence that can be found by similarity
	numberID    = 0    // the vocabulary's first word stands for every number
	numberWord  = "0"  // its text
)

func (t token) weight() int {
	if t.isPunct() {
		return punctWeight
	}
	return wordWeight
}

func weigh(ts []token) int {
	n := 0
	for _, t := range ts {
		n += t.weight()
	}
	return n
}

// tokenize cuts a sentence into tokens, giving each folded word to number. It
// returns nil for a sentence without tokens or with more than maxTokens.
func tokenize(s string, number func(string) uint32) []token {
	s = normalize(norm.NFKC, s)
	parts := arabic.Tokens(s)
	if len(parts) == 0 || len(parts) > maxTokens {
		return nil
	}
	out := make([]token, len(parts))
	start := true // the next word opens a sentence, so its capital says nothing
	for i, p := range parts {
		text := p.Text(s)
		t := token(number(foldWord(text, p.Kind))) & idMask
		switch p.Kind {
		case arabic.Punct:
			t |= punctFlag
			start = start || text == "." || text == "!" || text == "?" || text == ":"
		case arabic.Latin:
			if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) && !start {
				t |= nameFlag
			}
			start = false
		default:
			start = false
		}
		out[i] = t
	}
	return out
}

// vocabulary numbers the folded words of a table's sources.
type vocabulary struct {
	ids   map[string]uint32
	words []string
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]uint32{numberWord: numberID}, words: []string{numberWord}}
}

// add returns the number of a word, a new one if need be.
func (v *vocabulary) add(w string) uint32 {
	id, ok := v.ids[w]
	if !ok {
		id = uint32(len(v.words))
		v.ids[w] = id
		v.words = append(v.words, w)
	}
	return id
}

// extension numbers the words of one query after those of the vocabulary, which
// it leaves alone: lookups run beside one another.
type extension struct {
	*vocabulary
	more []string
}

func (e *extension) number(w string) uint32 {
	if id, ok := e.ids[w]; ok {
		return id
	}
	for i, x := range e.more {
		if x == w {
			return uint32(len(e.words) + i)
		}
	}
	e.more = append(e.more, w)
	return uint32(len(e.words) + len(e.more) - 1)
}

func (e *extension) word(id uint32) string {
	if n := uint32(len(e.words)); id >= n {
		return e.more[id-n]
	}
	return e.words[id]
}
