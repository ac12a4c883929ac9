package check

import (
	"fmt"
	"slices"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// negation reports clauses that one text denies and the other affirms.
type negation struct{}

func (negation) Rules() []Rule {
	return []Rule{
		{
			Name: "negation.dropped", Severity: Critical, MQM: "Accuracy/Mistranslation/Polarity", Group: Translation,
			Summary: "the source denies what the translation affirms",
			Detail: "Every negation of the source (لم, لن, لا, ليس, عدم, دون; not, never, no, without) needs an answer near the words it denies: a negation, or " +
				"a word that denies by its meaning (fail, refuse, lack, unable, only, hardly). Expressions that deny nothing (لا يزال, لا بد, not only) are left alone.",
			Bad: [][2]string{{"لم توافق الحكومة على الخطة.", "The government approved the plan."}},
			Good: [][2]string{
				{"لم توافق الحكومة على الخطة.", "The government refused to approve the plan."},
				{"لا تزال الحكومة تدرس الخطة.", "The government is still studying the plan."},
			},
		},
		{
			Name: "negation.added", Severity: Critical, MQM: "Accuracy/Mistranslation/Polarity", Group: Translation,
			Summary: "the translation denies what the source affirms",
			Detail:  "The counterpart of negation.dropped: a negation of the translation that nothing in the source answers.",
			Bad:     [][2]string{{"وافقت الحكومة على الخطة أمس.", "The government did not approve the plan yesterday."}},
			Good:    [][2]string{{"رفضت الحكومة الخطة أمس.", "The government did not accept the plan yesterday."}},
		},
	}
}

func (negation) Document(*Units, func(Finding)) {}

func (negation) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if ev.glued() || !ev.comparable() {
		return
	}
	k := u.know()
	ar, en := ev.arabicNegations(k, u.Ar), ev.englishNegations(k)
	for i := range ar {
		ar[i].answers = ev.answers(ar[i].at, ev.arScope(ar[i].at), en, true)
	}
	for j := range en {
		en[j].answers = ev.answers(en[j].at, ev.enScope(en[j].at), ar, false)
	}
	lostAr, lostEn := unanswered(ar, en), unanswered(en, ar)
	for len(lostAr) > 0 && len(lostEn) > 0 { // they answer each other from afar
		lostAr, lostEn = lostAr[1:], lostEn[1:]
	}
	if len(lostAr)+len(lostEn) > 0 {
		c := newOpposition(u)
		lostAr = slices.DeleteFunc(lostAr, func(n denial) bool { return c.answered(n, true) })
		lostEn = slices.DeleteFunc(lostEn, func(n denial) bool { return c.answered(n, false) })
	}
	for _, n := range lostAr {
		u.reportNegation(true, ev.ar[n.at].Span, ev.arScope(n.at), ev, report)
	}
	for _, n := range lostEn {
		u.reportNegation(false, ev.en[n.at].Span, ev.enScope(n.at), ev, report)
	}
}

// unanswered returns the outright denials that no denial of the other text
// answers. One that is the only answer of another counts as answered by it.
func unanswered(own, others []denial) []denial {
	var out []denial
	for i, n := range own {
		if n.kind != denies || len(n.answers) > 0 {
			continue
		}
		answers := false
		for _, o := range others {
			answers = answers || o.kind == denies && len(o.answers) == 1 && o.answers[0] == i
		}
		if !answers {
			out = append(out, n)
		}
	}
	return out
}

// comparableShare is the share of explained words below which two texts are too
// far apart to compare single words.
const comparableShare = 0.35

// comparable reports whether enough of the two texts explains each other for
// the loss of one word to mean something.
func (ev *evidence) comparable() bool {
	p := ev.profile()
	return share(p.arExplained+p.enExplained, p.arTotal+p.enTotal) >= comparableShare
}

// denial is a word that denies, at an index into the words of its text.
type denial struct {
	at      int
	kind    negKind
	answers []int // indices of the other text's denials that may answer it
}

