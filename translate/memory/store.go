package memory

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"hash/fnv"
	"io/fs"
	"iter"
	"strings"
	"time"

	"tarjuman/internal/langtag"
	"tarjuman/translate/memory/internal/sqlite"
)

// Store is a translation memory in a file: an SQLite database that is looked up in
// without being read into memory. It is safe for concurrent use, and several
// processes may share the file.
type Store struct {
	db   *sql.DB
	path string

	batch    int           // units that an import commits at once
	patience time.Duration // for its turn to write
}

// storeKind describes the database. A unit is two texts, a and b, each with the
// hash of its exact form and of its neighbours', by which sentences are found;
// posting lists say in which texts a trigram of a word stands, by text number:
// twice the unit's, one more for b.
var storeKind = sqlite.Kind{
	ApplicationID: 0x5441524D, // "TARM"
	Version:       1,
	Schema: `
CREATE TABLE unit (
	id INTEGER PRIMARY KEY,
	lang_a TEXT NOT NULL, a TEXT NOT NULL, key_a INTEGER NOT NULL, before_a INTEGER NOT NULL, after_a INTEGER NOT NULL,
	lang_b TEXT NOT NULL, b TEXT NOT NULL, key_b INTEGER NOT NULL, before_b INTEGER NOT NULL, after_b INTEGER NOT NULL,
	origin TEXT NOT NULL, author TEXT NOT NULL, changed INTEGER NOT NULL, turn INTEGER NOT NULL
);
CREATE INDEX unit_key_a ON unit (key_a);
CREATE INDEX unit_key_b ON unit (key_b);
CREATE TABLE posting (term INTEGER NOT NULL, part INTEGER NOT NULL, texts BLOB NOT NULL, PRIMARY KEY (term, part)) WITHOUT ROWID;
CREATE TABLE trigram (term INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('turn', 0), ('part', 0);
`,
}

// OpenStore opens the memory at path; create makes one where there is none. Without
// create, one that cannot be written is opened for reading. The error is an
// [*fs.PathError] or a [*StoreError].
func OpenStore(ctx context.Context, path string, create bool) (*Store, error) {
	s := &Store{path: path, batch: importBatch, patience: defaultPatience}
	var err error
	s.db, err = sqlite.Open(ctx, path, storeKind, create)
	var pe *fs.PathError
	switch {
	case err == nil:
		return s, nil
	case errors.As(err, &pe):
		return nil, err
	case errors.Is(err, sqlite.ErrForeign):
		return nil, &StoreError{path, ErrNoStore}
	}
	return nil, s.failure(err)
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Unit is one translated sentence of a [Store].
type Unit struct {
	SourceLang, Source string
	TargetLang, Target string
	// Context is where the sentence stood; zero when unknown.
	Context Context
	Origin  string    // what wrote the target: "human", "deepl"
	Author  string    // who approved it
	Changed time.Time // zero when unknown
}

// Context is the sentences before and behind a unit, by the hashes of their exact
// forms ([ContextHash]); zero where there is none or it is unknown.
type Context struct {
	SourceBefore, SourceAfter int64
	TargetBefore, TargetAfter int64
}

// ContextHash returns the number that stands for a neighbouring sentence, 0 for an
// empty one. The same sentence typed differently has the same number.
func ContextHash(sentence string) int64 {
	form := exactForm(sentence)
	if form == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(form))
	return int64(h.Sum64() | 1)
}

// StoreStats are the figures of a memory.
type StoreStats struct {
	Units   int
	Pairs   map[string]int // units by "ar-en"
	Origins map[string]int
	// Doubles counts the sources that have more than one translation.
	Doubles int
	Bytes   int64 // of the file
}

// Stats counts what the memory holds, after a look at all of the file: damage that
// other calls would only meet by chance is an error here.
func (s *Store) Stats(ctx context.Context) (StoreStats, error) {
	st := StoreStats{Pairs: map[string]int{}, Origins: map[string]int{}}
	count := func(query string, into map[string]int) error {
		rows, err := s.db.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			var n int
			if err := rows.Scan(&name, &n); err != nil {
				return err
			}
			into[name] = n
		}
		return rows.Err()
	}
	number := func(query string, into any) error { return s.db.QueryRowContext(ctx, query).Scan(into) }
	err := cmp.Or(
		s.sound(ctx),
		count("SELECT lang_a || '-' || lang_b, count(*) FROM unit GROUP BY 1", st.Pairs),
		count("SELECT origin, count(*) FROM unit GROUP BY 1", st.Origins),
		number("SELECT count(*) FROM unit", &st.Units),
		number("SELECT count(*) FROM (SELECT 1 FROM unit GROUP BY key_a, lang_a, lang_b HAVING count(*) > 1)", &st.Doubles),
		number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", &st.Bytes),
	)
	return st, s.failure(err)
}

