package check

import (
	"slices"
	"strings"
)

// oppositeWords reports a word whose opposite stands in the translation.
type oppositeWords struct{}

func (oppositeWords) Rules() []Rule {
	return []Rule{{
		Name: "meaning.opposite", Severity: Critical, MQM: "Accuracy/Mistranslation", Group: Translation,
		Summary: "a word of one text stands where the other says the opposite",
		Detail: "Confirmed for denied, allowed for banned, north for south, imports for exports, after for before, all for some: pairs that exclude each other, from a list. " +
			"Reported where neither word is rendered, the words around them render each other, and neither text has another word for the right side of the pair. " +
			"A negation in one of the texts turns the word round (did not confirm for denied), so nothing is reported then. Won and lost, bought and sold only " +
			"count while the parties keep their places; before and after, all and some where the same words follow.",
		Bad: [][2]string{
			{"نفت الوزارة صحة التقرير أمس.", "The ministry confirmed the report yesterday."},
			{"غادر الوفد القاهرة قبل الانتخابات.", "The delegation left Cairo after the elections."},
			{"باع المزارعون القمح للتجار.", "The farmers bought the wheat from the traders."},
		},
		Good: [][2]string{
			{"نفت الوزارة صحة التقرير أمس.", "The ministry did not confirm the report yesterday."},
			{"غادر الوفد القاهرة قبل الانتخابات.", "The elections were held after the delegation left Cairo."},
			{"باع المزارعون القمح للتجار.", "The traders bought the wheat from the farmers."},
		},
	}}
}

func (oppositeWords) Document(*Units, func(Finding)) {}

func (oppositeWords) Unit(u *Unit, report func(Finding)) {
	c := newOpposition(u)
	for j := range c.ev.en {
		for _, p := range c.englishPoles(j) {
			if p.weak || !c.unrendered(j) || c.t.kinds[p.contrast] == roleContrast && c.suffered(j) {
				continue
			}
			if i, ok := c.oppositeOf(j, p); ok {
				c.report(i, j, report)
				return
			}
		}
	}
	c.crossed(report)
}

// suffered reports whether the English word at j is a participle that says what was done
// to somebody: the defeated candidate lost.
func (c *opposition) suffered(j int) bool {
	w := c.ev.en[j].k.norm
	if j == 0 || c.ev.en[j-1].k == nil || !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "en") {
		return false
	}
	switch c.ev.en[j-1].k.norm {
	case "the", "a", "an", "his", "her", "their", "is", "are", "was", "were", "be", "been", "being", "get", "got":
		return true
	}
	return false
}

// opposition looks for words of opposite poles in a unit.
type opposition struct {
	u     *Unit
	ev    *evidence
	t     *contrastTable
	pairs *matching
	// rendersEn marks the English words that are the rendering of a word with content.
	rendersEn []bool
	checked   bool
	skip      bool // the texts are too far apart
}

func newOpposition(u *Unit) *opposition {
	ev := u.evidence()
	c := &opposition{u: u, ev: ev, t: u.know().contrasts, pairs: ev.matching(), rendersEn: make([]bool, len(ev.en))}
	for n := range ev.ar {
		if j := c.pairs.link[n]; j >= 0 && c.rendered(n) && c.tells(n) {
			c.rendersEn[j] = true
		}
	}
	return c
}

// rendered reports whether a word of the translation means what the Arabic word at i does;
// one that only sounds like it does not.
func (c *opposition) rendered(i int) bool {
	s, a := c.pairs.ar[i], &c.ev.ar[i]
	if a.entry != nil && c.pairs.link[i] >= 0 && len(a.k.poles) > 0 {
		e := c.ev.en[c.pairs.link[i]].k
		return e != nil && a.k.gloss.hasDirect(e) // not another word of the entry: week, of last week
	}
	return s >= sureLink || s >= rootLink && s < soundSame
}

// answered reports whether a denial that no denial of the other text answers is said there by
// an opposite: did not close, for stayed open.
func (c *opposition) answered(n denial, arabicSide bool) bool {
	arFrom, arTo, enFrom, enTo := 0, len(c.ev.ar), 0, len(c.ev.en)
	if arabicSide {
		arFrom, arTo = n.at+1, min(arTo, n.at+turnBefore+1)
	} else {
		enFrom, enTo = n.at+1, min(enTo, n.at+turnBefore+1)
	}
	for i := arFrom; i < arTo; i++ {
		for j := enFrom; j < enTo; j++ {
			if c.opposed(i, j) {
				return true
			}
		}
	}
	return false
}

