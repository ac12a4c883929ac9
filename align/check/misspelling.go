package check

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// misspellings finds Arabic words that are spelled as no dictionary spells them.
type misspellings struct{}

func (misspellings) Rules() []Rule {
	return []Rule{
		{
			Name: "spelling.word", Severity: Minor, MQM: "Fluency/Spelling", Group: SourceText,
			Summary: "common misspelling of an Arabic word",
			Detail: "A list of spellings that are wrong wherever they stand (ذالك, مسؤلية, بإسم), and a needless alef behind اء (مساءا). Joined particles and the article are " +
				"seen through. What whole newspapers write (فى, التى) is only noted.",
			Bad:  [][2]string{{"تحدث بإسم الحكومة مساءا عن ذالك.", "He spoke about that on behalf of the government in the evening."}},
			Good: [][2]string{{"تحدث باسم الحكومة مساء عن ذلك، وجاءا معا.", "He spoke about that on behalf of the government in the evening, and they came together."}},
		},
		{
			Name: "spelling.teh", Severity: Minor, MQM: "Fluency/Spelling", Group: SourceText,
			Summary: "ه written for ة",
			Detail: "A noun with the article takes no pronoun, so its last letter is ة where the lexicon knows the word with ة only. Words whose ه is a letter of the root " +
				"(المياه, الاتجاه) are left alone.",
			Bad:  [][2]string{{"زار الوفد المدينه القديمه.", "The delegation visited the old city."}},
			Good: [][2]string{{"زار الوفد المدينة القديمة ومصادر المياه في هذا الاتجاه.", "The delegation visited the old city and the sources of water in that direction."}},
		},
	}
}

func (misspellings) Unit(*Unit, func(Finding)) {}

func (misspellings) Document(d *Units, report func(Finding)) {
	var l ledgers
	words, tehs := l.of("spelling.word", true), l.counting("spelling.teh", "", true)
	for i := range d.Units {
		u := &d.Units[i]
		for _, t := range u.Ar.Tokens {
			if t.Kind != arabic.Word {
				continue
			}
			text := arabic.Strip(t.Text(u.Ar))
			if right, sev := respelling(text); right != "" {
				words.add(u, sev, t.Span(), "“"+text+"” is spelled "+right, right)
			}
			if tehAsHeh(u, t, text) {
				right := strings.TrimSuffix(text, "ه") + "ة"
				tehs.add(u, Minor, t.Span(), "“"+text+"” is spelled "+right, right)
			} else if strings.HasPrefix(text, "ال") && strings.HasSuffix(text, "ة") {
				tehs.right++
			}
		}
	}
	l.report(report)
}

//go:embed rules/misspellings.tsv
var misspellingFile string

// misspelled is the right spelling of a word, and what its slip is worth.
type misspelled struct {
	right    string
	severity Severity
}

var misspelledWords = sync.OnceValue(func() map[string]misspelled {
	m := map[string]misspelled{}
	for f := range tableLines(misspellingFile) {
		w := misspelled{f[1], Minor}
		if len(f) > 2 {
			w.severity = Info
		}
		m[f[0]] = w
	}
	return m
})

// The particles and articles that are joined before a listed word, longest first.
var wordOpenings = []string{"", "وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"}

// respelling is the right spelling of a word without marks, or "".
func respelling(text string) (right string, sev Severity) {
	if stem, ok := strings.CutSuffix(text, "اءا"); ok && utf8.RuneCountInString(strings.TrimLeft(stem, "وف")) >= 2 {
		return stem + "اء", Minor // جاءا, they both came, has one letter before
	}
	for _, p := range wordOpenings {
		rest, ok := strings.CutPrefix(text, p)
		if !ok {
			continue
		}
		if w, ok := misspelledWords()[rest]; ok {
			return p + w.right, w.severity
		}
	}
	return "", Info
}

// tehAsHeh reports a word with the article and a final ه that the lexicon knows with ة
// only.
func tehAsHeh(u *Unit, t Token, text string) bool {
	if !strings.HasPrefix(t.Norm, "ال") || !strings.HasSuffix(text, "ه") || len(t.Norm) < 10 {
		return false
	}
	word := strings.TrimPrefix(t.Norm, "ال")
	stem := strings.TrimSuffix(word, "ه")
	known := false
	for _, m := range u.know().lex.Lookup(text) {
		switch lemma := arabic.Normalize(m.Lemma); {
		case strings.HasSuffix(m.Lemma, "ه") || lemma == word && !strings.HasSuffix(m.Lemma, "ة"):
			return false
		case lemma == word, lemma == stem:
			known = true
		}
	}
	return known
}
