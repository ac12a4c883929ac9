package memory

import (
	"database/sql"
	"encoding/binary"
	"errors"
)

const (
	// smallBatch units or fewer are appended to existing lists where there is room,
	// so that many small imports do not make many short lists.
	smallBatch = 2000
	// roomyList is the size in bytes below which a list is appended to.
	roomyList = 4096
)

// postings collects in which texts the trigrams of a batch stand. A pair is a
// trigram in the upper half and a text in the lower, counted from first.
type postings struct {
	first  int64
	blocks [][]uint64 // of pairs, as they came
	pairs  []uint64   // all of them, once sorted
}

// grow makes room for n pairs. Those there are stay where they are: there are
// hundreds to a unit.
func (p *postings) grow(n int) { p.blocks = append(p.blocks, make([]uint64, 0, n)) }

// add notes the trigrams of a text; texts come in ascending order.
func (p *postings) add(text int64, terms []uint32) {
	block := &p.blocks[len(p.blocks)-1]
	low := uint64(uint32(text - p.first))
	for _, t := range terms {
		*block = append(*block, uint64(t)<<32|low)
	}
}

// sort orders the pairs by trigram and leaves the texts of each in the order in
// which they came (a radix sort).
func (p *postings) sort() {
	total := 0
	for _, b := range p.blocks {
		total += len(b)
	}
	const bits = 11
	to, spare := make([]uint64, total), make([]uint64, total)
	from := p.blocks
	for shift := 32; shift < 64; shift += bits {
		var at [1 << bits]int
		for _, block := range from {
			for _, x := range block {
				at[x>>shift&(1<<bits-1)]++
			}
		}
		sum := 0
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		for _, block := range from {
			for _, x := range block {
				d := x >> shift & (1<<bits - 1)
				to[at[d]] = x
				at[d]++
			}
		}
		from = [][]uint64{to}
		to, spare = spare, to
	}
	p.pairs, p.blocks = from[0], nil
}

// lists goes over the sorted pairs, one trigram at a time.
func (p *postings) lists(yield func(term uint32, list posting) error) error {
	for i := 0; i < len(p.pairs); {
		term := uint32(p.pairs[i] >> 32)
		var list posting
		for ; i < len(p.pairs) && uint32(p.pairs[i]>>32) == term; i++ {
			list.add(p.first + int64(uint32(p.pairs[i])))
		}
		if err := yield(term, list); err != nil {
			return err
		}
	}
	return nil
}

// writePostings adds the noted texts to the posting lists, in the order of the
// terms, which is that of the file.
func (b *batch) writePostings() error {
	if b.added == 0 {
		return nil
	}
	var part int64
	if err := b.tx.QueryRowContext(b.ctx, "UPDATE counter SET n = n + 1 WHERE name = 'part' RETURNING n").Scan(&part); err != nil {
		return err
	}
	b.postings.sort()
	var lists, counts []any
	flush := func() error {
		err := errors.Join(
			b.insert("INSERT INTO posting (term, part, texts) VALUES ", " ON CONFLICT DO UPDATE SET texts = excluded.texts", 3, lists),
			b.insert("INSERT INTO trigram (term, n) VALUES ", " ON CONFLICT DO UPDATE SET n = n + excluded.n", 2, counts))
		lists, counts = lists[:0], counts[:0]
		return err
	}
	err := b.postings.lists(func(term uint32, list posting) error {
		at, data := part, list.texts
		if b.added <= smallBatch {
			old, oldPart, err := b.lastList(term)
			if err != nil {
				return err
			}
			if old != nil && len(old) < roomyList {
				at, data = oldPart, append(old, data...)
			}
		}
		lists, counts = append(lists, term, at, data), append(counts, term, list.n)
		if len(counts) >= 2*rowsAtOnce {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// lastList returns the newest list of a trigram, nil for none.
func (b *batch) lastList(term uint32) (list []byte, part int64, err error) {
	st, err := b.prepared("SELECT part, texts FROM posting WHERE term = ? ORDER BY part DESC LIMIT 1")
	if err != nil {
		return nil, 0, err
	}
	err = st.QueryRowContext(b.ctx, term).Scan(&part, &list)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	}
	return list, part, err
}

// posting is a list of ascending text numbers: each as the difference to the one
// before, the first as itself behind a zero, so that lists can be joined.
type posting struct {
	texts []byte
	last  int64
	n     int
}

func (p *posting) add(text int64) {
	if text == p.last {
		return
	}
	if p.n == 0 {
		p.texts = append(p.texts, 0)
	}
	p.texts = binary.AppendUvarint(p.texts, uint64(text-p.last))
	p.last = text
	p.n++
}

// readTexts appends the text numbers of joined lists; it stops where the list is
// damaged.
func readTexts(dst []int64, list []byte) []int64 {
	before := int64(0)
	for len(list) > 0 {
		d, n := binary.Uvarint(list)
		if n <= 0 {
			break
		}
		list = list[n:]
		if d == 0 {
			before = 0
			continue
		}
		before += int64(d)
		dst = append(dst, before)
	}
	return dst
}
