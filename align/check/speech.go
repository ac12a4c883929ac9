package check

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed rules/speech.tsv
var speechFile string

// speechTable knows the verbs that report speech.
type speechTable struct {
	arabic  map[string]gender // forms, with the gender of who speaks; noGender for the plural
	english map[string]bool
}

var speechVerbs = sync.OnceValue(func() *speechTable {
	t := &speechTable{arabic: map[string]gender{}, english: map[string]bool{}}
	for f := range tableLines(speechFile) {
		if len(f) != 2 {
			continue // the data test reports it
		}
		for w := range strings.FieldsSeq(f[1]) {
			switch f[0] {
			case "masculine":
				t.arabic[w] = masculine
			case "feminine":
				t.arabic[w] = feminine
			case "plural":
				t.arabic[w] = noGender
			case "english":
				t.english[w] = true
			}
		}
	}
	return t
})

// arabicSaying reports whether a normalised Arabic word reports speech, and the
// gender of the one who speaks.
func (t *speechTable) arabicSaying(norm string) (gender, bool) {
	g, ok := t.arabic[norm]
	if !ok {
		g, ok = t.arabic[withoutConjunction(norm)]
	}
	return g, ok
}