// sound has the database look for damage in all of the file.
func (s *Store) sound(ctx context.Context) error {
	var said string
	err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	if err == nil && said != "ok" {
		err = damaged(errors.New(strings.Join(strings.Fields(strings.TrimPrefix(said, "*** in database main ***")), " ")))
	}
	return err
}

// Units goes over all units in the order in which they came.
func (s *Store) Units(ctx context.Context) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		last := int64(-1)
		for {
			rows, err := s.page(ctx, last)
			if err != nil {
				yield(Unit{}, s.failure(err))
				return
			}
			for _, r := range rows {
				last = r.id
				if !yield(r.unit(), nil) {
					return
				}
			}
			if len(rows) == 0 {
				return
			}
		}
	}
}

// page reads the next units: the only connection stays free between pages.
func (s *Store) page(ctx context.Context, after int64) ([]row, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT "+rowColumns+" FROM unit WHERE id > ? ORDER BY id LIMIT 1000", after)
	if err != nil {
		return nil, err
	}
	return scanRows(rows)
}

const rowColumns = "id, lang_a, a, before_a, after_a, lang_b, b, before_b, after_b, origin, author, changed, turn"

// row is a unit as the database holds it.
type row struct {
	id            int64
	langA, a      string
	langB, b      string
	ctxA, ctxB    [2]int64
	origin, by    string
	changed, turn int64
}

func scanRows(rows *sql.Rows) ([]row, error) {
	defer rows.Close()
	var out []row
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.id, &r.langA, &r.a, &r.ctxA[0], &r.ctxA[1], &r.langB, &r.b, &r.ctxB[0], &r.ctxB[1], &r.origin, &r.by, &r.changed, &r.turn); err != nil {
			return nil, damaged(err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

func (r row) unit() Unit {
	u := Unit{
		SourceLang: r.langA, Source: r.a, TargetLang: r.langB, Target: r.b, Origin: r.origin, Author: r.by,
		Context: Context{r.ctxA[0], r.ctxA[1], r.ctxB[0], r.ctxB[1]},
	}
	if r.changed != 0 {
		u.Changed = time.Unix(r.changed, 0).UTC()
	}
	return u
}

// from returns the row as seen from a language: source, target and the context of
// the source. It reports false when the row does not lead from one to the other.
func (r row) from(from, to string) (source, target string, context [2]int64, ok bool) {
	switch {
	case r.langA == from && r.langB == to:
		return r.a, r.b, r.ctxA, true
	case r.langB == from && r.langA == to:
		return r.b, r.a, r.ctxB, true
	}
	return "", "", context, false
}

// normalUnit folds languages, says whether the unit can be stored and returns the
// hashes of its two texts.
func normalUnit(u Unit) (Unit, [2]int64, bool) {
	u.SourceLang, u.TargetLang = langtag.Primary(u.SourceLang), langtag.Primary(u.TargetLang)
	if u.SourceLang == "" || u.TargetLang == "" || u.SourceLang == u.TargetLang || max(len(u.Source), len(u.Target)) > maxStored {
		return u, [2]int64{}, false
	}
	u.Source, u.Target = strings.ToValidUTF8(u.Source, "\uFFFD"), strings.ToValidUTF8(u.Target, "\uFFFD")
	keys := [2]int64{ContextHash(u.Source), ContextHash(u.Target)}
	return u, keys, keys[0] != 0 && keys[1] != 0
}

// maxStored is the longest text of a unit, in bytes.
const maxStored = 1 << 20

// storedWords returns the words of a text by which it is found.
func storedWords(text string) []string {
	var all []string
	tokens := tokenize(text, func(w string) uint32 { all = append(all, w); return uint32(len(all)) })
	var out []string
	for i, t := range tokens {
		if !t.isPunct() && all[i] != numberWord {
			out = append(out, all[i])
		}
	}
	return out
}
