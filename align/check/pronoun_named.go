package check

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

//go:embed rules/given-names.tsv
var givenNameFile string

// personTable knows the gender of given names, of titles before names, and of
// words for people.
type personTable struct {
	given, titles, people map[string]gender
}

var persons = sync.OnceValue(func() *personTable {
	t := &personTable{given: map[string]gender{}, titles: map[string]gender{}, people: map[string]gender{}}
	kinds := map[string]struct {
		words map[string]gender
		g     gender
	}{
		"female": {t.given, feminine}, "male": {t.given, masculine}, "mrs": {t.titles, feminine}, "mr": {t.titles, masculine},
		"woman": {t.people, feminine}, "man": {t.people, masculine},
	}
	for f := range tableLines(givenNameFile) {
		if len(f) != 2 || kinds[f[0]].words == nil {
			continue // the data test reports it
		}
		for w := range strings.FieldsSeq(f[1]) {
			kinds[f[0]].words[w] = kinds[f[0]].g
		}
	}
	return t
})

// reachTitle is how many words before a name its title may stand: the office, what it
// is an office of, and an adjective (وزيرة الخارجية الألمانية السابقة).
const reachTitle = 4

// againstNamed reports the pronoun of gender g at j where the one person whom both texts name
// is of the other gender, and no other person is in sight. A pronoun that stands before the
// name is more often somebody else, named in an earlier sentence (he replaces her).
func (u *Unit) againstNamed(j int, g gender, report func(Finding)) {
	ev := u.evidence()
	p, ok := ev.onePerson()
	if !ok || p.gender == g || j < p.named || ev.speaksOf(g) {
		return
	}
	a, e := &ev.ar[p.word], &ev.en[j]
	f := u.finding("pronoun.gender", u.milder(Major), []Span{a.Span}, []Span{e.Span},
		fmt.Sprintf("%s is %s, %s is %s", u.Ar.Raw[a.Start:a.End], p.gender, e.text, g))
	report(u.values(f, p.gender.String(), g.String()))
}

// namedPerson is a person whom both texts name: the Arabic word that makes the gender
// certain, the gender, and the English word that names the person first.
type namedPerson struct {
	word   int
	gender gender
	named  int
}

// onePerson returns the person both texts name; ok is false where there is none, where
// the gender of one is not certain, or where there are persons of both genders.
func (ev *evidence) onePerson() (p namedPerson, ok bool) {
	known := map[string]bool{}
	for j := 0; j < len(ev.en); j++ {
		if !ev.nameAt(j) {
			continue
		}
		first, last := j, j
		for n := j + 1; n < len(ev.en) && ev.en[n].token <= ev.en[n-1].token+1 && (ev.nameAt(n) || ev.particle(n)); n++ {
			last = n
		}
		j = last
		for first < last && ev.apart(first) {
			first++
		}
		if known[ev.en[last].k.norm] || ev.noPerson(first) {
			continue
		}
		next := ev.person(first, last)
		if next.gender == noGender || ok && next.gender != p.gender {
			return p, false
		}
		known[ev.en[last].k.norm] = true
		if !ok {
			p, ok = next, true
		}
	}
	return p, ok
}

// noPerson reports that the name at j is known, and as that of a place, a people or an
// organisation.
func (ev *evidence) noPerson(j int) bool {
	name := ev.en[j].k.name
	return !name.has(personName) && name.has(placeName, countryName, orgName, demonymName)
}

// apart reports that the capitalised word at j only stands before the name: a place or a
// firm, or an office, rendered elsewhere than right before what renders the next word.
func (ev *evidence) apart(j int) bool {
	i, next := ev.en[j].link, ev.en[j+1].link
	return ev.noPerson(j) || ev.en[j].best >= sureLink && ev.en[j+1].best >= soundSame && distance(int(i), int(next)) > 1
}

// person finds the gender of the person whom the English words from first to last name:
// by a title before the Arabic name, or by its given name. A man's given name alone may
// be anybody's family name (Martin, Saleh).
func (ev *evidence) person(first, last int) namedPerson {
	i := int(ev.en[first].link)
	if i < 0 || ev.en[first].best < soundSame || ev.ar[i].k == nil || ev.namesPlace(i) {
		return namedPerson{}
	}
	p := namedPerson{i, genderOf(persons().given, ev.ar[i].norm), first}
	if p.gender == masculine && first == last {
		p.gender = noGender
	}
	title, g := ev.titleBefore(i)
	switch {
	case g == noGender:
		return p
	case p.gender != noGender && p.gender != g:
		return namedPerson{}
	}
	return namedPerson{title, g, first}
}

// titleBefore finds the title that belongs to the name at i, and its gender. One of a man counts only
// right before it: the king of Spain's envoy may be a woman.
func (ev *evidence) titleBefore(i int) (int, gender) {
	for n := i - 1; n >= max(0, i-reachTitle) && ev.ar[n].token+1 == ev.ar[n+1].token; n-- {
		if g := genderOf(persons().titles, ev.ar[n].norm); g == feminine || g == masculine && n == i-1 {
			return n, g
		}
	}
	return 0, noGender
}

// namesPlace reports that the name at i is part of another name: a street, a hospital.
func (ev *evidence) namesPlace(i int) bool {
	for n := i - 1; n >= max(0, i-2) && ev.ar[n].token+1 == ev.ar[n+1].token; n-- {
		if w := ev.ar[n].norm; lightWords().introduces(w) && genderOf(persons().titles, w) == noGender && genderOf(persons().people, w) == noGender {
			return true
		}
	}
	return false
}

// speaksOf reports whether the Arabic has a word for a person of the gender, who may be
// the one the pronoun means: with the article, or with an attached pronoun (زوجته).
func (ev *evidence) speaksOf(g gender) bool {
	people := persons().people
	for i := range ev.ar {
		norm := ev.ar[i].norm
		switch genderOf(people, norm) {
		case g:
			return true
		case noGender:
		default:
			continue // وزيرة is not وزير with a pronoun
		}
		for _, p := range [...]string{"ها", "هم", "ه", "ي"} {
			stem, ok := strings.CutSuffix(norm, p)
			if !ok {
				continue
			}
			if short, ok := strings.CutSuffix(stem, "ت"); genderOf(people, stem) == g || ok && genderOf(people, short+"ه") == g {
				return true
			}
		}
	}
	return false
}

// genderOf looks a normalised word up as written, and without conjunction, preposition
// or article.
func genderOf(words map[string]gender, norm string) gender {
	for _, p := range [...]string{"", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "ول", "وب"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && words[rest] != noGender {
			return words[rest]
		}
	}
	if rest, ok := strings.CutPrefix(norm, "لل"); ok {
		return words["ال"+rest]
	}
	return noGender
}

// verbOfThing reports a verb that agrees with the thing behind it, its subject, which
// belongs to somebody of gender g: in ضاعت ساعة يده he is no woman.
func (ev *evidence) verbOfThing(t *Text, i int, g gender) bool {
	if verbGender(t, &ev.ar[i]) != feminine || g != masculine {
		return false
	}
	for n := i + 1; n <= min(i+2, len(ev.ar)-1) && ev.ar[n].token == ev.ar[n-1].token+1; n++ {
		w := &ev.ar[n]
		if w.k == nil || len(w.k.matches) == 0 {
			return false
		}
		lemma := arabic.Normalize(w.k.matches[0].Lemma)
		if strings.HasSuffix(arabic.Strip(t.Raw[w.Start:w.End]), "ه") && !strings.HasSuffix(lemma, "ه") && w.k.matches[0].POS == lexicon.Noun {
			return true
		}
	}
	return false
}
