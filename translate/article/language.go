package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// languageBytes is how much of a text is looked at to recognise its language.
const languageBytes = 64 << 10

//go:embed data/function-words.tsv
var functionWordData string

// functionWords maps a folded word to the languages it is a function word of.
var functionWords = sync.OnceValue(func() map[string][]string {
	words := make(map[string][]string)
	for line := range strings.Lines(functionWordData) {
		lang, word, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		word = foldLetters(word)
		words[word] = append(words[word], lang)
	}
	return words
})

// ownLetters are letters that occur in one of the languages written in Arabic
// script and in none of the others listed here. Those that Arabic borrows to
// spell foreign names, such as peh and gaf, prove little and are left out.
var ownLetters = map[rune]string{
	'ٹ': "ur", 'ڈ': "ur", 'ڑ': "ur", 'ے': "ur", 'ں': "ur", 'ھ': "ur",
	'ۆ': "ckb", 'ێ': "ckb", 'ڕ': "ckb", 'ڵ': "ckb",
	'ټ': "ps", 'ډ': "ps", 'ړ': "ps", 'ښ': "ps", 'ې': "ps", 'ګ': "ps", 'ځ': "ps", 'څ': "ps",
	'ة': "ar",
}

// DetectLanguage recognises the language of a text by the share of its scripts
// and by its function words: "ar", "en", another ISO 639 code such as "fa" (Persian)
// or "ur" (Urdu) if the text is recognised as something else, or "" if it
// cannot be told. The first 64 KB decide.
func DetectLanguage(text string) string {
	if len(text) > languageBytes {
		text = text[:runeStart(text, languageBytes)]
	}
	var arabic, latin, other int
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if isASCIILetter(r) {
				latin++
			}
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Latin, r):
			latin++
		default:
			other++
		}
	}
	switch {
	// An Arabic article may quote many Latin names; English ones quote Arabic
	// less, so a quarter of Arabic letters decides.
	case arabic > 0 && arabic*3 >= latin && arabic >= other:
		return arabicScriptLanguage(text)
	case latin > 0 && latin >= other:
		return latinScriptLanguage(text)
	}
	return ""
}

// arabicScriptLanguage tells Arabic from its neighbours in script. Arabic is the
// answer when nothing speaks for another.
func arabicScriptLanguage(text string) string {
	score, _, _ := countFunctionWords(text)
	for _, r := range text {
		if lang, ok := ownLetters[r]; ok {
			score[lang]++
		}
	}
	best := "ar"
	for _, lang := range []string{"fa", "ur", "ckb", "ps"} {
		if score[lang] > score[best] {
			best = lang
		}
	}
	return best
}

// latinScriptLanguage tells English from other languages in Latin letters.
func latinScriptLanguage(text string) string {
	score, words, ascii := countFunctionWords(text)
	best := "en"
	for _, lang := range []string{"fr", "es", "pt", "it", "de", "nl", "tr", "id", "sv"} {
		if score[lang] > score[best] {
			best = lang
		}
	}
	switch {
	// About two words in five of running English are in the list. A twelfth
	// leaves room for tables and lists of names.
	case score[best]*12 >= words && score[best] > 0:
		return best
	// A headline may have none; plain ASCII is then most likely English.
	case score[best] == 0 && words > 0 && words <= 12 && ascii:
		return "en"
	}
	return ""
}

// countFunctionWords counts the function words of each language in text, its
// words, and whether all its words are in ASCII.
func countFunctionWords(text string) (score map[string]int, words int, ascii bool) {
	known := functionWords()
	score = make(map[string]int)
	ascii = true
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		words++
		ascii = ascii && isASCIIText(word)
		for _, lang := range known[foldLetters(word)] {
			score[lang]++
		}
	}
	return score, words, ascii
}

// foldLetters makes words comparable across keyboards: lower case, no vowel
// marks, one kaf, one yeh and a bare alif.
func foldLetters(word string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'ک':
			return 'ك'
		case 'ی', 'ى', 'ې':
			return 'ي'
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ـ':
			return -1
		}
		if r >= 0x80 && unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
}

// isRightToLeft reports whether the language is written from right to left.
func isRightToLeft(lang string) bool {
	switch lang {
	case "ar", "fa", "ur", "ckb", "ps", "he", "yi", "sd", "ug", "dv":
		return true
	}
	return false
}

// settleLanguage decides Lang and Dir. What the text is written in outweighs what
// the document declares: templates often declare the language of their menus.
func (a *Article) settleLanguage() {
	var sample strings.Builder
	for _, p := range a.Paragraphs {
		if sample.Len() > languageBytes {
			break
		}
		sample.WriteString(p.Text[:runeStart(p.Text, min(len(p.Text), languageBytes))])
		sample.WriteByte('\n')
	}
	found := DetectLanguage(sample.String())
	if found != "" && a.Lang != "" && found != a.Lang {
		a.note("declared as %q, but the text looks like %q", a.Lang, found)
		a.Dir = ""
	}
	if found != "" {
		a.Lang = found
	}
	if a.Dir == "" {
		a.Dir = "ltr"
		if isRightToLeft(a.Lang) || a.Lang == "" && startsRightToLeft(sample.String()) {
			a.Dir = "rtl"
		}
	}
}

// startsRightToLeft reports whether the first letter is of a right-to-left
// script: rule P2 of Unicode Standard Annex 9, by script.
func startsRightToLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}
