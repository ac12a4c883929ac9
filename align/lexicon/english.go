package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// renders says that gloss number k of an entry has the key it is filed under.
type renders struct {
	entry int32
	k     int
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
	found := l.glossed(words)
	if len(found) == 0 && len(words) > 1 {
		switch words[0] {
		case "to", "the", "a", "an":
			words = words[1:]
			found = l.glossed(words)
		}
	}
	return l.rankEnglish(strings.Join(words, " "), capital, found)
}

// EnglishPhraseAt returns the longest gloss at the start of some English words and
// how many words it covers; 0 when none fits.
func (l *Lexicon) EnglishPhraseAt(words []string) (n int, matches []Match) {
	long := 0
	for i := range l.layers {
		long = max(long, l.layers[i].english().long)
	}
	lower := make([]string, 0, long)
	for _, w := range words[:min(len(words), long)] {
		lower = append(lower, strings.ToLower(w))
	}
	for n := len(lower); n > 0; n-- {
		if found := l.glossed(lower[:n]); len(found) > 0 {
			return n, l.rankEnglish(strings.Join(lower[:n], " "), startsUpper(words[0]), found)
		}
	}
	return 0, nil
}

// glossed returns what renders lower-cased words, the entries in order.
func (l *Lexicon) glossed(words []string) []renders {
	key := glossKey(words)
	var out []renders
	for i := range l.layers {
		y := &l.layers[i]
		for n := range y.english().glosses.Get(key).All {
			r := unpackRenders(n)
			r.entry += y.first
			out = append(out, r)
		}
	}
	return out
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
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
