package check

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed rules/modality.tsv
var modalityFile string

// modality compares how sure and how binding the two texts are.
type modality struct{}

func (modality) Rules() []Rule {
	return []Rule{
		{
			Name: "modality.changed", Severity: Major, MQM: "Accuracy/Mistranslation/Modality", Group: Translation,
			Summary: "an obligation became a possibility, or a possibility an obligation",
			Detail: "Compares must, should, have to (يجب, ينبغي, لا بد) with may, can, might (قد, ربما, يمكن). Reported when one text knows only obligation and the other only " +
				"possibility. Modal words under a negation are left alone, because “may not” and “must not” meet.",
			Bad: [][2]string{
				{"يجب على المزارعين بيع المحصول قبل الشتاء.", "Farmers may sell the crop before winter."},
				{"قد يبيع المزارعون المحصول قبل الشتاء.", "Farmers must sell the crop before winter."},
			},
			Good: [][2]string{
				{"يجب على المزارعين بيع المحصول قبل الشتاء.", "Farmers have to sell the crop before winter."},
				{"لا يجوز للمزارعين بيع المحصول.", "Farmers must not sell the crop."},
			},
		},
		{
			Name: "modality.dropped", Severity: Minor, MQM: "Accuracy/Mistranslation/Modality", Group: Translation,
			Summary: "a guess of the source is stated as a fact",
			Detail: "The source says قد with a present verb, ربما or من المحتمل (may, might, perhaps), and nothing in the translation keeps its distance: no modal verb, no conditional, " +
				"no future, no verb of believing or seeming, no question.",
			Bad:  [][2]string{{"ربما غادر الوفد المدينة ليلا.", "The delegation left the town at night."}},
			Good: [][2]string{{"ربما غادر الوفد المدينة ليلا.", "The delegation is thought to have left the town at night."}},
		},
	}
}

func (modality) Document(*Units, func(Finding)) {}

type modalKind uint8

const (
	noModal modalKind = iota
	mustKind
	dutyKind
	mayKind
	maybeKind
	hedgeKind
)

var modalKinds = map[string]modalKind{"must": mustKind, "duty": dutyKind, "may": mayKind, "maybe": maybeKind, "hedge": hedgeKind}

// modalTable holds the expressions of each kind by their first word.
type modalTable struct {
	ar, en map[modalKind]map[string][][]string
}

var modals = sync.OnceValue(func() *modalTable {
	t := &modalTable{ar: map[modalKind]map[string][][]string{}, en: map[modalKind]map[string][][]string{}}
	for f := range tableLines(modalityFile) {
		if len(f) != 3 {
			continue // the data test reports it
		}
		m := t.en
		if f[0] == "ar" {
			m = t.ar
		}
		k := modalKinds[f[1]]
		if m[k] == nil {
			m[k] = map[string][][]string{}
		}
		addExpressions(m[k], f[2])
	}
	return t
})

// modalCount is what one text says of each kind: how often, and where first.
type modalCount struct {
	n     [hedgeKind + 1]int
	first [hedgeKind + 1]Span
	moot  bool // a modal word stands under a negation, or the text asks
}

func (c *modalCount) add(k modalKind, s Span) {
	if c.n[k] == 0 {
		c.first[k] = s
	}
	c.n[k]++
}

// possible is how many words of possibility there are.
func (c *modalCount) possible() int { return c.n[mayKind] + c.n[maybeKind] }

// binding reports any word of obligation, free that there is none of possibility.
func (c *modalCount) binding() bool { return c.n[mustKind]+c.n[dutyKind] > 0 }
func (c *modalCount) free() bool    { return c.possible()+c.n[hedgeKind] == 0 }

// begins reports whether an expression of any kind begins with one of two forms of a
// word.
func (t *modalTable) begins(expressions map[modalKind]map[string][][]string, word, bare string) bool {
	for _, m := range expressions {
		if len(m[word])+len(m[bare]) > 0 {
			return true
		}
	}
	return false
}

// guessParticle makes a guess of a present verb behind it, and certain of a past one.
const guessParticle = "قد"

var questionMarks = newRuneSet("؟?")

