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
		if !used[k] {
			out = append(out, swap(only(Quote, y, x, p))...)
		}
	}
	return out
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
