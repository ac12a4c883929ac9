package check

import (
	"strings"
	"unicode"

	"tarjuman/internal/arabic"
)

// leftover finds text that was not translated.
type leftover struct{}

func (leftover) Rules() []Rule {
	return []Rule{
		{
			Name: "leftover.script", Severity: Critical, MQM: "Accuracy/Untranslated", Group: Translation,
			Summary: "words of the source language left in the translation",
			Detail: "Any Arabic letter in an English text is reported, save in hashtags, handles and after “Arabic:”. In an Arabic translation Latin words are reported when " +
				"they are plain English words of the source, not names, titles, foreign terms, units or abbreviations; Latin words in an Arabic source are nobody's slip here.",
			Bad:  [][2]string{{"زار غير بيدرسون دمشق.", "Geir بيدرسون visited Damascus."}},
			Good: [][2]string{{"الكتاب (بالإنجليزية: the book) جديد.", "The book (Arabic: الكتاب) is new."}},
		},
		{
			Name: "leftover.untranslated", Severity: Critical, MQM: "Accuracy/Untranslated", Group: Translation,
			Summary: "translation is a copy of the source or still in its language",
			Detail: "Reported when most letters of the translation belong to the source language, and for a whole clause of English in an Arabic translation. Names, codes and " +
				"figures that are the same in both languages are left alone.",
			Bad:  [][2]string{{"وصل الوفد إلى روما مساء أمس.", "وصل الوفد إلى روما مساء أمس."}},
			Good: [][2]string{{"BBC", "BBC"}, {"وصل الوفد.", "The delegation arrived."}},
		},
	}
}

func (leftover) Document(*Units, func(Finding)) {}

func (leftover) Unit(u *Unit, report func(Finding)) {
	if u.Reverse {
		leftEnglish(u, report)
	} else if arabic.Has(u.En.Raw) {
		leftArabic(u, report)
	}
}

// leftArabic reports Arabic words in an English translation.
func leftArabic(u *Unit, report func(Finding)) {
	x := u.En
	links := findLinks(x.Raw)
	var runs []Span
	ar, en := 0, 0
	for i, t := range x.Tokens {
		switch t.Kind {
		case arabic.Latin:
			en += t.End - t.Start
		case arabic.Word:
			if inLink(links, t.Start) || letters(t.Text(x)) == 0 || introduced(x, i) {
				continue
			}
			ar += letters(t.Text(x))
			runs = extend(x, runs, i)
		}
	}
	if len(runs) == 0 {
		return
	}
	if ar > 2*en {
		report(u.finding("leftover.untranslated", Critical, wholeText(u.Ar), wholeText(x), "the translation is still Arabic"))
		return
	}
	f := u.finding("leftover.script", Critical, sameWords(u.Ar, x, runs), runs, "“"+x.Raw[runs[0].Start:runs[0].End]+"” was left in Arabic")
	report(f)
}

// introduced reports an Arabic word that the text presents as Arabic.
func introduced(x *Text, i int) bool {
	for k := i - 1; k >= 0 && i-k <= 8; k-- {
		switch x.Tokens[k].Norm {
		case "arabic", "persian", "urdu", "farsi":
			return true
		case ".", "!", "?":
			return false
		}
	}
	return false
}

// extend adds token i to the last run when only spaces lie between them.
func extend(x *Text, runs []Span, i int) []Span {
	t := x.Tokens[i]
	if n := len(runs); n > 0 && i > 0 && runs[n-1].End == x.Tokens[i-1].End {
		runs[n-1].End = t.End
		return runs
	}
	return append(runs, t.Span())
}

func wholeText(x *Text) []Span {
	if x.Raw == "" {
		return nil
	}
	return []Span{{0, len(x.Raw)}}
}

// sameWords finds the text of the first run in the source.
func sameWords(src, x *Text, runs []Span) []Span {
	w := x.Raw[runs[0].Start:runs[0].End]
	if i := strings.Index(src.Raw, w); i >= 0 {
		return []Span{{i, i + len(w)}}
	}
	return nil
}

func hasUpper(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) >= 0 }
