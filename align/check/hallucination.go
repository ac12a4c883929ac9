package check

import (
	"fmt"

	"tarjuman/internal/arabic"
)

// hallucination finds text that a decoder made up without its source.
type hallucination struct{}

func (hallucination) Rules() []Rule {
	return []Rule{
		{
			Name: "hallucination.vocalised", Severity: Critical, MQM: "Accuracy/Addition/Hallucination", Group: TargetText,
			Summary: "fully vocalised sentence in a text without vowel signs",
			Detail: "Models trained on scripture fall into its style when they lose the thread: every letter carries its sign. Reported when Arabic is the translation and most letters " +
				"of at least four words carry signs. In an Arabic source it is only noted, and only where the rest of the text is bare; it may quote scripture or verse. " +
				"A text that is vocalised throughout is left alone.",
			Bad:  [][2]string{{"وَيَنْبَغِي أَنْ يَتَعَلَّمَ ٱلْجَمِيعُ ٱلْحَقَّ.", "The gas pipeline was closed. Repairs start on Monday."}},
			Good: [][2]string{{"يُغلَق الخط، وتبدأ أعمال الصيانة يومَ الاثنين المقبل.", "The line is closed. Repairs start on Monday."}},
		},
		{
			Name: "hallucination.length", Severity: Major, MQM: "Accuracy/Addition/Hallucination", Group: Translation,
			Summary: "translation many times longer than its source",
			Detail:  "Compares words: more than three times those of the source and at least thirty more.",
			Bad: [][2]string{{"غادر الوفد.", "The delegation left the city in the morning and then it went to the airport where the members of the press had been waiting " +
				"since the early hours of the day to hear what the head of the delegation had to say about the talks of the day before."}},
			Good: [][2]string{{"غادر الوفد المدينة صباح اليوم.", "The delegation left the city this morning."}},
		},
	}
}

// denseMarks is the share of letters with a sign from which a sentence counts as
// vocalised, sparseMarks the share below which a text counts as bare. Newspapers
// stay below 0.17, scripture is above 0.6.
const (
	denseMarks  = 0.28
	sparseMarks = 0.15
)

func (hallucination) Unit(u *Unit, report func(Finding)) {
	a, e := wordCount(u.Ar), wordCount(u.En)
	src, tgt := a, e
	if u.Reverse {
		src, tgt = e, a
	}
	if src > 0 && tgt > 3*src && tgt >= src+30 {
		report(u.finding("hallucination.length", Major, wholeText(u.Ar), wholeText(u.En), fmt.Sprintf("%d words for %d", tgt, src)))
	}
}

func wordCount(x *Text) int {
	n := 0
	for _, t := range x.Tokens {
		if t.Kind != arabic.Punct {
			n++
		}
	}
	return n
}

// density counts the signs, letters and words of an Arabic text.
type density struct{ marks, letters, words int }

func (d density) share() float64 { return float64(d.marks) / float64(max(d.letters, 1)) }

func measureMarks(x *Text) density {
	var d density
	for _, t := range x.Tokens {
		if t.Kind != arabic.Word {
			continue
		}
		d.words++
		for _, r := range t.Text(x) {
			if arabic.IsDiacritic(r) {
				d.marks++
			} else if arabic.IsLetter(r) {
				d.letters++
			}
		}
	}
	return d
}

func (hallucination) Document(us *Units, report func(Finding)) {
	var all density
	each := make([]density, len(us.Units))
	for i := range us.Units {
		d := measureMarks(us.Units[i].Ar)
		each[i] = d
		all.marks, all.letters, all.words = all.marks+d.marks, all.letters+d.letters, all.words+d.words
	}
	for i, d := range each {
		u := &us.Units[i]
		if d.words < 4 || d.share() < denseMarks {
			continue
		}
		rest := density{all.marks - d.marks, all.letters - d.letters, all.words - d.words}
		alone := len(each) == 1 || rest.words == 0
		if !alone && rest.share() > sparseMarks {
			continue
		}
		sev, msg := Critical, "every letter is vocalised, as in scripture; the translation may be made up"
		if !u.Reverse {
			sev, msg = Info, "vocalised sentence in a text without vowel signs"
		}
		f := u.finding("hallucination.vocalised", sev, wholeText(u.Ar), nil, msg)
		f.Group = u.arabicGroup()
		report(f)
	}
}
