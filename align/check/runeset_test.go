package check

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRuneSet(t *testing.T) {
	runes := rapid.StringOf(rapid.SampledFrom([]rune("ab.?!؟،ءيلگ«»“é\ufffd\x00")))
	rapid.Check(t, func(t *rapid.T) {
		marks, text := runes.Draw(t, "marks"), runes.Draw(t, "text")
		marks = strings.Map(func(r rune) rune {
			if r >= 'ء' && r <= 'ي' {
				return -1 // letters are no marks
			}
			return r
		}, marks)
		set := newRuneSet(marks)
		if got, want := set.in(text), strings.ContainsAny(text, marks); got != want {
			t.Fatalf("%q has one of %q: %v", text, marks, got)
		}
	})
}
