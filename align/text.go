package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// side is one text in the form the models work on: its sentences as flat arrays
// of token types. Types are dense numbers in order of first appearance.
type side struct {
	script script
	off    []int32  // tokens of sentence i are off[i]..off[i+1]
	typ    []int32  // type of each token
	at     []int32  // letters of the sentence before each token
	size   []int32  // letters and digits of each sentence
	marks  []uint16 // mark classes present in each sentence, a bit each
	types  []wordType
	total  int32 // tokens counted in all types
}

// script tells how words of a side are read.
type script uint8

const (
	other script = iota
	arabicScript
	englishWords
)

// wordType is a distinct word of one side.
type wordType struct {
	key     string // comparison form: stem, normalised word or number
	surface string // as first written
	class   typeClass
	name    bool  // written with a capital at least once
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

// minSpread and maxShare bound what counts as a frequent word: one that stands
// in more than maxShare of the sentences tells little about which sentences
// belong together and costs most of the time.
const (
	minSpread = 8
	maxShare  = 0.2
)

// reader turns sentences into tokens of types; one per side.
type reader struct {
	s       *side
	lex     *lexicon.Lexicon // for an Arabic side: phrases and function words
	byWord  map[string]int32 // raw token to type, -1 for a word without content
	byKey   map[string]int32
	entries map[*lexicon.Entry]int32
	phrases []*lexicon.Entry
	words   []string
	tokens  []arabic.Token
}

const noType = -1

// scriptOf settles how a side is read from its language code, or from its
// letters when the code is unknown.
func scriptOf(lang string, sentences []string) script {
	switch base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base {
	case "ar":
		return arabicScript
	case "en":
		return englishWords
	case "":
		if share := arabicShare(sentences); share > 0.5 {
			return arabicScript
		}
	}
	return other
}

// arabicShare is the share of Arabic letters among the letters of the first
// sentences.
func arabicShare(sentences []string) float64 {
	ar, all := 0, 0
	for _, s := range sentences {
		for _, r := range s {
			if arabic.IsLetter(r) {
				ar++
				all++
			} else if unicode.IsLetter(r) {
				all++
			}
		}
		if all > 20000 {
			break
		}
	}
	if all == 0 {
		return 0
	}
	return float64(ar) / float64(all)
}

func readSide(sentences []string, sc script, lex *lexicon.Lexicon) (*side, []*lexicon.Entry) {
	n := len(sentences)
	s := &side{script: sc, off: make([]int32, 1, n+1), size: make([]int32, n), marks: make([]uint16, n)}
	if sc != arabicScript {
		lex = nil
	}
	r := &reader{s: s, lex: lex, byWord: map[string]int32{}, byKey: map[string]int32{}, entries: map[*lexicon.Entry]int32{}}
	for i, text := range sentences {
		r.sentence(i, text)
		s.off = append(s.off, int32(len(s.typ)))
	}
	s.dropFrequent(n)
	return s, r.phrases
}

func (r *reader) sentence(i int, text string) {
	s := r.s
	r.tokens = arabic.Tokens(text)
	r.words = r.words[:0]
	if r.lex != nil {
		for _, t := range r.tokens {
			r.words = append(r.words, t.Text(text))
		}
	}
	letters, from := int32(0), 0
	for k, t := range r.tokens {
		w := text[t.Start:t.End]
		switch t.Kind {
		case arabic.Punct:
			s.marks[i] |= markBit(w)
			continue
		case arabic.Latin:
			if strings.ContainsRune(w, '-') && !strings.HasPrefix(w, "http") {
				for part := range strings.SplitSeq(w, "-") {
					r.add(i, letters, r.typeOf(part, t.Kind, 0))
				}
				break
			}
			r.add(i, letters, r.typeOf(w, t.Kind, 0))
		default:
			r.add(i, letters, r.typeOf(w, t.Kind, r.phraseAt(k, t.Kind)))
		}
		letters += letterCount(text[from:t.End])
		from = t.End
	}
	s.size[i] = letters
}

func (r *reader) add(sentence int, at, typ int32) {
	if typ == noType {
		return
	}
	s := r.s
	s.typ = append(s.typ, typ)
	s.at = append(s.at, at)
	t := &s.types[typ]
	t.count++
	s.total++
	if t.last != int32(sentence)+1 {
		t.last = int32(sentence) + 1
		t.spread++
	}
}

// phraseAt finds the multi-word entry that begins at token k.
func (r *reader) phraseAt(k int, kind arabic.TokenKind) int32 {
	if r.lex == nil || kind != arabic.Word {
		return 0
	}
	end := k + 1
	for end < len(r.tokens) && end < k+6 && r.tokens[end].Kind == arabic.Word {
		end++
	}
	if end-k < 2 {
		return 0
	}
	p, ok := r.lex.PhraseAt(r.words[k:end])
	if !ok {
		return 0
	}
	id, seen := r.entries[p.Entry]
	if !seen {
		r.phrases = append(r.phrases, p.Entry)
		id = int32(len(r.phrases))
		r.entries[p.Entry] = id
	}
	return id
}

func (r *reader) typeOf(word string, kind arabic.TokenKind, entry int32) int32 {
	if entry == 0 {
		if id, ok := r.byWord[word]; ok {
			return id
		}
	}
	key, class := r.key(word, kind)
	if key == "" {
		r.byWord[word] = noType
		return noType
	}
	lookup := key
	if entry != 0 {
		lookup = key + "\x00" + string(rune(entry))
	}
	id, ok := r.byKey[lookup]
	if !ok {
		id = int32(len(r.s.types))
		r.s.types = append(r.s.types, wordType{key: key, surface: word, class: class, entry: entry})
		r.byKey[strings.Clone(lookup)] = id
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		t := &r.s.types[id]
		if !t.name {
			t.name, t.surface = true, word
		}
	}
	if entry == 0 {
		r.byWord[word] = id
	}
	return id
}

// key gives the form under which a word is counted and compared; empty for a
// word without content.
func (r *reader) key(word string, kind arabic.TokenKind) (string, typeClass) {
	switch kind {
	case arabic.Number:
		return numberKey(word), numberType
	case arabic.Word:
		w := arabic.Normalize(word)
		if r.lex != nil {
			if functionWord(r.lex, w) {
				return "", plainWord
			}
			return w, plainWord
		}
		return arabic.Stem(w), plainWord
	}
	if r.s.script == englishWords {
		return englishKey(word), plainWord
	}
	w := strings.ToLower(word)
	if r.s.script == arabicScript {
		return w, latinInArabic
	}
	return w, plainWord
}

// englishKey is the stem of an English content word, empty for a function word.
// Abbreviations in capitals (US, IT) are not the words they look like.
func englishKey(word string) string {
	bare := strings.ReplaceAll(word, ".", "")
	if len(bare) >= 2 && len(bare) <= 5 && isUpper(bare) {
		return "^" + strings.ToLower(bare)
	}
	w := strings.ToLower(word)
	if english.IsFunctionWord(w) {
		return ""
	}
	return english.Stem(w)
}

func isUpper(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// functionWord reports whether every reading of an Arabic word is one of a
// particle, preposition, conjunction or pronoun.
func functionWord(lex *lexicon.Lexicon, w string) bool {
	matches := lex.Lookup(w)
	for _, m := range matches {
		switch m.POS {
		case lexicon.Preposition, lexicon.Conjunction, lexicon.Particle, lexicon.Pronoun:
		default:
			if m.Cost <= matches[0].Cost+1 {
				return false
			}
		}
	}
	return len(matches) > 0
}

// numberKey writes a number in Western digits without grouping.
func numberKey(word string) string {
	w := arabic.FoldDigits(word)
	var b strings.Builder
	b.Grow(len(w) + 1)
	b.WriteByte('#')
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9' || c == ':':
			b.WriteByte(c)
		case (c == '.' || c == ',') && len(w)-i != 4: // three digits follow a grouping mark
			b.WriteByte('.')
		}
	}
	return b.String()
}

