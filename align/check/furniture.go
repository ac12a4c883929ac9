package check

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

//go:embed rules/furniture.tsv
var furnitureFile string

// furnitureWords is the most words a line of furniture has; credits are short.
const furnitureWords = 14

// furnitureLine is a line that belongs to a paper, not to its article: credits, links
// to other articles, notices of rights.
type furnitureLine struct {
	words []string
	open  bool // any words may follow
}

var furniture = sync.OnceValue(func() map[string][]furnitureLine {
	byFirst := map[string][]furnitureLine{}
	for f := range tableLines(furnitureFile) {
		begin, open := strings.CutSuffix(f[0], " …")
		if words := plainWords(newText(begin)); len(words) > 0 {
			byFirst[words[0]] = append(byFirst[words[0]], furnitureLine{words, open})
		}
	}
	return byFirst
})

// isFurniture reports whether the text is such a line.
func isFurniture(x *Text) bool {
	words := plainWords(x)
	if len(words) == 0 || len(words) > furnitureWords {
		return false
	}
	return slices.ContainsFunc(furniture()[words[0]], func(l furnitureLine) bool {
		return len(words) >= len(l.words) && slices.Equal(words[:len(l.words)], l.words) && (l.open || len(words) == len(l.words))
	})
}

// plainWords are the normal forms of the words of x, and the marks that tell such
// lines from sentences: a bracket at the beginning, colons, the copyright sign.
func plainWords(x *Text) []string {
	var words []string
	for i, t := range x.Tokens {
		if t.Kind != arabic.Punct || t.Norm == "©" || t.Norm == ":" || t.Norm == "(" && i == 0 {
			words = append(words, t.Norm)
		}
	}
	return words
}
