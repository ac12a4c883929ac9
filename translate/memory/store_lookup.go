package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tarjuman/internal/langtag"
)

// Query is a sentence to be looked up.
type Query struct {
	From, To string
	Text     string
	// Before and After are the sentences around it; an exact match that stood
	// between the same ones is the surest there is.
	Before, After string
	MinPercent    int // matches below are left out; 0 means 1
	Limit         int // most matches returned; 0 means 1
}

const (
	// rarestWords is how many words of a query are looked up, by the rarest trigram
	// of each. Four already find every edited sentence of a news memory.
	rarestWords = 6
	// mostTexts bounds the list members one lookup reads.
	mostTexts = 12_000
	// mostCandidates is how many units are compared word by word.
	mostCandidates = 48
)

// Lookup returns the translations of the same and of similar sentences, best
// first, as [Memory.Fuzzy] does. An exact match in the query's context comes first
// and is marked.
func (s *Store) Lookup(ctx context.Context, q Query) ([]Match, error) {
	q.From, q.To = langtag.Primary(q.From), langtag.Primary(q.To)
	rows, err := s.exactRows(ctx, q)
	if err == nil && q.MinPercent < 100 {
		var similar []row
		similar, err = s.similarRows(ctx, q)
		rows = append(rows, similar...)
	}
	if err != nil {
		return nil, s.failure(err)
	}
	return rank(q, rows), nil
}

// rank scores rows with the scoring of a memory in RAM.
func rank(q Query, rows []row) []Match {
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.turn, b.turn) })
	rows = slices.CompactFunc(rows, func(a, b row) bool { return a.id == b.id })
	t := newTable(q.From)
	for _, r := range rows {
		if source, target, _, ok := r.from(q.From, q.To); ok {
			t.add(source, target)
		}
	}
	if len(t.entries) == 0 {
		return nil
	}
	t.index.update(t.entries, 0, t.vocab)
	out := t.fuzzy(q.Text, min(max(q.MinPercent, 1), 100), max(q.Limit, 1))
	if len(out) > 0 && out[0].Score == 100 {
		inContext(q, rows, &out[0])
	}
	return out
}

// inContext prefers the translation of an exact match that stood between the same
// sentences.
func inContext(q Query, rows []row, m *Match) {
	before, after := ContextHash(q.Before), ContextHash(q.After)
	form := exactForm(q.Text)
	for _, r := range slices.Backward(rows) {
		source, target, context, ok := r.from(q.From, q.To)
		if !ok || context[0] != before || context[1] != after || before == 0 && after == 0 || exactForm(source) != form {
			continue
		}
		m.InContext = true
		if target != m.Target {
			m.Others = slices.DeleteFunc(append([]string{m.Target}, m.Others...), func(o string) bool { return o == target })
			m.Source, m.Target = source, target
		}
		return
	}
}

// exactRows finds the units with the same sentence on either side.
func (s *Store) exactRows(ctx context.Context, q Query) ([]row, error) {
	key := ContextHash(q.Text)
	if key == 0 {
		return nil, nil
	}
	rows, err := s.db.QueryContext(ctx, "SELECT "+rowColumns+" FROM unit WHERE key_a = ? UNION ALL SELECT "+rowColumns+" FROM unit WHERE key_b = ?", key, key)
	if err != nil {
		return nil, err
	}
	return scanRows(rows)
}

// similarRows finds the units that share rare trigrams with the query.
func (s *Store) similarRows(ctx context.Context, q Query) ([]row, error) {
	terms, err := s.rarest(ctx, distinct(storedWords(q.Text)))
	if err != nil || len(terms) == 0 {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, "SELECT texts FROM posting WHERE term IN ("+marks(len(terms))+")", anys(terms)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var texts []int64
	for rows.Next() {
		var list []byte
		if err := rows.Scan(&list); err != nil {
			return nil, err
		}
		texts = readTexts(texts, list)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	ids := mostShared(texts, mostCandidates)
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := s.db.QueryContext(ctx, "SELECT "+rowColumns+" FROM unit WHERE id IN ("+marks(len(ids))+")", anys(ids)...)
	if err != nil {
		return nil, err
	}
	return scanRows(found)
}

// rarest returns the rarest trigram of each of the words that have the rarest
// ones. Trigrams the memory does not have find nothing.
func (s *Store) rarest(ctx context.Context, words []string) ([]int64, error) {
	counts, err := s.counts(ctx, words)
	if err != nil {
		return nil, err
	}
	type choice struct {
		term int64
		n    int
	}
	var all []choice
	for _, w := range words {
		best := choice{}
		for _, h := range trigrams(nil, w) {
			if n := counts[int64(h)]; n > 0 && (best.n == 0 || n < best.n) {
				best = choice{int64(h), n}
			}
		}
		if best.n > 0 && !slices.Contains(all, best) {
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(a, b choice) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.term, b.term)) })
	var out []int64
	total := 0
	for _, c := range all[:min(len(all), rarestWords)] {
		if total += c.n; total > mostTexts && len(out) > 0 {
			break
		}
		out = append(out, c.term)
	}
	return out, nil
}

// maxTerms is how many trigrams of a query are counted; SQLite bounds the
// variables of a statement.
const maxTerms = 2000

// counts returns in how many texts the trigrams of the words stand.
func (s *Store) counts(ctx context.Context, words []string) (map[int64]int, error) {
	var hashes []uint32
	for _, w := range words {
		hashes = trigrams(hashes, w)
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	hashes = hashes[:min(len(hashes), maxTerms)]
	if len(hashes) == 0 {
		return nil, nil
	}
	rows, err := s.db.QueryContext(ctx, "SELECT term, n FROM trigram WHERE term IN ("+marks(len(hashes))+")", anys(hashes)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[int64]int, len(hashes))
	for rows.Next() {
		var term int64
		var n int
		if err := rows.Scan(&term, &n); err != nil {
			return nil, err
		}
		out[term] = n
	}
	return out, rows.Err()
}

// mostShared returns the units of the texts that occur most often, newest first
// among equals.
func mostShared(texts []int64, limit int) []int64 {
	slices.Sort(texts)
	type found struct {
		unit  int64
		times int
	}
	var all []found
	for i := 0; i < len(texts); {
		j := i
		for j < len(texts) && texts[j] == texts[i] {
			j++
		}
		all = append(all, found{texts[i] / 2, j - i})
		i = j
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(b.times, a.times), cmp.Compare(b.unit, a.unit)) })
	var out []int64
	for _, f := range all[:min(len(all), limit)] {
		if !slices.Contains(out, f.unit) {
			out = append(out, f.unit)
		}
	}
	return out
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = x
	}
	return out
}

func distinct(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
