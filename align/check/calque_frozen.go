package check

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"tarjuman/internal/frozen"
)

// patternWriter collects compiled patterns for the tables. Patterns share their items,
// of which many are alike: classes of words stand in dozens; and items share the forms
// of a verb.
type patternWriter struct {
	verbs    numbered
	items    numbered
	patterns [][]uint32 // the place of the key item, then the numbers of the items
}

func (w *patternWriter) add(p *pattern) {
	row := []uint32{uint32(p.key)}
	for _, it := range p.items {
		n, _ := w.items.number(it.pack(&w.verbs))
		row = append(row, n)
	}
	w.patterns = append(w.patterns, row)
}

func (w *patternWriter) freeze(to *frozen.Writer) {
	to.Strings(w.verbs.texts)
	to.Strings(w.items.texts)
	to.Lists(w.patterns)
}

// builtinPatterns are the patterns in the tables, put together when they are first
// asked for.
type builtinPatterns struct {
	verbs    frozen.Strings
	items    frozen.Strings
	rows     frozen.Lists
	made     []atomic.Pointer[patternItem]
	patterns []atomic.Pointer[pattern]
}

func openPatterns(r *frozen.Reader) *builtinPatterns {
	b := &builtinPatterns{verbs: r.Strings(), items: r.Strings(), rows: r.Lists()}
	b.made, b.patterns = make([]atomic.Pointer[patternItem], b.items.Len()), make([]atomic.Pointer[pattern], b.rows.Len())
	return b
}

func (b *builtinPatterns) pattern(i int) *pattern {
	if p := b.patterns[i].Load(); p != nil {
		return p
	}
	row := b.rows.At(i)
	p := &pattern{key: int(row.At(0)), items: make([]*patternItem, row.Len()-1)}
	for k := range p.items {
		p.items[k] = b.item(int(row.At(k + 1)))
	}
	b.patterns[i].Store(p)
	return p
}

func (b *builtinPatterns) item(i int) *patternItem {
	if it := b.made[i].Load(); it != nil {
		return it
	}
	it := unpackItem(b.items.At(i), b.verbs.At)
	b.made[i].Store(it)
	return it
}

// Bits of a packed item.
const (
	packedJoined = 1 << iota
	packedDef
	packedOwned
)

// pack writes an item as three bytes, its kind, its gap and what may be joined to the
// word, and five lines with tabs between: words, meanings, beginnings, endings, and the
// numbers of the verbs whose forms are words too.
func (it *patternItem) pack(verbs *numbered) string {
	flags := 0
	for bit, set := range map[int]bool{packedJoined: it.joined, packedDef: it.def, packedOwned: it.owned} {
		if set {
			flags |= bit
		}
	}
	own := it.words
	var numbers []string
	for _, forms := range it.verbs {
		own = slices.DeleteFunc(slices.Clone(own), func(w string) bool { return slices.Contains(forms, w) })
		n, _ := verbs.number(strings.Join(forms, "\t"))
		numbers = append(numbers, strconv.Itoa(int(n)))
	}
	lists := make([]string, 0, 5)
	for _, words := range [][]string{own, it.means, it.prefix, it.suffix, numbers} {
		lists = append(lists, strings.Join(words, "\t"))
	}
	return string([]byte{byte(it.kind), byte(it.gap), byte(flags)}) + strings.Join(lists, "\n")
}

func unpackItem(s string, verb func(int) string) *patternItem {
	flags := s[2]
	it := &patternItem{kind: itemKind(s[0]), gap: int(s[1]), joined: flags&packedJoined != 0, def: flags&packedDef != 0, owned: flags&packedOwned != 0}
	words, rest, _ := strings.Cut(s[3:], "\n")
	means, rest, _ := strings.Cut(rest, "\n")
	prefix, rest, _ := strings.Cut(rest, "\n")
	suffix, numbers, _ := strings.Cut(rest, "\n")
	it.words, it.means, it.prefix, it.suffix = splitWords(words), splitWords(means), splitWords(prefix), splitWords(suffix)
	for _, text := range splitWords(numbers) {
		n, err := strconv.Atoi(text)
		if err != nil {
			panic("built-in calques: " + err.Error()) // written by pack
		}
		it.addVerb(splitWords(verb(n)))
	}
	it.sort()
	return it.signed()
}

func splitWords(line string) []string {
	if line == "" {
		return nil
	}
	return strings.Split(line, "\t")
}
