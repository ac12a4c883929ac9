package lexicon

import (
	_ "embed"
	"fmt"
	"sync"

	"tarjuman/internal/frozen"
)

// builtinTables is the built-in lexicon, written from data/*.tsv and the CLDR by
//
//	go generate ./align/lexicon
//
// so that no command has to read and index them. A test holds it against its
// sources.
//
//go:generate go test -run TestTables -update .
//go:embed builtin.gen.bin
var builtinTables string

const builtinKind = "tarjuman lexicon 1"

var defaultLexicon = sync.OnceValue(func() *Lexicon {
	sources, err := thaw(builtinTables)
	if err != nil {
		panic(fmt.Sprintf("built-in lexicon: %v", err)) // it is embedded, and tested
	}
	return Combine(sources...)
})

// Default returns the built-in lexicon, opened on first use.
func Default() *Lexicon { return defaultLexicon() }

// thaw reads what freezeSources of the tests wrote.
func thaw(tables string) ([]Source, error) {
	r, err := frozen.NewReader(tables, builtinKind)
	if err != nil {
		return nil, err
	}
	abouts, ends, lemmas := r.Strings(), r.Ints(), r.Strings()
	tags, glosses, forms := readRows(r), readRows(r), readRows(r)
	frozenIndex := r.Text()
	if r.Err() != nil {
		return nil, r.Err()
	}
	x, err := openIndex(frozenIndex)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, lemmas.Len())
	for i := range entries {
		entries[i] = Entry{lemmas.At(i), tags[i][0], glosses[i], forms[i]}
	}
	var sources []Source
	start := 0
	for i := range abouts.Len() {
		end := int(ends.At(i))
		sources = append(sources, Source{Kind: BuiltIn, About: abouts.At(i), Entries: entries[start:end:end], index: x})
		x.ends = append(x.ends, int32(end))
		start = end
	}
	x.first = &entries[0]
	return sources, nil
}

// readRows reads rows of strings, each of which is kept once.
func readRows(r *frozen.Reader) [][]string {
	texts, lists := r.Strings(), r.Lists()
	all := make([]string, 0, lists.Total())
	out := make([][]string, lists.Len())
	for i := range out {
		start := len(all)
		for n := range lists.At(i).All {
			all = append(all, texts.At(int(n)))
		}
		out[i] = all[start:len(all):len(all)]
	}
	return out
}
