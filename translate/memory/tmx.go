package memory

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"tarjuman/internal/langtag"
	"tarjuman/internal/tmx"
)

// Stats says what ReadTMX found.
type Stats struct {
	Units   int // units stored
	Skipped int // units without text in two languages, or beyond all measure
	// Languages are the primary subtags of the stored texts, sorted.
	Languages []string
}

// TMXError says why a TMX file could not be read to its end.
type TMXError struct {
	Line  int // from 1
	Units int // stored before the error
	Err   error
}

// Error returns one line.
func (e *TMXError) Error() string {
	return fmt.Sprintf("line %d: %v (units read before it: %d)", e.Line, e.Err, e.Units)
}

// Unwrap returns the cause.
func (e *TMXError) Unwrap() error { return e.Err }

// ReadTMX adds the units of a translation memory in TMX (1.1 to 1.4b), in UTF-8,
// UTF-16 or one of the usual 8-bit encodings, as [tmx.Reader] reads them.
//
// The error is a [*TMXError]; units read before it stay in the memory and are
// counted in Stats.
func (m *Memory) ReadTMX(r io.Reader) (Stats, error) {
	var stats Stats
	langs := map[string]bool{}
	t, err := tmx.NewReader(r)
	for err == nil {
		var tu tmx.Unit
		if tu, err = t.Next(); err != nil {
			break
		}
		u := make(unit, len(tu.Variants))
		for i, v := range tu.Variants {
			u[i] = variant{langtag.Primary(v.Lang), v.Text}
		}
		if !m.add(u) {
			stats.Skipped++
			continue
		}
		stats.Units++
		for _, v := range u {
			if v.lang != "" && v.text != "" {
				langs[v.lang] = true
			}
		}
	}
	stats.Languages = slices.Sorted(maps.Keys(langs))
	if err != io.EOF {
		return stats, &TMXError{Line: t.Line(), Units: stats.Units, Err: err}
	}
	return stats, nil
}
