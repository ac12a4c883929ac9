package check

import "strings"

// drawWords are how Arabic says that both sides scored the same: a draw, two goals to
// its like, a goal each.
var drawWords = wordSet("تعادل التعادل بالتعادل وتعادل تعادلا تعادلت يتعادل تتعادل لمثله لمثلها لمثلهما لمثلهم لكل")

// drawnScore reports an English number that is half of a drawn score (1-1), in a pair
// whose Arabic says so in words: بالتعادل, هدفين لمثلهما.
func (m *matcher) drawnScore(a *atom) bool {
	raw := m.u.En.Raw
	number := raw[a.v.Start:a.v.End]
	before, after := raw[:a.v.Start], raw[a.v.End:]
	if !strings.HasPrefix(after, "-"+number) && !strings.HasPrefix(after, "–"+number) && !strings.HasSuffix(before, number+"-") && !strings.HasSuffix(before, number+"–") {
		return false
	}
	for _, t := range m.u.Ar.Tokens {
		if drawWords[t.Norm] {
			return true
		}
	}
	return false
}
