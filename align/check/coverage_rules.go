package check

import (
	"fmt"
	"unicode/utf8"
)

// coverage reports text that one side has and the other has not.
type coverage struct{}

func (coverage) Rules() []Rule {
	return []Rule{
		{
			Name: "coverage.omission", Severity: Major, MQM: "Accuracy/Omission", Group: Translation,
			Summary: "a clause of the source has no counterpart in the translation",
			Detail: "Every word of both texts is looked up in the other one: by dictionary meaning, synonym, root, name or number. A stretch of the source " +
				"in which nearly nothing is explained is reported when the lengths of the two texts agree that something is missing. Words that translators " +
				"drop freely weigh little; free renderings of everything, and texts whose words have run together, are left alone. A whole sentence without " +
				"counterpart is reported as such: mildly when it is short or its link is in doubt, and as a note when the pair beside it seems to say it or it is a credit.",
			Bad: [][2]string{{
				"وصل الوزير إلى العاصمة أمس واجتمع بقادة المعارضة لمناقشة قانون الانتخابات الجديد قبل التصويت عليه.",
				"The minister arrived in the capital yesterday.",
			}},
			Good: [][2]string{{
				"وصل الوزير إلى العاصمة أمس واجتمع بقادة المعارضة لمناقشة قانون الانتخابات الجديد قبل التصويت عليه.",
				"The minister arrived in the capital yesterday and met opposition leaders to discuss the new election law before the vote.",
			}},
		},
		{
			Name: "coverage.addition", Severity: Major, MQM: "Accuracy/Addition", Group: Translation,
			Summary: "a clause of the translation is explained by nothing in the source",
			Detail: "The counterpart of coverage.omission: a stretch of the translation in which nearly no word renders a word of the source, in a translation " +
				"that is too long for its source. Whole sentences that render nothing are reported as such.",
			Bad: [][2]string{{
				"وصل الوزير إلى العاصمة أمس.",
				"The minister arrived in the capital yesterday, while farmers in the south complained about the price of seeds and water.",
			}},
			Good: [][2]string{{"وصل الوزير إلى العاصمة أمس.", "The minister arrived in the capital yesterday."}},
		},
		{
			Name: "coverage.unrelated", Severity: Critical, MQM: "Accuracy/Mistranslation", Group: Translation,
			Summary: "the two texts do not translate each other",
			Detail: "Almost no word of either text is explained by the other. Usually the alignment has slipped, or the translation of another sentence was " +
				"pasted. Very short texts are left alone, because a free rendering of three words may share none of them.",
			Bad: [][2]string{{
				"ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج.",
				"The museum will open its new wing to visitors next spring.",
			}},
			Good: [][2]string{{
				"ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج.",
				"Oil prices rose on world markets after the decision to cut output.",
			}},
		},
	}
}

// Scores from which a finding is reported, and from which it is sure enough to
// count: about one human translation in a hundred and fifty scores above.
const (
	gapArSure, gapArHint         = 0.6, -0.6
	gapEnSure, gapEnHint         = 1.0, -0.8
	unrelatedSure, unrelatedHint = -0.3, -1
)

// minContent is the least weight of content words both texts need for a
// judgement on the pair, minGapAr and minGapEn the least weight of a gap.
const (
	minContent = 1.5
	minGapAr   = 1.3
	minGapEn   = 1.0
)

func share(part, total float32) float64 {
	if total == 0 {
		return 1
	}
	return float64(part) / float64(total)
}

func (coverage) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if len(ev.ar) == 0 || len(ev.en) == 0 {
		return
	}
	if ev.glued() {
		u.gluedUnrelated(ev, report)
		return
	}
	p := ev.profile()
	f := u.coverageFeatures(ev, p)
	if p.arTotal >= minContent && p.enTotal >= minContent {
		if s := unrelatedModel.score(&f); s >= unrelatedHint {
			report(u.finding("coverage.unrelated", u.milder(graded(s, unrelatedSure, Critical)), []Span{{0, len(u.Ar.Raw)}}, []Span{{0, len(u.En.Raw)}},
				fmt.Sprintf("only %.0f %% of the words of the two texts explain each other: probably not a pair", 100*(share(p.arExplained+p.enExplained, p.arTotal+p.enTotal)))))
			if s >= unrelatedSure && !u.runaway() {
				return
			}
		}
	}
	if s := omissionModel.score(&f); s >= gapArHint && p.ar.weight >= minGapAr {
		u.reportGap(true, graded(s, gapArSure, Major), ev, p.ar, report)
	}
	if s := additionModel.score(&f); s >= gapEnHint && p.en.weight >= minGapEn {
		u.reportGap(false, graded(s, gapEnSure, Major), ev, p.en, report)
	}
}

// runaway reports a translation so much longer than its source that something was
// added to it, whatever else is wrong.
func (u *Unit) runaway() bool {
	src, tgt := utf8.RuneCountInString(u.Pair.Source), utf8.RuneCountInString(u.Pair.Target)
	return tgt > 2*src+60
}

// graded is the severity of a finding by its score: Info below sure.
func graded(score, sure float64, sev Severity) Severity {
	if score < sure {
		return Info
	}
	return sev
}

// milder lowers a severity where the pairing itself is in doubt.
func (u *Unit) milder(s Severity) Severity {
	if u.Pair.Doubtful && s > Minor {
		return Minor
	}
	return s
}

// reportGap reports a run without counterpart: an omission when it stands in
// the source, an addition when it stands in the translation.
func (u *Unit) reportGap(arabicSide bool, sev Severity, ev *evidence, g gap, report func(Finding)) {
	rule, where := "coverage.omission", "source has no counterpart in the translation"
	if arabicSide == u.Reverse {
		rule, where = "coverage.addition", "translation is explained by nothing in the source"
	}
	var ar, en []Span
	if arabicSide {
		ar = []Span{{ev.ar[g.first].Start, ev.ar[g.last].End}}
	} else {
		en = []Span{{ev.en[g.first].Start, ev.en[g.last].End}}
	}
	report(u.finding(rule, u.milder(sev), ar, en, fmt.Sprintf("a stretch of %d words of the %s", g.last-g.first+1, where)))
}
