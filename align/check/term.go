package check

import (
	"fmt"

	"strings"

	"tarjuman/internal/arabic"
)

// terms holds a translation against the document's glossary and against itself.
type terms struct{}

func (terms) Rules() []Rule {
	return []Rule{
		{
			Name: "term.glossary", Severity: Major, MQM: "Terminology/Wrong term", Group: Translation,
			Summary: "a glossary term is not rendered as the glossary says",
			Detail: "For every glossary term in the source one of its accepted renderings must stand in the translation, and no forbidden one may. Case, " +
				"inflection, articles and proclitics do not matter.",
			Bad:  [][2]string{{"اجتمع مجلس الشورى أمس.", "The consultative board met yesterday."}},
			Good: [][2]string{{"اجتمع مجلس الشورى أمس.", "The Shura Council met yesterday."}},
		},
		{
			Name: "term.inconsistent", Severity: Info, MQM: "Terminology/Inconsistent", Group: Translation,
			Summary: "a term is rendered in one way throughout the document and otherwise once",
			Detail: "An Arabic noun that the document renders at least four times by one English word and once by a rarer one. A hint: authors vary their words; " +
				"names spelled in two ways are name.variant.",
			Bad: [][2]string{{
				"عقدت الجمعية جلسة. أقرت الجمعية القانون. رفضت الجمعية التعديل. أجلت الجمعية التصويت. غادر رئيس الجمعية.",
				"The assembly held a session. The assembly passed the law. The assembly rejected the amendment. The assembly postponed the vote. The head of the association left.",
			}},
			Good: [][2]string{{
				"عقدت الجمعية جلسة. أقرت الجمعية القانون. رفضت الجمعية التعديل. أجلت الجمعية التصويت. غادر رئيس الجمعية.",
				"The assembly held a session. The assembly passed the law. The assembly rejected the amendment. The assembly postponed the vote. The head of the assembly left.",
			}},
		},
	}
}

// Unit compares with the glossary; see Document for the rest.
func (terms) Unit(*Unit, func(Finding)) {}

func (terms) Document(d *Units, report func(Finding)) {
	if g := d.Doc.Glossary; g != nil {
		for i := range g.Terms {
			if !g.Terms[i].Leads(d.Doc.TargetLang) {
				continue
			}
			t := newTermMatcher(&g.Terms[i])
			for n := range d.Units {
				t.check(&d.Units[n], report)
			}
		}
	}
	d.reportInconsistent(report)
}

// termMatcher is a glossary term divided into words for comparison.
type termMatcher struct {
	term      *Term
	source    []string
	accepted  [][]string
	forbidden [][]string
}

func newTermMatcher(t *Term) *termMatcher {
	m := &termMatcher{term: t, source: termWords(t.Source)}
	for _, s := range t.Target {
		m.accepted = append(m.accepted, termWords(s))
	}
	for _, s := range t.Forbidden {
		m.forbidden = append(m.forbidden, termWords(s))
	}
	return m
}

// termWords divides a term into words as Text does.
func termWords(s string) []string {
	var out []string
	for _, t := range newText(s).Tokens {
		if t.Kind != arabic.Punct {
			out = append(out, termForm(t))
		}
	}
	return out
}

// termForm is the form in which words of terms are compared: light stems.
func termForm(t Token) string {
	switch t.Kind {
	case arabic.Word:
		return strings.TrimPrefix(t.Norm, "ال")
	case arabic.Latin:
		return wordStem(t.Norm)
	}
	return t.Norm
}

func (m *termMatcher) check(u *Unit, report func(Finding)) {
	source, target := u.Ar, u.En
	if u.Reverse {
		source, target = target, source
	}
	at, ok := findTerm(source, m.source)
	if !ok {
		return
	}
	for _, f := range m.forbidden {
		if where, ok := findTerm(target, f); ok {
			m.report(u, at, []Span{where}, target.Raw[where.Start:where.End], "is a forbidden rendering of", report)
			return
		}
	}
	for _, a := range m.accepted {
		if _, ok := findTerm(target, a); ok {
			return
		}
	}
	if len(m.accepted) > 0 {
		m.report(u, at, nil, m.term.Target[0], "is missing: the glossary wants it for", report)
	}
}

