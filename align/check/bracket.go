package check

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// brackets pairs round, square and curly brackets.
type brackets struct{}

func (brackets) Rules() []Rule {
	return []Rule{{
		Name: "bracket.unbalanced", Severity: Minor, MQM: "Fluency/Punctuation", Group: Translation,
		Summary: "bracket without its partner",
		Detail: "Brackets are paired by nesting, over the sentences of one paragraph. Left alone: list markers (1) a) أ)), smileys, and a bracket that is open on both sides " +
			"of the pair alike because it closes in another sentence.",
		Bad: [][2]string{
			{"قالت الوكالة (الرسمية) إنها انتهت.", "The (official agency said it was over."},
			{"قالت الوكالة (الرسمية) إنها انتهت.", "The )official( agency said it was over."},
			{"قالت الوكالة (الرسمية) إنها انتهت.", "The (official] agency said it was over."},
		},
		Good: [][2]string{{"1) قالت الوكالة (الرسمية) ذلك :)", "1) The (official) agency said so :)"}},
	}}
}

// stray is a bracket without partner.
type stray struct {
	at      int
	char    byte
	opening bool
}

func (brackets) Unit(*Unit, func(Finding)) {}

// Document pairs the brackets of every text, then those that neighbouring
// sentences of one paragraph left over.
func (brackets) Document(d *Units, report func(Finding)) {
	n := len(d.Units)
	ar, en := make([][]stray, n), make([][]stray, n)
	for i := range d.Units {
		ar[i], en[i] = strayBrackets(d.Units[i].Ar.Raw), strayBrackets(d.Units[i].En.Raw)
		if i > 0 && d.Units[i].Pair.Paragraph == d.Units[i-1].Pair.Paragraph {
			pairAcross(&ar[i-1], &ar[i])
			pairAcross(&en[i-1], &en[i])
		}
	}
	for i := range d.Units {
		if a, e := ar[i], en[i]; len(a)+len(e) > 0 && !sameStrays(a, e) {
			reportBrackets(&d.Units[i], a, e, report)
		}
	}
}

func reportBrackets(u *Unit, a, e []stray, report func(Finding)) {
	src, tgt := a, e
	if u.Reverse {
		src, tgt = e, a
	}
	switch {
	case len(tgt) > 0:
		f := u.finding("bracket.unbalanced", Minor, straySpans(a), straySpans(e), "the translation has "+describeStray(tgt[0]))
		report(f)
	default:
		f := u.finding("bracket.unbalanced", Minor, straySpans(a), straySpans(e), "the source has "+describeStray(src[0]))
		f.Group = SourceText
		report(f)
	}
}

func describeStray(s stray) string {
	if s.opening {
		return "“" + string(s.char) + "” that is not closed"
	}
	return "“" + string(s.char) + "” that was not opened"
}

func straySpans(list []stray) []Span {
	var out []Span
	for _, s := range list {
		out = append(out, Span{s.at, s.at + 1})
	}
	return out
}

// sameStrays reports that both sides leave the same brackets open or closed.
func sameStrays(a, b []stray) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].char != b[i].char {
			return false
		}
	}
	return true
}

// pairAcross takes away what the sentence before left open and this one closes.
func pairAcross(before, after *[]stray) {
	for len(*before) > 0 && len(*after) > 0 {
		b, a := (*before)[len(*before)-1], (*after)[0]
		if !b.opening || a.opening || closes[a.char] != b.char {
			return
		}
		*before, *after = (*before)[:len(*before)-1], (*after)[1:]
	}
}

var closes = map[byte]byte{')': '(', ']': '[', '}': '{'}

// strayBrackets returns the brackets of a text that have no partner. A wrong
// partner leaves both unpaired.
func strayBrackets(raw string) []stray {
	if !strings.ContainsAny(raw, "()[]{}") {
		return nil
	}
	var open, out []stray
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch c {
		case '(', '[', '{':
			if !smiley(raw, i) {
				open = append(open, stray{i, c, true})
			}
		case ')', ']', '}':
			if n := len(open); n > 0 && open[n-1].char == closes[c] {
				open = open[:n-1]
				continue
			}
			if smiley(raw, i) || len(open) == 0 && listMarker(raw, i) {
				continue
			}
			out = append(out, stray{i, c, false})
		}
	}
	return append(out, open...)
}

func smiley(raw string, i int) bool {
	return i > 0 && (raw[i-1] == ':' || raw[i-1] == ';' || raw[i-1] == '-' && i > 1 && raw[i-2] == ':') && (i+1 == len(raw) || raw[i+1] == ' ')
}

// listMarker reports a closing bracket behind a number or a single letter that
// stands at the start of the text or after a mark ("1) … ; 2) …").
func listMarker(raw string, i int) bool {
	from := max(0, i-16) // a marker is short
	start := from + strings.LastIndexAny(raw[from:i], " \t\n") + 1
	word := raw[start:i]
	n := utf8.RuneCountInString(word)
	if n == 0 || n > 3 {
		return false
	}
	for _, r := range word {
		_, digit := arabic.Digit(r)
		if !digit && n > 1 && r != 'i' && r != 'v' && r != 'x' {
			return false
		}
	}
	before := strings.TrimRight(raw[:start], " \t\n")
	if before != "" && start == from && from > 0 {
		return false
	}
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".,;:?!") || strings.HasSuffix(before, "،") || strings.HasSuffix(before, "؛")
}
