package memory

import (
	"context"
	"database/sql"
	"strings"
)

const (
	rowsAtOnce  = 64 // that one statement inserts
	unitColumns = 15
)

// batch is one transaction of an import.
type batch struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	turn       int64 // counts units as they come, over all imports
	next       int64 // id of the next new unit
	postings   postings

	added, known, skipped int
}

// begin waits for its turn to write until ctx is done; what is begun is finished.
func (s *Store) begin(ctx context.Context) (*batch, error) {
	tx, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	b := &batch{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	err = tx.QueryRowContext(ctx, "SELECT (SELECT n FROM counter WHERE name = 'turn'), ifnull((SELECT max(id) FROM unit), 0) + 1").Scan(&b.turn, &b.next)
	if err != nil {
		tx.Rollback()
		return nil, err
	}
	b.postings.first = 2 * b.next
	return b, nil
}

// prepared returns the statement of a query, which is prepared with its first use.
func (b *batch) prepared(query string) (*sql.Stmt, error) {
	if st := b.statements[query]; st != nil {
		return st, nil
	}
	st, err := b.tx.PrepareContext(b.ctx, query)
	if err == nil {
		b.statements[query] = st
	}
	return st, err
}

func (b *batch) exec(query string, args ...any) error {
	st, err := b.prepared(query)
	if err == nil {
		_, err = st.ExecContext(b.ctx, args...)
	}
	return err
}

// identity is what makes two units one.
type identity struct{ langA, langB, a, b string }

func (u *Unit) identity() identity {
	return identity{u.SourceLang, u.TargetLang, u.Source, u.Target}
}

// renewal is a unit that the memory has already.
type renewal struct {
	unit     *Unit
	id, turn int64
}

// write adds the units of a chunk.
func (b *batch) write(c *chunk) error {
	ids, err := b.existing(c)
	if err != nil {
		return err
	}
	rows := make([]any, 0, unitColumns*len(c.units))
	b.postings.grow(len(c.terms))
	var again []renewal
	for i := range c.units {
		u := &c.units[i]
		if !c.good[i] {
			b.skipped++
			continue
		}
		b.turn++
		who := u.identity()
		if id, ok := ids[who]; ok {
			b.known++
			again = append(again, renewal{u, id, b.turn})
			continue
		}
		id := b.next
		b.next++
		b.added++
		ids[who] = id
		x := u.Context
		rows = append(rows, id, u.SourceLang, u.Source, c.keys[i][0], x.SourceBefore, x.SourceAfter,
			u.TargetLang, u.Target, c.keys[i][1], x.TargetBefore, x.TargetAfter, u.Origin, u.Author, u.changed(), b.turn)
		b.postings.add(2*id, c.textTerms(i, 0))
		b.postings.add(2*id+1, c.textTerms(i, 1))
	}
	err = b.insert("INSERT INTO unit (id, lang_a, a, key_a, before_a, after_a, lang_b, b, key_b, before_b, after_b, origin, author, changed, turn) VALUES ", "", unitColumns, rows)
	for _, r := range again { // some are of this very chunk
		if err == nil {
			err = b.renew(r)
		}
	}
	return err
}

// changed is the time of the last change as the database holds it.
func (u *Unit) changed() int64 {
	if u.Changed.IsZero() {
		return 0
	}
	return u.Changed.Unix()
}

// existing returns the ids of the units that have the hash of a source of the
// chunk, which are all that can be the same as one of its units.
func (b *batch) existing(c *chunk) (map[identity]int64, error) {
	ids := make(map[identity]int64, len(c.units))
	keys := make([]any, len(c.units))
	for i := range c.units {
		keys[i] = c.keys[i][0] // 0, which no unit has, where it cannot be stored
	}
	st, err := b.prepared("SELECT id, lang_a, lang_b, a, b FROM unit WHERE key_a IN (" + marks(len(keys)) + ")")
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(b.ctx, keys...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var who identity
		if err := rows.Scan(&id, &who.langA, &who.langB, &who.a, &who.b); err != nil {
			return nil, err
		}
		ids[who] = id
	}
	return ids, rows.Err()
}

// insert writes rows of so many columns, as many with one statement as it takes.
func (b *batch) insert(head, tail string, columns int, values []any) error {
	row := "(" + marks(columns) + ")"
	for len(values) > 0 {
		n := min(len(values), rowsAtOnce*columns)
		query := head + strings.TrimSuffix(strings.Repeat(row+",", n/columns), ",") + tail
		if err := b.exec(query, values[:n]...); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

func (b *batch) renew(r renewal) error {
	u, c := r.unit, r.unit.Context
	return b.exec("UPDATE unit SET turn = ?, changed = max(changed, ?), origin = iif(? = '', origin, ?), author = iif(? = '', author, ?), before_a = iif(? = 0, before_a, ?), after_a = iif(? = 0, after_a, ?), before_b = iif(? = 0, before_b, ?), after_b = iif(? = 0, after_b, ?) WHERE id = ?",
		r.turn, u.changed(), u.Origin, u.Origin, u.Author, u.Author,
		c.SourceBefore, c.SourceBefore, c.SourceAfter, c.SourceAfter, c.TargetBefore, c.TargetBefore, c.TargetAfter, c.TargetAfter, r.id)
}

func (b *batch) commit() error {
	defer b.tx.Rollback()
	if err := b.writePostings(); err != nil {
		return err
	}
	if err := b.exec("UPDATE counter SET n = ? WHERE name = 'turn'", b.turn); err != nil {
		return err
	}
	return b.tx.Commit()
}
