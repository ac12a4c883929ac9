package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"tarjuman/align/lexicon"
	"tarjuman/internal/english"
	"tarjuman/internal/recent"
)

// knowledge is what the rules that compare words need to know about single
// words, worked out once per word and remembered: the stems of an Arabic word's
// glosses, and the stem of an English word. Stems are numbered so that
// comparing two words is comparing integers.
type knowledge struct {
	lex *lexicon.Lexicon
	*glossTables
	places    *placeTable
	negation  *negationTable
	light     *lightTable
	contrasts *contrastTable

	phrases *recent.Cache[*lexicon.Entry, *glossSet]
	forms   *recent.Cache[string, *form]
	ar      *recent.Cache[string, *arKnown]
	en      *recent.Cache[enWritten, *enKnown]
	sounds  *recent.Cache[[2]string, float32]
}

// How many words, phrases and comparisons are remembered.
const (
	recentForms   = 1 << 16
	recentWords   = 1 << 15
	recentPhrases = 1 << 10
	recentSounds  = 1 << 14
)

// wideLimit keeps stems with very many senses (make, place) from joining
// everything with everything when senses are widened.
const wideLimit = 24

// rootLen is how many letters two stems must share to count as related
// (negotiate and negotiator); five-letter beginnings join too many strangers.
const rootLen = 6

var words = sync.OnceValue(func() *knowledge {
	t, err := openGlossTables(builtinGlosses)
	if err != nil {
		panic(fmt.Sprintf("built-in words: %v", err)) // they are embedded, and tested
	}
	return withTables(lexicon.Default(), t)
})

// newKnowledge knows the words of a lexicon with a user's dictionaries.
func newKnowledge(lex *lexicon.Lexicon) *knowledge {
	t, err := openGlossTables(freezeGlosses(lex.Entries()))
	if err != nil {
		panic(err) // they were written a moment ago
	}
	return withTables(lex, t)
}

func withTables(lex *lexicon.Lexicon, t *glossTables) *knowledge {
	return &knowledge{
		lex: lex, glossTables: t, places: places(), negation: negations(), light: lightWords(), contrasts: contrasts(),
		phrases: recent.New[*lexicon.Entry, *glossSet](recentPhrases), forms: recent.New[string, *form](recentForms), ar: recent.New[string, *arKnown](recentWords),
		en: recent.New[enWritten, *enKnown](recentWords), sounds: recent.New[[2]string, float32](recentSounds),
	}
}

// wordStem stems a lower-cased word; points go, so that U.S. and US agree.
func wordStem(w string) string {
	if strings.Contains(w, ".") {
		return strings.ReplaceAll(strings.TrimSuffix(w, "'s"), ".", "")
	}
	return english.Stem(w)
}

func rootOf(stem string) string {
	if len(stem) < rootLen {
		return ""
	}
	return stem[:rootLen]
}

// phraseGloss returns the renderings of a multi-word entry.
func (k *knowledge) phraseGloss(e *lexicon.Entry) *glossSet {
	if g, ok := k.phrases.Get(e); ok {
		return g
	}
	g := &glossSet{}
	for _, gloss := range e.Glosses {
		k.addGloss(g, gloss)
		if nameKinds[e.POS] != noName {
			g.region = k.places.add(g.region, gloss)
		}
	}
	slices.Sort(g.direct)
	k.phrases.Put(e, g)
	return g
}
