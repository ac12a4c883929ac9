package bitext

import (
	"fmt"
	"unicode/utf8"

	"tarjuman/align/check"
)

// toCodePoints turns byte spans of text into code point ranges. Spans outside
// the text are cut to it.
func toCodePoints(text string, spans []check.Span) [][2]int {
	if len(spans) == 0 {
		return nil
	}
	out := make([][2]int, len(spans))
	for i, s := range spans {
		start := min(max(s.Start, 0), len(text))
		end := min(max(s.End, start), len(text))
		a := utf8.RuneCountInString(text[:start])
		out[i] = [2]int{a, a + utf8.RuneCountInString(text[start:end])}
	}
	return out
}

// CodePoints turns one byte span of text into a half-open code point range.
func CodePoints(text string, s check.Span) (start, end int) {
	p := toCodePoints(text, []check.Span{s})[0]
	return p[0], p[1]
}

// toBytes turns code point ranges into byte spans and refuses ranges that the
// text does not have.
func toBytes(text string, ranges [][2]int) ([]check.Span, error) {
	if len(ranges) == 0 {
		return nil, nil
	}
	out := make([]check.Span, len(ranges))
	for i, r := range ranges {
		start, ok1 := byteOffset(text, r[0])
		end, ok2 := byteOffset(text, r[1])
		if !ok1 || !ok2 || start > end {
			return nil, fmt.Errorf("[%d,%d) lies outside the text", r[0], r[1])
		}
		out[i] = check.Span{Start: start, End: end}
	}
	return out, nil
}

func byteOffset(text string, points int) (int, bool) {
	if points < 0 {
		return 0, false
	}
	n := 0
	for i := range text {
		if n == points {
			return i, true
		}
		n++
	}
	return len(text), n == points
}
