package arabic

import (
	"strings"
	"unicode/utf8"
)

// Analysis is one way to divide a written word into proclitics, stem and
// suffix. All three are normalised; Proclitics holds the letters as written in
// front (for example "وب" or "وال"), Definite reports whether the article is
// among them, and Suffix is an attached pronoun or an inflectional ending.
type Analysis struct {
	Proclitics string
	Stem       string
	Suffix     string
	Definite   bool
}

// Cost is the number of letters the analysis cuts off; cheaper analyses are
// more likely to be right when the stem is a known word.
func (a Analysis) Cost() int {
	return utf8.RuneCountInString(a.Proclitics) + utf8.RuneCountInString(a.Suffix)
}

// proclitics in the order they are tried: nothing first, then the longest
// common clusters. The article assimilates after ل (لل), so "لل" is ل + ال.
var proclitics = []struct {
	text     string
	definite bool
}{
	{"", false},
	{"وال", true}, {"فال", true}, {"بال", true}, {"كال", true}, {"ال", true}, {"لل", true}, {"ولل", true}, {"فلل", true},
	{"وبال", true}, {"فبال", true}, {"وكال", true}, {"اال", true},
	{"و", false}, {"ف", false}, {"ب", false}, {"ل", false}, {"ك", false}, {"س", false},
	{"وب", false}, {"ول", false}, {"وك", false}, {"وس", false}, {"فب", false}, {"فل", false}, {"فس", false},
	{"ا", false},
}

// suffixes: attached pronouns and regular inflectional endings, normalised.
var suffixes = []string{
	"",
	"ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي", "ني",
	"ات", "ون", "ين", "ان", "وا", "يه", "تين", "تان",
	"ته", "تها", "تهم", "تنا", "اته", "اتها", "اتهم", "اتنا",
	"وه", "وها", "وهم", "يها", "يهم", "اه", "اها", "اهم", "يا",
	"ا", "ت", "تا", "يو", "يون", "يين", "يات", "و",
}

// Analyses returns the possible divisions of a written word, the undivided word
// first, then by growing cost. Stems shorter than two letters are not offered.
// The word may carry diacritics and any spelling; the analyses are normalised.
func Analyses(word string) []Analysis {
	w := Normalize(word)
	out := make([]Analysis, 0, 16)
	for _, p := range proclitics {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok {
			continue
		}
		for _, s := range suffixes {
			stem, ok := strings.CutSuffix(rest, s)
			if !ok || utf8.RuneCountInString(stem) < 2 {
				continue
			}
			out = append(out, Analysis{p.text, stem, s, p.definite})
		}
	}
	sortByCost(out)
	return out
}

// sortByCost is an insertion sort: the lists are short and nearly ordered, and
// it must be stable without allocating.
func sortByCost(a []Analysis) {
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j].Cost() < a[j-1].Cost(); j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
}

// Stem returns a light stem of an Arabic word: normalised, without the most
// frequent proclitics and endings, never shorter than three letters where the
// word has as many. It follows light10 (Larkey, Ballesteros and Connell 2007)
// with conjunctions and the preposition clusters in front of the article.
func Stem(word string) string {
	w := Normalize(word)
	for _, p := range [...]string{"وبال", "وكال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 2 {
			w = rest
			break
		}
	}
	if rest, ok := strings.CutPrefix(w, "و"); ok && utf8.RuneCountInString(rest) >= 3 && len(w) == len(Normalize(word)) {
		w = rest
	}
	for _, s := range [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"} {
		if rest, ok := strings.CutSuffix(w, s); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return w
}
