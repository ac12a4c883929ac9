package learn

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Signature starts the first line of a table's file.
const Signature = "# tarjuman learned table 1"

// Bounds of a file that is read.
const (
	maxFile = 512 << 20
	maxLine = 1 << 16
	maxRows = 20_000_000
)

// Write writes the table as text: a first line with [Signature], the languages
// and the number of pairs it was learned from,
//
//	# tarjuman learned table 1	ar	en	12345
//
// then one line a pair of words, in order of the source word, the surest
// rendering first: source word, target word, share between 0 and 1, separated by
// tabs. Words are written as the texts write them most often; reading the file
// finds their keys again.
func (t *Table) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\t%s\t%s\t%d\n", Signature, t.SourceLang, t.TargetLang, t.pairs)
	for _, key := range t.keys() {
		for _, r := range t.renderings[key] {
			fmt.Fprintf(b, "%s\t%s\t%.3f\n", t.surface(key), r.Word, r.Share)
		}
	}
	return b.Flush()
}

// FileError is a faulty line of a table's file.
type FileError struct {
	Line   int
	Reason string
}

// Error returns one line.
func (e *FileError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Read reads a table that [Table.Write] wrote. Lines that start with # are
// skipped after the first. Faults are of type [*FileError].
func Read(r io.Reader) (*Table, error) {
	limited := &io.LimitedReader{R: r, N: maxFile + 1}
	sc := bufio.NewScanner(limited)
	sc.Buffer(nil, maxLine)
	t := &Table{renderings: map[string][]Rendering{}}
	lists, written := map[string][]Rendering{}, map[string]string{}
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if n == 1 {
			if err := t.header(strings.TrimPrefix(line, "\ufeff")); err != nil {
				return nil, &FileError{1, err.Error()}
			}
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		if n > maxRows {
			return nil, &FileError{n, fmt.Sprintf("more than %d lines", maxRows)}
		}
		source, r, err := t.row(line)
		if err != nil {
			return nil, &FileError{n, err.Error()}
		}
		key := Key(source, t.SourceLang)
		if key == "" || r.Key == "" {
			continue // function words say nothing
		}
		lists[key], written[key] = append(lists[key], r), source
	}
	switch err := sc.Err(); {
	case err == bufio.ErrTooLong:
		return nil, &FileError{n + 1, "a line of more than 64 KB"}
	case err != nil:
		return nil, err
	case n == 0:
		return nil, &FileError{1, "the file is empty"}
	case limited.N <= 0:
		return nil, &FileError{n, "a file of more than 512 MB"}
	}
	for key, list := range lists {
		t.put(key, written[key], list)
	}
	return t, nil
}

func (t *Table) header(line string) error {
	rest, ok := strings.CutPrefix(line, Signature)
	f := strings.Split(rest, "\t")
	if !ok || len(f) != 4 || f[0] != "" {
		return fmt.Errorf("not a learned table: want %q, two languages and a number", Signature)
	}
	pairs, err := strconv.Atoi(f[3])
	if err != nil || pairs < 0 {
		return fmt.Errorf("%.20q is no number of pairs", f[3])
	}
	t.SourceLang, t.TargetLang, t.pairs = f[1], f[2], pairs
	return nil
}

func (t *Table) row(line string) (source string, r Rendering, err error) {
	f := strings.Split(line, "\t")
	if len(f) != 3 || f[0] == "" || f[1] == "" || !utf8.ValidString(line) {
		return "", Rendering{}, fmt.Errorf("want source word, target word and share, separated by tabs")
	}
	share, err := strconv.ParseFloat(f[2], 32)
	if err != nil || math.IsNaN(share) || share < 0 || share > 1 {
		return "", Rendering{}, fmt.Errorf("%.20q is no share between 0 and 1", f[2])
	}
	return f[0], Rendering{Key: Key(f[1], t.TargetLang), Word: f[1], Share: float32(share)}, nil
}
