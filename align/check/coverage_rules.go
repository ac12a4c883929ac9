package check

import (
	"fmt"
	"math"
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
				"drop freely weigh little; free renderings of everything, and texts whose words have run together, are left alone.",
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
				"that is too long for its source.",
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

func (coverage) Document(*Units, func(Finding)) {}

// coverageModel is a logistic model over the features of a profile. Its weights
// were fitted on pairs of human translations and copies of them with a clause
// taken out, put in, or the translation exchanged.
type coverageModel struct {
	gapAr, gapEn, sharedAr, sharedEn, words, content, size, letters, bias float64
}

var (
	omissionModel  = coverageModel{0.61, -0.30, -1.54, 1.59, -4.17, -2.10, -0.92, -4.19, -1.61}
	additionModel  = coverageModel{0.02, 0.76, 3.05, -5.25, 5.28, 2.14, 2.11, 5.24, -10.43}
	unrelatedModel = coverageModel{0.51, 0.34, -4.04, -5.23, 0.16, 0.46, 0.14, 1.57, 0.16}
)

// Scores from which a finding is reported, and from which it is sure enough to
// count: about one human translation in a hundred and fifty scores above.
const (
	gapArSure, gapArHint         = 1.8, 0.6
	gapEnSure, gapEnHint         = 1.5, 0.3
	unrelatedSure, unrelatedHint = 0.6, -0.4
)

// minContent is the least weight of content words both texts need for a
// judgement on the pair, minGapAr and minGapEn the least weight of a gap.
const (
	minContent = 1.5
	minGapAr   = 1.3
	minGapEn   = 1.0
)

func (m coverageModel) score(p *profile) float64 {
	return m.bias + m.gapAr*float64(p.ar.weight) + m.gapEn*float64(p.en.weight) +
		m.sharedAr*share(p.arExplained, p.arTotal) + m.sharedEn*share(p.enExplained, p.enTotal) +
		m.words*math.Log(float64(p.enWords+1)/float64(p.arWords+1)) +
		m.content*math.Log(float64(p.enTotal+1)/float64(p.arTotal+1)) +
		m.size*math.Log(float64(p.arWords+1)) +
		m.letters*math.Log(float64(p.enLetters+1)/float64(p.arLetters+1))
}

func share(part, total float32) float64 {
	if total == 0 {
		return 1
	}
	return float64(part) / float64(total)
}

func (coverage) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if len(ev.ar) == 0 || len(ev.en) == 0 || ev.glued() {
		return
	}
	p := ev.profile()
	p.arLetters, p.enLetters = utf8.RuneCountInString(u.Ar.Raw), utf8.RuneCountInString(u.En.Raw)
	if p.arTotal >= minContent && p.enTotal >= minContent {
		if s := unrelatedModel.score(&p); s >= unrelatedHint {
			f := u.finding("coverage.unrelated", u.milder(graded(s, unrelatedSure, Critical)), []Span{{0, len(u.Ar.Raw)}}, []Span{{0, len(u.En.Raw)}},
				fmt.Sprintf("only %.0f %% of the words of the two texts explain each other: probably not a pair", 100*(share(p.arExplained+p.enExplained, p.arTotal+p.enTotal))))
			report(f)
			if s >= unrelatedSure {
				return
			}
		}
	}
	if s := omissionModel.score(&p); s >= gapArHint && p.ar.weight >= minGapAr {
		u.reportGap(true, graded(s, gapArSure, Major), ev, p.ar, report)
	}
	if s := additionModel.score(&p); s >= gapEnHint && p.en.weight >= minGapEn {
		u.reportGap(false, graded(s, gapEnSure, Major), ev, p.en, report)
	}
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
