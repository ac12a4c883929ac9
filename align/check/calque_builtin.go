package check

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"

	"tarjuman/internal/frozen"
)

// The built-in packs are written in YAML (rules/calque/*.yaml). For the program
// they are kept a second time, as tables: a word leads to its patterns, and a
// pattern is put together when a text first has one of its words, an entry when a
// pattern of it matches. A test holds the two together; go generate writes the tables
// anew.
//
//go:generate go test -run TestCalqueTable -update .
//go:embed rules/calque.gen.bin
var builtinCalqueTables string

const calqueKind = "tarjuman calques 4"

// builtinCalques are the built-in packs of one language.
type builtinCalques struct {
	words   frozen.Table   // words of patterns → entry<<8 | number of the pattern
	heads   frozen.Strings // JSON of the files without their entries
	files   frozen.Ints    // by entry: the file it stands in
	entries frozen.Strings // JSON of the entries
	first   frozen.Ints    // by entry: the number of its first pattern
	find    *builtinPatterns
	calques []atomic.Pointer[calque]
	read    []func() *calqueFile // heads, read
	lang    calqueLang
}

// calqueLang numbers the languages that there are built-in packs of.
type calqueLang int

const (
	calquesAr calqueLang = iota
	calquesEn
	calqueLangs
)

// freezeCalques writes the files of one language.
func freezeCalques(w *frozen.Writer, files []calqueFile) error {
	words := map[string][]uint32{}
	var heads, entries []string
	var fileOf, first []uint32
	var find patternWriter
	for n := range files {
		for i := range files[n].Entries {
			e := &files[n].Entries[i]
			c, err := files[n].ready(e)
			if err != nil {
				return err
			}
			first = append(first, uint32(len(find.patterns)))
			for k, p := range c.find {
				for _, word := range p.items[p.key].keys() {
					words[word] = append(words[word], uint32(len(entries)<<8|k))
				}
				find.add(p)
			}
			entries, fileOf = append(entries, toJSON(e.judging())), append(fileOf, uint32(n))
		}
		head := files[n]
		head.Entries, head.About = nil, ""
		heads = append(heads, toJSON(&head))
	}
	w.Table(words)
	w.Strings(heads)
	w.Ints(fileOf)
	w.Strings(entries)
	w.Ints(first)
	find.freeze(w)
	return nil
}

func toJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return string(data)
}

var calquePacks = sync.OnceValue(func() map[string]*builtinCalques {
	r, err := frozen.NewReader(builtinCalqueTables, calqueKind)
	packs := map[string]*builtinCalques{"ar": openCalques(r, calquesAr), "en": openCalques(r, calquesEn)}
	if err == nil {
		err = r.Err()
	}
	if err != nil {
		panic(fmt.Sprintf("built-in calques: %v", err)) // they are embedded, and tested
	}
	return packs
})

func openCalques(r *frozen.Reader, lang calqueLang) *builtinCalques {
	b := &builtinCalques{words: r.Table(), heads: r.Strings(), files: r.Ints(), entries: r.Strings(), first: r.Ints(), find: openPatterns(r), lang: lang}
	b.calques = make([]atomic.Pointer[calque], b.entries.Len())
	for i := range b.heads.Len() {
		b.read = append(b.read, sync.OnceValue(func() *calqueFile {
			f := &calqueFile{}
			fromJSON(b.heads.At(i), f)
			return f
		}))
	}
	return b
}

func fromJSON(s string, v any) {
	if err := json.Unmarshal([]byte(s), v); err != nil {
		panic(fmt.Sprintf("built-in calques: %v", err)) // written by toJSON
	}
}

// leads returns the patterns that a token leads to, which for most is none.
func (b *builtinCalques) leads(t Token) []calqueKey {
	return *t.leads[b.lang].get(func() *[]calqueKey { return b.leadsOf(t) })
}

// noLeads is what most words lead to.
var noLeads []calqueKey

func (b *builtinCalques) leadsOf(t Token) *[]calqueKey {
	var out []calqueKey
	var room [usualReadings]reading
	rs := keyReadings(room[:0], t)
	for _, r := range rs {
		b.filed(r.core, func(key calqueKey) {
			if key.p.items[key.p.key].reads(t, rs) {
				out = append(out, key)
			}
		})
	}
	for _, s := range t.near() {
		b.filed(meaningMark+s, func(key calqueKey) { out = append(out, key) })
	}
	if out == nil {
		return &noLeads
	}
	return &out
}

// filed goes through the patterns under a key of the index.
func (b *builtinCalques) filed(key string, yield func(calqueKey)) {
	row := b.words.Get(key)
	for i := range row.Len() {
		entry, k := int(row.At(i)>>8), int(row.At(i)&0xff)
		yield(calqueKey{b.find.pattern(int(b.first.At(entry)) + k), entry})
	}
}

// calque returns an entry made ready.
func (b *builtinCalques) calque(i int) *calque {
	if c := b.calques[i].Load(); c != nil {
		return c
	}
	e := &calqueEntry{}
	fromJSON(b.entries.At(i), e)
	c, err := b.read[b.files.At(i)]().ready(e)
	if err != nil {
		panic(fmt.Sprintf("built-in calques: %v", err)) // it was compiled when the tables were written
	}
	b.calques[i].CompareAndSwap(nil, c)
	return b.calques[i].Load()
}
