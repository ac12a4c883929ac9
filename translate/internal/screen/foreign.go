package screen

import (
	"strings"
	"sync"
	"unicode"

	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// foreignWords are function words of other languages in Latin letters that English
// does not have.
var foreignWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq("le la les des du une dans est pour que qui sur avec pas cette aux été " + // French
		"der das und ist nicht eine den dem mit von wurde auch sich " + // German
		"el los las una del por con para este como fue más " + // Spanish
		"il gli della che nel dei sono dalla " + // Italian
		"os das uma não foi pela dos " + // Portuguese
		"ve bir bu için ile olarak " + // Turkish
		"yang dan dengan untuk tidak dari") { // Indonesian
		out[w] = true
	}
	return out
})

// foreign finds answers in another language of the target's script: at least two of
// its function words, and fewer of the target's.
func foreign(p *Pair) string {
	const why = "the answer is in another language"
	if p.To == "ar" {
		// Persian and Urdu write these two letters in other characters than Arabic does.
		if n := strings.Count(p.Answer, "\u06a9") + strings.Count(p.Answer, "\u06cc"); n >= 3 && strings.Count(p.Source, "\u06a9")+strings.Count(p.Source, "\u06cc") == 0 {
			return why
		}
		return ""
	}
	if share, _ := share(p.Source, p.To); share > 0.2 {
		return "" // titles and names may stay
	}
	other, own := 0, 0
	for _, t := range arabic.Tokens(p.Answer) {
		if t.Kind != arabic.Latin {
			continue
		}
		w := strings.ToLower(strings.TrimFunc(t.Text(p.Answer), func(r rune) bool { return !unicode.IsLetter(r) }))
		switch {
		case foreignWords()[w]:
			other++
		case english.IsFunctionWord(w):
			own++
		}
	}
	if other >= 2 && other > own {
		return why
	}
	return ""
}
