package check

import "strings"

// calques finds phrases that are English in Arabic words, or Arabic in English ones.
type calques struct{}

func (calques) Rules() []Rule {
	return []Rule{
		{
			Name: "calque.phrase", Severity: Minor, MQM: "Style/Calque", Group: SourceText,
			Summary: "phrase translated word for word, or a word in the wrong sense",
			Detail: "A pack of some hundred phrases, each with what is meant: idioms taken literally, the wrong one of two senses, names of institutions put together " +
				"from a dictionary, prepositions and word order of the other language. Some are reported only when the other text confirms the reading.",
			Bad: [][2]string{
				{"فاز المنتخب بكوب العالم.", "The team won the World Cup."},
				{"تضرر الاقتصاد من جائحة الفيروس التاجي.", "The economy was hit by the coronavirus pandemic."},
			},
			Good: [][2]string{{"فاز المنتخب بكأس العالم رغم جائحة كورونا.", "The team won the World Cup despite the coronavirus pandemic."}},
		},
		{
			Name: "calque.relative", Severity: Info, MQM: "Style/Calque", Group: SourceText,
			Summary: "و before a relative pronoun",
			Detail:  "“And which” of English: Arabic joins the clause without و, and without the pronoun after an indefinite noun. Noted only; the habit is widespread.",
			Bad:     [][2]string{{"قرار يؤيد خارطة طريق للسلام والتي تدعو إلى دستور جديد.", "A resolution that supports a road map for peace, which calls for a new constitution."}},
			Good:    [][2]string{{"قرار يؤيد خارطة طريق للسلام تدعو إلى دستور جديد.", "A resolution that supports a road map for peace, which calls for a new constitution."}},
		},
		{
			Name: "calque.tautology", Severity: Major, MQM: "Accuracy/Mistranslation", Group: SourceText,
			Summary: "noun described by the adjective made from itself",
			Detail:  "“The international states” (الدول الدولية): the adjective of another noun has been attached to its own. Reported for a definite noun and its own relational adjective.",
			Bad:     [][2]string{{"يشكل خطرا على الدول الدولية.", "It is a danger to international security."}},
			Good:    [][2]string{{"يشكل خطرا على الأمن الدولي والدول الغربية.", "It is a danger to international security and Western states."}},
		},
		{
			Name: "style.translationese", Severity: Info, MQM: "Style/Unidiomatic", Group: SourceText,
			Summary: "turn of phrase that good writers of the language avoid",
			Detail:  "Habits of translated text that are no fault by themselves: fronted adverbs, paired dashes, month names in two styles, heavy connectives. Noted only.",
			Bad:     [][2]string{{"معًا، يجب أن نظل ملتزمين.", "Together, we must stay committed."}},
			Good:    [][2]string{{"يجب أن نظل معا ملتزمين.", "Together, we must stay committed."}},
		},
	}
}

func (calques) Document(*Units, func(Finding)) {}

func (calques) Unit(u *Unit, report func(Finding)) {
	ar, en := firstTokens(u.Ar), firstTokens(u.En)
	for _, h := range findCalques(calquePacks()["ar"], ar, u.meaning(en)) {
		report(u.calqueFinding(h, true))
	}
	for _, h := range findCalques(calquePacks()["en"], en, u.meaning(ar)) {
		report(u.calqueFinding(h, false))
	}
	tautologies(u, report)
}

// meaning is the other text of the unit where it tells how a text was meant: not when
// it is empty, and not when it is a gloss.
func (u *Unit) meaning(other *Text) *Text {
	if u.Pair.Gloss || wordCount(other) == 0 {
		return nil
	}
	return other
}

// maxCalqueTokens bounds the tokens of one text that are searched; what is longer
// is no sentence, and the conditions of an entry look at the whole text.
const maxCalqueTokens = 2000

func firstTokens(x *Text) *Text {
	if len(x.Tokens) <= maxCalqueTokens {
		return x
	}
	return &Text{Raw: x.Raw, Tokens: x.Tokens[:maxCalqueTokens]}
}

func (u *Unit) calqueFinding(h calqueHit, ar bool) Finding {
	f := u.sideFinding(ar, h.c.rule, h.severity, h.span, h.c.entry.Why)
	f.MQM, f.Suggestion = h.c.mqm, h.c.entry.Say
	return f
}

// tautologies reports a definite noun with its own relational adjective.
func tautologies(u *Unit, report func(Finding)) {
	toks := u.Ar.Tokens
	for i := 1; i < len(toks); i++ {
		adj, ok := strings.CutPrefix(toks[i].Norm, "ال")
		if !ok {
			continue
		}
		stem, ok := nisba(adj)
		if !ok || toks[i-1].Kind != toks[i].Kind {
			continue
		}
		noun := toks[i-1].Norm
		if k := strings.Index(noun, "ال"); k >= 0 && k <= len("و") && nounStem(noun[k+len("ال"):]) == stem {
			s := Span{toks[i-1].Start, toks[i].End}
			report(u.sideFinding(true, "calque.tautology", Major, s, "“"+u.Ar.Raw[s.Start:s.End]+"”: the adjective is made from its own noun"))
		}
	}
}

// nisba cuts the ending of a relational adjective, folded.
func nisba(w string) (string, bool) {
	for _, e := range []string{"يه", "ي"} {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 6 {
			return s, true
		}
	}
	return "", false
}

// nounStem cuts the feminine and plural endings of a folded noun.
func nounStem(w string) string {
	for _, e := range []string{"ات", "ه"} {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 6 {
			return s
		}
	}
	return w
}
