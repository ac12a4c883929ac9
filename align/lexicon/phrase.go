package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// phraseKey files phrases under their first word without clitics, so that
// "وبمجلس الأمن" finds "مجلس الأمن".
func phraseKey(normWord string) string { return strings.TrimPrefix(normWord, "ال") }

// PhraseMatch is a multi-word entry found in a text.
type PhraseMatch struct {
	Words     int    // how many words of the text it covers
	Proclitic string // conjunction or preposition in front of its first word
	// Joins is the preposition, one letter, that the entry ends in and that is
	// written as the first letter of the next word; its rendering is part of the
	// entry's glosses. Empty for most entries.
	Joins string
	Entry *Entry
	// Source is the name of the dictionary that has the entry, "" for the built-in
	// lexicon.
	Source string
}

// PhraseAt returns the longest multi-word entry at the start of words, which are
// written Arabic words in order; ok is false when none fits. Each word of the
// entry may carry the article where the text has it, the first one proclitics,
// and the last one a pronoun.
func (l *Lexicon) PhraseAt(words []string) (PhraseMatch, bool) {
	if len(words) < 2 {
		return PhraseMatch{}, false
	}
	first := arabic.Normalize(words[0])
	var best PhraseMatch
	for _, p := range phraseProclitics {
		rest, ok := strings.CutPrefix(first, p)
		if !ok || utf8.RuneCountInString(rest) < 1 {
			continue
		}
		if p == "لل" || p == "ولل" {
			rest = "ال" + rest
			p = strings.TrimSuffix(p, "ل")
		}
		for _, ph := range l.phrases[phraseKey(rest)] {
			n := len(ph.words)
			if n > len(words) || n < best.Words || n == best.Words && ph.joins == "" || !fits(ph.words, rest, words) {
				continue
			}
			if ph.joins != "" && (n >= len(words) || !strings.HasPrefix(arabic.Normalize(words[n]), ph.joins)) {
				continue
			}
			best = PhraseMatch{Words: n, Proclitic: p, Joins: ph.joins, Entry: &l.entries[ph.entry]}
			if s := l.sourceOf(ph.entry); s != nil {
				best.Source = s.Name
			}
		}
	}
	return best, best.Words > 0
}

var phraseProclitics = []string{"", "و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "ولل", "وك", "فب", "فل"}

// fits compares an entry's words with a text's; first is the text's first word
// without its proclitics.
func fits(entry []string, first string, words []string) bool {
	for i, want := range entry {
		got := first
		if i > 0 {
			got = arabic.Normalize(words[i])
		}
		if got == want || got == "ال"+want || "ال"+got == want {
			continue
		}
		if i == len(entry)-1 && i > 0 && inflectedOf(got, want) {
			continue
		}
		if i == 0 && inflectedOf(got, want) {
			continue
		}
		return false
	}
	return true
}

// inflectedOf reports whether got is want with a regular ending: feminine,
// plural, tanwin, or a past tense ending.
func inflectedOf(got, want string) bool {
	got, want = strings.TrimPrefix(got, "ال"), strings.TrimPrefix(want, "ال")
	for _, e := range [...]string{"ه", "ات", "ون", "ين", "ا", "ت", "ان", "وا", "ها", "هم"} {
		if rest, ok := strings.CutSuffix(got, e); ok && rest == want && utf8.RuneCountInString(want) >= 3 {
			return true
		}
	}
	if base, ok := strings.CutSuffix(want, "ه"); ok {
		return got == base+"ات" || got == base+"تين" || got == base+"تان"
	}
	return false
}

// Matches returns the renderings of a multi-word entry, best first, as
// Lookup does for a word.
func (p PhraseMatch) Matches() []Match {
	out := make([]Match, len(p.Entry.Glosses))
	for k, g := range p.Entry.Glosses {
		out[k] = Match{Gloss: g, Lemma: p.Entry.Lemma, POS: p.Entry.POS, How: Phrase, Cost: glossStep * float64(k), Source: p.Source, Form: Form{Proclitics: p.Proclitic}}
	}
	return out
}
