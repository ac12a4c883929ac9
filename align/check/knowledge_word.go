package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/english"
)

// arKnown is what is known of an Arabic word wherever it stands.
type arKnown struct {
	norm    string
	matches []lexicon.Match
	gloss   glossSet
	content bool // has to be rendered
	light   bool // often left out by good translators
	phrase  bool // may begin a multi-word entry
	name    nameKind
	// sure is set when nothing but a name is spelled like this.
	sure    bool
	region  []int32 // regions the word stands for (see placeTable)
	neg     negKind
	mask    soundMask
	foreign float64 // log-odds per letter that it is a name, for words without a good reading
	letter  string  // the Latin letter an Arabic letter name spells: بي is b
}

// glossSet is what an Arabic word or phrase may become in English.
type glossSet struct {
	direct []int32   // stems of one-word glosses, sorted
	roots  []int32   // beginnings of those stems, sorted
	wide   []int32   // stems of words that share a sense with a gloss, sorted
	multi  [][]int32 // stems of longer glosses
	region []int32   // of a phrase: regions it names
}

// enKnown is what is known of an English word wherever it stands.
type enKnown struct {
	norm     string // lower case, without a possessive ending
	stem     string
	id, root int32 // -1 where the lexicon's glosses do not have it
	function bool
	light    bool
	common   bool    // glosses have the word in lower case
	name     nameSet // kinds of names that have it with a capital
	region   []int32
	neg      negKind
	mask     soundMask
}

// nameKind classes names by how they are compared.
type nameKind uint8

const (
	noName nameKind = iota
	countryName
	placeName
	orgName
	demonymName
	personName
)

var nameKinds = map[string]nameKind{
	lexicon.Country: countryName, lexicon.Place: placeName, lexicon.Org: orgName, lexicon.Demonym: demonymName, lexicon.Person: personName,
}

// nameSet is a set of name kinds; wholeName is added where the word alone is a
// name.
type nameSet uint8

const wholeName nameSet = 1 << 7

func nameSetOf(pos string, whole bool) nameSet {
	s := nameSet(1) << nameKinds[pos]
	if whole {
		s |= wholeName
	}
	return s
}

// has reports whether the word alone is a name of one of the kinds.
func (s nameSet) has(kinds ...nameKind) bool {
	if s&wholeName == 0 {
		return false
	}
	for _, k := range kinds {
		if s&(1<<k) != 0 {
			return true
		}
	}
	return false
}

func (k *knowledge) arabic(norm string) *arKnown {
	k.mu.RLock()
	w, ok := k.ar[norm]
	k.mu.RUnlock()
	if ok {
		return w
	}
	w = k.newArabic(strings.Clone(norm))
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.ar) >= wordCacheSize {
		clear(k.ar)
	}
	k.ar[w.norm] = w
	return w
}

// maxReadings bounds how many renderings of a word are considered: the far
// readings of a short form are noise.
const maxReadings = 40

// farReading is how much costlier than the best a reading may be to count.
const farReading = 4.5

func (k *knowledge) newArabic(norm string) *arKnown {
	w := &arKnown{norm: norm, matches: k.lookup(norm), neg: k.negation.arabic(norm), mask: arabicMask(norm), letter: k.light.letters[norm]}
	w.light = k.light.has(arabicLight, norm)
	if w.neg == affirms && len(w.matches) == 0 && gluedNegation(norm) {
		w.neg = mayDeny
	}
	for len(w.matches) > maxReadings || len(w.matches) > 0 && w.matches[len(w.matches)-1].Cost > w.matches[0].Cost+farReading {
		w.matches = w.matches[:len(w.matches)-1]
	}
	w.phrase = k.startsPhrase(norm)
	w.content = needsRendering(w.matches)
	for _, m := range w.matches {
		k.addGloss(&w.gloss, m.Gloss)
		if kind := nameKinds[m.POS]; kind == countryName || kind == demonymName || kind == placeName {
			w.region = k.places.add(w.region, m.Gloss)
		}
	}
	k.widen(&w.gloss)
	w.name, w.sure = nameReading(w.matches)
	if w.poorlyKnown() {
		w.foreign = k.likeness.of(norm)
	}
	return w
}

// poorlyKnown reports whether the lexicon has no good reading of the word.
func (w *arKnown) poorlyKnown() bool { return len(w.matches) == 0 || w.matches[0].Cost >= 3 }

