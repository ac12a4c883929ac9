package sentencepiece

import (
	"slices"
	"strings"
)

// entry is one string of a trie and the id it stands for.
type entry struct {
	text string
	id   int32
}

// trie finds all entries that are a prefix of a text. Nodes are numbered in
// breadth-first order, so the children of a node are neighbours, sorted by byte.
type trie struct {
	first []int32 // node -> its first child; the children end where the next node's begin
	label []byte  // node -> byte on the edge from its parent
	id    []int32 // node -> entry ending here, or -1
	root  [256]int32
}

// span is the range of sorted entries below one node.
type span struct{ from, to int32 }

// newTrie sorts the entries and builds their trie. It grows nothing: what growing
// leaves behind would double the memory of a loaded vocabulary.
func newTrie(entries []entry) *trie {
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.text, b.text) })
	n := nodes(entries)
	t := &trie{first: make([]int32, 0, n+1), label: make([]byte, 1, n), id: make([]int32, 1, n)}
	t.id[0] = -1
	level, next := []span{{0, int32(len(entries))}}, []span(nil)
	for depth := 0; len(level) > 0; depth++ {
		for _, s := range level {
			t.first = append(t.first, int32(len(t.label)))
			next = t.grow(entries, s, depth, next)
		}
		level, next = next, level[:0]
	}
	t.first = append(t.first, int32(len(t.label)))
	for n := t.first[0]; n < t.first[1]; n++ {
		t.root[t.label[n]] = n
	}
	return t
}

// grow adds the children of the node that these entries have in common, and
// appends their own entries to next.
func (t *trie) grow(entries []entry, s span, depth int, next []span) []span {
	for from := s.from; from < s.to; {
		if len(entries[from].text) == depth { // it ended at this node
			from++
			continue
		}
		c := entries[from].text[depth]
		to := from + 1
		for to < s.to && entries[to].text[depth] == c {
			to++
		}
		id := int32(-1)
		if len(entries[from].text) == depth+1 {
			id = entries[from].id
		}
		t.label = append(t.label, c)
		t.id = append(t.id, id)
		next = append(next, span{from, to})
		from = to
	}
	return next
}

// nodes counts the nodes of the trie of sorted entries, the root included.
func nodes(entries []entry) int {
	n, last := 1, ""
	for _, e := range entries {
		same := 0
		for same < len(e.text) && same < len(last) && e.text[same] == last[same] {
			same++
		}
		n += len(e.text) - same
		last = e.text
	}
	return n
}

// child returns the node reached from n by c, or 0.
func (t *trie) child(n int32, c byte) int32 {
	if n == 0 {
		return t.root[c]
	}
	lo, hi := t.first[n], t.first[n+1]
	for lo < hi {
		mid := (lo + hi) / 2
		if t.label[mid] < c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < t.first[n+1] && t.label[lo] == c {
		return lo
	}
	return 0
}

// longest returns the length of the longest entry that is a prefix of s, or 0.
func (t *trie) longest(s string) int {
	best := 0
	for i, n := 0, int32(0); i < len(s); i++ {
		if n = t.child(n, s[i]); n == 0 {
			break
		}
		if t.id[n] >= 0 {
			best = i + 1
		}
	}
	return best
}