func (ev *evidence) arabicNegations(k *knowledge, t *Text) []denial {
	var out []denial
	idle := 0 // words before this index belong to an expression that denies nothing
	for i := range ev.ar {
		w := &ev.ar[i]
		if w.k == nil {
			continue
		}
		kind := w.k.neg
		if kind == affirms && !w.opens(opensIdle) {
			continue
		}
		norm := withoutConjunction(w.norm)
		word := func(n int) string {
			if i+n < len(ev.ar) {
				return ev.ar[i+n].norm
			}
			return ""
		}
		idle = max(idle, i+expressionAt(k.negation.idle, w.norm, word), i+expressionAt(k.negation.idle, norm, word))
		if kind == affirms || ev.nameLike(i) {
			continue
		}
		if norm == "الا" && hamzaAbove(t.Raw[w.Start:w.End]) {
			kind = denies // ألا, أن لا
		}
		switch {
		case kind == denies && (i < idle || norm == "دون" && ev.belowWhat(i+1)):
			kind = deniesOwn // دون 1900 is below 1900
		case norm == "غير" && ev.deniesAdjective(i):
			kind = denies
		case kind == denies && ev.restricted(i):
			kind = mayDeny
		}
		out = append(out, denial{at: i, kind: kind})
	}
	return out
}

// belowWhat reports whether the word at i is a number, an age or a level: دون before it is
// below, not without.
func (ev *evidence) belowWhat(i int) bool {
	if i >= len(ev.ar) {
		return false
	}
	w := &ev.ar[i]
	if w.k == nil || w.norm == "ال" {
		return true
	}
	switch strings.TrimPrefix(w.norm, "ال") {
	case "سن", "عمر", "مستوي", "مستواه", "مستواها", "صفر", "خط", "درجه", "سقف", "معدل", "متوسط", "مرتبه", "عتبه", "سطح", "طاقه", "توقعات", "نصف", "ثلث", "ربع":
		return true
	}
	for _, m := range w.k.matches[:min(len(w.k.matches), 3)] {
		if m.POS == lexicon.Numeral || ordinals[m.Gloss] {
			return true
		}
	}
	return false
}

// ordinals are the renderings of ages in years: دون الخامسة.
var ordinals = wordSet("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")

// deniesAdjective reports whether غير at i stands before an adjective that a word of the
// translation renders as such: غير معد is not contagious.
func (ev *evidence) deniesAdjective(i int) bool {
	if i+1 >= len(ev.ar) || ev.ar[i+1].token != ev.ar[i].token+1 {
		return false
	}
	a := &ev.ar[i+1]
	if a.k == nil || a.phrase != 0 || a.best < sureLink || len(a.k.matches) == 0 || a.k.matches[0].POS != lexicon.Adjective || definite(a.norm) {
		return false
	}
	e := &ev.en[a.link]
	return e.k != nil && e.k.neg == affirms && int(e.link) == i+1
}

// nameLike reports whether the word at i looks like a negation but is a name:
// السيد فليس, لا باز.
func (ev *evidence) nameLike(i int) bool {
	w := &ev.ar[i]
	if w.best >= soundSame && w.link >= 0 && ev.en[w.link].cap && !ev.en[w.link].start && !ev.en[w.link].k.function {
		return true
	}
	if i > 0 {
		switch withoutConjunction(ev.ar[i-1].norm) {
		case "السيد", "للسيد", "السيده", "الدكتور":
			return true
		}
	}
	return ev.nameArticle(i)
}

// nameArticle reports whether لا at i is the article of a name, La Paz.
func (ev *evidence) nameArticle(i int) bool {
	if ev.ar[i].norm != "لا" {
		return false
	}
	for j := range ev.en {
		if ev.en[j].text == "La" || ev.en[j].text == "Las" {
			return true
		}
	}
	return false
}

func hamzaAbove(written string) bool {
	return strings.HasPrefix(strings.TrimLeft(arabic.Strip(written), "وف"), "أ")
}

// restricted reports whether the negation at i is taken back by إلا or سوى
// (لا … إلا is "only").
func (ev *evidence) restricted(i int) bool {
	for n := i + 1; n < min(len(ev.ar), i+9); n++ {
		switch withoutConjunction(ev.ar[n].norm) {
		case "الا", "سوي", "فقط", "فحسب", "وحسب":
			return true
		}
	}
	return false
}

func (ev *evidence) englishNegations(k *knowledge) []denial {
	var out []denial
	idle := 0
	for j := range ev.en {
		w := &ev.en[j]
		if w.k == nil {
			continue
		}
		kind := w.k.neg
		if kind == affirms && !w.opens(opensIdle|opensDenial) {
			continue
		}
		word := func(n int) string {
			if j+n < len(ev.en) {
				return lowerWord(ev.en[j+n].text)
			}
			return ""
		}
		first := lowerWord(w.text)
		idle = max(idle, j+expressionAt(k.negation.idle, first, word))
		if kind == affirms && expressionAt(k.negation.phrases, first, word) > 0 {
			kind = deniesOwn
		}
		switch {
		case kind == affirms:
			continue
		case kind == denies && j < idle || kind == denies && j+1 < len(ev.en) && ev.en[j+1].k != nil && k.negation.opposite(lowerWord(ev.en[j+1].text), k.knows):
			kind = deniesOwn // not illegal
		case first == "no" && j+1 < len(ev.en) && ev.en[j+1].k == nil || first == "nor":
			kind = mayDeny // No 1; a nor follows another negation
		}
		out = append(out, denial{at: j, kind: kind})
	}
	return out
}

