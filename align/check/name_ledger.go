package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// Name is one line of a names ledger: a name of the Arabic text and how the
// English text writes it.
type Name struct {
	Arabic    string     // the usual written form, without proclitics
	Kind      string     // "person", "place", "country" or "organisation"
	Spellings []Spelling // Latin spellings, the most frequent first; empty when it was never found
	Missing   []int      // indices of the pairs where nothing renders it
}

// Spelling is one way in which a name is written.
type Spelling struct {
	Text  string
	Pairs []int // indices of the pairs, one for every use, ascending
}

// ledgerKinds names the kinds of names that a ledger lists. Peoples are left out:
// they are adjectives, and English has several for most.
var ledgerKinds = map[nameKind]string{personName: "person", placeName: "place", countryName: "country", orgName: "organisation"}

// Names lists the names of a document in order of first appearance, with every
// Latin spelling of each: a translation should have one. The direction of the
// document does not matter. Names are those the lexicon has, words that can be
// nothing but a foreign name, and words that the English text spells with a
// capital by their sound.
func (c *Checker) Names(doc Document) []Name {
	units := analyse(doc)
	l := nameLedger{byForm: map[string]*Name{}}
	for i := range units.Units {
		u := &units.Units[i]
		u.know = c.words
		ev := u.evidence()
		for _, n := range joinNames(ev, ev.withSpelled(u.know(), ev.arabicNames())) {
			l.add(u, ev, n)
		}
	}
	out := make([]Name, len(l.order))
	for i, n := range l.order {
		slices.SortStableFunc(n.Spellings, func(a, b Spelling) int { return len(b.Pairs) - len(a.Pairs) })
		out[i] = *n
	}
	return out
}

// withSpelled adds to the names of a text the words between them that the English text
// spells as a name by their sound, whatever else they may mean: القادري is "the able one"
// too, but not beside Kadri.
func (ev *evidence) withSpelled(k *knowledge, names []arName) []arName {
	var out []arName
	from := 0
	add := func(to int) {
		for i := from; i < to; i++ {
			if ev.isSpelled(k, i) {
				out = append(out, arName{first: i, last: i, kind: personName, match: ev.ar[i].best, name: true})
			}
		}
	}
	for _, n := range names {
		add(n.first)
		out = append(out, n)
		from = n.last + 1
	}
	add(len(ev.ar))
	return out
}

// isSpelled reports whether the English word that renders the Arabic word i is a name
// that sounds like it. Known places and peoples are names without that.
func (ev *evidence) isSpelled(k *knowledge, i int) bool {
	a := &ev.ar[i]
	if a.k == nil || a.phrase > 0 || a.link < 0 || a.best < soundSame || a.k.neg != affirms || kinship(a.norm) {
		return false
	}
	e := &ev.en[a.link]
	if !ev.properName(int(a.link)) || e.k.common || len(e.k.region) > 0 || e.k.capital {
		return false
	}
	return k.similarity(a.k, e.k, e.text) >= soundSame
}

// joinNames makes one name of given name and surname.
func joinNames(ev *evidence, names []arName) []arName {
	var out []arName
	for _, n := range names {
		if ledgerKinds[n.kind] == "" {
			continue
		}
		if k := len(out); k > 0 && out[k-1].kind == personName && n.kind == personName && ev.adjoin(out[k-1].last, n.first) {
			out[k-1].last = n.last
			continue
		}
		out = append(out, n)
	}
	return out
}

// adjoin reports whether two neighbouring Arabic words may be parts of one full
// name: no mark stands between them, and the English words they are rendered by,
// if any, are neighbours too.
func (ev *evidence) adjoin(i, next int) bool {
	a, b := &ev.ar[i], &ev.ar[next]
	son := next == i+2 && kinship(ev.ar[i+1].norm)
	if next != i+1 && !son || b.token != a.token+next-i {
		return false
	}
	if b.best < soundSame || a.best < soundSame {
		return !strings.HasPrefix(b.norm, "و")
	}
	for j := a.link + 1; j < b.link; j++ {
		if !ev.joinsName(int(j)) {
			return false
		}
	}
	return b.link >= a.link
}

// joinsName reports whether the English word at j may stand between the parts of a full
// name, of any language.
func (ev *evidence) joinsName(j int) bool { return ev.particle(j) || nameParticle(ev.en[j].text) }

