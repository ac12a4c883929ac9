package review

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"tarjuman/align/check"
)

// A run is a stretch of text under the same findings.
type run struct {
	Mark   *mark // nil for text without findings
	Pieces []piece
}

// A mark is the underline of one or more findings.
type mark struct {
	Class    string // severity of the worst finding, and "point" between two characters
	Findings string // their numbers, worst first, with spaces
	Messages string // the ids of the elements that say what they are
	Title    string
}

// Bounds of the underlines of one text and of the findings one of them names, and
// with them of the page: whoever made a file with more wants to hurt, and the
// findings are listed all the same.
const (
	maxSpans   = 200
	maxOverlap = 8
)

// A cover is a span that a finding lays over a text.
type cover struct {
	start, end int
	finding    *finding
}

// runs cuts text where the spans of its findings begin and end. Spans are cut to
// the text and widened to whole grapheme clusters; overlapping ones share runs,
// so that the marks never nest.
func runs(text string, findings []finding, spansOf func(*check.Finding) []check.Span) []run {
	covers, cuts := coversOf(text, findings, spansOf)
	if len(covers) == 0 {
		return []run{{Pieces: pieces(text)}}
	}
	var out []run
	for i, at := range cuts {
		if m := markFor(covers, at, at); m != nil {
			out = append(out, run{Mark: m})
		}
		if i+1 < len(cuts) {
			to := cuts[i+1]
			out = append(out, run{markFor(covers, at, to), pieces(text[at:to])})
		}
	}
	return out
}

// coversOf returns the spans on whole clusters and the places to cut, which
// begin with 0 and end with the text's length.
func coversOf(text string, findings []finding, spansOf func(*check.Finding) []check.Span) ([]cover, []int) {
	var covers []cover
	var bounds []int
	cuts := []int{0, len(text)}
	for i := range findings {
		if findings[i].IsIgnored {
			continue
		}
		for _, s := range spansOf(findings[i].raw) {
			if len(covers) == maxSpans {
				break
			}
			if bounds == nil {
				bounds = clusterBounds(text)
			}
			start := min(max(s.Start, 0), len(text))
			end := min(max(s.End, start), len(text))
			a, exact := slices.BinarySearch(bounds, start)
			if !exact {
				a--
			}
			b, _ := slices.BinarySearch(bounds, end)
			c := cover{bounds[a], bounds[b], &findings[i]}
			covers = append(covers, c)
			cuts = append(cuts, c.start, c.end)
		}
	}
	slices.Sort(cuts)
	slices.SortStableFunc(covers, func(a, b cover) int { return cmp.Compare(b.finding.raw.Severity, a.finding.raw.Severity) })
	return covers, slices.Compact(cuts)
}

// clusterBounds returns the offsets between the grapheme clusters of text, both
// ends included.
func clusterBounds(text string) []int {
	out := []int{0}
	for it := graphemes.FromString(text); it.Next(); {
		out = append(out, it.End())
	}
	return out
}

// markFor returns the mark of the run from start to end, nil if no finding
// covers it. With start equal to end it is the mark of the empty spans there:
// the place of something missing.
func markFor(covers []cover, start, end int) *mark {
	var worst []*finding
	for _, c := range covers {
		if len(worst) == maxOverlap {
			break
		}
		point := c.start == c.end
		if point != (start == end) || c.start > start || c.end < end || slices.Contains(worst, c.finding) {
			continue
		}
		worst = append(worst, c.finding)
	}
	if worst == nil {
		return nil
	}
	m := &mark{Class: worst[0].Severity}
	if start == end {
		m.Class += " point"
	}
	var numbers, messages, titles []string
	for _, f := range worst {
		n := strconv.Itoa(f.Number)
		numbers = append(numbers, n)
		messages = append(messages, "m"+n)
		titles = append(titles, f.Severity+": "+plainProse(f.raw.Message))
	}
	m.Findings = strings.Join(numbers, " ")
	m.Messages = strings.Join(messages, " ")
	m.Title = strings.Join(titles, "\n")
	return m
}
