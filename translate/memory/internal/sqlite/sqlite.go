// Package sqlite opens the databases this program keeps: modernc.org/sqlite, a
// translation of SQLite into Go, behind the few choices that matter here.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"

	_ "modernc.org/sqlite" // registers the driver
)

// Kind is what a database is for. SQLite keeps both numbers in the file.
type Kind struct {
	ApplicationID int32  // tells our files from others'
	Version       int32  // of the tables
	Schema        string // creates the tables of a new file
}

// pragmas set up a connection. A statement that writes many rows keeps what it would
// undo in memory, not in a file.
var pragmas = []string{"busy_timeout(5000)", "synchronous(FULL)", "temp_store(MEMORY)", "trusted_schema(OFF)", "cache_size(-32000)"}

// Open opens the database at path; create makes one where there is none. Writes
// survive a crash once they are committed. A second process waits five seconds
// for the first one's write to end. Without create, a file that cannot be written,
// or whose folder cannot, is opened for reading.
//
// The error is an [*fs.PathError], or wraps [ErrForeign], [ErrDamaged], [ErrBusy],
// [ErrReadOnly], [ErrFull] or [ErrWrite] where one of them is the reason.
func Open(ctx context.Context, path string, k Kind, create bool) (*sql.DB, error) {
	if err := prepare(path, create); err != nil {
		return nil, err
	}
	db, err := connect(path, url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}, func(db *sql.DB) error { return adopt(ctx, db, k, create) })
	if !create && unwritable(err) {
		db, err = openReadOnly(ctx, path, k, err)
	}
	if err != nil {
		return nil, Explain(err)
	}
	return db, nil
}

// openReadOnly opens a file that cannot be written, or lies in a folder that cannot.
// The log that is written ahead needs a place beside the file; where there is no log,
// and nobody can be writing one, the file can be read without.
func openReadOnly(ctx context.Context, path string, k Kind, reason error) (*sql.DB, error) {
	ours := func(db *sql.DB) error { return k.mustBe(ctx, db) }
	q := url.Values{"_pragma": pragmas, "mode": {"ro"}}
	db, err := connect(path, q, ours)
	if err == nil || !unwritable(err) {
		return db, err
	}
	if st, err := os.Stat(path + "-wal"); err == nil && st.Size() > 0 {
		return nil, fmt.Errorf("%w, nor its folder, and %s-wal holds changes that have yet to be carried over", ErrReadOnly, path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, reason
	}
	q.Set("immutable", "1")
	return connect(path, q, ours)
}

// connect opens a database that passes a check.
func connect(path string, q url.Values, check func(*sql.DB) error) (*sql.DB, error) {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	// One connection: a write of this program never waits for another of its own.
	db.SetMaxOpenConns(1)
	if err := check(db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare makes sure that the file exists, can be read, and is empty or begins like a
// database. A new one is readable by its owner only.
func prepare(path string, create bool) error {
	st, err := os.Stat(path)
	if err == nil && st.IsDir() {
		return &fs.PathError{Op: "open", Path: path, Err: errors.New("is a directory")}
	}
	flag := os.O_RDONLY
	if create && errors.Is(err, fs.ErrNotExist) {
		flag = os.O_CREATE | os.O_RDWR
	}
	f, err := os.OpenFile(path, flag, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	switch {
	case err == io.EOF:
		return nil
	case string(head[:n]) != magic[:n] || n == 0:
		return ErrForeign
	case n < len(magic):
		return errHead
	}
	return nil
}

// magic is what every database of SQLite begins with (sqlite.org/fileformat2.html).
const magic = "SQLite format 3\x00"

// errHead says that a file begins like a database, but not like a whole one.
var errHead = fmt.Errorf("%w (its beginning is not whole)", ErrDamaged)

// adopt checks that the database is ours, and makes the tables of an empty one. What
// is not ours is not changed. A commit is on the disk when it returns: the log is
// written ahead and synced every time. Large pages suit texts and long lists.
func adopt(ctx context.Context, db *sql.DB, k Kind, create bool) error {
	ours, err := k.recognise(ctx, db)
	switch {
	case err != nil:
		return err
	case ours:
		_, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
		return err
	case !create:
		return ErrForeign
	}
	if _, err := db.ExecContext(ctx, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another process may have made the tables before this one had its turn.
	if ours, err := k.recognise(ctx, tx); ours || err != nil {
		return err
	}
	for _, s := range []string{k.Schema, fmt.Sprintf("PRAGMA application_id = %d", k.ApplicationID), fmt.Sprintf("PRAGMA user_version = %d", k.Version)} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// mustBe checks that the database is ours.
func (k Kind) mustBe(ctx context.Context, db querier) error {
	ours, err := k.recognise(ctx, db)
	if err == nil && !ours {
		err = ErrForeign
	}
	return err
}

// querier is a database or a transaction of one.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// recognise reports whether the tables are those of the kind, and false without an
// error where there are none at all.
func (k Kind) recognise(ctx context.Context, db querier) (bool, error) {
	var id, version, tables int32
	err := db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id()), (SELECT user_version FROM pragma_user_version()), (SELECT count(*) FROM sqlite_schema)").Scan(&id, &version, &tables)
	switch {
	case err != nil:
		return false, err
	case id == k.ApplicationID && version == k.Version:
		return true, nil
	case id == k.ApplicationID && version > k.Version:
		return false, fmt.Errorf("version %d was written by a newer program; this one reads version %d", version, k.Version)
	case id == k.ApplicationID:
		return false, fmt.Errorf("version %d is older than this program reads, which is version %d", version, k.Version)
	case tables > 0 || id != 0:
		return false, ErrForeign
	}
	return false, nil
}