// nameLedger gathers names while the units of a document are read.
type nameLedger struct {
	byForm map[string]*Name
	order  []*Name
}

func (l *nameLedger) add(u *Unit, ev *evidence, n arName) {
	text, found := ev.spelled(u.En, n)
	form := ev.nameForm(u.Ar, n, text)
	key := arabic.Normalize(form)
	name := l.byForm[key]
	if name == nil {
		name = &Name{Arabic: form, Kind: ledgerKinds[n.kind]}
		l.byForm[key] = name
		l.order = append(l.order, name)
	}
	if !found {
		name.Missing = append(name.Missing, u.Index)
		return
	}
	for i := range name.Spellings {
		if s := &name.Spellings[i]; s.Text == text {
			s.Pairs = append(s.Pairs, u.Index)
			return
		}
	}
	name.Spellings = append(name.Spellings, Spelling{text, []int{u.Index}})
}

// widestSpelling is how many English words one name may have.
const widestSpelling = 6

// spelled returns the English words that render a name, from the first to the
// last, without a possessive ending.
func (ev *evidence) spelled(en *Text, n arName) (string, bool) {
	first, last := -1, -1
	for i := n.first; i <= n.last; i++ {
		a := &ev.ar[i]
		if a.link < 0 || a.best < soundSame {
			continue
		}
		j := int(a.link)
		if first < 0 || j < first {
			first = j
		}
		last = max(last, j)
		if a.phrase > 0 {
			first, last = ev.phraseSpan(i, first, last)
		}
	}
	if first < 0 || last-first >= widestSpelling || !ev.en[first].cap && !ev.en[last].cap {
		return "", false
	}
	for last+1 < len(ev.en) && ev.joinsName(last) && last > first {
		last++ // al-Razzaz, of which the article alone was found
	}
	text := en.Raw[ev.en[first].Start:ev.en[last].End]
	return strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s"), true
}

// phraseSpan widens a span to the neighbouring words that render the same entry of
// several words.
func (ev *evidence) phraseSpan(i, first, last int) (int, int) {
	sure := func(j int) bool {
		for _, l := range ev.pairs[i] {
			if int(l.en) == j && l.strength >= sureLink {
				return true
			}
		}
		return false
	}
	for first > 0 && sure(first-1) {
		first--
	}
	for last+1 < len(ev.en) && sure(last+1) {
		last++
	}
	return first, last
}

// nameForm is the Arabic name without proclitics: the lexicon's lemma, or the word
// as written less a letter that its Latin spelling does not have.
func (ev *evidence) nameForm(ar *Text, n arName, latin string) string {
	w := &ev.ar[n.first]
	if w.phrase > 0 && n.first != n.last && ev.ar[n.last].phrase == w.phrase {
		return w.entry.Lemma
	}
	if n.first == n.last && n.known && len(w.k.matches) > 0 {
		return w.k.matches[0].Lemma
	}
	written := arabic.Strip(ar.Raw[w.Start:ev.ar[n.last].End])
	head, rest, many := strings.Cut(written, " ")
	if lemma := w.k.personLemma(latin); lemma != "" {
		head = lemma
	} else {
		head = withoutProclitic(head, latin)
	}
	if many {
		return head + " " + rest
	}
	return head
}

// personLemma is the given name that the word may be, if it sounds like the Latin
// spelling: عمر of لعمر, for Omar.
func (w *arKnown) personLemma(latin string) string {
	latin, _, _ = strings.Cut(latin, " ")
	for i, m := range w.matches {
		if m.POS == lexicon.Person && (i == 0 || lexicon.NameSimilarity(m.Lemma, latin) >= soundSame) {
			return m.Lemma
		}
	}
	return ""
}

// withoutProclitic cuts a conjunction or preposition off an unknown name where its
// Latin spelling does not begin with that letter.
func withoutProclitic(word, latin string) string {
	latin, _, _ = strings.Cut(latin, " ")
	if latin == "" {
		return word
	}
	for p, begins := range map[string]string{"و": "wuov", "ف": "fvp", "ب": "bpv", "ل": "l", "ك": "kcqgx"} {
		rest, ok := strings.CutPrefix(word, p)
		if ok && utf8.RuneCountInString(rest) >= 2 && !strings.Contains(begins, strings.ToLower(latin[:1])) {
			return rest
		}
	}
	return word
}
