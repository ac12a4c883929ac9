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
	row := phraseWords{written: words}
	first := row.at(0)
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
		for i := range l.layers {
			l.layers[i].phraseAt(rest, &row, func(n int, joins string, entry int32) {
				if n < best.Words || n == best.Words && joins == "" {
					return
				}
				best = PhraseMatch{Words: n, Proclitic: p, Joins: joins, Entry: l.entry(entry)}
				if s := l.sourceOf(entry); s != nil {
					best.Source = s.Name
				}
			})
		}
	}
	return best, best.Words > 0
}

// phraseWords are the words of a text, normalised once, when first looked at.
type phraseWords struct {
	written []string
	folded  [maxFolded]string
}

// maxFolded is how many words are remembered; hardly an entry has more.
const maxFolded = 8

func (p *phraseWords) at(i int) string {
	if i >= maxFolded {
		return arabic.Normalize(p.written[i])
	}
	if p.folded[i] == "" {
		p.folded[i] = arabic.Normalize(p.written[i])
	}
	return p.folded[i]
}

// phraseAt calls found for the phrases that the words begin with: how many words
// they have, what joins them to the word behind, and their entry. first is the
// first word, normalised and without its proclitics.
func (y *layer) phraseAt(first string, words *phraseWords, found func(n int, joins string, entry int32)) {
	for ph := range y.phrases.Get(phraseKey(first)).All {
		n, ok := fits(y.texts.At(int(ph)), first, words)
		if !ok {
			continue
		}
		joins := y.joins.At(int(ph))
		if joins != "" && (n >= len(words.written) || !strings.HasPrefix(words.at(n), joins)) {
			continue
		}
		found(n, joins, y.first+int32(y.owners.At(int(ph))))
	}
}

var phraseProclitics = []string{"", "و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "ولل", "وك", "فب", "فل"}

// fits compares the words of an entry with a text's and returns how many there
// are; first is the text's first word without its proclitics.
func fits(entry, first string, words *phraseWords) (n int, ok bool) {
	for more := true; more; n++ {
		if n == len(words.written) {
			return 0, false
		}
		var want string
		want, entry, more = strings.Cut(entry, " ")
		got := first
		if n > 0 {
			got = words.at(n)
		}
		if got == want || strings.TrimPrefix(got, "ال") == want || strings.TrimPrefix(want, "ال") == got {
			continue
		}
		if (n == 0 || !more) && inflectedOf(got, want) {
			continue
		}
		return 0, false
	}
	return n, true
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
