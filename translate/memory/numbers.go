package memory

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
	"tarjuman/internal/values"
)

// NumberDiff lists the amounts, dates and times two sentences do not share, as
// they are written: "12", "ثلاثة أيام", "28 June 2021". In languages other than
// Arabic and English only numbers in digits are known.
type NumberDiff struct {
	Query  []string // only in the sentence looked up
	Memory []string // only in the memory's source
}

// Empty reports whether the numbers of both sentences agree.
func (d NumberDiff) Empty() bool { return len(d.Query) == 0 && len(d.Memory) == 0 }

// compareNumbers returns what the sentences do not share.
func compareNumbers(lang, query, memory string) NumberDiff {
	q, m := unshared(amounts(lang, query), amounts(lang, memory))
	return NumberDiff{Query: written(q), Memory: written(m)}
}

func written(ns []number) []string {
	var out []string
	for _, n := range ns {
		out = append(out, n.written)
	}
	return out
}

// amounts returns the values a sentence states and the numbers in digits that
// are part of none, such as those of a web address.
func amounts(lang, s string) []number {
	var l values.Lang
	switch lang {
	case "ar":
		l = values.Arabic
	case "en":
		l = values.English
	default:
		return digits(s)
	}
	var out []number
	end := 0
	for _, v := range values.Parse(s, l) {
		if v.Kind == values.Bare || v.Weak {
			continue
		}
		out = append(out, digits(s[end:v.Start])...)
		out = append(out, number{s[v.Start:v.End], v.String()})
		end = v.End
	}
	return append(out, digits(s[end:])...)
}

type number struct{ written, value string }

// digits returns the numbers written in digits, in whatever script, in order.
func digits(s string) []number {
	s = normalize(norm.NFKC, s)
	var out []number
	for _, t := range arabic.Tokens(s) {
		if t.Kind == arabic.Number {
			out = append(out, number{t.Text(s), numberValue(t.Text(s))})
		}
	}
	return out
}

// numberValue writes a number in one way: Western digits, no group marks, a point
// before decimals. A comma or apostrophe counts as a group mark when three digits
// and no more follow it.
func numberValue(s string) string {
	s = arabic.FoldDigits(s)
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch r {
		case arabic.GroupMark:
		case arabic.DecimalMark:
			b.WriteByte('.')
		case ',', '’', '\'':
			if !threeDigits(runes[i+1:]) {
				b.WriteByte('.')
			}
		default:
			b.WriteRune(r)
		}
	}
	v := b.String()
	if strings.Trim(v, "0123456789") == "" {
		v = strings.TrimLeft(v, "0")
	}
	return v
}

func threeDigits(rest []rune) bool {
	n := 0
	for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
		n++
	}
	return n == 3
}

// unshared returns what is left of two lists when the values both have are struck
// out. It overwrites b.
func unshared(a, b []number) (onlyA, onlyB []number) {
	for _, n := range a {
		same := func(x number) bool { return x.value == n.value }
		if i := slices.IndexFunc(b, same); i >= 0 {
			b = slices.Delete(b, i, i+1)
			continue
		}
		onlyA = append(onlyA, n)
	}
	return onlyA, b
}