func letterCount(s string) int32 {
	n := int32(0)
	for _, r := range s {
		if unicode.IsLetter(r) && !arabic.IsDiacritic(r) && r != arabic.Tatweel || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// dropFrequent takes the tokens of frequent types out of the sentences.
func (s *side) dropFrequent(sentences int) {
	limit := max(minSpread, int32(maxShare*float64(sentences)))
	w := int32(0)
	begin := int32(0)
	for i := 0; i+1 < len(s.off); i++ {
		end := s.off[i+1]
		for k := begin; k < end; k++ {
			if s.types[s.typ[k]].spread > limit {
				continue
			}
			s.typ[w], s.at[w] = s.typ[k], s.at[k]
			w++
		}
		begin = end
		s.off[i+1] = w
	}
	s.typ, s.at = s.typ[:w], s.at[:w]
}

// tokens returns the token range of sentence i.
func (s *side) tokens(i int) (int32, int32) { return s.off[i], s.off[i+1] }

func (s *side) len() int { return len(s.size) }

// priorProb is the share of running text a content word has outside the
// document, for words that are counted once or twice: a typical open-class word.
const priorProb = 1.0 / 8000

// setProbs settles the background probability of each type: half what the
// document says, half what text at large says, so that a name on every line is
// worth little and a rare word is not worth more for standing in a short text.
func (s *side) setProbs() {
	total := float64(max(1, s.total))
	for k := range s.types {
		t := &s.types[k]
		t.prob = float32(0.5*float64(t.count)/total + 0.5*priorProb)
	}
}
