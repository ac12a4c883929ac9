package align

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/values"
)

// reader turns sentences into tokens of types; one per side.
type reader struct {
	s       *side
	lex     *lexicon.Lexicon // for an Arabic side: phrases and function words
	byWord  map[string]int32 // raw token to type, noType for a word without content
	byKey   map[string]int32
	entries map[*lexicon.Entry]int32
	phrases []*lexicon.Entry
	budget  int // lookups left for words that lost their spaces

	// Of the sentence being read.
	sentence int
	text     string
	tokens   []arabic.Token
	words    []string
	letters  int32
	counted  int // bytes whose letters are counted
}

const noType = -1

// readSide reads all sentences. The entries are the multi-word entries that
// types refer to.
func readSide(sentences []string, sc script, lex *lexicon.Lexicon) (*side, []*lexicon.Entry) {
	n := len(sentences)
	s := &side{script: sc, off: make([]int32, 1, n+1), size: make([]int32, n), marks: make([]uint16, n), broken: make([]bool, n+1)}
	if sc != arabicScript {
		lex = nil
	}
	r := &reader{s: s, lex: lex, byWord: map[string]int32{}, byKey: map[string]int32{}, entries: map[*lexicon.Entry]int32{}, budget: gluedBudget}
	for i, text := range sentences {
		r.read(i, text)
		s.off = append(s.off, int32(len(s.typ)))
		if i > 0 && startsSmall(text) {
			s.broken[i] = true
		}
		if i+1 < n && !ended(text) {
			s.broken[i+1] = true
		}
	}
	s.dropFrequent()
	s.setProbs()
	return s, r.phrases
}

func (r *reader) read(i int, text string) {
	r.sentence, r.text, r.letters, r.counted = i, text, 0, 0
	r.tokens = arabic.Tokens(text)
	r.words = r.words[:0]
	if r.lex != nil {
		for _, t := range r.tokens {
			r.words = append(r.words, t.Text(text))
		}
	}
	amounts := r.amounts()
	for k, t := range r.tokens {
		for len(amounts) > 0 && amounts[0].End <= t.Start {
			amounts = amounts[1:]
		}
		if len(amounts) > 0 && t.Start >= amounts[0].Start {
			if t.Start == amounts[0].Start || k > 0 && r.tokens[k-1].Start < amounts[0].Start {
				r.amount(&amounts[0])
			}
			if mark := r.text[t.Start:t.End]; t.Kind == arabic.Punct {
				r.s.marks[i] |= markBit(mark)
			}
			continue
		}
		r.token(k, t)
	}
	r.count(len(text))
	r.s.size[i] = r.letters
}

// count adds the letters up to a byte of the sentence.
func (r *reader) count(to int) {
	if to > r.counted {
		r.letters += letterCount(r.text[r.counted:to])
		r.counted = to
	}
}

func (r *reader) token(k int, t arabic.Token) {
	w := r.text[t.Start:t.End]
	switch t.Kind {
	case arabic.Punct:
		r.s.marks[r.sentence] |= markBit(w)
	case arabic.Latin:
		if !strings.Contains(w, "-") {
			r.add(t.Start, t.End, r.typeOf(w, t.Kind, 0))
			return
		}
		at := t.Start
		for part := range strings.SplitSeq(w, "-") {
			r.add(at, at+len(part), r.typeOf(part, t.Kind, 0))
			at += len(part) + 1
		}
	case arabic.Word:
		if r.lex != nil {
			if pieces := r.unglue(w); pieces != nil {
				at := t.Start
				for _, p := range pieces {
					r.add(at, at+len(p), r.typeOf(p, t.Kind, 0))
					at += len(p)
				}
				return
			}
		}
		r.add(t.Start, t.End, r.typeOf(w, t.Kind, r.phraseAt(k)))
	default:
		r.add(t.Start, t.End, r.typeOf(w, t.Kind, 0))
	}
}

func (r *reader) add(from, to int, typ int32) {
	r.count(from)
	if typ == noType {
		return
	}
	s := r.s
	s.typ = append(s.typ, typ)
	s.at = append(s.at, r.letters)
	s.span = append(s.span, span{int32(from), int32(to)})
	t := &s.types[typ]
	t.count++
	s.total++
	if t.last != int32(r.sentence)+1 {
		t.last = int32(r.sentence) + 1
		t.spread++
	}
}

