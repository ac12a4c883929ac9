package check

import (
	_ "embed"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

//go:embed rules/calque-words.tsv
var calqueWordsFile string

// calqueWords are the lists of rules/calque-words.tsv by name.
var calqueWords = sync.OnceValue(func() map[string]map[string]bool {
	lists := map[string]map[string]bool{}
	for line := range strings.Lines(calqueWordsFile) {
		name, row, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if lists[name] == nil {
			lists[name] = map[string]bool{}
		}
		for _, w := range strings.Fields(row) {
			lists[name][arabic.Normalize(w)] = true
		}
	}
	return lists
})
