package check

import (
	_ "embed"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

// grammar finds endings that the word before rules out.
type grammar struct{}

func (grammar) Rules() []Rule {
	return []Rule{
		innaRule,
		countRule,
		{
			Name: "grammar.mood", Severity: Minor, MQM: "Fluency/Grammar/Verb form", Group: SourceText,
			Summary: "verb behind لم or لن that is not shortened",
			Detail: "لم takes the jussive: no final ي, ى or و (لم يأت), no long vowel before the last letter (لم يقل), no ن of the plural (لم يفعلوا), and لن no ن of the plural. " +
				"Only forms that can be nothing else are reported.",
			Bad: [][2]string{
				{"لم يأتي الوزير ولم يقول شيئا.", "The minister did not come and said nothing."},
				{"لن يقبلون بهذا العرض.", "They will not accept this offer."},
			},
			Good: [][2]string{{"لم يأت الوزير ولم يمنحني فرصة، ولن يأتي ولن يكون هنا ولم يغير رأيه.", "The minister did not come and gave me no chance; he will not come or be here, and has not changed his mind."}},
		},
		{
			Name: "grammar.case", Severity: Minor, MQM: "Fluency/Grammar/Agreement", Group: SourceText,
			Summary: "plural with ون behind a preposition, or with ين as the subject of قال",
			Detail: "The sound plural is written with ين behind a preposition and as the second part of a genitive (أحد اللاعبين), with ون as a subject (قال المسؤولون). " +
				"Judged only where the lexicon knows the singular, and the words touch.",
			Bad: [][2]string{
				{"تحدث مع اللاعبون قبل المباراة.", "He spoke to the players before the match."},
				{"قال المسؤولين إن الطريق مفتوح.", "Officials said the road was open."},
			},
			Good: [][2]string{{"تحدث مع اللاعبين في التلفزيون عن القانون، وقال المسؤولون إن الطريق مفتوح.", "He spoke to the players on television about the law, and officials said the road was open."}},
		},
	}
}

func (grammar) Document(*Units, func(Finding)) {}

func (grammar) Unit(u *Unit, report func(Finding)) {
	toks := u.Ar.Tokens
	for i := 0; i+1 < len(toks); i++ {
		t, n := toks[i], toks[i+1]
		counting(u, i, report)
		if t.Kind != arabic.Word || n.Kind != arabic.Word {
			continue
		}
		found := func(rule, why, right string) {
			f := u.sideFinding(true, rule, Minor, Span{t.Start, n.End}, why)
			f.Suggestion = right
			report(f)
		}
		text := arabic.Strip(n.Text(u.Ar))
		word := withoutConjunction(t.Norm)
		if said[word] {
			saidThat(u, i, report)
		}
		switch word {
		case "لم":
			if right := jussive(text); right != "" {
				found("grammar.mood", "“"+text+"” is not shortened behind لم", t.Text(u.Ar)+" "+right)
			}
		case "لن":
			if right := withoutNun(text); right != "" {
				found("grammar.mood", "“"+text+"” keeps its ن behind لن", t.Text(u.Ar)+" "+right)
			}
		case "قال", "قالت":
			if wrongPlural(u, n, text, "ين") {
				found("grammar.case", "“"+text+"” is the subject", "") // ون or, of two, ان
			}
		default:
			if !genitiveBehind[word] {
				continue
			}
			if wrongPlural(u, n, text, "ون") {
				found("grammar.case", "“"+text+"” is a genitive here", t.Text(u.Ar)+" "+strings.TrimSuffix(text, "ون")+"ين")
			}
		}
	}
}

// genitiveBehind are words behind which a noun with the article is always a genitive;
// من is left out, which is "who" too.
var genitiveBehind = wordSet("في الي علي عن مع بين لدي ضد حول خلال ضمن نحو احد احدي بعض جميع معظم اهم ابرز اكبر غالبيه اغلبيه مئات الاف عشرات")

//go:embed rules/jussive.tsv
var jussiveFile string

var jussives = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for f := range tableLines(jussiveFile) {
		m[f[0]] = f[1]
	}
	return m
})

// jussive is how a present that is not shortened is written behind لم, or "".
func jussive(text string) string {
	if right := jussives()[text]; right != "" {
		return right
	}
	if right := withoutNun(text); right != "" {
		return right
	}
	r := []rune(text)
	if len(r) < 4 {
		return ""
	}
	weak := r[len(r)-1]
	short := string(r[:len(r)-1])
	switch r[0] {
	case 'ي', 'ن', 'أ':
		if weak == 'ى' || weak == 'و' || weak == 'ي' && r[len(r)-2] != 'ن' {
			return short
		}
	case 'ت': // تكتبي is "you write", to a woman
		if weak == 'ى' || weak == 'و' {
			return short
		}
	}
	return ""
}

// endsInNun are presents whose ون belongs to the root.
var endsInNun = wordSet("يكون تكون يهون تهون يصون تصون يخون تخون يعاون تعاون يتعاون تتعاون يدون تدون يلون تلون يتهاون تتهاون يتكون تتكون يمون تمون")

// withoutNun is a present with the ون of the plural without its ن, or "".
func withoutNun(text string) string {
	norm := arabic.Normalize(text)
	if stem, ok := strings.CutSuffix(text, "ون"); ok && len(stem) >= 6 && !endsInNun[norm] && (strings.HasPrefix(text, "ي") || strings.HasPrefix(text, "ت")) {
		return stem + "وا"
	}
	return ""
}

// wrongPlural reports a noun with the article and that ending of the plural, when the
// lexicon knows its singular.
func wrongPlural(u *Unit, t Token, text, ending string) bool {
	stem, ok := strings.CutSuffix(t.Norm, ending)
	if !ok || !strings.HasPrefix(stem, "ال") || len(stem) < 12 {
		return false
	}
	singular := strings.TrimPrefix(stem, "ال")
	plural := false
	for _, m := range u.know().lex.Lookup(text) {
		switch arabic.Normalize(m.Lemma) {
		case singular:
			plural = true
		case singular + ending:
			return false // القانون, البنزين
		}
	}
	return plural
}
