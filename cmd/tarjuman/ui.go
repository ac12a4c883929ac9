package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"tarjuman/align/bitext"
	"tarjuman/internal/arabic"
	"tarjuman/translate"
	"tarjuman/translate/article"
)

// Rules for every message of this program:
//
//   - Results go to stdout, all else to stderr.
//   - An error is one line: what, where, why. Lower case, no full stop. A second
//     line starting with "hint:" says what to do next, when we know.
//   - No stack traces, no secrets; text from files is cleaned of control
//     characters before it reaches a terminal.
//   - Text is never reordered for display. Isolates are put around it only when
//     stdout is a terminal.
//   - No colour unless stdout is a terminal, NO_COLOR is unset and CI is not set.

// Exit codes.
const (
	exitDone        = 0
	exitFindings    = 1
	exitUse         = 2
	exitInput       = 3
	exitBackend     = 4
	exitBudget      = 5
	exitOutput      = 6
	exitInterrupted = 130
)

// ui is the program's surroundings.
type ui struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	stdinTTY       bool
	stdoutTTY      bool
	stderrTTY      bool
	color          bool
	ci             bool
}

func newUI(stdin io.Reader, stdout, stderr io.Writer) *ui {
	u := &ui{stdin: stdin, stdout: stdout, stderr: stderr, stdinTTY: isTerminal(stdin), stdoutTTY: isTerminal(stdout), stderrTTY: isTerminal(stderr)}
	u.ci = os.Getenv("CI") != "" && os.Getenv("CI") != "false"
	u.color = u.stdoutTTY && os.Getenv("NO_COLOR") == "" && !u.ci && os.Getenv("TERM") != "dumb"
	return u
}

func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// failure is an error with an exit code and advice.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func wrongUse(what, hint string) error { return &failure{exitUse, errors.New(what), hint} }

func badInput(err error, hint string) error { return &failure{exitInput, err, hint} }

func notWritable(err error, hint string) error { return &failure{exitOutput, err, hint} }

// errFindings ends a run that found faults at or above --fail-on; they have been
// printed already.
var errFindings = errors.New("findings at or above the limit")

// fail prints an error as the rules above want it and returns the exit code.
func (u *ui) fail(err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, errFindings) {
		return exitFindings
	}
	code, hint := classify(err)
	if err == context.Canceled { // as it stands: nothing else was to be said
		err = errors.New("interrupted")
	}
	fmt.Fprintf(u.stderr, "tarjuman: %s\n", clean(oneLine(err.Error())))
	if hint != "" {
		fmt.Fprintf(u.stderr, "hint: %s\n", clean(oneLine(hint)))
	}
	return code
}

func classify(err error) (code int, hint string) {
	var f *failure
	if errors.As(err, &f) {
		return f.code, f.hint
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted, ""
	}
	var ae *article.Error
	if errors.As(err, &ae) {
		return exitInput, ae.Hint
	}
	if hint, ok := overBudget(err); ok {
		return exitBudget, hint
	}
	if code, hint, ok := storeAdvice(err); ok {
		return code, hint
	}
	var be *translate.Error
	if errors.As(err, &be) {
		if be.Kind == translate.BadLanguage && be.Backend == "offline" {
			return exitBackend, getAdvice("en", "ar") // there is no gloss into Arabic
		}
		return exitBackend, ""
	}
	var locked *bitext.Locked
	var lost *bitext.NotSaved
	if errors.As(err, &locked) || errors.As(err, &lost) {
		return exitOutput, ""
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return exitInput, ""
	}
	return exitUse, ""
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}

// note prints a remark on stderr.
func (u *ui) note(format string, args ...any) {
	fmt.Fprintln(u.stderr, clean(fmt.Sprintf(format, args...)))
}

// clean takes everything out of a text that could steer a terminal: control
// characters, escapes and bidi overrides. Tabs and newlines stay.
func clean(s string) string {
	ok := func(r rune) bool {
		return r == '\n' || r == '\t' || !unicode.IsControl(r) && !(r >= 0x202A && r <= 0x202E) && !(r >= 0x2066 && r <= 0x2069) && !(r >= 0xE0000 && r <= 0xE007F)
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return !ok(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if ok(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// open opens a file, or standard input for "-", to read.
func (u *ui) open(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(u.stdin), nil
	}
	return os.Open(path)
}

// show prepares a text for a line of the listing: cleaned, on one line, isolated
// when a terminal will lay it out.
func (u *ui) show(s string) string { return u.isolate(flat(s)) }

// flat is a text cleaned and on one line.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, clean(s))
}

// isolate keeps a right-to-left text from dragging its neighbours along, where a
// terminal lays it out.
func (u *ui) isolate(s string) string {
	if u.stdoutTTY && arabic.Has(s) {
		return "\u2068" + s + "\u2069"
	}
	return s
}

type style string

const (
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	yellow style = "33"
	cyan   style = "36"
	green  style = "32"
)

func (u *ui) paint(st style, s string) string {
	if !u.color || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// confirm asks a question on the terminal; it is never called without one.
func (u *ui) confirm(question string) (bool, error) {
	fmt.Fprintf(u.stderr, "%s     [Enter] send  [q] stop ", clean(question))
	line, err := bufio.NewReader(u.stdin).ReadString('\n')
	if err != nil && line == "" {
		return false, err
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "" || answer == "y" || answer == "yes", nil
}

// mayAsk reports whether a person is there to answer.
func (u *ui) mayAsk() bool { return u.stdinTTY && u.stderrTTY && !u.ci }

// grouped writes a count with thousands separators.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural writes a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
