package check

import (
	"slices"
	"strings"

	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// An item <throw|cast> of a pattern wants an Arabic word that may mean one of these
// English words, in any of its forms: the lexicon knows more renderings of an idiom's
// words than a list of the translations that were seen. Arabic words may stand among
// the English ones; with them the article, particles and pronouns do not matter.

// nearReading is how much costlier than its best reading another reading of a word
// may be to count as what a literal translation meant by it.
const nearReading = 1.5

// meaningMark begins the key under which a stem is filed among the words of patterns.
const meaningMark = "<"

// compileMeaning reads the inside of <…>.
func compileMeaning(list string) (patternItem, error) {
	it := patternItem{kind: itemMeaning, joined: true, def: true, owned: true}
	for w := range strings.SplitSeq(list, "|") {
		if isLatin(w) {
			it.means = append(it.means, english.Stem(strings.ToLower(w)))
		} else if err := it.addWord(w); err != nil {
			return it, err
		}
	}
	slices.Sort(it.means)
	it.means = slices.Compact(it.means)
	return it, nil
}

func isLatin(w string) bool { return w != "" && (w[0]|0x20) >= 'a' && (w[0]|0x20) <= 'z' }

// keys are what the index files the item under.
func (it *patternItem) keys() []string {
	if len(it.means) == 0 {
		return it.words
	}
	keys := slices.Clone(it.words)
	for _, s := range it.means {
		keys = append(keys, meaningMark+s)
	}
	return keys
}

// near are the stems of nearStems, remembered.
func (f *form) near() []string {
	return *f.means.get(func() *[]string {
		out := nearStems(f)
		return &out
	})
}

// nearStems are the stems of the English words that an Arabic word usually means.
func nearStems(f *form) []string {
	if f.Kind != arabic.Word {
		return nil
	}
	k := words()
	var out []string
	ms := k.arabic(f.Norm).matches
	for _, m := range ms {
		if m.Cost > ms[0].Cost+nearReading {
			break
		}
		if ids := k.stemsOf.Get(m.Gloss); ids.Len() == 1 {
			if s := k.stems.Key(int(ids.At(0))); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// meant reports whether one of the stems is what the item wants.
func (it *patternItem) meant(stems []string) bool {
	for _, s := range stems {
		if slices.Contains(it.means, s) {
			return true
		}
	}
	return false
}