func (t *modalTable) arabic(ev *evidence, raw string) modalCount {
	c := modalCount{moot: questionMarks.in(raw)}
	for i := range ev.ar {
		w := &ev.ar[i]
		if !w.opens(opensModal) {
			continue
		}
		norm := withoutConjunction(w.norm)
		word := func(n int) string {
			if i+n < len(ev.ar) {
				return ev.ar[i+n].norm
			}
			return ""
		}
		if norm == guessParticle && w.norm != "فقد" && i+1 < len(ev.ar) && imperfect(ev.ar[i+1].norm) {
			c.add(maybeKind, w.Span)
			continue
		}
		for k := mustKind; k <= hedgeKind; k++ {
			if n := max(expressionAt(t.ar[k], norm, word), expressionAt(t.ar[k], w.norm, word)); n > 0 {
				c.add(k, w.Span)
				if i > 0 && ev.ar[i-1].k != nil && ev.ar[i-1].k.neg != affirms {
					c.moot = true
				}
				break
			}
		}
	}
	return c
}

// imperfect reports a folded word that can only be a present verb: one in ت or ن
// may as well be past (تحدث, ناقش).
func imperfect(norm string) bool { return strings.HasPrefix(norm, "ي") && len(norm) >= 6 }

func (t *modalTable) english(ev *evidence, raw string) modalCount {
	c := modalCount{moot: strings.Contains(raw, "?")}
	for j := range ev.en {
		w := &ev.en[j]
		if !w.opens(opensModal) {
			continue
		}
		word := func(n int) string {
			if j+n < len(ev.en) {
				return lowerWord(ev.en[j+n].text)
			}
			return ""
		}
		first := lowerWord(w.text)
		if first == "may" && w.cap && !w.start {
			c.moot = true // the month, or a name somebody took for the verb
			continue
		}
		for k := mustKind; k <= hedgeKind; k++ {
			if expressionAt(t.en[k], first, word) > 0 {
				c.add(k, w.Span)
				if next := word(1); next == "not" || next == "never" || strings.HasSuffix(first, "n't") || first == "cannot" {
					c.moot = true
				}
				break
			}
		}
	}
	return c
}

func (modality) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if ev.glued() || !ev.comparable() {
		return
	}
	t := modals()
	ar, en := t.arabic(ev, u.Ar.Raw), t.english(ev, u.En.Raw)
	if ar.moot || en.moot {
		return
	}
	switch {
	case ar.n[mustKind] > 0 && !en.binding() && ar.free() && en.possible() > 0:
		u.reportModality(ar.first[mustKind], en.earliest(mayKind, maybeKind), report)
	case en.n[mustKind] > 0 && !ar.binding() && en.free() && ar.possible() > 0:
		u.reportModality(ar.earliest(mayKind, maybeKind), en.first[mustKind], report)
	case !u.Reverse && ar.n[maybeKind] > 0 && en.free() && !en.binding():
		u.reportGuess(true, ar.first[maybeKind], report)
	case u.Reverse && en.n[maybeKind] > 0 && ar.free() && !ar.binding():
		u.reportGuess(false, en.first[maybeKind], report)
	}
}

// earliest is the place of the first word of the kinds.
func (c *modalCount) earliest(kinds ...modalKind) Span {
	var best Span
	for _, k := range kinds {
		if s := c.first[k]; c.n[k] > 0 && (best.End == 0 || s.Start < best.Start) {
			best = s
		}
	}
	return best
}

func (u *Unit) reportModality(ar, en Span, report func(Finding)) {
	a, e := u.Ar.Raw[ar.Start:ar.End], u.En.Raw[en.Start:en.End]
	f := u.finding("modality.changed", u.milder(Major), []Span{ar}, []Span{en}, u.versus("“"+a+"”", "“"+e+"”")+": what must be and what may be are exchanged")
	report(u.values(f, a, e))
}

func (u *Unit) reportGuess(arabicSide bool, at Span, report func(Finding)) {
	text, ar, en := u.Ar, []Span{at}, []Span(nil)
	if !arabicSide {
		text, ar, en = u.En, nil, []Span{at}
	}
	word := text.Raw[at.Start:at.End]
	report(u.finding("modality.dropped", u.milder(Minor), ar, en, fmt.Sprintf("the source only guesses (“%s”), the translation is certain", word)))
}
