package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

// capitals reports English names and sentence starts in lower case.
type capitals struct{}

func (capitals) Rules() []Rule {
	return []Rule{{
		Name: "name.case", Severity: Minor, MQM: "Fluency/Spelling/Capitalization", Group: TargetText,
		Summary: "a name or the first word of a sentence is written in lower case in the English text",
		Detail: "Countries, peoples, cities and persons that the lexicon knows as nothing but a name must begin with a capital, and so must a word that spells " +
			"an unknown Arabic name, words and institutions that always have one (weekdays, religions, the Security Council), names the source has in Latin letters, titles before " +
			"a name, and the first word of the text. Addresses, handles and words that are also common words are left alone.",
		Bad: [][2]string{
			{"وصل الرئيس إلى كينيا أمس.", "The president arrived in kenya yesterday."},
			{"وصل الرئيس أمس.", "the president arrived yesterday."},
		},
		Good: [][2]string{{"وصل الرئيس إلى كينيا أمس.", "The president arrived in Kenya yesterday."}},
	}}
}

// Document reports word pairs in lower case that the document capitalises twice
// elsewhere and writes in lower case nowhere else.
func (capitals) Document(d *Units, report func(Finding)) {
	if len(d.Units) < 2 {
		return
	}
	capital, lower := map[string]int{}, map[string]int{}
	each := func(visit func(u *Unit, j int, pair string, isCapital bool)) {
		for i := range d.Units {
			ev := d.Units[i].evidence()
			if ev.headline() {
				continue
			}
			for j := 0; j+1 < len(ev.en); j++ {
				if pair, isCapital, ok := ev.wordPair(j); ok {
					visit(&d.Units[i], j, pair, isCapital)
				}
			}
		}
	}
	each(func(_ *Unit, _ int, pair string, isCapital bool) {
		if isCapital {
			capital[pair]++
		} else {
			lower[pair]++
		}
	})
	each(func(u *Unit, j int, pair string, isCapital bool) {
		ev := u.evidence()
		a, b := &ev.en[j], &ev.en[j+1]
		if isCapital || lower[pair] != 1 || capital[pair] < 2 || insideAddress(u.En.Raw, Span{a.Start, b.End}) {
			return
		}
		f := u.finding("name.case", Minor, nil, []Span{{a.Start, b.End}}, fmt.Sprintf("the document writes %s with capitals elsewhere", u.En.Raw[a.Start:b.End]))
		f.Group = u.englishGroup()
		report(f)
	})
}

// wordPair returns two neighbouring words in lower case if both have a capital
// or both have none; ok is false for other pairs, for common and function words
// and where a sentence begins.
func (ev *evidence) wordPair(j int) (pair string, isCapital, ok bool) {
	a, b := &ev.en[j], &ev.en[j+1]
	if a.k == nil || b.k == nil || a.k.function || b.k.function || b.start || b.token != a.token+1 || a.cap != b.cap || a.cap && a.start || acronym(a.text) || acronym(b.text) || a.k.common && b.k.common || a.k.light || b.k.light {
		return "", false, false
	}
	if !a.cap && (!lowerStart(a.text) || !lowerStart(b.text)) {
		return "", false, false
	}
	return a.k.norm + " " + b.k.norm, a.cap, true
}

// headline reports whether most words have a capital, so that capitals say
// nothing.
func (ev *evidence) headline() bool {
	caps, all := 0, 0
	for j := range ev.en {
		if w := &ev.en[j]; w.k != nil && !w.k.function && !w.start {
			all++
			if w.cap {
				caps++
			}
		}
	}
	return 10*caps >= 7*all
}

func (capitals) Unit(u *Unit, report func(Finding)) {
	ev := u.evidence()
	k := u.know()
	phrase := 0 // words before this index belong to a name already reported
	for j := range ev.en {
		if j < phrase {
			continue
		}
		w := &ev.en[j]
		if w.k == nil || w.cap || !lowerStart(w.text) || insideAddress(u.En.Raw, w.Span) {
			continue
		}
		msg, span := "", w.Span
		switch n := ev.lowerPhrase(k, j); {
		case n > 0:
			phrase = j + n
			span.End = ev.en[j+n-1].End
			msg = fmt.Sprintf("%s is a name and begins with capitals", u.En.Raw[span.Start:span.End])
		case ev.lowerTitle(k, j):
			msg = fmt.Sprintf("the title %s before a name begins with a capital", w.text)
		case ev.latinName(u.Ar, j):
			msg = fmt.Sprintf("the source writes %s with a capital", w.text)
		case ev.lowerName(k, j):
			msg = fmt.Sprintf("%s is a name and begins with a capital", w.text)
		case j == 0 && opensText(u.En.Raw, w.Start):
			msg = fmt.Sprintf("the sentence begins with %s in lower case", w.text)
		default:
			continue
		}
		var ar []Span
		if w.link >= 0 && w.best >= wideLink {
			ar = []Span{ev.ar[w.link].Span}
		}
		f := u.finding("name.case", Minor, ar, []Span{span}, msg)
		f.Group = u.englishGroup()
		if phrase <= j {
			f.Suggestion = upperFirst(w.text)
		}
		report(f)
	}
}

