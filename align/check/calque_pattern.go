package check

import (
	"fmt"
	"slices"
	"strings"

	"tarjuman/internal/arabic"
)

// A pattern is a row of words in one language, written for the YAML packs:
//
//	كوب العالم        these words; the first may carry joined و ف ب ل ك
//	+كوب العالم       the word with or without the article and joined particles
//	حذر+              the word with or without an attached pronoun
//	~دور              both
//	قام|قامت          any of several words
//	قام/يقوم          every form of the verb, named by its past and present
//	<throw|cast>      any Arabic word that may mean one of these
//	@say              any word of a class of the pack
//	كا* *هم           any word with that beginning or ending
//	ل* ب* ك*          any word that the preposition is joined to: للجيش, not لاعب
//	!اصول|اموال       any word but these
//	_                 any word
//	#                 a number
//	..3               at most three words of any kind
//	^                 the start of the text
//	، / – “           that very mark; otherwise marks end a match
//
// Words are compared folded (arabic.Normalize) or in lower case.
type pattern struct {
	items []*patternItem
	key   int // the item the index looks for
}

type itemKind uint8

const (
	itemWords itemKind = iota
	itemNot
	itemAny
	itemNumber
	itemGap
	itemStart
	itemMark
	itemMeaning
)

type patternItem struct {
	kind   itemKind
	words  []string   // sorted, the forms of verbs among them
	verbs  [][]string // the forms of each verb among the words
	means  []string   // stems of English words (<throw>), sorted
	prefix []string   // beginnings (كا*)
	suffix []string   // endings (*هم)
	joined bool       // conjunctions and prepositions may be joined in front
	def    bool       // the article may be there
	owned  bool       // a pronoun may be attached
	gap    int
	sign   signature // of words
}

// compilePattern reads a pattern; classes are the word lists of its pack.
func compilePattern(text string, classes map[string][]string) (*pattern, error) {
	p := &pattern{key: -1}
	for i, f := range strings.Fields(text) {
		it, err := compileItem(f, i == 0, classes)
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", text, err)
		}
		p.items = append(p.items, it.signed())
	}
	p.key = keyItem(p.items)
	if p.key < 0 {
		return nil, fmt.Errorf("pattern %q has no word to look for", text)
	}
	return p, nil
}

// words counts the items that want a certain word, other than a particle.
func (p *pattern) words() int {
	n := 0
	for _, it := range p.items {
		switch it.kind {
		case itemMeaning:
			n++
		case itemWords:
			if len(it.prefix)+len(it.suffix) > 0 || slices.ContainsFunc(it.words, func(w string) bool { return !everywhere(w) }) {
				n++
			}
		}
	}
	return n
}

func compileItem(f string, first bool, classes map[string][]string) (patternItem, error) {
	switch {
	case f == "_":
		return patternItem{kind: itemAny}, nil
	case f == "#":
		return patternItem{kind: itemNumber}, nil
	case f == "^":
		return patternItem{kind: itemStart}, nil
	case strings.HasPrefix(f, ".."):
		n := 0
		if _, err := fmt.Sscanf(f, "..%d", &n); err != nil || n < 1 || n > 8 {
			return patternItem{}, fmt.Errorf("gap %q: use ..1 to ..8", f)
		}
		return patternItem{kind: itemGap, gap: n}, nil
	case len(f) > 2 && f[0] == '<' && f[len(f)-1] == '>':
		return compileMeaning(f[1 : len(f)-1])
	}
	it := patternItem{joined: first}
	if rest, ok := strings.CutPrefix(f, "!"); ok {
		it.kind, f = itemNot, rest
	}
	if rest, ok := strings.CutPrefix(f, "~"); ok {
		it.joined, it.def, it.owned, f = true, true, true, rest
	}
	if rest, ok := strings.CutPrefix(f, "+"); ok {
		it.joined, it.def, f = true, true, rest
	}
	if rest, ok := strings.CutSuffix(f, "+"); ok {
		it.owned, f = true, rest
	}
	var list []string
	if name, ok := strings.CutPrefix(f, "@"); ok {
		if list = classes[name]; len(list) == 0 {
			return it, fmt.Errorf("no class %q", name)
		}
	} else {
		list = strings.Split(f, "|")
	}
	for _, w := range list {
		if err := it.addWord(w); err != nil {
			return it, err
		}
	}
	it.sort()
	return it, nil
}

func (it *patternItem) sort() {
	slices.Sort(it.words)
	it.words = slices.Compact(it.words)
}

func (it *patternItem) addVerb(forms []string) {
	it.words, it.verbs = append(it.words, forms...), append(it.verbs, forms)
}