// amounts returns the values of the sentence that are worth a token of their
// own.
func (r *reader) amounts() []values.Value {
	var lang values.Lang
	switch r.s.script {
	case arabicScript:
		lang = values.Arabic
	case englishWords:
		lang = values.English
	default:
		return r.grouped()
	}
	all := values.Parse(r.text, lang)
	kept := all[:0]
	for _, v := range all {
		if v.Kind == values.Bare || v.Kind == values.Vague || v.Weak || v.Spelled && math.Abs(v.Num) <= 1 && v.Kind != values.Date {
			continue
		}
		kept = append(kept, v)
	}
	return kept
}

// grouped returns the numbers that are written in groups of three digits with
// spaces between them, as French and others do: "4 200".
func (r *reader) grouped() []values.Value {
	var out []values.Value
	for k := 0; k < len(r.tokens); k++ {
		first, last := r.tokens[k], k
		if !isDigits(r.text[first.Start:first.End], 1, 3) {
			continue
		}
		for last+1 < len(r.tokens) && groupSpace(r.text[r.tokens[last].End:r.tokens[last+1].Start]) && isDigits(r.text[r.tokens[last+1].Start:r.tokens[last+1].End], 3, 3) {
			last++
		}
		if last == k {
			continue
		}
		v := values.Value{Start: first.Start, End: r.tokens[last].End}
		for _, c := range r.text[v.Start:v.End] {
			if c >= '0' && c <= '9' {
				v.Num = v.Num*10 + float64(c-'0')
			}
		}
		out = append(out, v)
		k = last
	}
	return out
}

func isDigits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// groupSpace reports whether a text is one of the spaces between groups of digits.
func groupSpace(s string) bool {
	switch s {
	case " ", "\u00a0", "\u202f", "\u2009":
		return true
	}
	return false
}

// amount adds a token for each part of a value that a translation keeps: the
// number, its unit, the parts of a date.
func (r *reader) amount(v *values.Value) {
	add := func(key string) { r.add(v.Start, v.End, r.amountType(key, r.text[v.Start:v.End])) }
	if v.Kind == values.Date {
		if v.Year != 0 {
			add("#" + strconv.Itoa(v.Year))
		}
		if v.Month != 0 {
			add("m" + strconv.Itoa(v.Month))
		}
		if v.Day != 0 {
			add("#" + strconv.Itoa(v.Day))
		}
		if v.Weekday != 0 {
			add("w" + strconv.Itoa(v.Weekday))
		}
		return
	}
	add("#" + strconv.FormatFloat(v.Num, 'g', 8, 64))
	switch {
	case v.Kind == values.Percent:
		add("u%")
	case v.Unit() != "":
		add("u" + v.Unit())
	}
}

func (r *reader) amountType(key, surface string) int32 {
	id, ok := r.byKey[key]
	if !ok {
		id = r.newType(key, wordType{key: key, surface: surface, class: numberType})
	}
	return id
}

func (r *reader) newType(lookup string, t wordType) int32 {
	id := int32(len(r.s.types))
	r.s.types = append(r.s.types, t)
	r.byKey[lookup] = id
	return id
}

// phraseReach is the most words a multi-word entry is looked for in.
const phraseReach = 6

// phraseAt finds the multi-word entry that begins at token k: its number, 0 for
// none.
func (r *reader) phraseAt(k int) int32 {
	if r.lex == nil {
		return 0
	}
	end := k + 1
	for end < len(r.tokens) && end < k+phraseReach && r.tokens[end].Kind == arabic.Word {
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
		lookup = key + "\x00" + strconv.Itoa(int(entry))
	}
	id, ok := r.byKey[lookup]
	if !ok {
		id = r.newType(lookup, wordType{key: key, surface: word, class: class, entry: entry})
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		if t := &r.s.types[id]; !t.name {
			t.name, t.surface = true, word
		}
	}
	if entry == 0 {
		r.byWord[word] = id
	}
	return id
}
