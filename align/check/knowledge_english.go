package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	unorm "golang.org/x/text/unicode/norm"

	"tarjuman/internal/english"
)

// enKnown is what is known of an English word wherever it stands.
type enKnown struct {
	norm     string // lower case, without a possessive ending
	stem     string
	id, root int32 // -1 where the lexicon's glosses do not have it
	function bool
	closed   bool // a function word or contraction, whatever its case: The, I'm, No
	light    bool
	common   bool    // glosses have the word in lower case
	name     nameSet // kinds of names that have it with a capital
	region   []int32
	neg      negKind
	mask     soundMask
}

// english returns what is known of a word as written: capitals matter for US
// and May, which are function words in lower case.
func (k *knowledge) english(written string, proper bool) *enKnown {
	key := written
	if !proper {
		key = strings.ToLower(written)
	}
	k.mu.RLock()
	w, ok := k.en[key]
	k.mu.RUnlock()
	if ok {
		return w
	}
	w = k.newEnglish(key, proper)
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.en) >= wordCacheSize {
		clear(k.en)
	}
	k.en[strings.Clone(key)] = w
	return w
}

func (k *knowledge) newEnglish(key string, proper bool) *enKnown {
	written := strings.ToLower(strings.ReplaceAll(key, "’", "'"))
	norm := strings.TrimSuffix(strings.TrimSuffix(foldAccents(written), "'s"), "'")
	w := &enKnown{norm: norm, stem: wordStem(norm), mask: latinMask(norm)}
	w.neg = k.negation.english(norm, k.knows)
	w.closed = english.IsFunctionWord(norm) || contraction(written)
	w.function = w.closed && (!proper || contraction(norm))
	w.id = k.vocabulary(w, norm)
	w.root = k.rootID(w.stem)
	w.name = k.nameSet(norm)
	if one, plural := strings.CutSuffix(norm, "s"); w.name == 0 && plural && proper && k.nameSet(one).has(personName) && !k.lower.Has(norm) {
		w.name = k.nameSet(one) // the Clintons
	}
	w.common = k.lower.Has(norm) || w.name == 0 && k.lowerStems.Has(w.stem)
	w.light = k.light.has(englishLight, norm)
	w.region = k.places.add(nil, norm)
	return w
}

// foldAccents takes the accents off Latin letters: Barça is Barca.
func foldAccents(s string) string {
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			continue
		}
		return strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, unorm.NFD.String(s))
	}
	return s
}

// knows reports a word whose stem a gloss has.
func (k *knowledge) knows(word string) bool { return k.stems.Has(wordStem(word)) }

// vocabulary finds the word among the stems of glosses, by its base form or its
// American spelling where need be, and sets the stem to the one found. It returns
// its number, -1 for none.
func (k *knowledge) vocabulary(w *enKnown, norm string) int32 {
	if base, ok := baseForms()[norm]; ok {
		w.stem = wordStem(base)
	}
	if id := k.stemID(w.stem); id >= 0 {
		return id
	}
	if word, ok := american(norm, k.knows); ok {
		w.stem = wordStem(word)
	}
	return k.stemID(w.stem)
}

// contraction reports whether the word is a pronoun or auxiliary with another
// joined to it: you're, I'll, couldn't.
func contraction(norm string) bool {
	for _, e := range [...]string{"'re", "'ll", "'ve", "'d", "'m", "n't"} {
		if strings.HasSuffix(norm, e) {
			return true
		}
	}
	return norm == "i" || norm == "cannot"
}
