package check

import (
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/frozen"
	"tarjuman/internal/values"
)

// evidence is which word of one text is explained by which word of the other:
// by the lexicon's glosses, by multi-word entries, by the sound of names, by
// regions and by equal numbers. It is the common ground of the rules about
// names, negation, coverage and pronouns.
type evidence struct {
	ar []arWord
	en []enWord
	// pairs holds, for every Arabic word, the English words that may render it.
	pairs [][]wordLink
	// stems are those of the English words.
	stems stemFilter
	// pairedOff is the matching, once it was asked for.
	pairedOff *matching
	shares    *profile // see evidence.profile
}

// wordLink is one possible rendering: an English word and how good it is, from
// 0 to 1.
type wordLink struct {
	en       int32
	strength float32
}

// arWord is a word or number of the Arabic text.
type arWord struct {
	Span
	token  int // in Text.Tokens
	norm   string
	k      *arKnown // nil for numbers and Latin words
	phrase int32    // number of the multi-word entry it belongs to, from 1; 0 for none
	best   float32  // strength of its best link
	link   int32    // the English word of that link, -1 for none
	entry  *lexicon.Entry
	// whole is set where the multi-word entry as a whole is rendered, not only a word of it.
	whole bool
	// attended is how well the links of the engine that translated explain the word;
	// missed says that there are such links but none to this word.
	attended float32
	missed   bool
}

// enWord is a word or number of the English text; a hyphen divides words.
type enWord struct {
	Span
	token int
	text  string
	k     *enKnown // nil for numbers
	cap   bool     // begins with a capital
	start bool     // stands where any word has a capital: sentence or quotation start
	best  float32
	link  int32

	attended float32 // as of an Arabic word
}

// Strengths of links.
const (
	sureLink  = 1    // a gloss, a phrase, an equal number
	rootLink  = 0.7  // a word of the same root as a gloss
	wideLink  = 0.45 // a synonym of a gloss
	partLink  = 0.5  // one word of a longer gloss
	looseLink = 0.6  // a word that may stand for a country
	soundSame = 0.72 // similarity from which two names are taken for one
	soundOnly = 0.85 // the same where the Arabic word has other readings
)

// evidence returns the unit's word links, worked out on first use.
func (u *Unit) evidence() *evidence {
	if u.words == nil {
		u.words = newEvidence(u.know(), u)
	}
	return u.words
}

func newEvidence(k *knowledge, u *Unit) *evidence {
	ev := &evidence{ar: arabicWords(k, u.Ar), en: englishWords(k, u.En)}
	ev.pairs = newLinks(len(ev.ar))
	for j := range ev.en {
		if w := ev.en[j].k; w != nil && w.id >= 0 {
			ev.stems.add(w.id)
		}
	}
	ev.linkPhrases(k, u.Ar)
	for i := range ev.ar {
		ev.linkWord(k, i)
	}
	ev.linkNames(k)
	ev.linkNeighbours(k)
	ev.linkStrangers(k)
	ev.dropRivals()
	ev.linkLetters()
	ev.dropClaimed()
	ev.linkValues(u.matched().equal)
	ev.attend(u)
	return ev
}

// usualLinks is how many links of a word there is room for from the start.
const usualLinks = 4

// newLinks makes room for the links of n words at once.
func newLinks(n int) [][]wordLink {
	room := make([]wordLink, n*usualLinks)
	out := make([][]wordLink, n)
	for i := range out {
		out[i] = room[i*usualLinks : i*usualLinks : (i+1)*usualLinks]
	}
	return out
}

func arabicWords(k *knowledge, t *Text) []arWord {
	out := make([]arWord, 0, len(t.Tokens))
	for i, tok := range t.Tokens {
		if tok.Kind == arabic.Punct {
			continue
		}
		w := arWord{Span: tok.Span(), token: i, norm: tok.Norm, link: -1}
		if tok.Kind == arabic.Word {
			w.k = k.arabicForm(tok.form)
		}
		out = append(out, w)
	}
	return out
}

func englishWords(k *knowledge, t *Text) []enWord {
	out := make([]enWord, 0, len(t.Tokens))
	start := true
	for i, tok := range t.Tokens {
		switch tok.Kind {
		case arabic.Punct:
			start = start || opensSentence(tok.Norm) && !(tok.Norm == "." && i > 0 && abbreviates(k, t.Tokens[i-1].Text(t)))
			continue
		case arabic.Latin:
			if i > 0 && t.Tokens[i-1].Kind == arabic.Number && t.Tokens[i-1].End == tok.Start {
				continue // th, m, km: the number carries them
			}
			out = appendLatin(k, out, t, i, start)
		case arabic.Number:
			out = append(out, enWord{Span: tok.Span(), token: i, text: tok.Norm, link: -1, start: start})
		}
		start = false
	}
	return out
}