func (m *termMatcher) report(u *Unit, source Span, target []Span, rendering, what string, report func(Finding)) {
	f := Finding{Rule: "term.glossary", Severity: u.milder(Major), Pair: u.Index, Source: []Span{source}, Target: target,
		Message: fmt.Sprintf("%s %s %s", rendering, what, m.term.Source), SourceValue: m.term.Source, TargetValue: rendering}
	if len(m.term.Target) > 0 && len(target) > 0 {
		f.Suggestion = m.term.Target[0]
	}
	report(f)
}

// findTerm finds a term's words in a row; the first may carry proclitics, the
// last an ending.
func findTerm(t *Text, words []string) (Span, bool) {
	if len(words) == 0 {
		return Span{}, false
	}
	for i := 0; i+len(words) <= len(t.Tokens); i++ {
		ok := true
		for n, w := range words {
			if !termWordIs(t.Tokens[i+n], w, n == 0) {
				ok = false
				break
			}
		}
		if ok {
			return Span{t.Tokens[i].Start, t.Tokens[i+len(words)-1].End}, true
		}
	}
	return Span{}, false
}

func termWordIs(t Token, word string, first bool) bool {
	if termForm(t) == word {
		return true
	}
	if t.Kind != arabic.Word {
		return false
	}
	norm := t.Norm
	for _, p := range [...]string{"", "و", "ف", "ب", "ل", "ك", "وب", "ول"} {
		rest, ok := strings.CutPrefix(norm, p)
		if !ok || p != "" && !first {
			continue
		}
		rest = strings.TrimPrefix(rest, "ال")
		if p != "" && strings.HasSuffix(p, "ل") {
			rest = strings.TrimPrefix(rest, "ل") // لل
		}
		if rest == word {
			return true
		}
		for _, e := range [...]string{"ين", "ون", "ات", "ان", "ا", "ها", "هم", "ه"} {
			if rest == word+e {
				return true
			}
		}
	}
	return false
}

// minMainUses is how often a rendering must occur for another to stand out.
const minMainUses = 4

// reportInconsistent reports Arabic nouns rendered by one word throughout and by
// another once.
func (d *Units) reportInconsistent(report func(Finding)) {
	type use struct{ unit, ar, en int }
	byWord := map[string]map[int32][]use{}
	var order []string
	for i := range d.Units {
		ev := d.Units[i].evidence()
		for n := range ev.ar {
			a := &ev.ar[n]
			if a.k == nil || !a.k.content || a.k.light || a.link < 0 || a.best < sureLink || a.phrase > 0 || a.k.name != noName {
				continue
			}
			e := &ev.en[a.link]
			if e.k == nil || e.k.function || e.k.light || e.k.id < 0 || !definite(a.norm) {
				continue
			}
			if byWord[a.norm] == nil {
				byWord[a.norm] = map[int32][]use{}
				order = append(order, a.norm)
			}
			byWord[a.norm][e.k.id] = append(byWord[a.norm][e.k.id], use{i, n, int(a.link)})
		}
	}
	for _, norm := range order {
		renderings := byWord[norm]
		if len(renderings) != 2 {
			continue
		}
		var main, odd []use
		for _, uses := range renderings {
			if len(uses) > len(main) {
				main, odd = uses, main
			} else {
				odd = uses
			}
		}
		if len(main) < minMainUses || len(odd) != 1 {
			continue
		}
		u := &d.Units[odd[0].unit]
		ev := u.evidence()
		a, e := &ev.ar[odd[0].ar], &ev.en[odd[0].en]
		usual := d.Units[main[0].unit].evidence().en[main[0].en].text
		f := u.finding("term.inconsistent", Info, []Span{a.Span}, []Span{e.Span}, fmt.Sprintf("%s is %s here and %s elsewhere in the document", u.Ar.Raw[a.Start:a.End], e.text, usual))
		report(u.values(f, usual, e.text))
	}
}