func (it *patternItem) addWord(w string) error {
	if past, present, ok := strings.Cut(w, "/"); ok && past != "" {
		forms := arabic.VerbForms(past, present)
		if forms == nil {
			return fmt.Errorf("verb %q: want past/present, as in قال/يقول", w)
		}
		it.addVerb(forms)
		return nil
	}
	norm := strings.ToLower(arabic.Normalize(w))
	switch {
	case norm == "":
		return fmt.Errorf("empty alternative")
	case strings.HasSuffix(norm, "*"):
		it.prefix = append(it.prefix, strings.TrimSuffix(norm, "*"))
	case strings.HasPrefix(norm, "*"):
		it.suffix = append(it.suffix, strings.TrimPrefix(norm, "*"))
	default:
		toks := arabic.Tokens(norm)
		if len(toks) != 1 {
			return fmt.Errorf("%q is not one word", w)
		}
		if toks[0].Kind == arabic.Punct {
			it.kind = itemMark
		}
		it.words = append(it.words, norm)
	}
	return nil
}

// particles stand in every other sentence: patterns filed under them would be tried
// everywhere.
var particles = wordSet(`في من علي الي عن مع عند بين خلال حتي او ام ثم لا لم لن ما ان قد كل بعض هذا هذه ذلك تلك هو هي كان كانت هناك
	بعد قبل منذ عبر حول داخل خارج فوق تحت فيه فيها عليه عليها منه منها له لها به بها غير اكثر اي الذي التي مما لكن بل اذا كما حيث
	the a an of in on to at by for with from and or as is are was were be been it its that this he she his her they their not no but`)

func everywhere(word string) bool { return particles[word] }

