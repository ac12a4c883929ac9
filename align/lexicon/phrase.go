package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/frozen"
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
	return l.PhraseStarts(row.at(0)).longest(&row)
}

// PhraseStarts are the multi-word entries whose first word is one word of a text.
type PhraseStarts struct {
	lexicon *Lexicon
	list    []phraseStart
}

// beginningSet is a set of beginnings of words, as bits of their hashes.
type beginningSet uint64

// beginning is the set of the first two letters of a word: Arabic letters have two bytes.
func beginning(word string) beginningSet {
	h := uint32(word[0])<<24 | uint32(word[1])<<16 | uint32(word[2])<<8 | uint32(word[3])
	return 1 << ((h * 0x9e3779b1) >> 26)
}

// beginnings are those of a word with the article and without it. A word of fewer than
// three letters, whose endings may change all but the first, may begin in any way.
func beginnings(word string) beginningSet {
	bare := strings.TrimPrefix(word, "ال")
	if len(bare) < 6 {
		return ^beginningSet(0)
	}
	return beginning(word) | beginning(bare)
}

// phraseStart is one way to see a word as the first of entries.
type phraseStart struct {
	layer            *layer
	proclitic, first string // what the word begins with, and the word without it
	phrases          frozen.Ints
	seconds          []beginningSet // by phrase: how its second word begins
}

// PhraseStarts returns the entries that begin with a normalised word. It serves
// those who meet the word again and again.
func (l *Lexicon) PhraseStarts(word string) PhraseStarts {
	out := PhraseStarts{lexicon: l}
	for _, p := range phraseProclitics {
		first, ok := strings.CutPrefix(word, p)
		if !ok || first == "" {
			continue
		}
		if p == "لل" || p == "ولل" {
			first = "ال" + first
			p = strings.TrimSuffix(p, "ل")
		}
		for i := range l.layers {
			y := &l.layers[i]
			if phrases := y.phrases.Get(phraseKey(first)); phrases.Len() > 0 {
				out.list = append(out.list, phraseStart{y, p, first, phrases, y.secondWords(phrases)})
			}
		}
	}
	return out
}

// secondWords is how the second words of phrases begin.
func (y *layer) secondWords(phrases frozen.Ints) []beginningSet {
	out := make([]beginningSet, phrases.Len())
	for i := range out {
		_, rest, _ := strings.Cut(y.texts.At(int(phrases.At(i))), " ")
		second, _, _ := strings.Cut(rest, " ")
		out[i] = beginnings(second)
	}
	return out
}

// None reports that no entry begins with the word.
func (s PhraseStarts) None() bool { return len(s.list) == 0 }

// At is PhraseAt for normalised words, of which the first is the one that s is of.
func (s PhraseStarts) At(words []string) (PhraseMatch, bool) {
	return s.longest(&phraseWords{written: words, normal: true})
}

func (s PhraseStarts) longest(words *phraseWords) (PhraseMatch, bool) {
	var best PhraseMatch
	if len(words.written) < 2 {
		return best, false
	}
	second := beginnings(words.at(1))
	for i := range s.list {
		st := &s.list[i]
		for k, begins := range st.seconds {
			if begins&second == 0 {
				continue
			}
			ph := st.phrases.At(k)
			n, joins, ok := st.layer.fits(int(ph), st.first, words)
			if !ok || n < best.Words || n == best.Words && joins == "" {
				continue
			}
			entry := st.layer.first + int32(st.layer.owners.At(int(ph)))
			best = PhraseMatch{Words: n, Proclitic: st.proclitic, Joins: joins, Entry: s.lexicon.entry(entry)}
			if src := s.lexicon.sourceOf(entry); src != nil {
				best.Source = src.Name
			}
		}
	}
	return best, best.Words > 0
}

// phraseWords are the words of a text, normalised once, when first looked at.
type phraseWords struct {
	written []string
	normal  bool // they are normalised
	folded  [maxFolded]string
}

// maxFolded is how many words are remembered; hardly an entry has more.
const maxFolded = 8

func (p *phraseWords) at(i int) string {
	if p.normal {
		return p.written[i]
	}
	if i >= maxFolded {
		return arabic.Normalize(p.written[i])
	}
	if p.folded[i] == "" {
		p.folded[i] = arabic.Normalize(p.written[i])
	}
	return p.folded[i]
}

// fits compares a phrase with the words of a text, of which first is the first one
// without its proclitics: how many words the phrase has, and what joins them to the
// word behind.
func (y *layer) fits(phrase int, first string, words *phraseWords) (n int, joins string, ok bool) {
	if n, ok = fits(y.texts.At(phrase), first, words); !ok {
		return 0, "", false
	}
	joins = y.joins.At(phrase)
	if joins != "" && (n >= len(words.written) || !strings.HasPrefix(words.at(n), joins)) {
		return 0, "", false
	}
	return n, joins, true
}

var phraseProclitics = []string{"", "و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "ولل", "وك", "فب", "فل"}

// fits compares the words of an entry with a text's and returns how many there
// are; first is the text's first word without its proclitics.
func fits(entry, first string, words *phraseWords) (n int, ok bool) {
	if i := strings.IndexByte(entry, ' '); i >= 0 && (len(words.written) < 2 || !mayFit(words.at(1), entry[i+1:])) {
		return 0, false
	}
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

// mayFit tells by their first letters, the article aside, that a word is not the one
// that a text begins with: so it is for most entries with the same first word.
func mayFit(got, want string) bool {
	gotBare, wantBare := strings.TrimPrefix(got, "ال"), strings.TrimPrefix(want, "ال")
	return sameLetter(gotBare, wantBare) || sameLetter(gotBare, want) || sameLetter(got, wantBare)
}

// sameLetter reports whether two words may begin with one letter: Arabic letters have
// two bytes.
func sameLetter(a, b string) bool {
	return len(a) < 2 || len(b) < 2 || a[0] == b[0] && a[1] == b[1]
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
	r := &Reading{Lemma: p.Entry.Lemma, POS: p.Entry.POS, How: Phrase, Source: p.Source, Form: Form{Proclitics: p.Proclitic}}
	out := make([]Match, len(p.Entry.Glosses))
	for k, g := range p.Entry.Glosses {
		out[k] = Match{g, glossStep * float64(k), r}
	}
	return out
}
