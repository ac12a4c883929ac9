package check

import (
	"slices"
	"strings"
)

// structure reports sentence breaks that look like damage.
type structure struct{}

func (structure) Rules() []Rule {
	return []Rule{
		{
			Name: "structure.split", Severity: Major, MQM: "Fluency/Structure", Group: SourceText,
			Summary: "sentence cut in two by a false stop",
			Detail: "Reported where the sentence splitter saw a quotation that is closed, followed by a stop and closed again, or a noun phrase without predicate after a stop. " +
				"Both are what remains when a translator mistakes a quotation mark or a line end for the end of a sentence.",
			Bad:  [][2]string{{"حذر من «خطر على الدول». السلام والأمن».", "He warned of a “danger to international peace and security.”"}},
			Good: [][2]string{{"حذر من «خطر على الدول». وأضاف: «السلام مهم».", "He warned of a “danger to states.” He added: “Peace matters.”"}},
		},
	}
}

func (structure) Document(*Units, func(Finding)) {}

func (structure) Unit(u *Unit, report func(Finding)) {
	for _, b := range u.Pair.Breaks {
		sev := Major
		switch b.Kind {
		case GluedStop:
			report(Finding{Rule: "spacing.sentence", Severity: Minor, Pair: u.Index, Group: SourceText, Source: []Span{b.Span}, Message: b.Reason})
			continue
		case "cut-quotation", "verbless-fragment":
			sev = Critical
		case "orphan-closer":
			sev = Minor
		}
		f := Finding{Rule: "structure.split", Severity: sev, Pair: u.Index, Group: SourceText, Source: []Span{b.Span}, Message: b.Reason}
		if sev == Minor {
			f.MQM = "Fluency/Punctuation"
		}
		report(f)
	}
	if !slices.ContainsFunc(u.Pair.Breaks, func(b Break) bool { return b.Kind != GluedStop }) {
		unsegmented(u, report)
	}
}

// unsegmented finds a cut quotation inside one text that was not divided into
// sentences.
func unsegmented(u *Unit, report func(Finding)) {
	raw := u.Ar.Raw
	if !strings.ContainsAny(raw, "”»\"") {
		return
	}
	q := u.quotes(true)
	if len(q.closed) == 0 || len(q.pairs) == 0 {
		return
	}
	at, last := q.closed[0].span, q.pairs[len(q.pairs)-1].close
	if last.End > at.Start || !stopThenWords(raw[last.End:at.Start]) {
		return
	}
	f := u.finding("structure.split", Critical, []Span{{last.Start, at.End}}, nil, "a stop cuts the quotation in two: it is closed before the stop and again behind it")
	f.Group = u.arabicGroup()
	report(f)
}
