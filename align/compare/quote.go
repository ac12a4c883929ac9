package compare

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// quotes compares what stands between quotation marks. A quotation has its
// counterpart where another shares at least a third of its words; how it is worded
// is the translator's choice, that it is one is not.
func quotes(x, y side) []Difference {
	a, b := x.quotations(), y.quotations()
	used := make([]bool, len(b))
	var out []Difference
	var lone []Span
	for _, q := range a {
		best, most := -1, 0.0
		for k, p := range b {
			if s := overlap(x.in(q), y.in(p)); !used[k] && s > most {
				best, most = k, s
			}
		}
		if best >= 0 && most >= 1.0/3 {
			used[best] = true
		} else {
			lone = append(lone, q)
		}
	}
	for _, q := range lone {
		if y.single(x.in(q)) {
			continue
		}
		d := only(Quote, x, y, q)[0]
		for k, p := range b {
			if !used[k] {
				used[k] = true
				d.B, d.ValueB = p, y.text[p.Start:p.End]
				break
			}
		}
		out = append(out, d)
	}
	for k, p := range b {
		if !used[k] && !x.single(y.in(p)) {
			out = append(out, swap(only(Quote, y, x, p))...)
		}
	}
	return out
}

// single reports whether the words stand between single quotation marks. Such marks
// are apostrophes too, so they make up for a quotation and are never missed.
func (s side) single(words map[string]bool) bool {
	for i, r := range s.text {
		if !strings.ContainsRune("'‘‹", r) || i > 0 && !strings.ContainsRune(" (\u00a0", lastRune(s.text[:i])) {
			continue
		}
		for k, c := range s.text[i+utf8.RuneLen(r):] {
			end := i + utf8.RuneLen(r) + k
			if strings.ContainsRune("'’›", c) && overlap(words, s.in(Span{i, end})) >= 2.0/3 {
				return true
			}
		}
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// quotations returns the texts between double quotation marks, the marks included.
// Marks that do not pair off are passed over.
func (s side) quotations() []Span {
	var out []Span
	open, closer := -1, ""
	for i, r := range s.text {
		switch {
		case open >= 0 && strings.ContainsRune(closer, r):
			if q := (Span{open, i + utf8.RuneLen(r)}); len(s.in(q)) > 0 {
				out = append(out, q)
			}
			open = -1
		case open < 0 && strings.ContainsRune("\"“«„”", r):
			open, closer = i, "\"”“"
			if r == '«' {
				closer = "»"
			}
		}
	}
	return out
}

// in returns the content words of a span by stem, and its words where it has none.
func (s side) in(q Span) map[string]bool {
	out, all := map[string]bool{}, map[string]bool{}
	for _, w := range s.words {
		if w.Start < q.Start || w.End > q.End {
			continue
		}
		all[w.norm] = true
		switch {
		case s.lang == "ar":
			out[arabic.Stem(w.norm)] = true
		case !english.IsFunctionWord(w.norm):
			out[english.Stem(w.norm)] = true
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// overlap is the share of the smaller set's words that the larger has.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}
