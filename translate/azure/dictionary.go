package azure

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/translate"
)

// The service renders a phrase as told where it is marked up in the text
// (learn.microsoft.com/azure/ai-services/translator/dynamic-dictionary). The mark-up
// is charged like text.
const (
	openMark  = `<mstrans:dictionary translation="`
	innerMark = `">`
	closeMark = `</mstrans:dictionary>`
)

// dictionary are the terms that are marked up in texts of one direction, the longest
// first.
type dictionary []translate.Term

func newDictionary(terms []translate.Term, to string) dictionary {
	var d dictionary
	for _, t := range translate.TermsInto(terms, to) {
		if t.Target != "" && strings.TrimSpace(t.Source) != "" {
			d = append(d, t)
		}
	}
	slices.SortStableFunc(d, func(a, b translate.Term) int { return cmp.Compare(len(b.Source), len(a.Source)) })
	return d
}

// mark returns a text with its terms marked up. A term counts where it stands as
// written, as whole words; of two that overlap the one that begins first, then the
// longer one.
func (d dictionary) mark(text string) string {
	if len(d) == 0 || strings.Contains(text, "mstrans:") { // mark-up of its own would be closed by ours
		return text
	}
	var b strings.Builder
	from := 0
	for at := 0; at < len(text); {
		t, ok := d.at(text, at)
		if !ok {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
			continue
		}
		b.WriteString(text[from:at] + openMark + html.EscapeString(t.Target) + innerMark + t.Source + closeMark)
		at += len(t.Source)
		from = at
	}
	return b.String() + text[from:]
}

// at returns the term that stands at a place of a text.
func (d dictionary) at(text string, at int) (translate.Term, bool) {
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); wordRune(before) {
		return translate.Term{}, false
	}
	for _, t := range d {
		if rest, ok := strings.CutPrefix(text[at:], t.Source); ok {
			if after, _ := utf8.DecodeRuneInString(rest); !wordRune(after) || rest == "" {
				return t, true
			}
		}
	}
	return translate.Term{}, false
}

// wordRune reports whether a rune is part of a word.
func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}
