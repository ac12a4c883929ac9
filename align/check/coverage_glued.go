package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tarjuman/internal/frozen"
)

// Texts whose words have run together cannot be compared word by word, but the
// words are still in there: the English words look for their Arabic among the
// letters. Short lemmas are everywhere and prove nothing.
const (
	gluedLemma  = 3    // letters from which a lemma counts
	gluedWords  = 7    // English words that must be known
	gluedShared = 0.28 // share of them found, below which the texts do not belong together
)

// gluedUnrelated reports a pair whose Arabic has run together and in which next to
// none of the English words is found.
func (u *Unit) gluedUnrelated(ev *evidence, report func(Finding)) {
	known, found := ev.lettersShared(words(), u.Ar)
	if known >= gluedWords && float64(found) < gluedShared*float64(known+1) {
		report(u.finding("coverage.unrelated", u.milder(Critical), wholeText(u.Ar), wholeText(u.En),
			fmt.Sprintf("of %d English words %d can be found in the Arabic, whose words have run together: probably not a pair", known, found)))
	}
}

// lettersShared counts the English content words that are known, and of them those
// with an Arabic rendering among the letters of the Arabic text.
func (ev *evidence) lettersShared(k *knowledge, x *Text) (known, found int) {
	var b strings.Builder
	for _, t := range x.Tokens {
		b.WriteString(t.Norm)
	}
	letters := b.String()
	for j := range ev.en {
		w := &ev.en[j]
		switch {
		case w.k == nil:
			if len(w.text) > 1 && strings.Contains(letters, w.text) {
				known, found = known+1, found+1
			}
		case w.k.function || w.k.light || w.k.id < 0 || k.senses.At(int(w.k.id)).Len() == 0:
		default:
			known++
			if k.anyLemma(k.senses.At(int(w.k.id)), letters) {
				found++
			}
		}
	}
	return known, found
}

// anyLemma reports that the letters hold the lemma of one of the entries.
func (k *knowledge) anyLemma(entries frozen.Ints, letters string) bool {
	for e := range entries.All {
		lemma := strings.TrimSuffix(strings.TrimSuffix(k.lex.Lemma(int(e)), "ه"), "ي")
		if utf8.RuneCountInString(lemma) >= gluedLemma && strings.Contains(letters, strings.TrimPrefix(lemma, "ال")) {
			return true
		}
	}
	return false
}
