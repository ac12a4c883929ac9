package check

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed rules/capitals.tsv
var capitalsFile string

// capitalTable holds what English writes with capitals wherever it stands.
type capitalTable struct {
	words   map[string]bool
	phrases map[string][][]string // by first word
}

var alwaysCapital = sync.OnceValue(func() *capitalTable {
	t := &capitalTable{words: map[string]bool{}, phrases: map[string][][]string{}}
	for f := range tableLines(capitalsFile) {
		if len(f) != 2 {
			continue // the data test reports it
		}
		if f[0] == "word" {
			for w := range strings.FieldsSeq(f[1]) {
				t.words[w] = true
			}
			continue
		}
		for p := range strings.SplitSeq(f[1], ";") {
			words := strings.Fields(strings.ReplaceAll(p, "-", " "))
			t.phrases[words[0]] = append(t.phrases[words[0]], words)
		}
	}
	return t
})

// phraseAt returns how many words long the name is that begins at word j and has no
// capital at all; 0 for none.
func (t *capitalTable) phraseAt(ev *evidence, j int) int {
next:
	for _, words := range t.phrases[ev.en[j].k.norm] {
		if j+len(words) > len(ev.en) {
			continue
		}
		for n, want := range words {
			w := &ev.en[j+n]
			if w.k == nil || w.cap || w.k.norm != want && lowerWord(w.text) != want || n > 0 && distance(w.token, ev.en[j+n-1].token) > 1 {
				continue next
			}
		}
		return len(words)
	}
	return 0
}
