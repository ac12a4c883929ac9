package check

import (
	"fmt"
	"strings"
)

// attributions follows who says what: speakers and verbs of saying in both texts,
// across the paragraph.
type attributions struct{}

func (attributions) Rules() []Rule {
	return []Rule{
		{
			Name: "quote.speaker", Severity: Major, MQM: "Accuracy/Mistranslation/Attribution", Group: Translation,
			Summary: "the translation gives words to another speaker",
			Detail: "The person named at a verb of saying is followed in both texts. Reported are speakers that have changed places (A answers B becomes B answers A), " +
				"and a speaker whom the translation names where the source goes on with the words of somebody else. A name that has no counterpart at all is " +
				"name.changed or name.missing; he and she are pronoun.gender.",
			Bad: [][2]string{{
				"قال كلارك هاربر إن مارك تولان لم يحضر الاجتماع.",
				"Mark Tolan said Clark Harper had not attended the meeting.",
			}},
			Good: [][2]string{
				{"قال كلارك هاربر إن مارك تولان لم يحضر الاجتماع.", "Mark Tolan had not attended the meeting, Clark Harper said."},
				{"قال متحدث باسم كلارك هاربر إن مارك تولان لم يحضر.", "A spokesman for Clark Harper said Mark Tolan had not attended."},
			},
		},
		{
			Name: "quote.merged", Severity: Major, MQM: "Accuracy/Omission/Quotation", Group: Translation,
			Summary: "two quotations of the source have become one",
			Detail: "Reported where the source closes a quotation, names a speaker or a verb of saying and quotes again, in one sentence or in the next of its paragraph, and the " +
				"translation has the words of both within one pair of marks.",
			Bad: [][2]string{{
				"قال الوزير: «سنفتح المدارس غدا». وقال العمدة: «لن نفتح الأسواق قبل الشهر المقبل».",
				"“We will open the schools tomorrow and we will not open the markets before next month,” said the minister.",
			}},
			Good: [][2]string{
				{
					"قال الوزير: «سنفتح المدارس غدا». وقال العمدة: «لن نفتح الأسواق قبل الشهر المقبل».",
					"“We will open the schools tomorrow,” said the minister. “We will not open the markets before next month,” said the mayor.",
				},
				{"قال الوزير: «سنفتح المدارس غدا». «ولن نفتح الأسواق».", "“We will open the schools tomorrow and we will not open the markets,” the minister said."},
			},
		},
	}
}

func (attributions) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	if len(ev.ar) == 0 || len(ev.en) == 0 || ev.glued() {
		return
	}
	if s := u.speeches(); s.ok {
		u.exchangedSpeakers(s.ar, s.en, report)
	}
}

// Document looks at speakers and quotations across the sentences of a paragraph.
func (attributions) Document(d *Units, report func(Finding)) {
	for i := range d.Units {
		d.Units[i].mergedHere(report)
		if i > 0 && d.Units[i].Pair.Paragraph == d.Units[i-1].Pair.Paragraph {
			mergedAcross(&d.Units[i-1], &d.Units[i], report)
		}
	}
	d.otherSpeakers(report)
}

// speech is one verb of saying and who is named as its subject: words from first to
// last, first -1 where nobody is. In Arabic the subject, with titles and whatever
// belongs to it, ends at reach.
type speech struct {
	verb        int
	first, last int
	reach       int
}

func (s speech) named() bool { return s.first >= 0 }

// speechPair is the only verb of saying outside quotations on either side; ok is false
// where a text has none or several.
type speechPair struct {
	ar, en speech
	ok     bool
}

// speeches are the verbs of saying of the unit, worked out on first use.
func (u *Unit) speeches() *speechPair {
	if u.said == nil {
		u.said = &speechPair{}
		if a, b := u.arabicSpeeches(), u.englishSpeeches(); len(a) == 1 && len(b) == 1 {
			*u.said = speechPair{a[0], b[0], true}
		}
	}
	return u.said
}

func (u *Unit) arabicSpeeches() []speech {
	var out []speech
	ev, inside := u.evidence(), u.quoted(true)
	for i := range ev.ar {
		if ev.ar[i].opens(opensSpeech) && !within(inside, ev.ar[i].Start) {
			s := speech{verb: i, first: -1}
			s.first, s.last, s.reach = ev.arabicSubject(i)
			out = append(out, s)
		}
	}
	return out
}

