package check

import (
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// ages finds the formula for a person's age said of a thing.
type ages struct{}

func (ages) Rules() []Rule {
	return []Rule{{
		Name: "calque.age", Severity: Major, MQM: "Accuracy/Mistranslation/Age", Group: SourceText,
		Summary: "البالغ من العمر said of an institution, place or work",
		Detail: "“The seven-year-old bloc” becomes a bloc that has reached seven years of life. The noun before the formula decides: it is reported when that noun is a thing, " +
			"and left alone behind people, animals and names.",
		Bad: [][2]string{
			{"اجتمعت الكتلة البالغة من العمر سبع سنوات.", "The seven-year-old bloc met."},
			{"أغلقت الشركة الفرنسية التي تبلغ من العمر مئة عام.", "The hundred-year-old French company closed."},
		},
		Good: [][2]string{
			{"انضم اللاعب البرازيلي البالغ من العمر 21 عاما إلى النادي.", "The 21-year-old Brazilian joined the club."},
			{"قالت مقدمة البرنامج التي تبلغ من العمر 37 عاما ذلك.", "The 37-year-old presenter said so."},
		},
	}}
}

func (ages) Document(*Units, func(Finding)) {}

func (ages) Unit(u *Unit, report func(Finding)) {
	toks := u.Ar.Tokens
	for i := 1; i+1 < len(toks); i++ {
		end, ok := ageFormula(toks, i)
		if !ok {
			continue
		}
		if head := agedThing(u.Ar, i); head >= 0 {
			s := Span{toks[head].Start, toks[end].End}
			report(u.sideFinding(true, "calque.age", Major, s, "“"+toks[head].Text(u.Ar)+"” has no lifetime: the age of a thing is said otherwise (… عمرها, منذ …, تأسست قبل …)"))
		}
	}
}

// ageFormula recognises البالغ من العمر and يبلغ من العمر at token i and returns its last
// token, the number included.
func ageFormula(toks []Token, i int) (end int, ok bool) {
	switch strings.TrimPrefix(toks[i].Norm, "و") {
	case "البالغ", "البالغه", "البالغين", "بالغ", "بالغه", "يبلغ", "تبلغ":
	default:
		return 0, false
	}
	end = i
	if toks[i+1].Norm == "عمره" || toks[i+1].Norm == "عمرها" {
		end = i + 1
	} else if i+2 < len(toks) && toks[i+1].Norm == "من" && (toks[i+2].Norm == "العمر" || toks[i+2].Norm == "عمرها" || toks[i+2].Norm == "عمره") {
		end = i + 2
	} else {
		return 0, false
	}
	for k := 0; k < 2 && end+1 < len(toks) && toks[end+1].Kind != arabic.Punct; k++ {
		end++
	}
	return end, true
}

// agedThing returns the noun before token i that the formula describes, if it is a
// thing, or -1. Adjectives and a relative pronoun may stand between.
func agedThing(x *Text, i int) int {
	words := calqueWords()
	for k := i - 1; k >= 0 && i-k <= 5; k-- {
		t := x.Tokens[k]
		if t.Kind == arabic.Punct && t.Norm == "،" || t.Norm == "التي" || t.Norm == "الذي" || t.Norm == "والتي" || t.Norm == "والذي" {
			continue
		}
		if t.Kind != arabic.Word {
			return -1
		}
		var buf [16]reading
		human, thing := false, false
		for _, r := range readings(buf[:0], t.Norm, t.Kind) {
			human = human || words["human"][r.core]
			thing = thing || words["thing"][r.core]
		}
		switch {
		case human && (!adjective(t.Norm) || k == 0 || !thingBefore(x, k)):
			return -1
		case thing:
			if k > 0 && !strings.HasPrefix(t.Norm, "ال") && k < i-1 {
				// The head of a construct: its second part may be a person (رئيس الشركة is caught above).
				return k
			}
			if h := constructHead(x, k); h != "" && (words["human"][h] || isPersonName(h)) {
				return -1
			}
			return k
		case adjective(t.Norm):
			continue
		default:
			if isPersonName(t.Text(x)) {
				return -1
			}
			if k == i-1 {
				continue
			}
			return -1
		}
	}
	return -1
}

// adjective reports the shape of a relational adjective.
func adjective(norm string) bool {
	_, ok := nisba(strings.TrimPrefix(norm, "ال"))
	return ok
}

// thingBefore reports that the noun an adjective may describe is a thing.
func thingBefore(x *Text, k int) bool {
	var buf [16]reading
	t := x.Tokens[k-1]
	for _, r := range readings(buf[:0], t.Norm, t.Kind) {
		if calqueWords()["thing"][r.core] && !calqueWords()["human"][r.core] {
			return true
		}
	}
	return false
}

// constructHead is the word before a definite noun when the two make a construct
// (رئيس الشركة), without joined particles.
func constructHead(x *Text, k int) string {
	if k == 0 || x.Tokens[k-1].Kind != arabic.Word || strings.HasPrefix(x.Tokens[k-1].Norm, "ال") {
		return ""
	}
	n := x.Tokens[k-1].Norm
	if calqueWords()["human"][n] {
		return n
	}
	if rest, ok := cutAny(n, "و", "ف", "ب", "ل", "ك"); ok {
		return rest
	}
	return n
}

func isPersonName(word string) bool {
	for _, m := range lexicon.Default().Lookup(word) {
		if m.POS == lexicon.Person {
			return true
		}
	}
	return false
}