// abbreviates reports whether a full stop after the word ends an abbreviation
// before a name: a title, or an initial.
func abbreviates(k *knowledge, word string) bool {
	return len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' || len(word) <= 5 && k.light.has(englishTitle, strings.ToLower(word))
}

func opensSentence(mark string) bool {
	switch mark {
	case ".", "!", "?", ":", "…", "\"", "“", "”", "‘", "«", "'", "’", "(", "[", "-", "–", "—", "•", ";", "/", "|":
		return true
	}
	return false
}

// appendLatin adds the parts of one token, divided at hyphens.
func appendLatin(k *knowledge, out []enWord, t *Text, tok int, start bool) []enWord {
	at := t.Tokens[tok].Start
	parts := t.Tokens[tok].parts
	for i := range parts {
		p := &parts[i]
		out = append(out, enWord{
			Span: Span{at + p.start, at + p.end}, token: tok, text: p.text, cap: p.cap, start: start, link: -1,
			k: k.englishPart(p, p.allCaps || p.cap && !start),
		})
		start = false
	}
	return out
}

func (ev *evidence) add(i, j int, strength float32) {
	for n := range ev.pairs[i] {
		if l := &ev.pairs[i][n]; int(l.en) == j {
			l.strength = max(l.strength, strength)
			ev.improve(i, j, strength)
			return
		}
	}
	ev.pairs[i] = append(ev.pairs[i], wordLink{int32(j), strength})
	ev.improve(i, j, strength)
}

// improve records the link as the best of either word if it is; among equals
// the one nearest to the diagonal of the two texts wins.
func (ev *evidence) improve(i, j int, strength float32) {
	a, e := &ev.ar[i], &ev.en[j]
	if strength > a.best || strength == a.best && a.link >= 0 && ev.offDiagonal(i, j) < ev.offDiagonal(i, int(a.link)) {
		a.best, a.link = strength, int32(j)
	}
	if strength > e.best || strength == e.best && e.link >= 0 && ev.offDiagonal(i, j) < ev.offDiagonal(int(e.link), j) {
		e.best, e.link = strength, int32(i)
	}
}

func (ev *evidence) offDiagonal(i, j int) float32 {
	d := float32(i)/float32(len(ev.ar)) - float32(j)/float32(len(ev.en))
	return max(d, -d)
}

// linkPhrases finds multi-word entries, and links all their words when a
// rendering stands in the English text.
func (ev *evidence) linkPhrases(k *knowledge, t *Text) {
	var norms []string
	number := int32(0)
	for i := 0; i < len(ev.ar); i++ {
		if ev.ar[i].k == nil || ev.ar[i].k.phrases.None() {
			continue
		}
		if norms == nil {
			norms = ev.normalised(t)
		}
		p, ok := ev.ar[i].k.phrases.At(norms[i:min(len(norms), i+7)])
		if !ok {
			continue
		}
		number++
		for n := range p.Words {
			ev.ar[i+n].phrase, ev.ar[i+n].entry = number, p.Entry
		}
		ev.linkEntry(k, i, p.Words, p.Entry)
		i += p.Words - 1
	}
}

// normalised are the words of the Arabic text as the lexicon's phrases are written.
func (ev *evidence) normalised(t *Text) []string {
	out := make([]string, len(ev.ar))
	for i := range ev.ar {
		out[i] = ev.ar[i].norm
		if ev.ar[i].k == nil {
			out[i] = arabic.Normalize(t.Raw[ev.ar[i].Start:ev.ar[i].End])
		}
	}
	return out
}

func (ev *evidence) linkEntry(k *knowledge, i, n int, e *lexicon.Entry) {
	g := k.phraseGloss(e)
	for j := range ev.en {
		w := ev.en[j].k
		if w == nil {
			continue
		}
		strength := k.places.strength(g.region, w)
		if contains(g.direct, w.id) {
			strength = sureLink
		}
		if strength > 0 {
			for m := range n {
				ev.add(i+m, j, strength)
				ev.ar[i+m].whole = true
			}
		}
	}
	for _, stems := range g.multi {
		at := ev.find(stems)
		if at == nil {
			continue
		}
		for _, j := range at {
			for m := range n {
				ev.add(i+m, j, sureLink)
				ev.ar[i+m].whole = true
			}
		}
	}
}

