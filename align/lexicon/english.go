package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/english"
)

// englishIndex finds entries by their glosses. It is built on first use: most
// commands look Arabic words up only.
type englishIndex struct {
	once sync.Once
	m    map[string][]renders
	long int // words of the longest gloss
}

// renders says that gloss number k of an entry has the key it is filed under.
type renders struct {
	entry int32
	k     int8
	form  bool // an irregular form of the gloss, not the gloss itself
}

// Costs of a match from English besides the gloss's rank.
const (
	inflectedEnglish = 0.4 // the word is a form of the gloss
	severalWords     = 0.3 // the Arabic has several words where the English has one
	otherCase        = 0.5 // a name, where the text has a small letter
)

// LookupEnglish returns the Arabic lemmas that an English word or phrase may
// render, best first, each once: Match.Lemma is the Arabic, Match.Gloss the
// entry's English. Case, regular inflection and irregular pasts and plurals are
// seen through; a leading article or "to" is passed over. It returns nil for what
// no entry has as a gloss.
func (l *Lexicon) LookupEnglish(text string) []Match {
	capital := startsUpper(strings.TrimSpace(text))
	words := englishWords(text)
	l.buildEnglish()
	found := l.english.m[glossKey(words)]
	if len(found) == 0 && len(words) > 1 {
		switch words[0] {
		case "to", "the", "a", "an":
			words = words[1:]
			found = l.english.m[glossKey(words)]
		}
	}
	return l.rankEnglish(strings.Join(words, " "), capital, found)
}

// EnglishPhraseAt returns the longest gloss at the start of some English words and
// how many words it covers; 0 when none fits.
func (l *Lexicon) EnglishPhraseAt(words []string) (n int, matches []Match) {
	l.buildEnglish()
	lower := make([]string, 0, l.english.long)
	for _, w := range words[:min(len(words), l.english.long)] {
		lower = append(lower, strings.ToLower(w))
	}
	for n := len(lower); n > 0; n-- {
		if found := l.english.m[glossKey(lower[:n])]; len(found) > 0 {
			return n, l.rankEnglish(strings.Join(lower[:n], " "), startsUpper(words[0]), found)
		}
	}
	return 0, nil
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func englishWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '\t' || r == '\u00a0' })
}

// glossKey is the form under which glosses are filed: the stems of their words.
func glossKey(words []string) string {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = english.Stem(strings.Trim(w, ".,;:!?\"'“”‘’()"))
	}
	return strings.Join(stems, " ")
}

func (l *Lexicon) buildEnglish() {
	l.english.once.Do(func() {
		x := &l.english
		x.m = make(map[string][]renders, 2*l.Len())
		for i := range int32(l.Len()) {
			e := l.entry(i)
			for k, g := range e.Glosses {
				if k > 100 {
					break // of a dictionary without measure
				}
				words := englishWords(g)
				x.long = max(x.long, len(words))
				key := glossKey(words)
				x.add(key, renders{i, int8(k), false})
				for _, form := range irregular(e.POS, g) {
					if other := glossKey(englishWords(form)); other != key {
						x.add(other, renders{i, int8(k), true})
					}
				}
			}
		}
	})
}

func (x *englishIndex) add(key string, r renders) {
	list := x.m[key]
	if n := len(list); n > 0 && list[n-1].entry == r.entry {
		return // a better gloss of the entry has the same key
	}
	x.m[key] = append(list, r)
}

// irregular returns forms of a gloss that its stem may not show.
func irregular(pos, gloss string) []string {
	switch pos {
	case Verb:
		return []string{english.Past(gloss), english.Participle(gloss)}
	case Noun, Title, Unit:
		return []string{english.Plural(gloss)}
	}
	return nil
}

func (l *Lexicon) rankEnglish(text string, capital bool, found []renders) []Match {
	var out []Match
	at := map[string]int{}
	for _, r := range found {
		e := l.entry(r.entry)
		m := Match{e.Glosses[r.k], glossStep * float64(r.k), &Reading{Lemma: e.Lemma, POS: e.POS, How: Exact}}
		if !strings.EqualFold(m.Gloss, text) {
			m.How = Inflect
			m.Cost += inflectedEnglish
		}
		if strings.Contains(e.Lemma, " ") && !strings.Contains(text, " ") {
			m.Cost += severalWords
		}
		if startsUpper(m.Gloss) && !capital {
			m.Cost += otherCase
		}
		if s := l.sourceOf(r.entry); s != nil {
			m.Cost += s.Cost
			m.Source = s.Name
		}
		if k, ok := at[m.Lemma]; ok {
			if m.Cost < out[k].Cost {
				out[k] = m
			}
			continue
		}
		at[m.Lemma] = len(out)
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(a.Cost, b.Cost) })
	return out
}
