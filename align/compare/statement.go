package compare

import (
	"slices"
	"strings"
)

// polarity compares whether the texts deny. A text that denies by the meaning of a
// word, refuses for does not accept, denies as well; how often either does is style.
// Of such words only those are missed that say nothing else.
func polarity(x, y side) []Difference {
	deny := func(s side) []Span {
		if at := s.find("deny"); len(at) > 0 {
			return at
		}
		return s.find("refuse")
	}
	a, b := deny(x), deny(y)
	switch {
	case len(a) > 0 && len(b) == 0 && !y.deniesByMeaning():
		return only(Negation, x, y, a[0])
	case len(b) > 0 && len(a) == 0 && !x.deniesByMeaning():
		return swap(only(Negation, y, x, b[0]))
	}
	return nil
}

// deniesByMeaning reports whether a word of a text makes up for a denial on the other
// side: one of the list, or a participle such as unharmed.
func (s side) deniesByMeaning() bool {
	if len(s.find("own")) > 0 {
		return true
	}
	return s.lang == "en" && slices.ContainsFunc(s.words, func(w word) bool {
		rest, ok := strings.CutPrefix(w.norm, "un")
		return ok && len(rest) > 3 && (strings.HasSuffix(rest, "ed") || strings.HasSuffix(rest, "able")) && !slices.ContainsFunc(undoing, func(p string) bool { return strings.HasPrefix(rest, p) })
	})
}

// undoing begin words that only look denied: united, unveiled, undermined, unleashed.
var undoing = []string{"it", "veil", "der", "leash", "cover", "load", "fold", "i", "earth", "pack"}

// modality compares how sure the texts are: what may be, what must be, what is only
// claimed.
func modality(x, y side) []Difference {
	var out []Difference
	for _, class := range []struct{ strong, weak string }{{"possible", "able"}, {"must", "duty"}, {"said", ""}} {
		a, b := x.find(class.strong), y.find(class.strong)
		switch {
		case len(a) > 0 && len(b) == 0 && len(y.find(class.weak)) == 0:
			out = append(out, only(Modality, x, y, a[0])...)
		case len(b) > 0 && len(a) == 0 && len(x.find(class.weak)) == 0:
			out = append(out, swap(only(Modality, y, x, b[0]))...)
		}
	}
	return join(out)
}

// join makes one difference of "may" on one side and "must" on the other.
func join(list []Difference) []Difference {
	for i := range list {
		for k := i + 1; k < len(list); k++ {
			p, q := list[i], list[k]
			switch {
			case p.ValueB == "" && q.ValueA == "":
				p.B, p.ValueB = q.B, q.ValueB
			case p.ValueA == "" && q.ValueB == "":
				p.A, p.ValueA = q.A, q.ValueA
			default:
				continue
			}
			list[i] = p
			return append(list[:k], list[k+1:]...)
		}
	}
	return list
}

// only is a difference that one side alone states.
func only(f Fact, x, _ side, at Span) []Difference {
	return []Difference{{Fact: f, A: at, ValueA: x.text[at.Start:at.End]}}
}

func swap(list []Difference) []Difference {
	for i, d := range list {
		list[i] = Difference{d.Fact, d.B, d.A, d.ValueB, d.ValueA}
	}
	return list
}
