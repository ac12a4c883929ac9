// Package sqlite opens the databases this program keeps: modernc.org/sqlite, a
// translation of SQLite into Go, behind the few choices that matter here.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// ErrForeign says that a file is a database of another program, or none at all.
var ErrForeign = errors.New("not a database of this kind")

// pragmas set up a connection. A commit is on the disk when it returns: the log is
// written ahead and synced every time. Large pages, of new files, suit texts and
// long lists; a statement that writes many rows keeps what it would undo in memory,
// not in a file.
var pragmas = []string{
	"busy_timeout(5000)", "page_size(16384)", "temp_store(MEMORY)", "journal_mode(WAL)", "synchronous(FULL)", "trusted_schema(OFF)", "cache_size(-32000)",
}

// Open opens the database at path; create makes one where there is none. Writes
// survive a crash once they are committed. A second process waits five seconds
// for the first one's write to end.
func Open(ctx context.Context, path string, k Kind, create bool) (*sql.DB, error) {
	if err := prepare(path, create); err != nil {
		return nil, err
	}
	q := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	// One connection: a write of this program never waits for another of its own.
	db.SetMaxOpenConns(1)
	if err := adopt(ctx, db, k); err != nil {
		db.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return db, nil
}

// prepare makes sure that the file exists, readable by its owner only.
func prepare(path string, create bool) error {
	st, err := os.Stat(path)
	switch {
	case err == nil && st.IsDir():
		return &fs.PathError{Op: "open", Path: path, Err: errors.New("is a directory")}
	case err == nil || !create || !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// adopt checks that the database is ours, and makes the tables of an empty one.
func adopt(ctx context.Context, db *sql.DB, k Kind) error {
	var id, version, tables int32
	for what, v := range map[string]*int32{"PRAGMA application_id": &id, "PRAGMA user_version": &version, "SELECT count(*) FROM sqlite_schema": &tables} {
		if err := db.QueryRowContext(ctx, what).Scan(v); err != nil {
			return fmt.Errorf("%w: %v", ErrForeign, err)
		}
	}
	switch {
	case id == k.ApplicationID && version == k.Version:
		return nil
	case id == k.ApplicationID && version > k.Version:
		return fmt.Errorf("version %d was written by a newer program; this one reads up to %d", version, k.Version)
	case tables > 0 || id != 0:
		return ErrForeign
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, s := range []string{k.Schema, fmt.Sprintf("PRAGMA application_id = %d", k.ApplicationID), fmt.Sprintf("PRAGMA user_version = %d", k.Version)} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return tx.Commit()
}
