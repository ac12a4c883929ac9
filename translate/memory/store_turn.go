package memory

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"tarjuman/translate/memory/internal/sqlite"
)

const (
	// defaultPatience is how long an import waits for its turn to write.
	defaultPatience = time.Minute
	// glance is how long SQLite itself waits, in milliseconds, before it says that
	// another process is writing: it looks after 1, 2, 5 and 10 ms, then ever more
	// seldom.
	glance = "18"
	// courtesy is the pause between two transactions of an import. It is longer than
	// those who wait go without looking, so two imports take turns: without it, the
	// one that writes would begin again before the other has noticed.
	courtesy = 12 * time.Millisecond
)

// turn begins a transaction that writes, once no other process does. It gives up
// when ctx is done.
func (s *Store) turn(ctx context.Context) (*sql.Tx, error) {
	steady := context.WithoutCancel(ctx) // its end would take the transaction back
	if _, err := s.db.ExecContext(steady, "PRAGMA busy_timeout = "+glance); err != nil {
		return nil, err
	}
	begun := time.Now()
	for {
		tx, err := s.db.BeginTx(steady, nil)
		switch {
		case err == nil || !errors.Is(sqlite.Explain(err), ErrBusy):
			return tx, err
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case time.Since(begun) > s.patience:
			return nil, err
		}
	}
}
