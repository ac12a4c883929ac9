package translate

import (
	"strings"

	"tarjuman/internal/arabic"
)

// Term is a word or phrase of a glossary with the rendering to be used and those to
// be avoided.
type Term struct {
	Source    string
	Target    string // "" where only the forbidden ones are known
	Forbidden []string
}

// TermsInto returns the terms whose renderings are written like a language: a
// glossary may serve both directions.
func TermsInto(terms []Term, to string) []Term {
	var out []Term
	for _, t := range terms {
		if t.Source != "" && (t.Target == "" || arabic.Has(t.Target) == (to == "ar")) {
			out = append(out, t)
		}
	}
	return out
}

// TermSettings writes terms for [Info.Settings]: other terms make other answers.
func TermSettings(terms []Term) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(t.Source + "\t" + t.Target + "\t" + strings.Join(t.Forbidden, ";") + "\n")
	}
	return b.String()
}
