package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

var countRule = Rule{
	Name: "grammar.count", Severity: Minor, MQM: "Fluency/Grammar/Agreement", Group: SourceText,
	Summary: "number from three to ten with the gender of what it counts, or a counted singular without its ending",
	Detail: "Numbers from three to ten take the opposite gender of the singular they count: خمس دول, خمسة أعوام. From 11 to 99 the counted noun is a singular in the " +
		"accusative: 45 عاما. Judged where the lexicon knows the singular and its gender; the missing ending is noted only, for it is a widespread habit.",
	Bad: [][2]string{
		{"شارك ممثلو خمسة دول في اللقاء الذي دام ستة ساعات.", "Representatives of five countries took part in the meeting, which lasted six hours."},
		{"عمره 45 عام.", "He is 45 years old."},
	},
	Good: [][2]string{{"شارك ممثلو خمس دول وثلاثة مطارات وأربع جامعات قبل عشر سنوات، وعمره 45 عاما.", "Representatives of five countries, three airports and four universities took part ten years ago, and he is 45 years old."}},
}

// femaleFor gives for the numbers that count masculine nouns, folded, those that count
// feminine ones, and maleFor the reverse.
var (
	femaleFor = map[string]string{"ثلاثه": "ثلاث", "اربعه": "أربع", "خمسه": "خمس", "سته": "ست", "سبعه": "سبع", "ثمانيه": "ثماني", "تسعه": "تسع", "عشره": "عشر"}
	maleFor   = map[string]string{"ثلاث": "ثلاثة", "اربع": "أربعة", "خمس": "خمسة", "ست": "ستة", "سبع": "سبعة", "ثماني": "ثمانية", "ثمان": "ثمانية", "تسع": "تسعة", "عشر": "عشرة"}
)

// tens end the numbers behind which the counted noun is a singular in the accusative.
var tens = wordSet("عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين")

// counting finds the faults of the number at token i with the noun behind it.
func counting(u *Unit, i int, report func(Finding)) {
	t, n := u.Ar.Tokens[i], u.Ar.Tokens[i+1]
	if n.Kind != arabic.Word {
		return
	}
	found := func(sev Severity, why, right string) {
		noun := arabic.Strip(n.Text(u.Ar))
		f := u.sideFinding(true, countRule.Name, sev, Span{t.Start, n.End}, "“"+noun+"” "+why)
		f.Suggestion = right + " " + noun
		if sev == Info {
			f.Suggestion += "ا"
		}
		report(f)
	}
	joined, core := countCore(t)
	switch female, male := femaleFor[core], maleFor[core]; {
	case female != "" && u.countedGender(n) == feminine:
		found(Minor, "counts feminine things", joined+female)
	case male != "" && u.countedGender(n) == masculine && !u.definite(i+2):
		found(Minor, "counts masculine things", joined+male)
	case (tens[core] || isTens(t) && !u.isNumbering(i-1)) && u.lacksEnding(i+1):
		found(Info, "without the ending of the accusative", arabic.Strip(t.Text(u.Ar)))
	}
}

// countCore divides a number word from what is joined in front; it is "" for other words.
func countCore(t Token) (joined, core string) {
	if t.Kind != arabic.Word {
		return "", ""
	}
	w := withoutConjunction(t.Norm)
	rest, _ := cutAny(w, "ب", "ل", "ك")
	for _, core := range [...]string{w, rest} {
		if femaleFor[core] != "" || maleFor[core] != "" || tens[core] {
			return strings.TrimSuffix(t.Norm, core), core
		}
	}
	return "", ""
}

// isTens reports whether a number in digits ends in 11 to 99. A year is not meant.
func isTens(t Token) bool {
	if t.Kind != arabic.Number {
		return false
	}
	digits := strings.ReplaceAll(t.Norm, ",", "")
	n, err := strconv.Atoi(digits)
	return err == nil && n%100 > 10 && (n < 1900 || n > 2100 || digits != t.Norm)
}

// numberedWords are words whose number is a name, not a count: الدقيقة 45.
var numberedWords = wordSet("الدقيقه الماده رقم الرقم عام العام سنه صفحه الصفحه المرتبه المركز القناه الفصل القرار البند الفقره الدوره الطابق الغرفه يوم الجوله الاسبوع")