// keyItem picks the item to index: plain words with few alternatives and long words,
// or a mark where there is no word.
func keyItem(items []*patternItem) int {
	best, bestScore := -1, 0
	for i, it := range items {
		if it.kind != itemWords && it.kind != itemMark && it.kind != itemMeaning || len(it.prefix)+len(it.suffix) > 0 {
			continue
		}
		shortest := 99
		keys := it.keys()
		for _, w := range keys {
			shortest = min(shortest, len(w))
		}
		score := 4*shortest - 3*len(keys)
		switch it.kind {
		case itemMark:
			score -= 1000 // marks are everywhere
		case itemMeaning:
			score -= 100 // many words may mean one
		}
		if slices.ContainsFunc(it.words, everywhere) {
			score -= 500
		}
		if best < 0 || score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// reading is one way to see a token: what is joined in front, the article, the
// word, and an attached pronoun.
type reading struct {
	core               string
	hash               wordHash // of core
	joined, def, owned bool
}

var attachedPronouns = []string{"ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ني", "ي"}

// usualReadings is how many readings a word seldom has more than.
const usualReadings = 16

// keyReadings are the readings by which a token may lead to a pattern; a number leads
// nowhere.
func keyReadings(buf []reading, t Token) []reading {
	if t.Kind == arabic.Number {
		return nil
	}
	return readings(buf, t.Norm, t.Kind)
}

// seen are the readings of the token, remembered.
func (f *form) seen() []reading {
	return *f.readings.get(func() *[]reading {
		rs := readings(nil, f.Norm, f.Kind)
		return &rs
	})
}

// readings are the ways to see a folded Arabic word. The first is the word itself.
func readings(buf []reading, w string, kind arabic.TokenKind) []reading {
	buf = divided(buf, w, kind)
	for i := range buf {
		buf[i].hash = hashWord(buf[i].core)
	}
	return buf
}

// divided are the readings without their hashes.
func divided(buf []reading, w string, kind arabic.TokenKind) []reading {
	buf = append(buf[:0], reading{core: w})
	if kind != arabic.Word {
		return buf
	}
	buf = bare(buf, w, false)
	if rest, ok := cutAny(w, "و", "ف"); ok {
		buf = append(buf, reading{core: rest, joined: true})
		buf = bare(buf, rest, true)
		w = rest
	}
	if rest, ok := cutAny(w, "ب", "ل", "ك"); ok {
		if strings.HasPrefix(w, "لل") {
			rest = "ال" + w[len("لل"):]
		}
		buf = append(buf, reading{core: rest, joined: true})
		buf = bare(buf, rest, true)
	}
	for i, n := 0, len(buf); i < n; i++ {
		if r := buf[i]; len(r.core) >= 8 && strings.HasSuffix(r.core, "ا") && !r.def { // the accusative رقما
			r.core = strings.TrimSuffix(r.core, "ا")
			buf = append(buf, r)
		}
		for _, s := range attachedPronouns {
			if r := buf[i]; len(r.core) >= len(s)+4 && strings.HasSuffix(r.core, s) {
				r.core, r.owned = r.core[:len(r.core)-len(s)], true
				buf = append(buf, r)
				if stem, ok := strings.CutSuffix(r.core, "ت"); ok { // سلطته is سلطة with a pronoun
					r.core = stem + "ه"
					buf = append(buf, r)
				}
			}
		}
	}
	return buf
}

// bare adds the reading without the article.
func bare(buf []reading, w string, joined bool) []reading {
	if rest, ok := strings.CutPrefix(w, "ال"); ok && len(rest) >= 4 {
		buf = append(buf, reading{core: rest, joined: joined, def: true})
	}
	return buf
}

func cutAny(w string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 4 {
			return rest, true
		}
	}
	return w, false
}

// fits reports whether a token of the text, by one of its readings, is what the item
// wants.
func (it *patternItem) fits(x *Text, k int) bool {
	t := x.Tokens[k]
	if it.kind == itemMeaning && t.Kind == arabic.Word && it.meant(t.near()) {
		return true
	}
	return it.reads(t, t.seen())
}

// reads reports whether a token is what the item wants, whatever it may mean.
func (it *patternItem) reads(t Token, rs []reading) bool {
	switch it.kind {
	case itemAny:
		return t.Kind != arabic.Punct
	case itemNumber:
		return t.Kind == arabic.Number
	case itemMark:
		return t.Kind == arabic.Punct && it.has(t.Norm)
	case itemNot:
		return t.Kind != arabic.Punct && !it.fitsWord(rs)
	}
	return t.Kind != arabic.Punct && it.fitsWord(rs)
}

// fewWords is up to how many words are gone through one by one.
const fewWords = 8

func (it *patternItem) has(word string) bool {
	if len(it.words) <= fewWords {
		return slices.Contains(it.words, word)
	}
	_, ok := slices.BinarySearch(it.words, word)
	return ok
}

func (it *patternItem) fitsWord(rs []reading) bool {
	for i := range rs {
		r := &rs[i]
		if r.joined && !it.joined || r.def && !it.def || r.owned && !it.owned {
			continue
		}
		if it.sign.has(r.hash) && it.has(r.core) {
			return true
		}
		for _, p := range it.prefix {
			if len(r.core) > len(p) && strings.HasPrefix(r.core, p) && (!joinedLetter(p) || joinedTo(r.core, p)) {
				return true
			}
		}
		for _, s := range it.suffix {
			if len(r.core) > len(s) && strings.HasSuffix(r.core, s) {
				return true
			}
		}
	}
	return false
}

// match tries the pattern with its key item at token k and returns the tokens it
// covers, half-open.
func (p *pattern) match(x *Text, k int) (from, to int, ok bool) {
	from, ok = p.back(x, p.key-1, k)
	if !ok {
		return 0, 0, false
	}
	to, ok = p.ahead(x, p.key+1, k+1)
	return from, to, ok
}

// ahead matches items[i:] from token k on and returns the token behind.
func (p *pattern) ahead(x *Text, i, k int) (int, bool) {
	if i == len(p.items) {
		return k, true
	}
	it := p.items[i]
	if it.kind == itemGap {
		for n := 0; n <= it.gap && k+n <= len(x.Tokens); n++ {
			if n > 0 && x.Tokens[k+n-1].Kind == arabic.Punct && !quoteToken(x.Tokens[k+n-1]) {
				return 0, false
			}
			if to, ok := p.ahead(x, i+1, k+n); ok {
				return to, true
			}
		}
		return 0, false
	}
	if k >= len(x.Tokens) || !it.fits(x, k) {
		return 0, false
	}
	return p.ahead(x, i+1, k+1)
}

// back matches items[:i+1] so that they end before token k and returns the first
// token covered.
func (p *pattern) back(x *Text, i, k int) (int, bool) {
	if i < 0 {
		return k, true
	}
	it := p.items[i]
	switch it.kind {
	case itemStart:
		return k, k == 0 || k == 1 && quoteToken(x.Tokens[0])
	case itemGap:
		for n := 0; n <= it.gap && k-n >= 0; n++ {
			if n > 0 && x.Tokens[k-n].Kind == arabic.Punct && !quoteToken(x.Tokens[k-n]) {
				return 0, false
			}
			if from, ok := p.back(x, i-1, k-n); ok {
				return from, true
			}
		}
		return 0, false
	}
	if k == 0 || !it.fits(x, k-1) {
		return 0, false
	}
	return p.back(x, i-1, k-1)
}

func quoteToken(t Token) bool {
	switch t.Norm {
	case "\"", "“", "”", "«", "»":
		return true
	}
	return false
}
