package article

import (
	"strconv"
	"strings"
	"unicode"
)

// Error is an input that could not be read.
type Error struct {
	Path   string // the file, "-" for standard input
	Place  string // line, byte offset or part of the file; may be empty
	Reason string // what is wrong, in lower case
	Hint   string // what to do about it; may be empty
	Err    error  // the cause, if there is one
}

// Error returns "path: place: reason" on one line that is safe to print: control
// characters and direction overrides in it are escaped. The hint is left to the
// caller, because a command prints it on a line of its own.
func (e *Error) Error() string {
	parts := make([]string, 0, 4)
	for _, s := range []string{e.Path, e.Place, e.Reason} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return printable(strings.Join(parts, ": "))
}

// Unwrap returns the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// printable escapes what could move the cursor or reorder the line of a terminal.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsControl(r) || isBidiControl(r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isBidiControl reports whether r is an embedding, override or isolate: the
// explicit formatting characters of Unicode Standard Annex 9, section 2.
func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}