func lowerStart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLower(r) {
		return false
	}
	return strings.ToLower(s[n:]) == s[n:] // iPhone and eBay are as they should be
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// insideAddress reports whether the word is part of a web or mail address, a
// handle, a hashtag or a placeholder.
func insideAddress(raw string, s Span) bool {
	if s.Start > 0 && strings.IndexByte("@#/._{%<&=\\$", raw[s.Start-1]) >= 0 {
		return true
	}
	if s.End >= len(raw) {
		return false
	}
	if strings.IndexByte("@_}/=>\\", raw[s.End]) >= 0 {
		return true
	}
	if s.End+1 < len(raw) && (raw[s.End] == '.' || raw[s.End] == ':') {
		next := raw[s.End+1]
		return next == '/' || next >= 'a' && next <= 'z'
	}
	return false
}

// opensText reports whether nothing but quotation marks and spaces stands before
// the word.
func opensText(raw string, start int) bool {
	return strings.TrimLeft(raw[:start], " \t\"'“”‘’«»¿¡") == ""
}

// lowerName reports whether the lower-case word at j is a name.
func (ev *evidence) lowerName(k *knowledge, j int) bool {
	w := &ev.en[j]
	if len(w.text) < 3 {
		return false
	}
	if w.k.capital {
		return true
	}
	if w.k.function || w.k.common || w.k.light {
		// a common word, unless it spells a part of a name, or renders what can only be
		// a name
		return !w.k.function && ev.spelledName(j) && ev.bySound(j) && (ev.besideSpelled(j) || ev.introduced(k, int(w.link))) || ev.rendersName(j)
	}
	switch {
	case len(w.k.region) > 0 && w.k.name == 0:
		return true // peoples: americans
	case w.k.name.has(countryName, demonymName, placeName):
		return !loweredDemonym(w) && !k.light.has(englishLower, w.k.norm)
	case w.k.name.has(personName, orgName):
		return w.best >= soundSame && w.link >= 0 && (ev.ar[w.link].k == nil || ev.ar[w.link].k.name != noName || ev.ar[w.link].k.poorlyKnown() || ev.besideName(j))
	case w.link < 0 || w.best < soundSame || w.k.id >= 0 && (w.k.name == 0 || !ev.spelledName(j)):
		return false
	}
	a := &ev.ar[w.link]
	if a.k == nil || definite(a.norm) || j > 0 && ev.en[j-1].cap && epithet(w.k.norm) {
		return false
	}
	return w.best >= soundOnly && w.k.id < 0 && (ev.besideCapital(j) || ev.introduced(k, int(w.link))) || ev.spelledName(j) && j > 0 && k.light.has(englishTitle, ev.en[j-1].text) || w.best >= soundOnly && ev.besideName(j) || ev.spelledName(j) && (ev.besideSpelled(j) || ev.introduced(k, int(w.link)))
}

// rendersName reports whether the common word at j renders a name and nothing else:
// turkey for the country, will for a person called so.
func (ev *evidence) rendersName(j int) bool {
	w := &ev.en[j]
	if w.best < sureLink || w.link < 0 || !w.k.name.has(countryName, personName) {
		return false
	}
	a := &ev.ar[w.link]
	if a.k == nil || int(a.link) != j || a.phrase > 0 {
		return false
	}
	if a.k.sure && a.k.name == countryName {
		return w.k.name.has(countryName)
	}
	named := false
	for _, m := range a.k.matches {
		switch {
		case m.Cost > a.k.matches[0].Cost+2:
		case m.POS == lexicon.Person:
			named = named || strings.EqualFold(m.Gloss, w.k.norm)
		case wordStem(strings.ToLower(m.Gloss)) == w.k.stem:
			return false // the word itself is a reading
		}
	}
	return named && (a.k.sure || a.k.name == personName)
}

// lowerTitle reports whether the word at j is an abbreviated title in lower case before
// a name: sen. Kelly, st. Louis.
func (ev *evidence) lowerTitle(k *knowledge, j int) bool {
	if j+1 >= len(ev.en) || ev.en[j+1].k == nil || !k.light.has(englishTitle, ev.en[j].k.norm) {
		return false
	}
	next := &ev.en[j+1]
	return next.cap && !next.k.closed && distance(next.token, ev.en[j].token) <= 2 || ev.lowerName(k, j+1)
}

