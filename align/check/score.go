package check

import "strings"

// drawWords are how Arabic says that both sides scored the same: a draw, two goals to
// its like, a goal each.
var drawWords = wordSet("تعادل التعادل بالتعادل وتعادل تعادلا تعادلت يتعادل تتعادل لمثله لمثلها لمثلهما لمثلهم لكل")

// goalWords are how Arabic says the one goal of a score: بثلاثة أهداف لهدف.
var goalWords = wordSet("لهدف هدف بهدف وهدف هدفا الهدف لواحد بواحد")

// scoreInWords reports an English number that is half of a score, in a pair whose Arabic
// says it in words: a drawn score (بالتعادل, هدفين لمثلهما), or a single goal.
func (m *matcher) scoreInWords(a *atom) bool {
	raw := m.u.En.Raw
	number := raw[a.v.Start:a.v.End]
	before, after := raw[:a.v.Start], raw[a.v.End:]
	var said map[string]bool
	switch {
	case strings.HasPrefix(after, "-"+number) || strings.HasPrefix(after, "–"+number) || strings.HasSuffix(before, number+"-") || strings.HasSuffix(before, number+"–"):
		said = drawWords
	case number == "1" && (strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–")):
		said = goalWords
	default:
		return false
	}
	for _, t := range m.u.Ar.Tokens {
		if said[t.Norm] {
			return true
		}
	}
	return false
}
