package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// knowledge is what the rules that compare words need to know about single
// words, worked out once per word and remembered: the stems of an Arabic word's
// glosses, and the stem of an English word. Stems are numbered so that
// comparing two words is comparing integers.
type knowledge struct {
	lex        *lexicon.Lexicon
	stemIDs    map[string]int32        // English stem → number
	roots      map[string]int32        // first letters of a stem → number
	rootIDs    []int32                 // by stem: its beginning, -1 for none
	senses     [][]int32               // by stem: the lexicon entries with a gloss of that one stem
	glosses    [][]int32               // by entry: those stems
	stemsOf    map[string][]int32      // by gloss: the stems of its content words
	starts     map[string]bool         // first words of multi-word entries, without the article
	lower      map[string]bool         // words that glosses write in lower case
	lowerStems map[string]bool         // their stems
	names      map[string]nameSet      // words that glosses of names write with a capital
	likeness   *nameLikeness           // of Arabic words
	latin      *nameLikeness           // of English words
	proper     map[string][]properName // names of several words, in lower case, by their first word
	places     *placeTable
	negation   *negationTable
	light      *lightTable

	spellings func() *arabicSpellings

	stems map[string]string // while the lexicon is read

	mu      sync.RWMutex
	phrases map[*lexicon.Entry]*glossSet
	ar      map[string]*arKnown
	en      map[string]*enKnown
	sounds  map[[2]string]float32
}

// The caches are bounded: when one is full it starts anew.
const (
	wordCacheSize  = 1 << 15
	soundCacheSize = 1 << 16
)

// wideLimit keeps stems with very many senses (make, place) from joining
// everything with everything when senses are widened.
const wideLimit = 24

// rootLen is how many letters two stems must share to count as related
// (negotiate and negotiator); five-letter beginnings join too many strangers.
const rootLen = 6

var words = sync.OnceValue(func() *knowledge { return newKnowledge(lexicon.Default()) })

func newKnowledge(lex *lexicon.Lexicon) *knowledge {
	entries := lex.Entries()
	k := &knowledge{
		lex: lex, stemIDs: make(map[string]int32, 1<<14), roots: make(map[string]int32, 1<<13), starts: map[string]bool{},
		proper: map[string][]properName{}, stemsOf: make(map[string][]int32, 1<<16), lower: make(map[string]bool, 1<<14), lowerStems: make(map[string]bool, 1<<14), names: make(map[string]nameSet, 1<<12), glosses: make([][]int32, len(entries)),
		ar: map[string]*arKnown{}, en: map[string]*enKnown{}, sounds: map[[2]string]float32{},
		phrases: map[*lexicon.Entry]*glossSet{},
		stems:   make(map[string]string, 1<<15),
		places:  places(), negation: negations(), light: lightWords(),
	}
	for i := range entries {
		k.learn(int32(i), &entries[i])
	}
	k.stems = nil
	k.spellings = sync.OnceValue(func() *arabicSpellings { return newArabicSpellings(lex, k.places) })
	k.likeness, k.latin = arabicLikeness(entries), latinLikeness(entries)
	return k
}

func (k *knowledge) learn(i int32, e *lexicon.Entry) {
	if first, _, many := strings.Cut(e.Lemma, " "); many {
		k.starts[strings.TrimPrefix(arabic.Normalize(first), "ال")] = true
	}
	for _, g := range e.Glosses {
		if e.POS != lexicon.Title {
			k.learnProper(g, e.POS != lexicon.Place && e.POS != lexicon.Person)
		}
		ids, ok := k.stemsOf[g]
		if !ok {
			ids = k.glossStems(g)
			k.stemsOf[g] = ids
		}
		if len(ids) == 1 && !slices.Contains(k.glosses[i], ids[0]) {
			k.glosses[i] = append(k.glosses[i], ids[0])
			for int(ids[0]) >= len(k.senses) {
				k.senses = append(k.senses, nil)
			}
			k.senses[ids[0]] = append(k.senses[ids[0]], i)
		}
		for w := range strings.FieldsSeq(g) {
			r, _ := utf8.DecodeRuneInString(w)
			switch {
			case !unicode.IsUpper(r):
				k.lower[w] = true
				k.lowerStems[k.stem(w)] = true
			case e.IsName() || e.POS == lexicon.Demonym:
				k.names[strings.ToLower(w)] |= nameSetOf(e.POS, len(w) == len(g))
			}
		}
	}
}

// properName is a name of several words in lower case.
type properName struct {
	words []string
	// plain is set where it may also be a description (west coast, the sun), so
	// that lower case is a fault only if one of the words is nothing but a name.
	plain bool
}

// learnProper files a name of several words that are all capitalised, function
// words aside.
func (k *knowledge) learnProper(gloss string, surely bool) {
	list := strings.Fields(gloss)
	content := 0
	for i, w := range list {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i == 0 || !english.IsFunctionWord(w)) {
			return
		}
		list[i] = strings.ToLower(w)
		if !english.IsFunctionWord(list[i]) {
			content++
		}
	}
	if content >= 2 {
		k.proper[list[0]] = append(k.proper[list[0]], properName{list, !surely})
	}
}

// glossStems returns the numbers of a gloss's content stems.
func (k *knowledge) glossStems(gloss string) []int32 {
	var ids []int32
	for w := range strings.FieldsFuncSeq(gloss, func(r rune) bool { return r == ' ' || r == '-' }) {
		w = strings.ToLower(w)
		if english.IsFunctionWord(w) && len(gloss) != len(w) {
			continue
		}
		ids = append(ids, k.intern(k.stem(w)))
	}
	return ids
}

// stem is english.Stem, remembered while the lexicon is read.
func (k *knowledge) stem(w string) string {
	s, ok := k.stems[w]
	if !ok {
		s = wordStem(w)
		k.stems[w] = s
	}
	return s
}

// wordStem stems a lower-cased word; points go, so that U.S. and US agree.
func wordStem(w string) string {
	if strings.Contains(w, ".") {
		return strings.ReplaceAll(strings.TrimSuffix(w, "'s"), ".", "")
	}
	return english.Stem(w)
}

func (k *knowledge) intern(stem string) int32 {
	id, ok := k.stemIDs[stem]
	if !ok {
		id = int32(len(k.stemIDs))
		k.stemIDs[stem] = id
		k.rootIDs = append(k.rootIDs, -1)
		if r := rootOf(stem); r != "" {
			root, ok := k.roots[r]
			if !ok {
				root = int32(len(k.roots))
				k.roots[r] = root
			}
			k.rootIDs[id] = root
		}
	}
	return id
}

func rootOf(stem string) string {
	if len(stem) < rootLen {
		return ""
	}
	return stem[:rootLen]
}

// phraseGloss returns the renderings of a multi-word entry.
func (k *knowledge) phraseGloss(e *lexicon.Entry) *glossSet {
	k.mu.RLock()
	g, ok := k.phrases[e]
	k.mu.RUnlock()
	if ok {
		return g
	}
	g = &glossSet{}
	for _, gloss := range e.Glosses {
		k.addGloss(g, gloss)
		if nameKinds[e.POS] != noName {
			g.region = k.places.add(g.region, gloss)
		}
	}
	slices.Sort(g.direct)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.phrases[e] = g // bounded by the lexicon
	return g
}