// latinName reports whether the source has the word at j in Latin letters, with a
// capital.
func (ev *evidence) latinName(ar *Text, j int) bool {
	w := &ev.en[j]
	if w.link < 0 || w.best < sureLink || w.k.function || ev.ar[w.link].k != nil {
		return false
	}
	a := &ev.ar[w.link]
	written := ar.Raw[a.Start:a.End]
	r, n := utf8.DecodeRuneInString(written)
	return unicode.IsUpper(r) && strings.ToLower(written[n:]) == written[n:] && len(written) > 2
}

// spelledName reports whether the word is spelled by sound in the source: by an
// Arabic word that is a name or that the lexicon does not have.
func (ev *evidence) spelledName(j int) bool {
	w := &ev.en[j]
	if w.k == nil || w.k.function || len(w.text) < 3 || w.link < 0 || w.best < soundOnly {
		return false
	}
	a := ev.ar[w.link].k
	return a != nil && !definite(a.norm) && (a.poorlyKnown() || a.name == personName && w.best >= soundOnly)
}

// bySound reports whether the link of the word at j can rest on nothing but sound.
func (ev *evidence) bySound(j int) bool {
	a := ev.ar[ev.en[j].link].k
	return len(a.matches) == 0 || a.poorlyKnown() && ev.en[j].best < sureLink
}

// besideSpelled reports whether the word before or after is spelled by sound too,
// by the Arabic word before or after: common words that are spelled, not
// translated, are a name.
func (ev *evidence) besideSpelled(j int) bool {
	for _, step := range [...]int{-1, 1} {
		n := j + step
		if n < 0 || n >= len(ev.en) || distance(ev.en[n].token, ev.en[j].token) > 1 {
			continue
		}
		if ev.spelledName(n) && ev.en[n].link == ev.en[j].link+int32(step) {
			return true
		}
	}
	return false
}

// introduced reports whether a title or a word like island, river or company stands
// before the Arabic word at i.
func (ev *evidence) introduced(k *knowledge, i int) bool {
	if i == 0 || ev.ar[i-1].k == nil || ev.ar[i-1].token+1 != ev.ar[i].token {
		return false
	}
	return isTitle(ev.ar[i-1].k) || k.light.introduces(ev.ar[i-1].norm)
}

// loweredDemonym reports whether the word is an adjective of a place that is
// commonly written in lower case: alpine, martian.
func loweredDemonym(w *enWord) bool {
	return w.k.name.has(demonymName) && !w.k.name.has(countryName, placeName) && len(w.k.region) == 0
}

// lowerPhrase returns how many words long the name of several words is that
// begins at j and is written without any capital; 0 for none.
func (ev *evidence) lowerPhrase(k *knowledge, j int) int {
	if !ev.en[j].opens(opensName) {
		return 0
	}
	if n := alwaysCapital().phraseAt(ev, j); n > 0 {
		return n
	}
next:
	for name := range k.proper.Get(ev.en[j].k.norm).All {
		text := k.properText.At(int(name))
		words := strings.Split(text, " ")
		if j+len(words) > len(ev.en) {
			continue
		}
		common := true
		for n, want := range words {
			w := &ev.en[j+n]
			if w.k == nil || w.cap || w.k.norm != want || w.best < wideLink && !w.k.function {
				continue next
			}
			common = common && (w.k.common || w.k.function)
		}
		if k.stemsOf.Has(text) || common && k.properPlain.At(int(name)) != 0 {
			continue
		}
		return len(words)
	}
	return 0
}

// besideName reports whether the word before or after the word at j is no common
// word either: two such words are a full name.
func (ev *evidence) besideName(j int) bool {
	for _, n := range [...]int{j - 1, j + 1} {
		if n < 0 || n >= len(ev.en) || ev.en[n].k == nil || distance(ev.en[n].token, ev.en[j].token) != 1 {
			continue
		}
		if e := &ev.en[n]; !e.k.common && !e.k.function && !e.k.light && (e.k.id < 0 || e.k.name.has(personName)) && len(e.text) >= 3 && !strings.HasSuffix(e.text, "ed") && !strings.HasSuffix(e.text, "ing") && !strings.HasSuffix(e.text, "ly") {
			return true
		}
	}
	return false
}

func (ev *evidence) besideCapital(j int) bool {
	for _, n := range [...]int{j - 1, j + 1} {
		if n >= 0 && n < len(ev.en) && ev.en[n].k != nil && ev.en[n].cap && !ev.en[n].start && distance(ev.en[n].token, ev.en[j].token) == 1 && !ev.en[n].k.common {
			return true
		}
	}
	return false
}

// epithet reports whether the word has a Latin ending, as the second word of the
// name of a species has; behind a word with a capital it is no slip.
func epithet(norm string) bool {
	for _, e := range [...]string{"is", "us", "um", "ae", "ii", "ens", "ix", "ina", "ica", "ata", "osa"} {
		if strings.HasSuffix(norm, e) {
			return true
		}
	}
	return false
}
