package lexicon

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// indexer collects the written forms of entries.
type indexer struct {
	lemmas   []string
	nominals map[string][]uint32
	verbs    [2]map[string][]uint32
	phrases  map[string][]uint32
	texts    []string
	joins    []string
	owners   []uint32
}

func newIndexer(entries []Entry) *indexer {
	b := &indexer{
		lemmas:   make([]string, len(entries)),
		nominals: make(map[string][]uint32, 2*len(entries)),
		verbs:    [2]map[string][]uint32{make(map[string][]uint32, len(entries)/2), make(map[string][]uint32, len(entries)/2)},
		phrases:  make(map[string][]uint32, len(entries)/4),
	}
	for i := range entries {
		b.lemmas[i] = arabic.Normalize(entries[i].Lemma)
		b.index(uint32(i), &entries[i])
	}
	return b
}

func (b *indexer) index(i uint32, e *Entry) {
	if strings.Contains(e.Lemma, " ") {
		b.indexPhrase(i, e)
		return
	}
	if e.POS == Verb {
		b.indexVerb(i, e)
		return
	}
	b.addForm(b.lemmas[i], i)
	for _, f := range e.Forms {
		b.addForm(arabic.Normalize(f), i)
	}
}

// indexPhrase files a multi-word entry under its first word and under the other
// forms of that word, which the forms column of such an entry lists. A last word
// that is one bare letter is a preposition written together with the word behind
// the entry ("مقارنة ب").
func (b *indexer) indexPhrase(i uint32, e *Entry) {
	words := strings.Fields(b.lemmas[i])
	joins := ""
	if last := words[len(words)-1]; utf8.RuneCountInString(last) == 1 && len(words) > 1 {
		words, joins = words[:len(words)-1], last
	}
	add := func(first string) {
		key := phraseKey(first)
		b.phrases[key] = append(b.phrases[key], uint32(len(b.texts)))
		b.texts = append(b.texts, strings.Join(append([]string{first}, words[1:]...), " "))
		b.joins = append(b.joins, joins)
		b.owners = append(b.owners, i)
	}
	add(words[0])
	for _, f := range e.Forms {
		add(arabic.Normalize(f))
	}
}

func (b *indexer) addForm(form string, i uint32) {
	list := b.nominals[form]
	if len(list) > 0 && list[len(list)-1] == i {
		return
	}
	b.nominals[form] = append(list, i)
}

// addStem files a stem; of several alike of one verb the first stays.
func (b *indexer) addStem(a aspect, form string, st stem) {
	list := b.verbs[a][form]
	if n := len(list); n > 0 && unpackStem(list[n-1]).entry == st.entry {
		return
	}
	b.verbs[a][form] = append(list, st.pack())
}

// indexVerb files the stems that the regular endings attach to. A final weak
// letter falls before some endings (دعا: دعت, دعوا; رمى: رمت, رموا), so the stem
// without it is filed too.
func (b *indexer) indexVerb(i uint32, e *Entry) {
	perf := b.lemmas[i]
	b.addStem(perfect, perf, stem{entry: int32(i)})
	if short, ok := dropWeak(perf); ok {
		b.addStem(perfect, short, stem{int32(i), 0, true})
		for _, long := range [...]string{"ي", "و", "ا"} {
			b.addStem(perfect, short+long, stem{int32(i), 1, true})
		}
	}
	for k, f := range e.Forms {
		f = arabic.Normalize(f)
		if impf, ok := strings.CutPrefix(f, "ي"); ok && (k == 0 || !strings.HasSuffix(f, "ت")) {
			b.indexImperfect(i, impf)
			continue
		}
		b.addStem(perfect, strings.TrimSuffix(f, "ت"), stem{int32(i), 0, true})
	}
	for _, p := range passivePerfects(perf) {
		b.addStem(perfect, p, stem{int32(i), 1, false})
	}
}

// indexImperfect files an imperfect without its personal prefix, and the shorter
// stems of weak verbs: before endings, in the passive, in the jussive.
func (b *indexer) indexImperfect(i uint32, impf string) {
	b.addStem(imperfect, impf, stem{entry: int32(i)})
	if short, ok := dropWeak(impf); ok {
		b.addStem(imperfect, short, stem{int32(i), 1, false})
		b.addStem(imperfect, short+"ا", stem{int32(i), 1, false}) // passive and before pronouns: يدعى, يراه
		b.addStem(imperfect, short+"ي", stem{int32(i), 1, false})
	}
	if short, ok := hollowJussive(impf); ok {
		b.addStem(imperfect, short, stem{int32(i), 2, false}) // لم يقل, لم يصب
	}
	if p, ok := passiveImperfect(impf); ok {
		b.addStem(imperfect, p, stem{int32(i), 1, false})
	}
}

// dropWeak cuts a final ا, ي or و off a stem of three letters or more.
func dropWeak(stem string) (string, bool) {
	r, n := utf8.DecodeLastRuneInString(stem)
	if (r == 'ا' || r == 'ي' || r == 'و') && utf8.RuneCountInString(stem) >= 2 {
		return stem[:len(stem)-n], true
	}
	return stem, false
}

// hollowJussive cuts the long vowel before the last letter, as the jussive does:
// قول (of يقول) to قل.
func hollowJussive(impf string) (string, bool) {
	r := []rune(impf)
	if n := len(r); n >= 3 && (r[n-2] == 'و' || r[n-2] == 'ي' || r[n-2] == 'ا') {
		return string(r[:n-2]) + string(r[n-1]), true
	}
	return impf, false
}