func lowerWord(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }

// scopeWords is how many words after a negation are looked at for what it
// denies, and scopeBefore how many before it.
const (
	scopeWords  = 4
	scopeBefore = 2
)

// arScope returns the English words that render the words around the Arabic
// negation at i.
func (ev *evidence) arScope(i int) []int {
	var out []int
	for n := max(0, i-1); n <= min(len(ev.ar)-1, i+scopeWords); n++ {
		if w := &ev.ar[n]; n != i && w.link >= 0 && w.best >= wideLink && w.k != nil && w.k.content {
			out = append(out, int(w.link))
		}
	}
	return out
}

// enScope returns the Arabic words that are rendered around the English
// negation at j.
func (ev *evidence) enScope(j int) []int {
	var out []int
	for n := max(0, j-scopeBefore); n <= min(len(ev.en)-1, j+scopeWords+1); n++ {
		if w := &ev.en[n]; n != j && w.link >= 0 && w.best >= wideLink && w.k != nil && !w.k.function {
			out = append(out, int(w.link))
		}
	}
	return out
}

// reach is how far an answer may stand before and after the words that render
// what is denied, by its kind: words that deny only in one sense or by their
// own meaning must stand closer.
var reach = map[negKind][2]int{denies: {8, 6}, deniesOwn: {6, 4}, mayDeny: {4, 2}}

// sameRegionShare is how far apart, as a share of the text, two denials may
// stand where it is not known what they deny.
const sameRegionShare = 0.25

// sameSpotShare is the same where it is known: so near to each other two
// denials belong together whatever the words around them say.
const sameSpotShare = 0.05

// answers returns which denials of the other text stand near the scope of the
// negation at index at; where the scope is unknown, near the same part of the
// text.
func (ev *evidence) answers(at int, scope []int, others []denial, arabicSide bool) []int {
	here, there := len(ev.en), len(ev.ar)
	if arabicSide {
		here, there = there, here
	}
	var out []int
	for n, o := range others {
		near := false
		for _, s := range scope {
			near = near || o.at >= s-reach[o.kind][0] && o.at <= s+reach[o.kind][1]
		}
		d := float64(at)/float64(here) - float64(o.at)/float64(there)
		if near || len(scope) == 0 && d < sameRegionShare && d > -sameRegionShare || d < sameSpotShare && d > -sameSpotShare {
			out = append(out, n)
		}
	}
	return out
}

// reportNegation reports a denial without answer; where nothing around it is found
// in the other text, a free rendering is as likely, and it is only noted.
func (u *Unit) reportNegation(arabicSide bool, at Span, scope []int, ev *evidence, report func(Finding)) {
	rule, msg := "negation.dropped", "the source says %q, the translation has no negation there"
	if arabicSide == u.Reverse {
		rule, msg = "negation.added", "the translation says %q, the source has no negation there"
	}
	var ar, en []Span
	text := u.En
	if arabicSide {
		text, ar = u.Ar, []Span{at}
		en = ev.scopeSpan(scope, false)
	} else {
		en = []Span{at}
		ar = ev.scopeSpan(scope, true)
	}
	word := text.Raw[at.Start:at.End]
	sev := Critical
	if len(scope) == 0 {
		sev = Info
	}
	f := u.finding(rule, u.milder(sev), ar, en, fmt.Sprintf(msg, word))
	if arabicSide {
		f = u.values(f, word, "")
	} else {
		f = u.values(f, "", word)
	}
	report(f)
}

// scopeSpan covers the words of a scope in one of the texts.
func (ev *evidence) scopeSpan(scope []int, arabicSide bool) []Span {
	if len(scope) == 0 {
		return nil
	}
	lo, hi := scope[0], scope[0]
	for _, n := range scope {
		lo, hi = min(lo, n), max(hi, n)
	}
	if hi-lo > 2*scopeWords {
		lo, hi = scope[0], scope[0]
	}
	if arabicSide {
		return []Span{{ev.ar[lo].Start, ev.ar[hi].End}}
	}
	return []Span{{ev.en[lo].Start, ev.en[hi].End}}
}
