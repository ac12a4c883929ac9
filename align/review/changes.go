package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"tarjuman/align/bitext"
	"tarjuman/internal/arabic"
	"tarjuman/internal/worddiff"
)

// Change is one segment whose translation differs between two versions.
type Change struct {
	ID, Source    string
	Before, After string
	Steps         []worddiff.Edit // from Before to After, word by word
	Edited        int             // words that were changed: of a replacement the longer side
	Words         int             // of Before
	Spent         time.Duration   // that editors looked at it, zero where not known
}

// Replacement is a change of words that was made several times.
type Replacement struct {
	From, To string
	Count    int
	// Source is the word that only the sources of these sentences have in
	// common, "" where there is not exactly one: a candidate for the glossary.
	Source string
}

// Comparison is how the translation of an article was changed.
type Comparison struct {
	Segments     int // of the article
	Changes      []Change
	Edited       int // words changed in all
	Words        int // of the first version in all
	Replacements []Replacement
	Spent        time.Duration
}

// Changes compares every translation with its first version.
func Changes(d *bitext.Document) Comparison {
	machine, spent := d.Machine(), TimeSpent(d)
	return compare(d, machine, spent)
}

// ChangesFrom compares the translations of a document with those that an older
// version of it had under the same ids.
func ChangesFrom(old, d *bitext.Document) Comparison {
	was := map[string]string{}
	for i := range old.Segments {
		was[old.Segments[i].ID] = old.Segments[i].Target.Text
	}
	return compare(d, func(s *bitext.Segment) string { return was[s.ID] }, TimeSpent(d))
}

func compare(d *bitext.Document, before func(*bitext.Segment) string, spent map[string]time.Duration) Comparison {
	out := Comparison{Segments: len(d.Segments)}
	for i := range d.Segments {
		s := &d.Segments[i]
		was := before(s)
		out.Words += countWords(was)
		out.Spent += spent[s.ID]
		if was == s.Target.Text {
			continue
		}
		c := Change{ID: s.ID, Source: s.Source.Text, Before: was, After: s.Target.Text, Steps: worddiff.Diff(was, s.Target.Text), Words: countWords(was), Spent: spent[s.ID]}
		c.Edited = editedWords(c.Steps)
		out.Edited += c.Edited
		out.Changes = append(out.Changes, c)
	}
	out.Replacements = replacements(out.Changes, d)
	return out
}

func countWords(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// editedWords counts what an editor changed: of words that took the place of
// others the greater number, as in TER without shifts.
func editedWords(steps []worddiff.Edit) int {
	n, deleted := 0, 0
	for _, e := range steps {
		switch e.Op {
		case worddiff.Delete:
			deleted = countWords(e.Text)
			n += deleted
		case worddiff.Insert:
			n += max(0, countWords(e.Text)-deleted)
			deleted = 0
		default:
			deleted = 0
		}
	}
	return n
}

// mostReplaced is how many words a replacement has at most: longer ones are
// sentences written anew, not terms.
const mostReplaced = 4

// replacements lists changes of words, the most frequent first.
func replacements(changes []Change, d *bitext.Document) []Replacement {
	type key struct{ from, to string }
	where := map[key][]string{} // the sources
	for _, c := range changes {
		for i := 0; i+1 < len(c.Steps); i++ {
			if c.Steps[i].Op != worddiff.Delete || c.Steps[i+1].Op != worddiff.Insert {
				continue
			}
			k := key{trimmed(c.Steps[i].Text), trimmed(c.Steps[i+1].Text)}
			if n, m := countWords(k.from), countWords(k.to); n == 0 || m == 0 || n > mostReplaced || m > mostReplaced {
				continue
			}
			where[k] = append(where[k], c.Source)
		}
	}
	var out []Replacement
	for k, sources := range where {
		out = append(out, Replacement{k.from, k.to, len(sources), commonWord(sources, d)})
	}
	slices.SortFunc(out, func(a, b Replacement) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out
}

func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
}

// commonWord returns the word that all these sources have and no other sentence
// of the article; "" unless there is exactly one and at least two sources.
func commonWord(sources []string, d *bitext.Document) string {
	if len(sources) < 2 {
		return ""
	}
	words := func(text string) map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(text) {
			if w = arabic.Strip(trimmed(w)); strings.ContainsFunc(w, unicode.IsLetter) {
				out[w] = true
			}
		}
		return out
	}
	common := words(sources[0])
	for _, s := range sources[1:] {
		has := words(s)
		maps.DeleteFunc(common, func(w string, _ bool) bool { return !has[w] })
	}
	for i := range d.Segments {
		if src := d.Segments[i].Source.Text; !slices.Contains(sources, src) {
			for w := range words(src) {
				delete(common, w)
			}
		}
	}
	if len(common) != 1 {
		return ""
	}
	for w := range common {
		return w
	}
	return ""
}

// longestPause is the longest time between two actions that counts as work.
const longestPause = 5 * time.Minute

// TimeSpent returns how long editors worked on each segment: what the page
// measured, or else the time since the same editor's action before, if that is
// no more than five minutes.
func TimeSpent(d *bitext.Document) map[string]time.Duration {
	out := map[string]time.Duration{}
	last := map[string]time.Time{}
	for _, e := range d.Events {
		if e.Op == bitext.CheckOp || e.Seg == "" {
			continue
		}
		spent := time.Duration(e.Spent) * time.Millisecond
		if before, ok := last[e.By]; spent == 0 && ok {
			if pause := e.Time.Sub(before); pause > 0 && pause <= longestPause {
				spent = pause
			}
		}
		last[e.By] = e.Time
		out[e.Seg] += spent
	}
	return out
}

// ChangesOfTexts compares two texts paragraph by paragraph. Paragraphs that both
// have hold the others in place.
func ChangesOfTexts(before, after []string) Comparison {
	out := Comparison{Segments: max(len(before), len(after))}
	for _, p := range before {
		out.Words += countWords(p)
	}
	for _, p := range pairs(before, after) {
		if p[0] == p[1] {
			continue
		}
		c := Change{ID: fmt.Sprintf("p%d", len(out.Changes)+1), Before: p[0], After: p[1], Steps: worddiff.Diff(p[0], p[1]), Words: countWords(p[0])}
		c.Edited = editedWords(c.Steps)
		out.Edited += c.Edited
		out.Changes = append(out.Changes, c)
	}
	out.Replacements = replacements(out.Changes, &bitext.Document{})
	return out
}

// pairs puts the paragraphs of two versions side by side: equal ones, by the
// longest common subsequence, and between them the others in order.
func pairs(a, b []string) [][2]string {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out [][2]string
	var x, y []string // between equal paragraphs
	flush := func() {
		for k := range max(len(x), len(y)) {
			var p [2]string
			if k < len(x) {
				p[0] = x[k]
			}
			if k < len(y) {
				p[1] = y[k]
			}
			out = append(out, p)
		}
		x, y = nil, nil
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			flush()
			out = append(out, [2]string{a[i], b[j]})
			i, j = i+1, j+1
		case j >= len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			x = append(x, a[i])
			i++
		default:
			y = append(y, b[j])
			j++
		}
	}
	flush()
	return out
}
