package lexicon

import (
	_ "embed"
	"fmt"
	"sync"
	"sync/atomic"

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

const builtinKind = "tarjuman lexicon 2"

var defaultLexicon = sync.OnceValue(func() *Lexicon {
	b, err := openBuiltin(builtinTables)
	if err != nil {
		panic(fmt.Sprintf("built-in lexicon: %v", err)) // it is embedded, and tested
	}
	return Combine(b.sources()...)
})

// Default returns the built-in lexicon, opened on first use.
func Default() *Lexicon { return defaultLexicon() }

// builtin is the built-in lexicon as tables. An entry is put together when it is
// first asked for, which most never are.
type builtin struct {
	abouts  frozen.Strings // by source
	ends    frozen.Ints    // by source: where its entries end
	lemmas  frozen.Strings // by entry, as are the others
	tags    rows           // parts of speech and, of frequent words, the class of frequency
	gloss   rows
	forms   rows
	index   *index
	english *englishIndex
	made    []atomic.Pointer[Entry]
}

func openBuiltin(tables string) (*builtin, error) {
	r, err := frozen.NewReader(tables, builtinKind)
	if err != nil {
		return nil, err
	}
	b := &builtin{abouts: r.Strings(), ends: r.Ints(), lemmas: r.Strings(), tags: readRows(r), gloss: readRows(r), forms: readRows(r)}
	frozenIndex, frozenEnglish := r.Text(), r.Text()
	if r.Err() != nil {
		return nil, r.Err()
	}
	b.made = make([]atomic.Pointer[Entry], b.lemmas.Len())
	if b.index, err = openIndex(frozenIndex); err != nil {
		return nil, err
	}
	b.english, err = openEnglish(frozenEnglish)
	return b, err
}

// entry returns entry i, the same one every time.
func (b *builtin) entry(i int) *Entry {
	if e := b.made[i].Load(); e != nil {
		return e
	}
	b.made[i].CompareAndSwap(nil, &Entry{Lemma: b.lemmas.At(i), POS: b.tags.text(i, 0), Glosses: b.gloss.at(i), Forms: b.forms.at(i), Frequency: b.frequency(i)})
	return b.made[i].Load()
}

// frequency is the class of entry i.
func (b *builtin) frequency(i int) int {
	if b.tags.lists.At(i).Len() < 2 {
		return 0
	}
	return int(b.tags.text(i, 1)[0] - '0')
}

// sources are the parts of the lexicon.
func (b *builtin) sources() []Source {
	out := make([]Source, b.abouts.Len())
	for i := range out {
		out[i] = Source{Kind: BuiltIn, About: b.abouts.At(i), builtin: b, part: i}
	}
	return out
}

// is reports whether the sources begin with just those of b.
func (b *builtin) is(sources []Source) bool {
	if b == nil || len(sources) < b.abouts.Len() {
		return false
	}
	for i := range b.abouts.Len() {
		if sources[i].builtin != b || sources[i].part != i {
			return false
		}
	}
	return true
}

// span returns where the entries of a source begin and end.
func (b *builtin) span(part int) (start, end int) {
	if part > 0 {
		start = int(b.ends.At(part - 1))
	}
	return start, int(b.ends.At(part))
}

// rows are rows of strings, of which each is kept once.
type rows struct {
	texts frozen.Strings
	lists frozen.Lists
}

func readRows(r *frozen.Reader) rows { return rows{r.Strings(), r.Lists()} }

// text returns string k of row i.
func (r rows) text(i, k int) string { return r.texts.At(int(r.lists.At(i).At(k))) }

func (r rows) at(i int) []string {
	list := r.lists.At(i)
	if list.Len() == 0 {
		return nil
	}
	out := make([]string, 0, list.Len())
	for n := range list.All {
		out = append(out, r.texts.At(int(n)))
	}
	return out
}
