// Package compare finds where two translations of one text state different facts:
// numbers, dates, negation, names, modality, quotations. What is only worded
// differently it passes over, so that two engines, or an engine and a person, can
// be held against each other without a reader.
//
//	for _, d := range compare.Texts("en", "About 300 people died.", "About 30 people died.") {
//		fmt.Println(d) // number: 300 ↔ 30
//	}
//
// It compares what each side says explicitly, in one language; it knows nothing of
// the source. Two translations that share a mistake agree.
package compare

import (
	"cmp"
	"slices"

	"tarjuman/internal/values"
)

// Fact is the kind of a difference.
type Fact string

// The facts that are compared.
const (
	Number   Fact = "number" // a count, an amount of money, a measure, a share
	Date     Fact = "date"   // a date, a time, a decade
	Negation Fact = "negation"
	Name     Fact = "name" // in English only: Arabic writes names like other words
	Modality Fact = "modality"
	Quote    Fact = "quote"
)

// Span is a half-open range of bytes; the zero Span is no place.
type Span struct{ Start, End int }

// Difference is one fact that only one side states, or that both state
// differently. A side that says nothing of it has the zero Span and no value.
type Difference struct {
	Fact           Fact
	A, B           Span
	ValueA, ValueB string
}

// String writes the difference in one line.
func (d Difference) String() string {
	return string(d.Fact) + ": " + cmp.Or(d.ValueA, "–") + " ↔ " + cmp.Or(d.ValueB, "–")
}

// Texts compares two texts in a language, "en" or "ar". The differences are in the
// order of the places where they begin.
func Texts(lang, a, b string) []Difference {
	x, y := read(lang, a), read(lang, b)
	out := slices.Concat(amounts(x, y), polarity(x, y), modality(x, y), names(x, y), quotes(x, y))
	slices.SortStableFunc(out, func(p, q Difference) int {
		return cmp.Or(cmp.Compare(place(p), place(q)), cmp.Compare(p.B.Start, q.B.Start))
	})
	return out
}

func place(d Difference) int {
	if d.A == (Span{}) {
		return d.B.Start
	}
	return d.A.Start
}

// side is one text with what is read from it.
type side struct {
	text   string
	lang   string
	words  []word
	values []values.Value
}

func read(lang, text string) side {
	s := side{text: text, lang: lang, words: split(text, lang)}
	l := values.English
	if lang == "ar" {
		l = values.Arabic
	}
	s.values = values.Parse(text, l)
	s.ratios()
	return s
}

// ratios reads "one in five" as a fifth.
func (s *side) ratios() {
	for i := range s.values {
		v := &s.values[i]
		at := slices.IndexFunc(s.words, func(w word) bool { return w.Start == v.Start })
		if s.lang != "en" || v.Kind != values.Number || v.Num < 2 || at < 2 || s.words[at-1].norm != "in" || s.words[at-2].norm != "one" && s.words[at-2].norm != "1" {
			continue
		}
		v.Kind, v.Num, v.Alt, v.Start = values.Fraction, 1/v.Num, 0, s.words[at-2].Start
		s.values = slices.DeleteFunc(s.values, func(w values.Value) bool { return w.Kind != values.Fraction && w.Start == s.words[at-2].Start })
		return // what stands in a text once is enough
	}
}