// lookup also tries the article that لل hides: للصين is ل and الصين.
func (k *knowledge) lookup(norm string) []lexicon.Match {
	ms := k.lex.Lookup(norm)
	for _, p := range [...]string{"لل", "ولل", "فلل"} {
		rest, ok := strings.CutPrefix(norm, p)
		if !ok || utf8.RuneCountInString(rest) < 2 {
			continue
		}
		if with := k.lex.Lookup("ال" + rest); len(with) > 0 && (len(ms) == 0 || with[0].Cost <= ms[0].Cost) {
			return with
		}
	}
	return ms
}

// needsRendering reports whether a word carries content: it is unknown, or its
// best reading is not a function word.
func needsRendering(ms []lexicon.Match) bool {
	if len(ms) == 0 {
		return true
	}
	for _, m := range ms {
		if m.Cost > ms[0].Cost+1 {
			break
		}
		switch m.POS {
		case lexicon.Preposition, lexicon.Conjunction, lexicon.Particle, lexicon.Pronoun, lexicon.Numeral, lexicon.Interject:
			return false
		}
		if english.IsFunctionWord(m.Gloss) && m.Cost == ms[0].Cost {
			return false
		}
	}
	return true
}

// rivalReading is how much costlier another reading must be for a name to be
// sure: given names are often words, places seldom.
var rivalReading = map[nameKind]float64{countryName: 0.9, placeName: 0.9, orgName: 2, demonymName: 2, personName: 2}

// nameReading returns which kind of name the best reading is, and whether no
// other reading comes near it.
func nameReading(ms []lexicon.Match) (nameKind, bool) {
	if len(ms) == 0 {
		return noName, false
	}
	kind := noName
	for _, m := range ms {
		if m.Cost > ms[0].Cost+1 {
			break
		}
		if n := nameKinds[m.POS]; n != noName {
			kind = n
			break
		}
	}
	if kind == noName {
		return noName, false
	}
	for _, m := range ms {
		if nameKinds[m.POS] == noName && m.Cost <= ms[0].Cost+rivalReading[kind] {
			return kind, false
		}
	}
	return kind, true
}

func (k *knowledge) startsPhrase(norm string) bool {
	if k.starts[strings.TrimPrefix(norm, "ال")] {
		return true
	}
	for _, p := range [...]string{"و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "ولل", "وك"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && k.starts[strings.TrimPrefix(rest, "ال")] {
			return true
		}
	}
	return false
}

// addGloss files the stems of one rendering.
func (k *knowledge) addGloss(g *glossSet, gloss string) {
	ids := k.stemsOf[gloss]
	for _, id := range ids {
		if r := k.rootIDs[id]; r >= 0 {
			g.roots = append(g.roots, r)
		}
	}
	switch {
	case len(ids) == 1:
		g.direct = append(g.direct, ids[0])
	case len(ids) > 1:
		g.multi = append(g.multi, ids)
	}
}

// widen adds the stems that share an entry with a direct one: other renderings
// of a synonym. It ends by sorting the sets.
func (k *knowledge) widen(g *glossSet) {
	for _, id := range g.direct {
		if int(id) >= len(k.senses) || len(k.senses[id]) > wideLimit {
			continue
		}
		for _, e := range k.senses[id] {
			g.wide = append(g.wide, k.glosses[e]...)
		}
	}
	for _, set := range []*[]int32{&g.direct, &g.roots, &g.wide} {
		slices.Sort(*set)
		*set = slices.Clip(slices.Compact(*set))
	}
}

// english returns what is known of a word as written: capitals matter for US
// and May, which are function words in lower case.
func (k *knowledge) english(written string, proper bool) *enKnown {
	key := written
	if !proper {
		key = strings.ToLower(written)
	}
	k.mu.RLock()
	w, ok := k.en[key]
	k.mu.RUnlock()
	if ok {
		return w
	}
	w = k.newEnglish(key, proper)
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.en) >= wordCacheSize {
		clear(k.en)
	}
	k.en[strings.Clone(key)] = w
	return w
}

func (k *knowledge) newEnglish(key string, proper bool) *enKnown {
	norm := strings.ToLower(strings.ReplaceAll(key, "’", "'"))
	norm = strings.TrimSuffix(strings.TrimSuffix(norm, "'s"), "'")
	w := &enKnown{norm: norm, stem: wordStem(norm), id: -1, root: -1, mask: latinMask(norm)}
	w.neg = k.negation.english(norm, func(word string) bool { _, ok := k.stemIDs[wordStem(word)]; return ok })
	w.function = (english.IsFunctionWord(norm) || contraction(norm)) && !proper
	if id, ok := k.vocabulary(w, norm); ok {
		w.id = id
	}
	if r, ok := k.roots[rootOf(w.stem)]; ok {
		w.root = r
	}
	w.name = k.names[norm]
	w.common = k.lower[norm] || w.name == 0 && k.lowerStems[w.stem]
	w.light = k.light.has(englishLight, norm)
	w.region = k.places.add(nil, norm)
	return w
}

