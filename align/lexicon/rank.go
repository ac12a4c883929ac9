package lexicon

import (
	"cmp"
	"slices"
	"strings"
)

// glossStep is what each gloss passed over adds to the cost of the next: half a
// letter, so that the second gloss of a close reading beats a far reading.
const glossStep = 0.5

// Parts of a letter's cost that decide between readings of the same cost.
const (
	misspelled   = 0.8  // the word is written with another hamza, ى or ة than the entry
	listedPlural = 0.4  // a broken plural, where a singular is spelled alike
	personName   = 0.6  // a person's name that is also a word
	closedClass  = -0.4 // prepositions and the like are far more frequent than their homographs
)

// finer is what a reading costs on top of the letters cut off.
func (l *Lexicon) finer(written string, h hit) float64 {
	e := l.headword(h.entry)
	pos, c := e.pos(), 0.0
	if !spelled(written, e, pos) {
		c += misspelled
	}
	if h.form.Plural && h.how != Inflect {
		c += listedPlural
	}
	switch pos {
	case Person:
		c += personName
	case Preposition, Conjunction, Particle, Pronoun:
		c += closedClass
	}
	return c
}

// spelled reports whether the written word contains the entry, or one of its
// forms, letter for letter; endings that inflection changes are not compared.
func spelled(written string, e headword, pos string) bool {
	if containsForm(written, e.lemma(), pos) {
		return true
	}
	for k := range e.forms() {
		if containsForm(written, e.form(k), pos) {
			return true
		}
	}
	return false
}

func containsForm(written, form, pos string) bool {
	if strings.Contains(written, form) {
		return true
	}
	if pos == Verb {
		form = strings.TrimSuffix(strings.TrimPrefix(form, "ي"), "ت")
		form = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(form, "ى"), "ي"), "ا")
	} else if base := strings.TrimSuffix(form, "ة"); base != form {
		return strings.Contains(written, base+"ت")
	}
	form = strings.TrimSuffix(form, "ء")
	return len(form) >= 4 && strings.Contains(written, form) && (pos == Verb || !strings.HasSuffix(written, form))
}

// limits are which of the renderings are wanted, and in which order; the zero value
// wants all, the cheapest first.
type limits struct {
	most   int     // at most so many
	far    float64 // none that costs so much more than the best
	likely bool    // the likeliest first
}

// wanted is how many of the candidates, ordered by cost, are within the limits.
func (w limits) wanted(ordered []candidate) int {
	n := len(ordered)
	if w.most > 0 {
		n = min(n, w.most)
	}
	for w.far > 0 && n > 0 && ordered[n-1].cost > ordered[0].cost+w.far {
		n--
	}
	return n
}

// candidate is a gloss of a hit's entry.
type candidate struct {
	gloss string
	hit   int32
	cost  float64
	rank  float64 // what it is ordered by: the cost, and the prior of its reading
}

// rank turns hits into renderings, best first, each gloss once by the best reading
// that has it.
func (l *Lexicon) rank(written string, hits []hit, want limits) []Match {
	var few [fewGlosses]candidate
	all, seen := few[:0], (map[string]int)(nil)
	for i, h := range hits {
		e := l.headword(h.entry)
		base := float64(h.cost) + l.finer(written, h)
		if s := l.sourceOf(h.entry); s != nil {
			base += s.Cost
		}
		if want.likely {
			hits[i].prior = l.prior(written, &h)
		}
		for k := range e.glosses() {
			cost := base + glossStep*float64(k)
			c := candidate{e.gloss(k), int32(i), cost, cost + hits[i].prior}
			j, ok := place(all, &seen, c.gloss)
			switch {
			case !ok:
				all = append(all, c)
			case c.rank < all[j].rank:
				all[j] = c
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	return l.matches(hits, all[:want.wanted(all)])
}

// fewGlosses is up to how many candidates are gone through one by one; for more there
// is a map.
const fewGlosses = 24

// place returns where a gloss stands among the candidates; ok is false where it is to
// be added at their end.
func place(all []candidate, seen *map[string]int, gloss string) (j int, ok bool) {
	if len(all) < fewGlosses {
		for j := range all {
			if all[j].gloss == gloss {
				return j, true
			}
		}
		return 0, false
	}
	if *seen == nil {
		*seen = make(map[string]int, 2*fewGlosses)
		for j := range all {
			(*seen)[all[j].gloss] = j
		}
	}
	if j, ok = (*seen)[gloss]; !ok {
		(*seen)[gloss] = len(all)
	}
	return j, ok
}

// matches puts the renderings together; those of one hit share its reading.
func (l *Lexicon) matches(hits []hit, of []candidate) []Match {
	if len(of) == 0 {
		return nil
	}
	out := make([]Match, len(of))
	for i := range of {
		c := &of[i]
		out[i] = Match{Gloss: c.gloss, Cost: c.cost}
		for k := range of[:i] {
			if of[k].hit == c.hit {
				out[i].Reading = out[k].Reading
				break
			}
		}
		if out[i].Reading == nil {
			out[i].Reading = l.reading(&hits[c.hit])
		}
	}
	return out
}

func (l *Lexicon) reading(h *hit) *Reading {
	e := l.headword(h.entry)
	r := &Reading{Lemma: e.lemma(), POS: e.pos(), How: h.how, Form: h.form, prior: h.prior}
	if s := l.sourceOf(h.entry); s != nil {
		r.Source = s.Name
	}
	return r
}
