package cleancopy

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align"
)

// A run is a stretch of the source that looks the same throughout: one emphasis,
// one link. What a look means is for the format to know.
type run struct {
	start, end int // code points of the article's source
	text       string
	look       int
}

// clip is the part of a run inside [start, end). A run whose text is not its
// source, such as an entity, is not divided.
func (r run) clip(start, end int) (run, bool) {
	if r.end <= start || r.start >= end {
		return run{}, false
	}
	if utf8.RuneCountInString(r.text) != r.end-r.start {
		return r, r.start >= start
	}
	text := []rune(r.text)
	from, to := max(start, r.start), min(end, r.end)
	r.text = string(text[from-r.start : to-r.start])
	r.start, r.end = from, to
	return r, true
}

// styled is a stretch of a translation with the look it is given.
type styled struct {
	text string
	look int
}

// wordLinks finds the words of a source passage in its translation; nil for none.
type wordLinks func(source, target string) []align.WordLink

// arrange gives the words of a translation the looks of the words they stand for.
// plain is the look of text that has none, which everything gets that is not
// certainly another's: it is the one that most letters of the passage have, but no
// link, which isLink tells. Stretches that were not found are returned by their
// text.
func arrange(runs []run, target string, isLink func(look int) bool, links wordLinks) (out []styled, lost []string) {
	if target == "" {
		return nil, nil
	}
	var source strings.Builder
	var stretches []stretch
	for _, r := range runs {
		at := source.Len()
		source.WriteString(r.text)
		if n := len(stretches); n > 0 && stretches[n-1].look == r.look {
			stretches[n-1].to = source.Len()
			continue
		}
		stretches = append(stretches, stretch{at, source.Len(), r.look})
	}
	text := source.String()
	stretches = joinAcrossSpace(text, stretches)
	if len(stretches) == 0 {
		return []styled{{target, -1}}, nil
	}
	main := mainLook(text, stretches, isLink)
	var placed []stretch
	for _, s := range stretches {
		if s.look == main || !hasWord(text[s.from:s.to]) {
			continue
		}
		from, to, ok := counterpart(text, s.from, s.to, target, links)
		if !ok || overlaps(placed, from, to) {
			lost = append(lost, strings.TrimSpace(text[s.from:s.to]))
			continue
		}
		placed = append(placed, stretch{from, to, s.look})
	}
	sort.Slice(placed, func(i, j int) bool { return placed[i].from < placed[j].from })
	at := 0
	for _, p := range placed {
		if at < p.from {
			out = append(out, styled{target[at:p.from], main})
		}
		out = append(out, styled{target[p.from:p.to], p.look})
		at = p.to
	}
	if at < len(target) {
		out = append(out, styled{target[at:], main})
	}
	return out, lost
}

// stretch is a range of bytes of a text with its look.
type stretch struct{ from, to, look int }

// joinAcrossSpace lets spaces and marks between two stretches of one look belong to
// it: word processors leave them in runs of their own.
func joinAcrossSpace(text string, in []stretch) []stretch {
	var out []stretch
	for i, s := range in {
		if n := len(out); n > 0 && i+1 < len(in) && !hasWord(text[s.from:s.to]) && in[i+1].look == out[n-1].look && strings.TrimSpace(text[s.from:s.to]) == "" {
			out[n-1].to = s.to
			continue
		}
		if n := len(out); n > 0 && out[n-1].look == s.look && out[n-1].to == s.from {
			out[n-1].to = s.to
			continue
		}
		out = append(out, s)
	}
	return out
}

// mainLook is the look that most letters and digits have. A link is it only where
// the passage is nothing else.
func mainLook(text string, stretches []stretch, isLink func(int) bool) int {
	letters := map[int]int{}
	best, most := stretches[0].look, -1
	for _, s := range stretches {
		for _, r := range text[s.from:s.to] {
			if isWordRune(r) {
				letters[s.look]++
			}
		}
	}
	for _, s := range stretches {
		n := letters[s.look]
		if isLink(s.look) && len(letters) > 1 {
			n = 0
		}
		if n > most {
			best, most = s.look, n
		}
	}
	if isLink(best) && len(letters) > 1 {
		return noLook
	}
	return best
}

// noLook is the look of text that has none of the source's.
const noLook = -1

func overlaps(placed []stretch, from, to int) bool {
	for _, p := range placed {
		if from < p.to && p.from < to {
			return true
		}
	}
	return false
}

func hasWord(s string) bool { return strings.ContainsFunc(s, isWordRune) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
