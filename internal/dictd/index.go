package dictd

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// readIndex reads an index into its headwords and the entries that describe the
// dictionary, those by what follows 00database without punctuation.
func readIndex(r io.Reader) ([]Entry, map[string]Entry, error) {
	var entries []Entry
	about := map[string]Entry{}
	limited := &io.LimitedReader{R: r, N: maxIndex + 1}
	sc := bufio.NewScanner(limited)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		e, err := parseIndexLine(sc.Text())
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %w", n, err)
		}
		if what, ok := strings.CutPrefix(strings.ReplaceAll(e.Headword, "-", ""), "00database"); ok {
			about[what] = e
			continue
		}
		if len(entries) == maxEntries {
			return nil, nil, fmt.Errorf("more than %d entries", maxEntries)
		}
		entries = append(entries, e)
	}
	if err := sc.Err(); err != nil {
		return nil, nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	if limited.N <= 0 {
		return nil, nil, fmt.Errorf("more than %d MB", maxIndex>>20)
	}
	return entries, about, nil
}

// parseIndexLine reads headword TAB offset TAB length; some indexes carry the
// headword as it was before folding in a fourth column, which is then the better one.
func parseIndexLine(line string) (Entry, error) {
	f := strings.Split(line, "\t")
	if len(f) < 3 {
		return Entry{}, fmt.Errorf("want headword, offset and length, separated by tabs")
	}
	offset, err := decode64(f[1])
	if err != nil {
		return Entry{}, err
	}
	length, err := decode64(f[2])
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Headword: f[0], Offset: offset, Length: length}
	if len(f) > 3 && f[3] != "" {
		e.Headword = f[3]
	}
	return e, nil
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decode64 reads a number in dictd's base 64. Seven digits hold more than any
// file that is read.
func decode64(s string) (int64, error) {
	if s == "" || len(s) > 7 {
		return 0, fmt.Errorf("%.20q is no offset or length", s)
	}
	n := int64(0)
	for i := range len(s) {
		d := strings.IndexByte(base64Digits, s[i])
		if d < 0 {
			return 0, fmt.Errorf("%.20q is no offset or length", s)
		}
		n = n<<6 | int64(d)
	}
	return n, nil
}
