package sqlite

import (
	"errors"
	"fmt"
	"strings"

	driver "modernc.org/sqlite"
)

// The reasons why a database cannot be used that somebody can do something about.
var (
	ErrForeign  = errors.New("not a database of this kind") // of another program, or none at all
	ErrDamaged  = errors.New("the database is damaged")
	ErrBusy     = errors.New("another program is writing to it")
	ErrReadOnly = errors.New("it cannot be written")
	ErrFull     = errors.New("there is no room left on the disk")
	ErrWrite    = errors.New("the disk did not take what was written")
)

// Result codes of SQLite (sqlite.org/rescode.html); the lowest byte of an extended
// code.
const (
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26

	// Of failed input and output, those that concern what was written.
	codeIOWrite     = codeIO | 3<<8
	codeIOFsync     = codeIO | 4<<8
	codeIODirFsync  = codeIO | 5<<8
	codeIOTruncate  = codeIO | 6<<8
	codeIOSharedMap = codeIO | 19<<8
)

// code is the primary result code of an error, 0 for one of somebody else's.
func code(err error) int { return extended(err) & 0xff }

func extended(err error) int {
	var e *driver.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code()
}

// reasons are what the codes come to.
var reasons = map[int]error{
	codeBusy: ErrBusy, codeLocked: ErrBusy, codeReadOnly: ErrReadOnly, codePerm: ErrReadOnly, codeCorrupt: ErrDamaged, codeFull: ErrFull, codeNotADB: errHead,
	codeIOWrite: ErrWrite, codeIOFsync: ErrWrite, codeIODirFsync: ErrWrite, codeIOTruncate: ErrWrite, codeIOSharedMap: ErrWrite,
}

// unwritable reports that a database cannot be opened as one that is written to.
func unwritable(err error) bool {
	switch code(err) {
	case codePerm, codeReadOnly, codeCantOpen, codeIO:
		return true
	}
	return false
}

// Explain returns an error of a query or a transaction with its reason, as [Open]
// does.
func Explain(err error) error {
	if code(err) == 0 {
		return err
	}
	reason := reasons[extended(err)]
	if reason == nil {
		reason = reasons[code(err)]
	}
	switch reason {
	case nil:
		return errors.New(plain(err)) // the driver's own type tells nobody anything
	case ErrDamaged, ErrWrite:
		return fmt.Errorf("%w (%s)", reason, plain(err))
	}
	return reason
}

// plain is the text of a driver's error without the number behind it.
func plain(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	return s
}
