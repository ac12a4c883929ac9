package screen

import (
	"slices"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// An answer is foreign to its sentence when the lexicon explains enoughWords of
// the Arabic words and none of them has a rendering in the English text, or
// manyWords and next to none.
const (
	enoughWords = 8
	manyWords   = 20
	leastShare  = 0.06
)

// content finds answers that have no words in common with their sentence.
func content(p *Pair) string {
	known, shared := covered(p.Source, p.Answer, p.From)
	if known >= enoughWords && shared == 0 || known >= manyWords && float64(shared) < leastShare*float64(known) {
		return "nothing of what the sentence says is in the answer"
	}
	return ""
}

// covered counts the content words of a text that the lexicon knows something of
// and those of them that the other text renders.
func covered(text, other, lang string) (known, shared int) {
	if lang == "ar" {
		return arabicCovered(text, newEnglish(other))
	}
	return englishCovered(text, other)
}

// englishWords are the words of an English text.
type englishWords struct {
	stems map[string]bool
	words []string
}

func newEnglish(text string) englishWords {
	e := englishWords{stems: map[string]bool{}}
	for _, t := range arabic.Tokens(text) {
		if t.Kind == arabic.Latin {
			w := strings.ToLower(t.Text(text))
			e.words = append(e.words, w)
			e.stems[english.Stem(w)] = true
		}
	}
	return e
}

// arabicWords returns the different Arabic words of a text.
func arabicWords(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range arabic.Tokens(text) {
		if w := t.Text(text); t.Kind == arabic.Word && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// glosses are the stems of the content words of a word's renderings.
func glosses(word string) []string {
	var out []string
	for _, m := range lexicon.Default().Lookup(word) {
		for g := range strings.FieldsSeq(strings.ToLower(m.Gloss)) {
			if g = strings.Trim(g, ".,;:()'\"-"); g != "" && !english.IsFunctionWord(g) {
				out = append(out, english.Stem(g))
			}
		}
	}
	return out
}

func arabicCovered(text string, en englishWords) (known, shared int) {
	for _, w := range arabicWords(text) {
		gs := glosses(w)
		if len(gs) == 0 {
			continue
		}
		known++
		if slices.ContainsFunc(gs, func(g string) bool { return en.stems[g] }) || sounds(w, en.words) {
			shared++
		}
	}
	return known, shared
}

// englishCovered counts from the other side: the lexicon has no English entries,
// so an English word is known when it is a content word.
func englishCovered(text, other string) (known, shared int) {
	rendered := map[string]bool{}
	ar := arabicWords(other)
	for _, w := range ar {
		for _, g := range glosses(w) {
			rendered[g] = true
		}
	}
	seen := map[string]bool{}
	for _, w := range newEnglish(text).words {
		stem := english.Stem(w)
		if english.IsFunctionWord(w) || len(w) < 3 || seen[stem] {
			continue
		}
		seen[stem] = true
		known++
		if rendered[stem] || slices.ContainsFunc(ar, func(a string) bool { return sounds(a, []string{w}) }) {
			shared++
		}
	}
	return known, shared
}

// soundsAlike is the similarity from which a Latin word is the same name.
const soundsAlike = 0.75

func sounds(ar string, latin []string) bool {
	if len([]rune(ar)) < 4 {
		return false
	}
	for _, w := range latin {
		if len(w) > 3 && lexicon.NameSimilarity(ar, w) >= soundsAlike {
			return true
		}
	}
	return false
}
