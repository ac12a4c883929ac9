package check

import "strings"

// A surface fault (a space, a mark, a stray letter) is slight and often a habit of
// a whole text. An editor repairs slips one by one but a habit all at once, so a
// habit is reported as one finding with a count, a slip where it stands.

// habitSentences and habitShare tell a habit from slips: that many sentences have
// the fault, and that share of the places where it was possible.
const (
	habitSentences = 10
	habitShare     = 0.9
)

// surfaceSlip is what one text of one unit holds against one rule.
type surfaceSlip struct {
	unit       *Unit
	spans      []Span
	message    string
	suggestion string
	severity   Severity
}

// ledger collects the slips of a document under one rule and one language.
type ledger struct {
	rule   string
	kind   string // what tells habits of one rule apart, such as the mark
	arabic bool
	right  int  // places where the fault was possible and absent
	counts bool // right is kept, so that a habit can be told from slips
	slips  []surfaceSlip
}

// ledgers are kept per rule and language, in order of first use.
type ledgers struct {
	all []*ledger
}

func (l *ledgers) of(rule string, arabic bool) *ledger { return l.get(rule, "", arabic) }

// counting is of for a rule that also counts the places it finds right.
func (l *ledgers) counting(rule, kind string, arabic bool) *ledger {
	g := l.get(rule, kind, arabic)
	g.counts = true
	return g
}

func (l *ledgers) get(rule, kind string, arabic bool) *ledger {
	for _, g := range l.all {
		if g.rule == rule && g.kind == kind && g.arabic == arabic {
			return g
		}
	}
	g := &ledger{rule: rule, kind: kind, arabic: arabic}
	l.all = append(l.all, g)
	return g
}

// add notes a fault at s. Faults of one unit under one rule share a finding; the
// message and suggestion are those of the first, the severity the gravest.
func (g *ledger) add(u *Unit, sev Severity, s Span, message, suggestion string) {
	if n := len(g.slips); n > 0 && g.slips[n-1].unit == u {
		last := &g.slips[n-1]
		last.spans = append(last.spans, s)
		last.severity = max(last.severity, sev)
		last.suggestion = "" // one suggestion cannot serve several places
		return
	}
	g.slips = append(g.slips, surfaceSlip{u, []Span{s}, message, suggestion, sev})
}

// count is the number of faulty places.
func (g *ledger) count() int {
	n := 0
	for _, s := range g.slips {
		n += len(s.spans)
	}
	return n
}

func (g *ledger) habit() bool {
	n := float64(g.count())
	return g.counts && len(g.slips) >= habitSentences && n >= habitShare*(n+float64(g.right))
}

// report hands out the findings of all ledgers.
func (l *ledgers) report(report func(Finding)) {
	for _, g := range l.all {
		if g.habit() {
			f := g.finding(g.slips[0])
			f.Count = g.count()
			f.Message += "; the whole text does it"
			report(f)
			continue
		}
		for _, s := range g.slips {
			report(g.finding(s))
		}
	}
}

func (g *ledger) finding(s surfaceSlip) Finding {
	var f Finding
	if g.arabic {
		f = s.unit.finding(g.rule, s.severity, s.spans, nil, s.message)
		f.Group = s.unit.arabicGroup()
	} else {
		f = s.unit.finding(g.rule, s.severity, nil, s.spans, s.message)
		f.Group = s.unit.englishGroup()
	}
	f.Suggestion = s.suggestion
	f.Count = len(s.spans)
	return f
}

// sides calls do for both texts of a unit that are not empty.
func (u *Unit) sides(do func(x *Text, arabic bool)) {
	if u.Ar.Raw != "" {
		do(u.Ar, true)
	}
	if u.En.Raw != "" {
		do(u.En, false)
	}
}

// Surface reports whether the finding is a slight fault of spelling, spacing or marks of
// the source text itself. Reports for people say such faults once a document, with their
// number and places.
func (f *Finding) Surface() bool {
	return f.Group == SourceText && f.Severity <= Minor && (strings.HasPrefix(f.MQM, "Fluency/Punctuation") || strings.HasPrefix(f.MQM, "Fluency/Spelling"))
}
