package memory

import (
	"cmp"
	"slices"

	"tarjuman/internal/worddiff"
)

const (
	// maxVisited bounds how many list members one lookup reads, maxWeighed how many
	// entries it weighs and maxScored how many it compares word by word, so that a
	// sentence of very common words stays fast in a large memory.
	maxVisited = 400_000
	maxWeighed = 4000
	maxScored  = 64
	// spareWords are the words looked up beyond those that must be (see lists).
	spareWords = 2
)

// query is a sentence being looked up.
type query struct {
	text   string
	words  extension
	tokens []token
	weight int
	min    int // per cent
}

// candidate is an entry worth comparing; cost is what it costs at least.
type candidate struct {
	entry int32
	cost  int
}

func (t *table) fuzzy(text string, minPercent, n int) []Match {
	q := &query{text: text, words: extension{vocabulary: t.vocab}, min: minPercent}
	q.tokens = tokenize(text, q.words.number)
	q.weight = weigh(q.tokens)

	same, isSame := t.bySource[exactForm(text)]
	var scored []scoredEntry
	if isSame {
		scored = append(scored, scoredEntry{same, 100})
	}
	if minPercent < 100 {
		scored = append(scored, t.score(q, t.candidates(q), n, same, isSame)...)
	}
	slices.SortFunc(scored, func(a, b scoredEntry) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.entry, a.entry))
	})
	var out []Match
	for _, s := range scored[:min(n, len(scored))] {
		m := t.entries[s.entry].match(s.score)
		if s.score < 100 {
			m.Diff = worddiff.Diff(m.Source, text)
			m.Numbers = compareNumbers(t.lang, text, m.Source)
		}
		out = append(out, m)
	}
	return out
}

type scoredEntry struct {
	entry int32
	score int
}

// score compares the candidates, cheapest first, until none of the rest can be
// among the best n.
func (t *table) score(q *query, cands []candidate, n int, same int32, isSame bool) []scoredEntry {
	var out []scoredEntry
	var best []int // scores, best first
	s := newScorer(q)
	for _, c := range cands {
		if isSame && c.entry == same {
			continue
		}
		e := &t.entries[c.entry]
		longer := max(q.weight, int(e.weight))
		floor := q.min
		if len(best) >= n {
			floor = max(floor, best[n-1]+1)
		}
		if percent(c.cost, longer) < floor {
			continue
		}
		score := min(99, percent(s.cost(e), longer))
		if score < floor {
			continue
		}
		out = append(out, scoredEntry{c.entry, score})
		best = append(best, score)
		slices.SortFunc(best, func(a, b int) int { return b - a })
	}
	return out
}

// percent is the similarity of two sentences, rounded down.
func percent(cost, longer int) int {
	if longer == 0 {
		return 0
	}
	return max(0, 100-(100*cost+longer-1)/longer)
}

// candidates returns the entries that may reach q.min, the most promising first.
func (t *table) candidates(q *query) []candidate {
	if len(q.tokens) == 0 || len(t.entries) == 0 {
		return nil
	}
	inQuery := make([]uint8, len(t.vocab.words)) // how often the query has a word
	for _, tok := range q.tokens {
		if id := tok.id(); id < uint32(len(inQuery)) && inQuery[id] < 255 {
			inQuery[id]++
		}
	}
	taken := make([]uint8, len(inQuery))
	var out []candidate
	for _, i := range mostFound(t.lists(q), len(t.entries), maxWeighed) {
		e := &t.entries[i]
		longer, shorter := max(q.weight, int(e.weight)), min(q.weight, int(e.weight))
		if percent(longer-shorter, longer) < q.min {
			continue
		}
		if cost := leastCost(q, e, inQuery, taken); percent(cost, longer) >= q.min {
			out = append(out, candidate{i, cost})
		}
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.entry, a.entry))
	})
	return out[:min(len(out), maxScored)]
}

// mostFound returns the members of the lists, at most limit, those found in the
// most lists first.
func mostFound(lists [][]int32, entries, limit int) []int32 {
	times := make([]uint16, entries)
	var found []int32
	for _, list := range lists {
		for _, i := range list {
			if times[i] == 0 {
				found = append(found, i)
			}
			times[i]++
		}
	}
	if len(found) <= limit {
		return found
	}
	at := make([][]int32, len(lists)+1) // by times found
	for _, i := range found {
		at[times[i]] = append(at[times[i]], i)
	}
	out := make([]int32, 0, limit)
	for n := len(lists); n > 0 && len(out) < limit; n-- {
		out = append(out, at[n][:min(len(at[n]), limit-len(out))]...)
	}
	return out
}

// leastCost is what an entry costs at least, by the words the two sentences do
// not share in whatever order: each costs half its weight or more. taken is all
// zero before and after.
func leastCost(q *query, e *entry, inQuery, taken []uint8) int {
	shared := 0
	for _, tok := range e.tokens {
		if id := tok.id(); taken[id] < inQuery[id] {
			taken[id]++
			shared += tok.weight()
		}
	}
	for _, tok := range e.tokens {
		taken[tok.id()] = 0
	}
	return (max(q.weight, int(e.weight)) - shared) / 2
}

// lists chooses the index lists whose union holds every entry that reaches q.min
// by changing whole words. With a cost of at most c words, at least one of any
// c+1 words is still in the entry; the words with the shortest lists serve best.
// Numbers and names are passed over while there are enough others, because
// replacing them costs less. A few words more than needed are taken for entries
// whose words changed their form.
func (t *table) lists(q *query) [][]int32 {
	type choice struct {
		list []int32
		rank int
	}
	var all []choice
	asked := map[uint32]bool{}
	for _, tok := range q.tokens {
		id := tok.id()
		if tok.isPunct() || asked[id] {
			continue
		}
		asked[id] = true
		c := choice{list: t.index.rarest(trigrams(nil, q.words.word(id)))}
		if id == numberID || tok.isName() {
			c.rank = 1
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b choice) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(len(a.list), len(b.list)))
	})
	// The longest entry weighs q.weight·100/min, so the cost is at most the
	// (100-min) per cent of that.
	words := q.weight*(100-q.min)/q.min/wordWeight + 1 + spareWords
	var out [][]int32
	visited := 0
	for _, c := range all[:min(words, len(all))] {
		if visited += len(c.list); visited > maxVisited && len(out) > 0 {
			break
		}
		out = append(out, c.list)
	}
	return out
}
