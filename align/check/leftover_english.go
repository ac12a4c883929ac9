package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// latinRun is a stretch of an Arabic text without an Arabic word in it.
type latinRun struct {
	span     Span
	words    int
	plain    []Span // English words in lower case that the source has too
	function int    // of them, function words
	content  int    // of them, words the lexicon knows
	apart    bool   // the text shows that the word is meant as a word
}

// clauseWords is how many Latin words in a row make a clause, where at least half
// of them are plain ones.
const clauseWords = 6

// clause reports a stretch that is English prose, not a list of names.
func (r *latinRun) clause() bool {
	return r.words >= clauseWords && r.content >= 1 && 2*len(r.plain) >= r.words
}

// named reports a name, a title or a foreign term: what is in lower case only joins
// capitalised words, or stands in quotation marks.
func (r *latinRun) named() bool {
	return r.content == 0 && len(r.plain) < r.words || 3*len(r.plain) <= r.words || r.apart && r.words <= 2
}

// leftEnglish reports English words in an Arabic translation.
func leftEnglish(u *Unit, report func(Finding)) {
	x := u.Ar
	runs, ar, en := latinRuns(u)
	var plain []Span
	function, clause := 0, -1
	for i := range runs {
		if r := &runs[i]; !r.named() {
			plain = append(plain, r.plain...)
			function += r.function
			if clause < 0 && r.clause() {
				clause = i
			}
		}
	}
	switch {
	case en > 2*ar && len(plain) >= 2:
		report(u.finding("leftover.untranslated", Critical, wholeText(x), wholeText(u.En), "the translation is still English"))
	case clause >= 0:
		r := runs[clause]
		report(u.finding("leftover.untranslated", Critical, []Span{r.span}, nil, fmt.Sprintf("%d words in a row were left in English", r.words)))
	case len(plain) > 0:
		sev := Major
		if function >= 1 && len(plain) >= 2 || len(plain) >= 3 {
			sev = Critical
		}
		report(u.finding("leftover.script", sev, plain, nil, "“"+x.Raw[plain[0].Start:plain[0].End]+"” was left in English"))
	}
}

// latinRuns finds the Latin stretches of the Arabic text, and counts the letters
// of either script.
func latinRuns(u *Unit) (runs []latinRun, ar, en int) {
	x := u.Ar
	links := findLinks(x.Raw)
	source := map[string]bool{}
	open := false
	for i, t := range x.Tokens {
		switch t.Kind {
		case arabic.Word:
			ar += letters(t.Text(x))
			open = false
		case arabic.Latin:
			if inLink(links, t.Start) {
				continue
			}
			if len(source) == 0 {
				source = lowerWords(u.En)
			}
			en += letters(t.Text(x))
			if !open {
				runs = append(runs, latinRun{span: t.Span(), apart: asWord(x, i) || quotedIn(u.En, t.Text(x))})
				open = true
			}
			runs[len(runs)-1].add(x, t, source)
		}
	}
	return runs, ar, en
}

func (r *latinRun) add(x *Text, t Token, source map[string]bool) {
	r.span.End = t.End
	r.words++
	w := t.Text(x)
	if len(w) < 2 || hasUpper(w) || !source[t.Norm] {
		return
	}
	function := english.IsFunctionWord(t.Norm)
	if !function && (len(w) < 3 || strings.ContainsAny(w, "0123456789")) {
		return // 4x4, km
	}
	r.plain = append(r.plain, t.Span())
	switch {
	case function:
		r.function++
	case words().english(t.Norm, false).common:
		r.content++
	}
}

// lowerWords are the words a text has in lower case.
func lowerWords(x *Text) map[string]bool {
	set := map[string]bool{"": true}
	for _, t := range x.Tokens {
		if t.Kind == arabic.Latin && !hasUpper(t.Text(x)) {
			set[t.Norm] = true
		}
	}
	return set
}

// quotedIn reports that the text has the word behind a quotation mark or bracket.
func quotedIn(x *Text, w string) bool {
	i := strings.Index(x.Raw, w)
	if i < 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(x.Raw[:i])
	return r == '(' || r == '[' || r == '\'' || r == '‘' || isDouble(r)
}

// asWord reports a Latin word of an Arabic text that the text speaks of: behind
// “the Latin word”, or before “means”. A few words of the trade are nobody's slip.
func asWord(x *Text, i int) bool {
	if tradeWords[x.Tokens[i].Norm] {
		return true
	}
	for k := max(0, i-3); k < min(len(x.Tokens), i+2); k++ {
		if aboutWords[strings.TrimLeft(x.Tokens[k].Norm, "وف")] {
			return true
		}
	}
	return false
}

var aboutWords = map[string]bool{
	"كلمه": true, "الكلمه": true, "مصطلح": true, "المصطلح": true, "لفظ": true, "لفظه": true, "تعني": true, "يعني": true, "معناها": true, "معناه": true,
	"اللاتينيه": true, "اليونانيه": true, "الفرنسيه": true, "الانجليزيه": true, "الانكليزيه": true, "الالمانيه": true, "الاسبانيه": true, "الايطاليه": true,
	"باللاتينيه": true, "بالانجليزيه": true, "بالانكليزيه": true, "بالفرنسيه": true, "بالالمانيه": true, "بالاسبانيه": true, "حرف": true, "وسم": true, "هاشتاغ": true,
}

var tradeWords = map[string]bool{"wifi": true, "wi-fi": true, "iphone": true, "ipad": true, "ebay": true, "app": true, "url": true, "http": true, "https": true, "www": true}
