package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// genders reports English pronouns whose gender the Arabic contradicts.
type genders struct{}

func (genders) Rules() []Rule {
	return []Rule{{
		Name: "pronoun.gender", Severity: Major, MQM: "Accuracy/Mistranslation/Pronoun", Group: Translation,
		Summary: "he stands for a woman, or she for a man",
		Detail: "The gender of he, she, his and her is compared with the Arabic word that renders the verb or the noun beside it: the verb's form, or the " +
			"pronoun attached to it. Where neither tells, it is compared with the one person the Arabic names, whose gender a title (السيدة, الوزيرة) or a given name " +
			"makes certain. The rule speaks only where Arabic gives one gender, and nothing in the sentence supports the other.",
		Bad: [][2]string{
			{"وقالت إنها ستعود غدا.", "He said he would return tomorrow."},
			{"باع منزله في المدينة.", "He sold her house in the city."},
			{"حضور السيدة تيريزا هولم مفاجئ للجميع.", "Mrs Theresa Holm surprised everyone when he came."},
		},
		Good: [][2]string{
			{"وقالت إنها ستعود غدا.", "She said she would return tomorrow."},
			{"باع منزله في المدينة.", "He sold his house in the city."},
			{"حضور السيدة تيريزا هولم مفاجئ للجميع.", "Mrs Theresa Holm surprised everyone when she came."},
		},
	}}
}

func (genders) Document(*Units, func(Finding)) {}

// gender is grammatical gender of a third person singular.
type gender int8

const (
	noGender  gender = 0
	masculine gender = 1
	feminine  gender = -1
)

var englishGenders = map[string]gender{
	"he": masculine, "him": masculine, "his": masculine, "himself": masculine, "he's": masculine, "he'd": masculine, "he'll": masculine,
	"she": feminine, "her": feminine, "hers": feminine, "herself": feminine, "she's": feminine, "she'd": feminine, "she'll": feminine,
}

func (genders) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	var support map[gender]int
	for j := range ev.en {
		if ev.en[j].k == nil {
			continue
		}
		g := ev.en[j].k.gender
		if g == noGender || ev.eitherGender(j) {
			continue
		}
		if support == nil {
			if ev.glued() || !ev.comparable() {
				return
			}
			support = ev.genderSupport(u.Ar)
		}
		i, found := ev.governed(u.Ar, j)
		switch {
		case found == noGender:
			if support[g] == 0 || support[-g] >= outweighs*support[g] {
				u.againstNamed(j, g, report)
			}
			continue
		case found == g || ev.verbOfThing(u.Ar, i, g):
			continue
		case !ev.plain(i, possessives[lowerWord(ev.en[j].text)]) && support[g] > 0 && support[found] < outweighs*support[g]:
			continue
		}
		a, e := &ev.ar[i], &ev.en[j]
		f := u.finding("pronoun.gender", u.milder(Major), []Span{a.Span}, []Span{e.Span},
			fmt.Sprintf("%s is %s, %s is %s", u.Ar.Raw[a.Start:a.End], found, e.text, g))
		report(u.values(f, found.String(), g.String()))
	}
}

// eitherGender reports whether the pronoun at j is one of two that leave the gender open:
// his or her, he or she.
func (ev *evidence) eitherGender(j int) bool {
	for _, step := range [...]int{-1, 1} {
		joint, other := j+step, j+2*step
		if other < 0 || other >= len(ev.en) {
			continue
		}
		if w := lowerWord(ev.en[joint].text); (w == "or" || w == "and") && englishGenders[lowerWord(ev.en[other].text)] == -englishGenders[lowerWord(ev.en[j].text)] {
			return true
		}
	}
	return false
}

// String names the gender.
func (g gender) String() string {
	if g == feminine {
		return "feminine"
	}
	return "masculine"
}

// outweighs is how many times more signs of one gender than of the other there
// must be for a single contradiction to count.
const outweighs = 3

// reachWords is how far a pronoun's verb or noun may stand from it.
const reachWords = 4

// governed returns the Arabic word that renders the verb or noun the pronoun at
// j belongs to, and the gender of the person it gives.
func (ev *evidence) governed(t *Text, j int) (int, gender) {
	word := lowerWord(ev.en[j].text)
	possessive := possessives[word]
	for n := j + 1; n <= min(len(ev.en)-1, j+reachWords); n++ {
		w := &ev.en[n]
		if w.k == nil || w.k.function || w.link < 0 || w.best < wideLink {
			continue
		}
		i := int(w.link)
		g := verbGender(t, &ev.ar[i])
		if possessive {
			g = attachedGender(t, &ev.ar[i])
		}
		if g != noGender {
			return i, g
		}
	}
	return 0, noGender
}