// vocabulary finds the word among the stems of glosses, by its base form or its
// American spelling where need be, and sets the stem to the one found.
func (k *knowledge) vocabulary(w *enKnown, norm string) (int32, bool) {
	if base, ok := baseForms()[norm]; ok {
		w.stem = wordStem(base)
	}
	if id, ok := k.stemIDs[w.stem]; ok {
		return id, true
	}
	known := func(word string) bool { _, ok := k.stemIDs[wordStem(word)]; return ok }
	if word, ok := american(norm, known); ok {
		w.stem = wordStem(word)
	}
	id, ok := k.stemIDs[w.stem]
	return id, ok
}

// contraction reports whether the word is a pronoun or auxiliary with another
// joined to it: you're, I'll, couldn't.
func contraction(norm string) bool {
	for _, e := range [...]string{"'re", "'ll", "'ve", "'d", "'m", "n't"} {
		if strings.HasSuffix(norm, e) {
			return true
		}
	}
	return norm == "i" || norm == "cannot"
}

func contains(sorted []int32, id int32) bool {
	_, ok := slices.BinarySearch(sorted, id)
	return ok
}

// similarity is sound, and 0 without asking where the consonants rule the pair
// out.
func (k *knowledge) similarity(ar *arKnown, en *enKnown, latin string) float32 {
	if !ar.mask.near(en.mask) {
		return 0
	}
	return k.sound(ar, en, latin)
}

// sound is lexicon.NameSimilarity, remembered.
func (k *knowledge) sound(ar *arKnown, en *enKnown, latin string) float32 {
	if ar == nil || en == nil || popcount(ar.mask^en.mask) > 4 {
		return 0
	}
	key := [2]string{ar.norm, latin}
	k.mu.RLock()
	s, ok := k.sounds[key]
	k.mu.RUnlock()
	if ok {
		return s
	}
	s = float32(lexicon.NameSimilarity(ar.norm, latin))
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.sounds) >= soundCacheSize {
		clear(k.sounds)
	}
	k.sounds[[2]string{ar.norm, strings.Clone(latin)}] = s
	return s
}

// soundMask is the set of consonant classes of a name.
type soundMask uint16

const (
	soundB soundMask = 1 << iota
	soundF
	soundG // velars and sibilants, which spellings mix: c, g, j, k, q, s, x, z
	soundL
	soundM
	soundN
	soundR
	soundT
)

// near reports whether two names may be spellings of one: their consonant
// classes differ in one at most, or in two when there are many.
func (m soundMask) near(o soundMask) bool {
	diff, all := popcount(m^o), popcount(m|o)
	return diff <= 1 || diff == 2 && all >= 5
}

func popcount(m soundMask) int {
	n := 0
	for ; m != 0; m &= m - 1 {
		n++
	}
	return n
}

func arabicMask(norm string) soundMask {
	var m soundMask
	rest := norm
	if utf8.RuneCountInString(norm) > 4 {
		rest = strings.TrimPrefix(norm, "ال")
	}
	for _, r := range rest {
		switch r {
		case 'ب', 'پ':
			m |= soundB
		case 'ف', 'ڤ':
			m |= soundF
		case 'ج', 'خ', 'غ', 'ق', 'ك', 'ز', 'س', 'ش', 'ص', 'چ', 'ژ', 'گ':
			m |= soundG
		case 'ل':
			m |= soundL
		case 'م':
			m |= soundM
		case 'ن':
			m |= soundN
		case 'ر':
			m |= soundR
		case 'ت', 'د', 'ط', 'ض', 'ظ', 'ذ', 'ث':
			m |= soundT
		}
	}
	return m
}

func latinMask(norm string) soundMask {
	var m soundMask
	for i := 0; i < len(norm); i++ {
		switch norm[i] {
		case 'b', 'p':
			m |= soundB
		case 'f', 'v':
			m |= soundF
		case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z':
			m |= soundG
		case 'l':
			m |= soundL
		case 'm':
			m |= soundM
		case 'n':
			m |= soundN
		case 'r':
			m |= soundR
		case 't', 'd':
			m |= soundT
		}
	}
	return m
}

// withoutConjunction cuts one-letter conjunctions and prepositions off a
// normalised word, for tables of whole words.
func withoutConjunction(norm string) string {
	for _, p := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return norm
}