// isNumbering reports whether the word at token k gives the number behind it as a name.
func (u *Unit) isNumbering(k int) bool {
	return k >= 0 && u.Ar.Tokens[k].Kind == arabic.Word && numberedWords[withoutConjunction(u.Ar.Tokens[k].Norm)]
}

// definite reports whether the word at token k has the article: what stands before it
// is then part of a genitive, and عشر or خمس before that may be a fraction.
func (u *Unit) definite(k int) bool {
	return k < len(u.Ar.Tokens) && strings.HasPrefix(u.Ar.Tokens[k].Norm, "ال")
}

// Genders of singulars that their endings do not show.
var (
	feminineNouns = wordSet("حرب دار ارض شمس نفس يد عين اذن قدم ساق كاس نار ريح بئر سن كف رجل بنت اخت ام امراه")
	unsureNouns   = wordSet("طريق سوق روح حال سكين سبيل سلاح ذراع عنق لسان كتف اصبع خليفه علامه طاغيه داعيه نابغه حامل ارمل عانس مرضع عجوز ضحيه شخصيه نسمه راس فرد عضو")
)

// genderMargin is how much costlier than the best another reading of a plural may be
// to put its gender in doubt.
const genderMargin = 1.5

// countedGender is the gender of the singular of an indefinite plural; noGender where
// its readings disagree or do not show it.
func (u *Unit) countedGender(t Token) gender {
	best, g := -1.0, noGender
	for _, m := range u.know().arabicForm(t.form).matches {
		if !counted(m) || !m.Form.Plural {
			continue
		}
		now, shown := singularGender(m, t.Norm)
		if !shown {
			continue
		}
		if best < 0 {
			best = m.Cost
		}
		if m.Cost > best+genderMargin {
			break
		}
		if now == noGender || g != noGender && g != now {
			return noGender
		}
		g = now
	}
	return g
}

// counted reports whether a reading is a noun that nothing is joined to.
func counted(m lexicon.Match) bool {
	return (m.POS == lexicon.Noun || m.POS == lexicon.Unit) && !m.Form.Definite && m.Form.Proclitics == "" && m.Form.Pronoun == ""
}

// singularGender is the gender of the singular a plural is read as; shown is false
// where the plural may belong to another singular too.
func singularGender(m lexicon.Match, plural string) (g gender, shown bool) {
	lemma := arabic.Normalize(m.Lemma)
	switch {
	case strings.HasSuffix(plural, "ات") && m.How != lexicon.Exact && !strings.HasSuffix(m.Lemma, "ة"):
		return noGender, false // طالبات are the plural of طالبة, though the lexicon may have only طالب
	case unsureNouns[lemma]:
		return noGender, true
	case strings.HasSuffix(m.Lemma, "ة"), feminineNouns[lemma]:
		return feminine, true
	case strings.HasSuffix(m.Lemma, "ا"), strings.HasSuffix(m.Lemma, "ى"), strings.HasSuffix(m.Lemma, "اء"):
		return noGender, true
	}
	return masculine, true
}

// countedOften are nouns that are counted more often than the verbs or adjectives
// written alike are met behind a number.
var countedOften = wordSet("شخص عام يوم شهر طن طفل قتيل جريح هدف لاعب جندي ضابط مليون")

// lacksEnding reports whether the noun at token k stands in its bare form where the
// accusative of a counted singular has an alef.
func (u *Unit) lacksEnding(k int) bool {
	t := u.Ar.Tokens[k]
	noun := arabic.Strip(t.Text(u.Ar))
	switch r, _ := utf8.DecodeLastRuneInString(noun); r {
	case 'ة', 'ه', 'ا', 'ى', 'ء', 'أ', 'و':
		return false
	}
	if k+1 < len(u.Ar.Tokens) && (u.Ar.Tokens[k+1].Kind == arabic.Number || u.definite(k+1)) {
		return false // 45 عام 2020, مليون الدولارات
	}
	often, bare := countedOften[t.Norm], false
	if !often && utf8.RuneCountInString(noun) < 3 {
		return false // سم, كم
	}
	for i, m := range u.know().arabicForm(t.form).matches {
		switch {
		case counted(m) && m.Form.Plural:
			return false
		case counted(m) && m.How == lexicon.Exact:
			bare = bare || i == 0 || often
		case m.Cost == 0 && !often:
			return false
		}
	}
	return bare
}