// opposed reports whether the words, neither of them rendered, are opposites in the same place.
func (c *opposition) opposed(i, j int) bool {
	if c.ev.en[j].k == nil || c.ev.ar[i].k == nil || !c.unrendered(j) || c.rendered(i) {
		return false
	}
	for _, p := range c.englishPoles(j) {
		for _, q := range c.arabicPoles(i) {
			if p.against(q) && !p.weak && !q.weak && c.t.kinds[p.contrast] != headContrast && c.company(i, j) {
				return true
			}
		}
	}
	return false
}

// englishPoles are the poles of the English word at j, or of the expression there.
func (c *opposition) englishPoles(j int) []pole {
	w := &c.ev.en[j]
	if w.k == nil {
		return nil
	}
	out := w.k.poles
next:
	for _, ph := range c.t.phrases[w.k.norm] {
		for n, want := range ph.words {
			if j+1+n >= len(c.ev.en) || c.ev.en[j+1+n].k == nil || c.ev.en[j+1+n].k.norm != want {
				continue next
			}
		}
		out = addPole(slices.Clone(out), ph.pole)
	}
	return out
}

// arabicPoles are the poles of the Arabic word at i: those of its multi-word entry, if
// it belongs to one.
func (c *opposition) arabicPoles(i int) []pole {
	w := &c.ev.ar[i]
	if w.k == nil {
		return nil
	}
	if w.entry == nil {
		return w.k.poles
	}
	var out []pole
	for _, g := range w.entry.Glosses {
		one := !strings.Contains(g, " ")
		for part := range strings.FieldsSeq(strings.ToLower(g)) {
			for _, p := range c.t.en[part] {
				if one || slices.ContainsFunc(w.k.poles, p.same) { // the word's own share: deficit, of trade deficit
					out = addPole(out, p)
				}
			}
		}
	}
	return out
}

// unrendered reports whether nothing in the source asks for the English word.
func (c *opposition) unrendered(j int) bool {
	return !c.rendersEn[j] || c.ev.en[j].k.function
}

// oppositeOf finds the Arabic word in whose place the English word at j, of pole p, says
// the opposite.
func (c *opposition) oppositeOf(j int, p pole) (int, bool) {
	for i := range c.ev.ar {
		a := &c.ev.ar[i]
		if a.k == nil || c.t.kinds[p.contrast] != headContrast && c.rendered(i) {
			continue
		}
		for _, q := range c.arabicPoles(i) {
			if q.weak || !p.against(q) || !c.comparable() || c.saysArabic(i, j, p) || c.saysEnglish(i, j, q) || !c.sameSpot(i, j, q) || c.turned(i, j) {
				continue
			}
			return i, true
		}
	}
	return 0, false
}

// comparable asks once whether the texts are near enough to compare words.
func (c *opposition) comparable() bool {
	if !c.checked {
		c.checked, c.skip = true, c.ev.glued() || !c.ev.comparable()
	}
	return !c.skip
}

// saysArabic reports whether the English word at j, of pole p, may render another Arabic
// word than the one at i. One that another English word renders asks for nothing more.
func (c *opposition) saysArabic(i, j int, p pole) bool {
	for n := range c.ev.ar {
		if n == i || c.rendered(n) && int(c.pairs.link[n]) != j || c.t.kinds[p.contrast] != headContrast && !c.tells(n) {
			continue
		}
		if slices.ContainsFunc(c.arabicPoles(n), p.same) {
			return true
		}
	}
	return false
}

// saysEnglish reports whether another English word than the one at j may render the Arabic
// word at i, of pole q: one near it that renders no other word.
func (c *opposition) saysEnglish(i, j int, q pole) bool {
	for n := max(0, j-answerReach); n < min(len(c.ev.en), j+answerReach+1); n++ {
		if e := &c.ev.en[n]; n == j || e.k != nil && !c.unrendered(n) {
			continue
		}
		if slices.ContainsFunc(c.englishPoles(n), q.same) {
			return true
		}
	}
	return false
}

// Distances in words within which two words are in the same place: neighbours of the
// Arabic word must be rendered by neighbours of the English one; and a word that says
// the right pole may stand as far away as answerReach.
const (
	sameSpotAr  = 4
	sameSpotEn  = 4
	answerReach = 10
	headReach   = 4
)

// sameSpot reports whether the words at i and j stand in the same place by what is around
// them.
func (c *opposition) sameSpot(i, j int, q pole) bool {
	switch c.t.kinds[q.contrast] {
	case headContrast:
		return c.sameHead(i, j)
	case roleContrast:
		return c.sameRoles(i, j)
	}
	return c.company(i, j)
}