// find returns the places of all stems in the English text, or nil when one is
// missing.
func (ev *evidence) find(stems frozen.Ints) []int {
	for n := range stems.All {
		if !ev.stems.mayHave(int32(n)) {
			return nil
		}
	}
	out := make([]int, 0, stems.Len())
	for n := range stems.All {
		id := int32(n)
		at := -1
		for j := range ev.en {
			if w := ev.en[j].k; w != nil && w.id == id && (at < 0 || len(out) > 0 && distance(j, out[0]) < distance(at, out[0])) {
				at = j
			}
		}
		if at < 0 {
			return nil
		}
		out = append(out, at)
	}
	return out
}

func distance(a, b int) int { return max(a-b, b-a) }

func (ev *evidence) linkWord(k *knowledge, i int) {
	a := &ev.ar[i]
	if a.k == nil {
		ev.linkEqual(i)
		return
	}
	g := &a.k.gloss
	for j := range ev.en {
		e := ev.en[j].k
		if e == nil {
			continue
		}
		switch {
		case g.hasDirect(e):
			ev.add(i, j, sureLink)
		case len(a.k.region) > 0 && k.places.strength(a.k.region, e) > 0:
			ev.add(i, j, k.places.strength(a.k.region, e))
		case len(a.k.capital) > 0 && ev.en[j].cap && shares(a.k.capital, ev.countryAt(k, j)) && !ev.behindPlace(i):
			ev.add(i, j, looseLink) // واشنطن acts for the United States
		case e.function:
		case g.hasRoot(e):
			ev.add(i, j, rootLink)
		case g.sharesSense(e):
			ev.add(i, j, wideLink)
		}
	}
	for _, stems := range g.multi {
		ev.linkLong(i, stems)
	}
}

// countryAt is the country that the English word at j names, alone or as the end of two
// words: the United States.
func (ev *evidence) countryAt(k *knowledge, j int) []int32 {
	e := &ev.en[j]
	if e.k.name.has(countryName) && len(e.k.region) > 0 {
		return e.k.region
	}
	if j > 0 && ev.en[j-1].cap && ev.en[j-1].k != nil {
		return k.places.own[ev.en[j-1].k.norm+" "+e.k.norm]
	}
	return nil
}

// behindPlace reports whether the word at i stands behind a preposition of place: there
// a capital is a city.
func (ev *evidence) behindPlace(i int) bool {
	if i == 0 {
		return false
	}
	switch withoutConjunction(ev.ar[i-1].norm) {
	case "في", "الي", "من", "نحو", "قرب", "خارج", "داخل", "مدينه", "العاصمه", "وسط", "شمال", "جنوب", "شرق", "غرب", "مطار", "بين", "عبر":
		return true
	}
	return false
}

// linkLong links a gloss of several words: surely when all are there, partly
// when the first or last is.
func (ev *evidence) linkLong(i int, stems frozen.Ints) {
	if at := ev.find(stems); at != nil {
		for _, j := range at {
			ev.add(i, j, sureLink)
		}
		return
	}
	first, last := int32(stems.At(0)), int32(stems.At(stems.Len()-1))
	if !ev.stems.mayHave(first) && !ev.stems.mayHave(last) {
		return
	}
	for j := range ev.en {
		if w := ev.en[j].k; w != nil && !w.light && (w.id == first || w.id == last) && w.id >= 0 {
			ev.add(i, j, partLink)
		}
	}
}

// dropClaimed takes loose links to a country away where the English word renders
// another Arabic word: Edinburgh does not stand for Scotland beside أدنبره.
func (ev *evidence) dropClaimed() {
	for i := range ev.ar {
		a := &ev.ar[i]
		if a.best != looseLink || a.link < 0 {
			continue
		}
		free := false
		for _, l := range ev.pairs[i] {
			free = free || l.strength == looseLink && ev.en[l.en].best <= looseLink
		}
		if !free {
			a.best, a.link = 0, -1
		}
	}
}

// linkValues links the words of values that are equal in other words: "a year and a
// half" and 18 شهرا. Words that merely suggest a number have links of their own.
func (ev *evidence) linkValues(equal [][2]*values.Value) {
	for _, v := range equal {
		if v[0].Weak || v[1].Weak || !v[0].Spelled && !v[1].Spelled {
			continue
		}
		for i := range ev.ar {
			if a := &ev.ar[i]; a.Start < v[0].Start || a.End > v[0].End {
				continue
			}
			for j := range ev.en {
				if e := &ev.en[j]; e.Start >= v[1].Start && e.End <= v[1].End {
					ev.add(i, j, sureLink)
				}
			}
		}
	}
}

// linkEqual links a number or a Latin word of the Arabic text to the same in
// the English.
func (ev *evidence) linkEqual(i int) {
	for j := range ev.en {
		if strings.EqualFold(ev.en[j].text, ev.ar[i].norm) {
			ev.add(i, j, sureLink)
		}
	}
}
