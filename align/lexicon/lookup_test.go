package lexicon

import (
	"fmt"
	"slices"
	"testing"
)

func glosses(ms []Match) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Gloss)
	}
	return out
}

func TestTmp(t *testing.T) {
	l := Default()
	fmt.Println(l.Len())
	for _, w := range []string{"وسيعلنون", "اجتمع", "المتطرفة", "انسحابها", "للتعامل", "يتطلعون", "مستمرة", "استقراره", "تشكل", "ودعا"} {
		fmt.Println(w, glosses(l.Lookup(w)))
	}
	_ = slices.Contains[[]string]
}
