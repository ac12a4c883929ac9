package check

import "strings"

// Weights of content words, as in a profile: below shortSentence the loss of a whole
// sentence is minor.
const shortSentence = 2.5

// elsewhere is the share of a sentence without counterpart from which the words left
// over in the texts of its neighbours are taken to render it.
const elsewhere = 0.5

// Document reports the sentences that have no counterpart at all: the aligner left
// them alone, or the translation is empty.
func (coverage) Document(us *Units, report func(Finding)) {
	for i := range us.Units {
		u := &us.Units[i]
		arabic, english := wordCount(u.Ar) > 0, wordCount(u.En) > 0
		switch {
		case arabic == english:
		case arabic != u.Reverse:
			us.reportWhole(u, "coverage.omission", "the whole sentence has no counterpart in the translation", report)
		default:
			us.reportWhole(u, "coverage.addition", "the whole sentence has no counterpart in the source", report)
		}
	}
}

func (us *Units) reportWhole(u *Unit, rule, message string, report func(Finding)) {
	x := u.only()
	ev := u.evidence()
	p := ev.profile()
	sev := Major
	switch {
	case len(u.Pair.Elsewhere) > 0:
		sev, message = Info, message+" here: it seems to be "+strings.Join(u.Pair.Elsewhere, ", ")
	case isFurniture(x):
		sev, message = Info, message+": a line that papers add or leave out"
	case us.saidBeside(u, p.arTotal+p.enTotal):
		sev, message = Info, message+"; the text beside it may say it"
	case p.arTotal+p.enTotal < shortSentence:
		sev = Minor
	}
	var spans [2][]Span
	if x == u.Ar {
		spans[0] = wholeText(x)
	} else {
		spans[1] = wholeText(x)
	}
	report(u.finding(rule, u.milder(sev), spans[0], spans[1], message))
}

// only is the text of a unit whose other text has no words.
func (u *Unit) only() *Text {
	if wordCount(u.Ar) > 0 {
		return u.Ar
	}
	return u.En
}

// saidBeside reports whether words that are left over in the nearest pairs render
// most of a sentence of this weight: the aligner may have cut in the wrong place.
func (us *Units) saidBeside(u *Unit, total float32) bool {
	if total == 0 {
		return false
	}
	for _, step := range []int{-1, 1} {
		for i := u.Index + step; i >= 0 && i < len(us.Units); i += step {
			n := &us.Units[i]
			if wordCount(n.Ar) == 0 || wordCount(n.En) == 0 {
				continue // without counterpart itself
			}
			if u.renderedByRest(n) >= elsewhere*total {
				return true
			}
			break
		}
	}
	return false
}

// renderedByRest is the weight of the unit's only text that those words of n explain
// which nothing in n itself explains.
func (u *Unit) renderedByRest(n *Unit) float32 {
	own, inArabic := n.evidence(), u.only() == u.Ar
	mixed := Unit{Pair: &Pair{}, Ar: n.Ar, En: u.En, Reverse: u.Reverse, know: u.know}
	if inArabic {
		mixed.Ar, mixed.En = u.Ar, n.En
	}
	cross := mixed.evidence()
	best := make([]float32, max(len(cross.ar), len(cross.en))) // by word of the only text
	for i, links := range cross.pairs {
		for _, l := range links {
			switch {
			case inArabic && own.en[l.en].best < partLink:
				best[i] = max(best[i], l.strength)
			case !inArabic && own.ar[i].best < partLink:
				best[l.en] = max(best[l.en], l.strength)
			}
		}
	}
	var sum float32
	for k, strength := range best {
		switch {
		case strength == 0:
		case inArabic:
			sum += cross.ar[k].weight() * strength
		default:
			sum += cross.en[k].weight() * strength
		}
	}
	return sum
}
