package memory

import (
	"context"
	"database/sql"
	"encoding/binary"
	"iter"
	"maps"
	"slices"
)

// ImportStats says what became of the units of an import.
type ImportStats struct {
	Added   int // new ones
	Known   int // the memory had them; they count as the newest again
	Skipped int // without two texts in two languages
}

// importBatch is how many units are committed at once.
const importBatch = 20_000

// Import adds units. What was read before an error stays in the memory. A unit
// whose two texts the memory has already is not added again: its author, origin
// and context are brought up to date.
func (s *Store) Import(ctx context.Context, units iter.Seq2[Unit, error]) (ImportStats, error) {
	var stats ImportStats
	var b *batch
	commit := func() error {
		if b == nil {
			return nil
		}
		err := b.commit()
		if err == nil {
			stats.Added += b.added
			stats.Known += b.known
		}
		b = nil
		return err
	}
	for u, err := range units {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			if cerr := commit(); cerr != nil {
				err = cerr
			}
			return stats, err
		}
		u, keys, ok := normalUnit(u)
		if !ok {
			stats.Skipped++
			continue
		}
		if b == nil {
			if b, err = s.begin(ctx); err != nil {
				return stats, err
			}
		}
		if err := b.add(u, keys); err != nil {
			b.tx.Rollback()
			return stats, err
		}
		if b.added+b.known >= importBatch {
			if err := commit(); err != nil {
				return stats, err
			}
		}
	}
	return stats, commit()
}

// batch is one transaction of an import.
type batch struct {
	ctx    context.Context
	tx     *sql.Tx
	find   *sql.Stmt
	insert *sql.Stmt
	renew  *sql.Stmt
	turn   int64
	lists  map[uint32]*posting // new texts by trigram
	hashes []uint32            // room for those of one text

	added, known int
}

func (s *Store) begin(ctx context.Context) (*batch, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	b := &batch{ctx: ctx, tx: tx, lists: map[uint32]*posting{}}
	prepare := func(query string) (st *sql.Stmt) {
		if err == nil {
			st, err = tx.PrepareContext(ctx, query)
		}
		return st
	}
	b.find = prepare("SELECT id, a, b FROM unit WHERE key_a = ? AND lang_a = ? AND lang_b = ?")
	b.insert = prepare("INSERT INTO unit (lang_a, a, key_a, before_a, after_a, lang_b, b, key_b, before_b, after_b, origin, author, changed, turn) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	b.renew = prepare("UPDATE unit SET turn = ?, changed = max(changed, ?), origin = iif(? = '', origin, ?), author = iif(? = '', author, ?), before_a = iif(? = 0, before_a, ?), after_a = iif(? = 0, after_a, ?), before_b = iif(? = 0, before_b, ?), after_b = iif(? = 0, after_b, ?) WHERE id = ?")
	if err == nil {
		err = tx.QueryRowContext(ctx, "SELECT n FROM counter WHERE name = 'turn'").Scan(&b.turn)
	}
	if err != nil {
		tx.Rollback()
		return nil, err
	}
	return b, nil
}

func (b *batch) add(u Unit, keys [2]int64) error {
	b.turn++
	changed := int64(0)
	if !u.Changed.IsZero() {
		changed = u.Changed.Unix()
	}
	id, err := b.same(keys[0], u)
	if err != nil {
		return err
	}
	c := u.Context
	if id >= 0 {
		b.known++
		_, err := b.renew.ExecContext(b.ctx, b.turn, changed, u.Origin, u.Origin, u.Author, u.Author,
			c.SourceBefore, c.SourceBefore, c.SourceAfter, c.SourceAfter, c.TargetBefore, c.TargetBefore, c.TargetAfter, c.TargetAfter, id)
		return err
	}
	res, err := b.insert.ExecContext(b.ctx, u.SourceLang, u.Source, keys[0], c.SourceBefore, c.SourceAfter,
		u.TargetLang, u.Target, keys[1], c.TargetBefore, c.TargetAfter, u.Origin, u.Author, changed, b.turn)
	if err != nil {
		return err
	}
	if id, err = res.LastInsertId(); err != nil {
		return err
	}
	b.added++
	b.index(2*id, u.Source)
	b.index(2*id+1, u.Target)
	return nil
}

// same returns the id of the unit with the same two texts, -1 for none.
func (b *batch) same(key int64, u Unit) (int64, error) {
	rows, err := b.find.QueryContext(b.ctx, key, u.SourceLang, u.TargetLang)
	if err != nil {
		return -1, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var source, target string
		if err := rows.Scan(&id, &source, &target); err != nil {
			return -1, err
		}
		if source == u.Source && target == u.Target {
			return id, nil
		}
	}
	return -1, rows.Err()
}

// index notes the trigrams of a text.
func (b *batch) index(text int64, s string) {
	b.hashes = b.hashes[:0]
	for _, w := range storedWords(s) {
		b.hashes = trigrams(b.hashes, w)
	}
	for _, h := range b.hashes {
		l := b.lists[h]
		if l == nil {
			l = &posting{texts: make([]byte, 0, 16)}
			b.lists[h] = l
		}
		l.add(text)
	}
}

func (b *batch) commit() error {
	defer b.tx.Rollback()
	if err := b.writeLists(); err != nil {
		return err
	}
	if _, err := b.tx.ExecContext(b.ctx, "UPDATE counter SET n = ? WHERE name = 'turn'", b.turn); err != nil {
		return err
	}
	return b.tx.Commit()
}

const (
	// smallBatch units or fewer are appended to existing lists where there is room,
	// so that many small imports do not make many short lists.
	smallBatch = 2000
	// roomyList is the size in bytes below which a list is appended to.
	roomyList = 4096
)

// writeLists adds the noted texts to the posting lists, in the order of the
// terms, which is that of the file.
func (b *batch) writeLists() error {
	if len(b.lists) == 0 {
		return nil
	}
	var part int64
	if err := b.tx.QueryRowContext(b.ctx, "UPDATE counter SET n = n + 1 WHERE name = 'part' RETURNING n").Scan(&part); err != nil {
		return err
	}
	var err error
	prepare := func(query string) (st *sql.Stmt) {
		if err == nil {
			st, err = b.tx.PrepareContext(b.ctx, query)
		}
		return st
	}
	last := prepare("SELECT part, texts FROM posting WHERE term = ? ORDER BY part DESC LIMIT 1")
	write := prepare("INSERT INTO posting (term, part, texts) VALUES (?,?,?) ON CONFLICT DO UPDATE SET texts = excluded.texts")
	count := prepare("INSERT INTO trigram (term, n) VALUES (?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n")
	if err != nil {
		return err
	}
	for _, term := range slices.Sorted(maps.Keys(b.lists)) {
		list := b.lists[term]
		at, data := part, []byte(nil)
		if b.added <= smallBatch {
			var old []byte
			var oldPart int64
			switch err := last.QueryRowContext(b.ctx, term).Scan(&oldPart, &old); {
			case err == sql.ErrNoRows:
			case err != nil:
				return err
			case len(old) < roomyList:
				at, data = oldPart, old
			}
		}
		if _, err := write.ExecContext(b.ctx, term, at, append(data, list.texts...)); err != nil {
			return err
		}
		if _, err := count.ExecContext(b.ctx, term, list.n); err != nil {
			return err
		}
	}
	return nil
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
