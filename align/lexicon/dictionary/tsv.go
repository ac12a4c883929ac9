package dictionary

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

const maxLine = 1 << 20 // bytes of one line

// readTSV reads a tab-separated list, one entry a line: either a pair of
// expressions, in either order, the second with alternatives between semicolons
// and anything behind it a remark; or the four columns of the built-in lexicon's
// files (see [lexicon.Parse]). Empty lines and lines that start with # are
// skipped. Errors are of type [*lexicon.ParseError].
func readTSV(r io.Reader, name string) (lexicon.Source, error) {
	var b builder
	var full []lexicon.Entry
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		if !utf8.ValidString(line) {
			return lexicon.Source{}, fmt.Errorf("line %d: not UTF-8", n)
		}
		columns := strings.Split(line, "\t")
		switch {
		case len(columns) < 2:
			return lexicon.Source{}, fmt.Errorf("line %d: want an Arabic and an English expression, separated by a tab", n)
		case len(columns) > 2 && lexicon.IsPartOfSpeech(columns[1]):
			entries, err := lexicon.Parse(strings.NewReader(line), name)
			if err != nil {
				var bad *lexicon.ParseError
				if errors.As(err, &bad) {
					err = errors.New(bad.Reason)
				}
				return lexicon.Source{}, fmt.Errorf("line %d: %w", n, err)
			}
			full = append(full, entries...)
		default:
			if err := b.alternatives(columns[0], columns[1]); err != nil {
				return lexicon.Source{}, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	switch err := sc.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return lexicon.Source{}, fmt.Errorf("line %d: longer than 1 MB", n+1)
	case err != nil:
		return lexicon.Source{}, err
	}
	entries := append(full, b.entries...)
	if len(entries) == 0 {
		return lexicon.Source{}, errNoArabic
	}
	return lexicon.Source{Kind: lexicon.TSV, Entries: entries, Cost: ownList}, nil
}

// alternatives adds an expression with each of its renderings.
func (b *builder) alternatives(source, targets string) error {
	for t := range strings.FieldsFuncSeq(targets, func(r rune) bool { return r == ';' || r == '؛' }) {
		if err := b.add(source, t, lexicon.AnyWord); err != nil {
			return err
		}
	}
	return nil
}
