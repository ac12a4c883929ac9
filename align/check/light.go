package check

import (
	"fmt"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// lightVerbs finds verbs said with an empty verb and a noun.
type lightVerbs struct{}

func (lightVerbs) Rules() []Rule {
	return []Rule{{
		Name: "calque.passive", Severity: Info, MQM: "Style/Calque", Group: SourceText,
		Summary: "تم or قام بـ with a verbal noun, or من قبل with an agent, in place of a verb",
		Detail: "Noted wherever it stands, because it marks translated Arabic. It is a minor finding where the verb itself is the only natural way to say it (قام بالقول, " +
			"تم قتله), or where a sentence does it three times.",
		Bad: [][2]string{
			{"قام بالإعلان عن الخطة.", "He announced the plan."},
			{"تم إجراء التحقيق من قبل الشرطة.", "The investigation was carried out by the police."},
		},
		Good: [][2]string{{"أعلن الخطة وأجرت الشرطة التحقيق، وقام بدور كبير من قبل.", "He announced the plan, the police investigated, and he had played a great role before."}},
	}}
}

func (lightVerbs) Document(*Units, func(Finding)) {}

var (
	tamForms  = wordSet("تم تمت يتم تتم سيتم ستتم وتم وتمت ويتم وسيتم فتم")
	qamaForms = wordSet("قام قامت قاموا قمنا قمت قاما يقوم تقوم يقومون نقوم اقوم سيقوم ستقوم سيقومون وقام وقامت وقاموا ويقوم وتقوم فقام")
)

func (lightVerbs) Unit(u *Unit, report func(Finding)) {
	type place struct {
		span Span
		sev  Severity
		msg  string
	}
	var found []place
	toks := u.Ar.Tokens
	for i, t := range toks {
		if t.Kind != arabic.Word || i+1 == len(toks) {
			continue
		}
		n := toks[i+1]
		switch {
		case tamForms[t.Norm] && n.Kind == arabic.Word && verbalNoun(n.Text(u.Ar), n.Norm):
			sev := Info
			if calqueWords()["suffered"][n.Norm] {
				sev = Minor
			}
			found = append(found, place{Span{t.Start, n.End}, sev, "“" + t.Text(u.Ar) + " " + n.Text(u.Ar) + "”: Arabic has a passive verb for this"})
		case qamaForms[t.Norm]:
			if k := performed(u.Ar, i); k > 0 {
				m := toks[k]
				core := strings.TrimPrefix(strings.TrimPrefix(m.Norm, "ب"), "ال")
				sev := Info
				if calqueWords()["light"][core] {
					sev = Minor
				}
				found = append(found, place{Span{t.Start, m.End}, sev, "“" + u.Ar.Raw[t.Start:m.End] + "”: the verb itself says it"})
			}
		case t.Norm == "من" && n.Norm == "قبل" && i > 0 && i+2 < len(toks) && toks[i+2].Kind == arabic.Word && agent(u.Ar, toks[i+2]):
			found = append(found, place{Span{t.Start, toks[i+2].End}, Info, "“من قبل” names the agent of a passive, as “by” does; Arabic makes the agent the subject"})
		}
	}
	for _, p := range found {
		sev := p.sev
		if len(found) >= 3 {
			sev = max(sev, Minor)
			p.msg += fmt.Sprintf(" (%d times in this sentence)", len(found))
		}
		report(u.sideFinding(true, "calque.passive", sev, p.span, p.msg))
	}
}

// performed returns the verbal noun after قام at token i: بـ joined to it, the
// subject in between or not. 0 when there is none.
func performed(x *Text, i int) int {
	for k := i + 1; k < len(x.Tokens) && k <= i+4; k++ {
		t := x.Tokens[k]
		if t.Kind == arabic.Punct && !quoteToken(t) {
			return 0
		}
		rest, ok := strings.CutPrefix(t.Norm, "ب")
		if !ok || t.Kind != arabic.Word {
			continue
		}
		if verbalNoun(strings.TrimPrefix(arabic.Strip(t.Text(x)), "ب"), rest) {
			return k
		}
		return 0
	}
	return 0
}

// verbalNoun reports a word that names an action: one of the lists, or a noun that
// the lexicon derives from a verb by its pattern.
func verbalNoun(text, norm string) bool {
	words := calqueWords()
	core := strings.TrimPrefix(norm, "ال")
	if words["light"][core] || words["suffered"][core] {
		return true
	}
	for _, p := range []string{"", "ه", "ها", "هم"} {
		stem, ok := strings.CutSuffix(core, p)
		if ok && masdarShape(stem) && lexicon.Default().POSOf(stem) == lexicon.Noun {
			return true
		}
	}
	return false
}

// masdarShape reports the patterns of verbal nouns of derived verbs: تفعيل, إفعال,
// استفعال, افتعال, انفعال, مفاعلة, folded.
func masdarShape(w string) bool {
	r := []rune(w)
	n := len(r)
	switch {
	case n == 5 && r[0] == 'ت' && r[3] == 'ي': // تفعيل
		return true
	case n == 5 && r[0] == 'ا' && r[3] == 'ا': // إفعال
		return true
	case n >= 6 && r[0] == 'ا' && r[n-2] == 'ا': // افتعال, استفعال, انفعال
		return true
	case n == 6 && r[0] == 'م' && r[2] == 'ا' && r[5] == 'ه': // مفاعلة
		return true
	}
	return false
}

// agent reports that من قبل is followed by a name or a definite noun, not by a time
// ("from before …").
func agent(x *Text, t Token) bool {
	switch t.Norm {
	case "ان", "ذلك", "هذا", "هذه", "في", "عام", "الميلاد", "و", "لم", "ولم", "على", "كان":
		return false
	}
	return strings.HasPrefix(t.Norm, "ال") || lexicon.Default().POSOf(t.Text(x)) != "" && !strings.HasPrefix(t.Norm, "و")
}
