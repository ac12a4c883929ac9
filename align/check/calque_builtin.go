package check

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"

	"tarjuman/internal/frozen"
)

// The built-in packs are written in YAML (rules/calque/*.yaml). For the program
// they are kept a second time, as tables: a word leads to its patterns, and an
// entry is read and compiled when a text first has one of its words. A test holds
// the two together; go generate writes the tables anew.
//
//go:generate go test -run TestCalqueTable -update .
//go:embed rules/calque.gen.bin
var builtinCalqueTables string

const calqueKind = "tarjuman calques 1"

// builtinCalques are the built-in packs of one language.
type builtinCalques struct {
	words   frozen.Table   // words of patterns → entry<<8 | number of the pattern
	heads   frozen.Strings // JSON of the files without their entries
	files   frozen.Ints    // by entry: the file it stands in
	entries frozen.Strings // JSON of the entries
	calques []atomic.Pointer[calque]
	read    []func() *calqueFile // heads, read
}

// freezeCalques writes the files of one language.
func freezeCalques(w *frozen.Writer, files []calqueFile) error {
	words := map[string][]uint32{}
	var heads, entries []string
	var fileOf []uint32
	for n := range files {
		for i := range files[n].Entries {
			e := &files[n].Entries[i]
			c, err := files[n].ready(e)
			if err != nil {
				return err
			}
			for k, p := range c.find {
				for word := range p.items[p.key].words {
					words[word] = append(words[word], uint32(len(entries)<<8|k))
				}
			}
			entries, fileOf = append(entries, toJSON(e)), append(fileOf, uint32(n))
		}
		head := files[n]
		head.Entries = nil
		heads = append(heads, toJSON(&head))
	}
	w.Table(words)
	w.Strings(heads)
	w.Ints(fileOf)
	w.Strings(entries)
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
	packs := map[string]*builtinCalques{"ar": openCalques(r), "en": openCalques(r)}
	if err == nil {
		err = r.Err()
	}
	if err != nil {
		panic(fmt.Sprintf("built-in calques: %v", err)) // they are embedded, and tested
	}
	return packs
})

func openCalques(r *frozen.Reader) *builtinCalques {
	b := &builtinCalques{words: r.Table(), heads: r.Strings(), files: r.Ints(), entries: r.Strings()}
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

func (b *builtinCalques) keys(word string) iter.Seq[calqueKey] {
	return func(yield func(calqueKey) bool) {
		for n := range b.words.Get(word).All {
			if c := b.calque(int(n >> 8)); !yield(calqueKey{c, c.find[n&0xff]}) {
				return
			}
		}
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
