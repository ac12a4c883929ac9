package check

import (
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

var innaRule = Rule{
	Name: "grammar.inna", Severity: Info, MQM: "Fluency/Grammar", Group: SourceText,
	Summary: "أن where قال takes إن",
	Detail: "The clause behind قال and its forms begins with إن, whatever stands between: قال الوزير إن, not أن and not بأن. Noted only; the habit is widespread. " +
		"Passives (يقال), other verbs of saying, which take أن, and أن before a subjunctive are left alone.",
	Bad:  [][2]string{{"قال وزير المالية أن الأسعار ستنخفض.", "The finance minister said prices would fall."}, {"قالت بأنها ستعود.", "She said she would return."}},
	Good: [][2]string{{"قال إن الأسعار ستنخفض، وأكد أنها ستعود، وقال لنا أحد من أعلنوا أن العرض قائم.", "He said prices would fall and confirmed they would return, one of those who announced that the offer stands told us."}},
}

// said are the forms of قال that a clause with إن follows, without conjunctions.
var said = wordSet("قال قالت قالا قالوا قلت قلنا يقول تقول يقولون يقولان نقول اقول قائلا قائله قائلين")

// subjectWords is how many words may stand between قال and its clause.
const subjectWords = 6

// thatPronouns are what may be attached to أن.
var thatPronouns = wordSet("ه ها هم هما هن نا ني ي ك كم")

// saidThat reports أن behind the form of قال at token i.
func saidThat(u *Unit, i int, report func(Finding)) {
	for k := i + 1; k < len(u.Ar.Tokens) && k <= i+subjectWords+1; k++ {
		t := u.Ar.Tokens[k]
		if t.Kind != arabic.Word {
			return
		}
		text := arabic.Strip(t.Text(u.Ar))
		switch rest, that := cutThat(text); {
		case that && (rest != "" || !u.isVerb(k+1)):
			f := u.sideFinding(true, innaRule.Name, innaRule.Severity, t.Span(), "“"+text+"” behind قال")
			f.Suggestion = "إن" + rest
			report(f)
			return
		case that || strings.HasPrefix(text, "إن") || u.isVerb(k):
			return
		}
	}
}

// cutThat cuts أن or بأن off a word that is nothing else but a pronoun.
func cutThat(text string) (pronoun string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(text, "ب"), "أن")
	return rest, ok && (rest == "" || thatPronouns[rest])
}

// isVerb reports whether the Arabic word at token k is a verb in its best reading.
func (u *Unit) isVerb(k int) bool {
	if k >= len(u.Ar.Tokens) || u.Ar.Tokens[k].Kind != arabic.Word {
		return false
	}
	ms := u.know().arabicForm(u.Ar.Tokens[k].form).matches
	return len(ms) > 0 && ms[0].POS == lexicon.Verb
}
