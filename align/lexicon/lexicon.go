package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

//go:embed data/*.tsv
var dataFiles embed.FS

// Lexicon is a set of entries indexed for lookup. It is immutable once built
// and safe for concurrent use.
type Lexicon struct {
	entries []Entry
	sources []Source // none in a lexicon built by New
	ends    []int32  // where the entries of each source end
	// nominals and verb stems map a normalised written form to entry indices.
	nominals  map[string][]int32
	perfect   map[string][]stem // stems that take the perfect endings
	imperfect map[string][]stem // stems without the personal prefix
	phrases   map[string][]phrase
	cache     lookupCache
	english   englishIndex
}

// stem is a verb stem of an entry.
type stem struct {
	entry int32
	cost  int8 // of a stem that only some forms of the verb have
	// bound says that an ending must follow: دع of دعا is a stem of دعوا and دعت,
	// but no word.
	bound bool
}

// phrase is a multi-word entry, filed under the stem of its first word.
type phrase struct {
	words []string // normalised
	joins string   // preposition that the word behind the phrase must start with
	entry int32
}

var defaultLexicon = sync.OnceValue(func() *Lexicon {
	names, err := fs.Glob(dataFiles, "data/*.tsv")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	var all []Entry
	for _, name := range names {
		f, err := dataFiles.Open(name)
		if err != nil {
			panic(err) // embedded
		}
		entries, err := Parse(f, name)
		f.Close()
		if err != nil {
			panic(fmt.Sprintf("built-in lexicon: %v", err)) // the data test keeps this from happening
		}
		all = append(all, entries...)
	}
	return Combine(Source{Kind: BuiltIn, About: "Arabic-English news", Entries: all}, cldrSource(all))
})

// Default returns the built-in lexicon, parsed on first use.
func Default() *Lexicon { return defaultLexicon() }

// New builds a lexicon from entries. Where several entries spell a form alike,
// all are kept; earlier entries rank first among equals.
func New(entries []Entry) *Lexicon {
	l := &Lexicon{
		entries:   entries,
		nominals:  make(map[string][]int32, 2*len(entries)),
		perfect:   make(map[string][]stem, len(entries)/2),
		imperfect: make(map[string][]stem, len(entries)/2),
		phrases:   make(map[string][]phrase, len(entries)/4),
	}
	for i := range entries {
		l.index(int32(i), &entries[i])
	}
	return l
}

// Len returns the number of entries.
func (l *Lexicon) Len() int { return len(l.entries) }

// Entries returns all entries; the slice must not be changed.
func (l *Lexicon) Entries() []Entry { return l.entries }

func (l *Lexicon) index(i int32, e *Entry) {
	if strings.Contains(e.Lemma, " ") {
		l.indexPhrase(i, e)
		return
	}
	if e.POS == Verb {
		l.indexVerb(i, e)
		return
	}
	l.addForm(l.nominals, arabic.Normalize(e.Lemma), i)
	for _, f := range e.Forms {
		l.addForm(l.nominals, arabic.Normalize(f), i)
	}
}

// indexPhrase files a multi-word entry under its first word and under the other
// forms of that word, which the forms column of such an entry lists. A last word
// that is one bare letter is a preposition written together with the word behind
// the entry ("مقارنة ب").
func (l *Lexicon) indexPhrase(i int32, e *Entry) {
	words := strings.Fields(arabic.Normalize(e.Lemma))
	joins := ""
	if last := words[len(words)-1]; utf8.RuneCountInString(last) == 1 && len(words) > 1 {
		words, joins = words[:len(words)-1], last
	}
	add := func(first string) {
		w := words
		if first != words[0] {
			w = append([]string{first}, words[1:]...)
		}
		key := phraseKey(first)
		l.phrases[key] = append(l.phrases[key], phrase{w, joins, i})
	}
	add(words[0])
	for _, f := range e.Forms {
		add(arabic.Normalize(f))
	}
}

func (l *Lexicon) addForm(m map[string][]int32, form string, i int32) {
	list := m[form]
	if len(list) > 0 && list[len(list)-1] == i {
		return
	}
	m[form] = append(list, i)
}

func addStem(m map[string][]stem, form string, st stem) {
	for _, have := range m[form] {
		if have.entry == st.entry {
			return
		}
	}
	m[form] = append(m[form], st)
}

// indexVerb files the stems that the regular endings attach to. A final weak
// letter falls before some endings (دعا: دعت, دعوا; رمى: رمت, رموا), so the stem
// without it is filed too.
func (l *Lexicon) indexVerb(i int32, e *Entry) {
	perf := arabic.Normalize(e.Lemma)
	addStem(l.perfect, perf, stem{entry: i})
	if short, ok := dropWeak(perf); ok {
		addStem(l.perfect, short, stem{i, 0, true})
		for _, long := range [...]string{"ي", "و", "ا"} {
			addStem(l.perfect, short+long, stem{i, 1, true})
		}
	}
	for k, f := range e.Forms {
		f = arabic.Normalize(f)
		if impf, ok := strings.CutPrefix(f, "ي"); ok && (k == 0 || !strings.HasSuffix(f, "ت")) {
			l.indexImperfect(i, impf)
			continue
		}
		addStem(l.perfect, strings.TrimSuffix(f, "ت"), stem{i, 0, true})
	}
	for _, p := range passivePerfects(perf) {
		addStem(l.perfect, p, stem{i, 1, false})
	}
}

// indexImperfect files an imperfect without its personal prefix, and the shorter
// stems of weak verbs: before endings, in the passive, in the jussive.
func (l *Lexicon) indexImperfect(i int32, impf string) {
	addStem(l.imperfect, impf, stem{entry: i})
	if short, ok := dropWeak(impf); ok {
		addStem(l.imperfect, short, stem{i, 1, false})
		addStem(l.imperfect, short+"ا", stem{i, 1, false}) // passive and before pronouns: يدعى, يراه
		addStem(l.imperfect, short+"ي", stem{i, 1, false})
	}
	if short, ok := hollowJussive(impf); ok {
		addStem(l.imperfect, short, stem{i, 2, false}) // لم يقل, لم يصب
	}
	if p, ok := passiveImperfect(impf); ok {
		addStem(l.imperfect, p, stem{i, 1, false})
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

// lookupCache remembers recent lookups: news text repeats its words, and one
// lookup costs some hundred map probes. Bounded, shared by goroutines.
type lookupCache struct {
	mu sync.RWMutex
	m  map[string][]Match
}

const lookupCacheSize = 1 << 15

func (c *lookupCache) get(w string) ([]Match, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	m, ok := c.m[w]
	return m, ok
}

func (c *lookupCache) put(w string, m []Match) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= lookupCacheSize {
		c.m = make(map[string][]Match, 1024)
	}
	c.m[strings.Clone(w)] = m
}
