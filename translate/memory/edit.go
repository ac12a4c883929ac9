package memory

import "tarjuman/internal/worddiff"

// Edit is one step on the way from one text to another: Op says what it does with
// the words of Text.
type Edit = worddiff.Edit

// Op is what an [Edit] does with its words.
type Op = worddiff.Op

// The operations.
const (
	Equal  = worddiff.Equal
	Delete = worddiff.Delete
	Insert = worddiff.Insert
)

// Diff returns the way from a to b word by word, in few and readable steps, as
// [Match.Diff] gives it: the texts of Equal and Delete steps joined are a, those of
// Equal and Insert steps are b.
func Diff(a, b string) []Edit { return worddiff.Diff(a, b) }