// company reports whether a word beside the Arabic word is rendered beside the English one.
func (c *opposition) company(i, j int) bool {
	for n := max(0, i-sameSpotAr); n <= min(len(c.ev.ar)-1, i+sameSpotAr); n++ {
		a := &c.ev.ar[n]
		if n != i && a.link >= 0 && a.best >= wideLink && int(a.link) != j && distance(int(a.link), j) <= sameSpotEn {
			return true
		}
	}
	return false
}

// sameHead reports whether a content word right behind the Arabic word is rendered right
// behind the English one.
func (c *opposition) sameHead(i, j int) bool {
	for n := i + 1; n <= min(len(c.ev.ar)-1, i+headReach); n++ {
		a := &c.ev.ar[n]
		if a.link < 0 || a.best < rootLink || a.k != nil && !a.k.content {
			continue
		}
		d := int(a.link) - j
		if d < 0 && c.ev.measuresTime(n) {
			continue // two days after
		}
		return d > 0 && d <= headReach
	}
	return false
}

// measuresTime reports whether the Arabic word at n is a number or a unit of time.
func (ev *evidence) measuresTime(n int) bool {
	w := ev.ar[n].k
	if w == nil {
		return true
	}
	for _, m := range w.matches[:min(len(w.matches), 2)] {
		switch m.Gloss {
		case "second", "minute", "hour", "day", "week", "month", "year", "decade", "century":
			return true
		}
	}
	return false
}

// sameRoles reports whether the nearest rendered words on both sides of the English verb
// stand in the same order in the Arabic text, and the verb is no passive.
func (c *opposition) sameRoles(i, j int) bool {
	left, right := -1, -1
	for n := j - 1; n >= 0 && left < 0; n-- {
		left = c.partner(n)
	}
	for n := j + 1; n < len(c.ev.en) && right < 0; n++ {
		right = c.partner(n)
	}
	if left < 0 && right < 0 || left >= 0 && right >= 0 && left > right || c.passive(j) {
		return false
	}
	return c.company(i, j)
}

// partner is the Arabic word that the English word at n renders, -1 for none to speak of.
func (c *opposition) partner(n int) int {
	e := &c.ev.en[n]
	if e.k == nil || e.k.function || e.best < rootLink {
		return -1
	}
	return int(e.link)
}

// passive reports whether a form of be stands before the English word at j, or by behind it.
func (c *opposition) passive(j int) bool {
	for n := max(0, j-2); n < min(len(c.ev.en), j+3); n++ {
		switch w := strings.ToLower(c.ev.en[n].text); {
		case n < j && (w == "was" || w == "were" || w == "been" || w == "being" || w == "is" || w == "are" || w == "be"):
			return true
		case n > j && w == "by":
			return true
		}
	}
	return false
}

// turned reports whether a negation in one of the texts, and not in the other, turns one
// of the words round.
func (c *opposition) turned(i, j int) bool {
	k := c.u.know()
	ar, en, arNear, enNear := 0, 0, 0, 0
	for _, d := range c.ev.arabicNegations(k, c.u.Ar) {
		if d.kind == denies {
			ar++
		}
		if c.turns(d, i) && (d.kind != deniesOwn || c.pairs.ar[d.at] < rootLink || int(c.pairs.link[d.at]) == j) {
			arNear++
		}
	}
	for _, d := range c.ev.englishNegations(k) {
		if d.kind == denies {
			en++
		}
		if c.turns(d, j) && (d.kind != deniesOwn || c.pairs.en[d.at] < rootLink || int(c.pairs.link[i]) == d.at) {
			enNear++
		}
	}
	return arNear%2 != enNear%2 && (ar == 0 || ar != en)
}

// A denial turns a word round that stands within so many words of it: one that denies by
// its own meaning must stand before it, and one that denies in one of its senses right
// before it.
const (
	turnBefore = 5
	turnAfter  = 2
	turnOwn    = 4
)

func (c *opposition) turns(d denial, word int) bool {
	before := word - d.at
	switch d.kind {
	case denies:
		return before >= -turnAfter && before <= turnBefore && before != 0
	case deniesOwn:
		return before > 0 && before <= turnOwn
	}
	return before == 1
}

func (c *opposition) report(i, j int, report func(Finding)) {
	a, e := c.ev.ar[i].Span, c.ev.en[j].Span
	ar, en := c.u.Ar.Raw[a.Start:a.End], c.u.En.Raw[e.Start:e.End]
	f := c.u.finding("meaning.opposite", c.u.milder(Critical), []Span{a}, []Span{e}, "the translation says the opposite")
	report(c.u.values(f, ar, en))
}