// reachSubject is how many words behind a verb of saying its subject may go on: title,
// office, country and name.
const reachSubject = 8

// arabicSubject is the person named behind the verb of saying at i, before what is said,
// and the last word that may belong to the subject.
func (ev *evidence) arabicSubject(i int) (first, last, reach int) {
	first, reach = -1, i
	for n := i + 1; n < len(ev.ar) && n <= i+reachSubject; n++ {
		w := &ev.ar[n]
		if w.token > ev.ar[n-1].token+1 || opensClause(w.norm) {
			break
		}
		reach = n
		if w.k != nil && w.link >= 0 && w.best >= soundSame && w.k.region == nil && ev.writtenAsName(int(w.link)) && !ev.en[w.link].k.common {
			if first < 0 {
				first = n
			}
			last = n
		}
	}
	return first, last, reach
}

// opensClause reports whether a word begins what is said.
func opensClause(norm string) bool {
	switch norm {
	case "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "بانهم", "عن", "ل", "الي", "في", "خلال", "علي", "حول", "بشان", "لدي", "ما", "هو", "وهو", "وهي", "الذي", "التي":
		return true
	}
	return false
}

func (u *Unit) englishSpeeches() []speech {
	var out []speech
	ev, inside := u.evidence(), u.quoted(false)
	for j := range ev.en {
		if e := &ev.en[j]; e.opens(opensSpeech) && !within(inside, e.Start) && !ev.participle(j) {
			s := speech{verb: j, first: -1}
			s.first, s.last = ev.englishSubject(j, inside)
			out = append(out, s)
		}
	}
	return out
}

// participle reports a verb of saying that says nothing of its own: to add, was told.
func (ev *evidence) participle(j int) bool {
	if j == 0 || ev.en[j-1].token+1 != ev.en[j].token {
		return false
	}
	switch ev.en[j-1].k.lowerNorm() {
	case "to", "was", "were", "been", "be", "is", "are", "being", "the", "a", "an", "his", "her", "their", "its", "of", "and":
		return true
	}
	return false
}

func (w *enKnown) lowerNorm() string {
	if w == nil {
		return ""
	}
	return w.norm
}

// englishSubject is the name right before the verb of saying at j, or right behind it
// where the verb follows a quotation.
func (ev *evidence) englishSubject(j int, inside []Span) (first, last int) {
	n := j
	for n > 0 && (ev.nameAt(n-1) || n < j && ev.particle(n-1)) && ev.en[n-1].token >= ev.en[n].token-1 && !within(inside, ev.en[n-1].Start) {
		n--
	}
	if n < j {
		if n > 0 && ev.en[n-1].token+1 == ev.en[n].token && governs(ev.en[n-1].k.lowerNorm()) {
			return -1, -1 // a spokesman for her, people near him
		}
		return n, j - 1
	}
	if j > 0 && ev.en[j-1].token+1 == ev.en[j].token && !within(inside, ev.en[j-1].Start) {
		return -1, -1 // another word is the subject
	}
	n = j
	if n+2 < len(ev.en) && ev.en[n+1].cap && ev.en[n+2].token == ev.en[n].token+2 && ev.nameAt(n+2) {
		n++ // a given name that is also a word: Mark
	}
	for n+1 < len(ev.en) && ev.nameAt(n+1) && ev.en[n+1].token <= ev.en[n].token+1 {
		n++
	}
	if n > j {
		return j + 1, n
	}
	return -1, -1
}

// nameAt reports whether the English word at j is written as a person's name.
func (ev *evidence) nameAt(j int) bool {
	e := &ev.en[j]
	return e.k != nil && e.cap && !e.k.closed && !e.k.common && !e.k.capital && len(e.k.region) == 0 && ev.writtenAsName(j)
}

// particle reports whether the word at j joins the parts of a name: Faisal bin Farhan,
// Ursula von der Leyen.
func (ev *evidence) particle(j int) bool {
	if j == 0 || ev.en[j].k == nil {
		return false
	}
	switch ev.en[j].k.norm {
	case "bin", "ibn", "bint", "al", "el", "abu", "de", "di", "da", "la", "del", "della", "dos", "van", "von", "der", "den", "ter", "ben":
		return true
	}
	return false
}

