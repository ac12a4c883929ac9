package review

import (
	"fmt"
	"strings"
	"testing"

	"tarjuman/align/check"
)

// cutInto shows runs as text with their findings in brackets.
func cutInto(text string, spans ...[]check.Span) string {
	findings := make([]finding, len(spans))
	for i, s := range spans {
		raw := &check.Finding{Severity: check.Severity(i % 4), Source: s}
		findings[i] = finding{Number: i + 1, Severity: raw.Severity.String(), raw: raw}
	}
	var b strings.Builder
	for _, r := range runs(text, findings, func(f *check.Finding) []check.Span { return f.Source }) {
		shown := ""
		for _, p := range r.Pieces {
			shown += p.Text
		}
		if r.Mark != nil {
			shown = fmt.Sprintf("[%s %s:%s]", r.Mark.Class, r.Mark.Findings, shown)
		}
		b.WriteString(shown)
	}
	return b.String()
}

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		name, text string
		spans      [][]check.Span
		want       string
	}{
		{"none", "abc", nil, "abc"},
		{"one", "abcdef", [][]check.Span{{{Start: 1, End: 3}}}, "a[info 1:bc]def"},
		{"whole", "abc", [][]check.Span{{{Start: 0, End: 3}}}, "[info 1:abc]"},
		{"two of one", "abcdef", [][]check.Span{{{Start: 0, End: 1}, {Start: 4, End: 6}}}, "[info 1:a]bcd[info 1:ef]"},
		{"overlap", "abcdef", [][]check.Span{{{Start: 0, End: 4}}, {{Start: 2, End: 6}}}, "[info 1:ab][minor 2 1:cd][minor 2:ef]"},
		{"inside", "abcdef", [][]check.Span{{{Start: 0, End: 6}}, {{Start: 2, End: 3}}}, "[info 1:ab][minor 2 1:c][info 1:def]"},
		{"same", "abc", [][]check.Span{{{Start: 0, End: 1}}, {{Start: 0, End: 1}}}, "[minor 2 1:a]bc"},
		{"empty", "abc", [][]check.Span{{{Start: 1, End: 1}}}, "a[info point 1:]bc"},
		{"empty at the end", "abc", [][]check.Span{{{Start: 3, End: 3}}}, "abc[info point 1:]"},
		{"empty within a span", "abc", [][]check.Span{{{Start: 0, End: 3}}, {{Start: 1, End: 1}}}, "[info 1:a][minor point 2:][info 1:bc]"},
		{"empty text", "", [][]check.Span{{{Start: 0, End: 0}}}, "[info point 1:]"},
		{"outside", "abc", [][]check.Span{{{Start: -5, End: 99}}}, "[info 1:abc]"},
		{"backwards", "abc", [][]check.Span{{{Start: 2, End: 1}}}, "ab[info point 1:]c"},
		{"letter without its vowel sign", "كَتب", [][]check.Span{{{Start: 0, End: 2}}}, "[info 1:كَ]تب"},
		{"vowel sign alone", "كَتب", [][]check.Span{{{Start: 2, End: 4}}}, "[info 1:كَ]تب"},
		{"half a letter", "كتب", [][]check.Span{{{Start: 1, End: 3}}}, "[info 1:كت]ب"},
		{"part of an emoji", "a👨\u200d👩b", [][]check.Span{{{Start: 1, End: 5}}}, "a[info 1:👨\u200d👩]b"},
	} {
		if got := cutInto(c.text, c.spans...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestManySpansAreBounded(t *testing.T) {
	text := strings.Repeat("word ", 2000)
	spans := make([][]check.Span, 5000)
	for i := range spans {
		spans[i] = []check.Span{{Start: i, End: len(text) - i}}
	}
	if n := len(cutInto(text, spans...)); n > 50_000 {
		t.Errorf("%d bytes of marks on %d bytes of text", n, len(text))
	}
}