var possessives = map[string]bool{"his": true, "her": true}

// plain reports whether the Arabic word gives the gender of the person beyond
// doubt: a noun with a pronoun that the English possessive renders, or a verb of
// saying.
func (ev *evidence) plain(i int, possessive bool) bool {
	if possessive {
		return ev.ar[i].best >= sureLink
	}
	for _, m := range ev.ar[i].k.matches {
		switch m.Gloss {
		case "say", "tell", "add", "note":
			return true
		}
	}
	return false
}

// genderSupport counts what the Arabic text says of each gender, by verbs,
// attached pronouns, pronouns and words of saying.
func (ev *evidence) genderSupport(t *Text) map[gender]int {
	out := map[gender]int{}
	for i := range ev.ar {
		w := &ev.ar[i]
		if w.k == nil {
			continue
		}
		if g := attachedGender(t, w); g != noGender {
			out[g]++
		}
		if g := verbGender(t, w); g != noGender {
			out[g]++
		}
		switch withoutConjunction(w.norm) {
		case "هو", "قائلا", "مضيفا", "مؤكدا", "مشيرا", "موضحا", "انه", "بانه", "لانه", "السيد":
			out[masculine]++
		case "هي", "انها", "بانها", "لانها", "السيده":
			out[feminine]++
		}
	}
	return out
}

// attachedGender is the gender of the pronoun attached to a noun, preposition or
// verb; ة is none, and neither is a ه that belongs to the word.
func attachedGender(t *Text, w *arWord) gender {
	if w.k == nil || len(w.k.matches) == 0 || utf8.RuneCountInString(w.norm) < 4 {
		return noGender
	}
	written := arabic.Strip(t.Raw[w.Start:w.End])
	best := w.k.matches[0]
	if best.Cost == 0 && !(strings.HasSuffix(best.Lemma, "ة") && strings.HasSuffix(written, "ه") && strings.Contains(t.Raw, "ة")) {
		return noGender // the last letter belongs to the word
	}
	switch {
	case strings.HasSuffix(written, "ها"):
		return feminine
	case strings.HasSuffix(written, "ه"):
		return masculine
	}
	return noGender
}

// verbGender is the gender of a verb in the third person singular.
func verbGender(t *Text, w *arWord) gender {
	if w.k == nil || len(w.k.matches) == 0 || w.k.matches[0].POS != lexicon.Verb {
		return noGender
	}
	norm := w.norm
	for _, p := range [...]string{"وس", "فس", "و", "ف", "س"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && utf8.RuneCountInString(rest) >= 3 {
			norm = rest
			break
		}
	}
	lemma := arabic.Normalize(w.k.matches[0].Lemma)
	body := norm
	for _, p := range [...]string{"ها", "هم", "ه", "نا", "ني"} {
		if rest, ok := strings.CutSuffix(norm, p); ok && utf8.RuneCountInString(rest) >= 3 && !strings.HasSuffix(lemma, p) {
			body = rest
			break
		}
	}
	switch {
	case strings.HasSuffix(body, "ون") || strings.HasSuffix(body, "وا") || strings.HasSuffix(body, "ان") && !strings.HasSuffix(lemma, "ان"):
		return noGender
	case strings.HasPrefix(body, "ي") && !strings.HasPrefix(lemma, "ي"):
		return masculine
	case strings.HasSuffix(body, "ت") && !strings.HasSuffix(lemma, "ت"):
		return perfectGender(strings.TrimSuffix(body, "ت"), lemma)
	case strings.HasPrefix(body, "ت") && !strings.HasPrefix(lemma, "ت"):
		return feminine
	case body == lemma:
		return masculine
	}
	return noGender
}

// perfectGender tells she (قالت, دعت) from I and you (قلت, دعوت) by the stem
// before ت.
func perfectGender(stem, lemma string) gender {
	short, weak := strings.CutSuffix(lemma, "ا")
	if !weak {
		short, weak = strings.CutSuffix(lemma, "ي")
	}
	if weak && stem == short || !weak && stem == lemma {
		return feminine
	}
	return noGender
}