// governs reports whether a word before a name makes it somebody else's: for, of, by.
func governs(word string) bool {
	switch word {
	case "for", "of", "by", "to", "with", "from", "near", "about", "and", "or", "that", "than", "as", "against", "meeting", "met", "replaced", "succeeded", "in", "at", "on":
		return true
	}
	return false
}

// exchangedSpeakers reports a speaker who stands elsewhere in the source, where the
// source's own speaker stands elsewhere in the translation.
func (u *Unit) exchangedSpeakers(ar, en speech, report func(Finding)) {
	if !ar.named() || !en.named() {
		return
	}
	ev := u.evidence()
	for j := en.first; j <= en.last; j++ {
		l := int(ev.en[j].link)
		if l < 0 || ev.en[j].best < soundSame {
			return
		}
		if l >= ar.verb && l <= ar.reach || ev.linked(ar, j) {
			return
		}
	}
	for i := ar.first; i <= ar.reach; i++ {
		if l := int(ev.ar[i].link); l >= en.first && l <= en.last {
			return
		}
	}
	a, e := ev.arSpan(ar), ev.enSpan(en)
	f := u.finding("quote.speaker", u.milder(Major), []Span{a}, []Span{e},
		fmt.Sprintf("%s speaks in the source, %s in the translation", u.Ar.Raw[a.Start:a.End], u.En.Raw[e.Start:e.End]))
	report(u.values(f, u.Ar.Raw[a.Start:a.End], u.En.Raw[e.Start:e.End]))
}

// linked reports whether any word of the Arabic speaker may be rendered by the English
// word at j.
func (ev *evidence) linked(ar speech, j int) bool {
	for i := ar.first; i <= ar.reach; i++ {
		for _, l := range ev.pairs[i] {
			if int(l.en) == j && l.strength >= soundSame {
				return true
			}
		}
	}
	return false
}

func (ev *evidence) arSpan(s speech) Span { return Span{ev.ar[s.first].Start, ev.ar[s.last].End} }
func (ev *evidence) enSpan(s speech) Span { return Span{ev.en[s.first].Start, ev.en[s.last].End} }

// otherSpeakers reports a speaker named by the translation where the source only goes on
// (وأضاف) with the words of the person both texts named before, in the same paragraph.
func (d *Units) otherSpeakers(report func(Finding)) {
	before := "" // the last speaker both texts agree on, in English
	for i := range d.Units {
		u := &d.Units[i]
		if i > 0 && u.Pair.Paragraph != d.Units[i-1].Pair.Paragraph {
			before = ""
		}
		if u.Ar.Raw == "" || u.En.Raw == "" {
			continue
		}
		said, ev := u.speeches(), u.evidence()
		ar, en := said.ar, said.en
		switch {
		case !said.ok || !en.named():
			if !said.ok {
				before = ""
			}
		case ar.named():
			before = lastName(u, en)
		case before != "" && ev.continues(ar) && lastName(u, en) != before && !ev.named(before) && ev.unexplained(en):
			e := ev.enSpan(en)
			a := ev.ar[ar.verb].Span
			f := u.finding("quote.speaker", u.milder(Major), []Span{a}, []Span{e},
				fmt.Sprintf("the source goes on with the words of %s, the translation gives them to %s", before, u.En.Raw[e.Start:e.End]))
			report(u.values(f, before, u.En.Raw[e.Start:e.End]))
		}
	}
}

func lastName(u *Unit, en speech) string { return upperFirst(u.evidence().en[en.last].k.norm) }

// continues reports that the verb of saying has no subject of its own: what is said
// follows at once.
func (ev *evidence) continues(s speech) bool {
	return s.verb+1 >= len(ev.ar) || ev.ar[s.verb+1].token > ev.ar[s.verb].token+1 || opensClause(ev.ar[s.verb+1].norm)
}

// named reports whether the English text has the name anywhere.
func (ev *evidence) named(name string) bool {
	for j := range ev.en {
		if w := ev.en[j].k; w != nil && w.norm == strings.ToLower(name) {
			return true
		}
	}
	return false
}

// unexplained reports that no word of the English speaker renders anything.
func (ev *evidence) unexplained(s speech) bool {
	for j := s.first; j <= s.last; j++ {
		if ev.en[j].best > partLink {
			return false
		}
	}
	return true
}
