package align

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// What a sentence itself says of whether it has a counterpart, in log-likelihood
// ratios: what editors drop and add is short more often than what they translate
// (bylines, captions, fillers), and lines of the page rather than of the article
// belong to one edition of it.
const (
	shortAlone    = 0.8
	shortLetters  = 30 // at so many letters 1/e of that is left
	pageLineAlone = 2
)

// longestPageLine is how many letters a line of the page may have.
const longestPageLine = 90

// loneliness returns, by sentence, what is added where it stays unaligned.
func loneliness(s *side, text []string) []float32 {
	out := make([]float32, len(text))
	for i := range text {
		x := float64(s.size[i]) / shortLetters
		out[i] = float32(shortAlone * math.Exp(-x*x))
		if s.size[i] <= longestPageLine && pageLine(text[i]) {
			out[i] += pageLineAlone
		}
	}
	return out
}

// pageLines lists how lines of a news page begin that are not part of its article, in
// any language; see the file.
//
//go:embed page-lines.txt
var pageLines string

// pageLineStarts are the beginnings, folded, by their first words.
var pageLineStarts = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(pageLines) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words := foldedWords(line, 1<<10)
			m[words[0]] = append(m[words[0]], strings.Join(words, " "))
		}
	}
	return m
})

// longestStart is how many words of a line are compared.
const longestStart = 5

// pageLine reports whether a line begins like one of the page.
func pageLine(text string) bool {
	words := foldedWords(text, longestStart)
	if len(words) == 0 {
		return false
	}
	if byline(text) {
		return true
	}
	line := strings.Join(words, " ") + " "
	for _, start := range pageLineStarts()[words[0]] {
		if strings.HasPrefix(line, start+" ") {
			return true
		}
	}
	return false
}

// longestByline is how many words a line has that names the writer.
const longestByline = 7

// byline reports whether a line says by whom the article is and nothing else: "By", and
// capitals without an end mark.
func byline(text string) bool {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > longestByline || words[0] != "By" && words[0] != "BY" || ended(text) {
		return false
	}
	for _, w := range words[1:] {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "and" {
			return false
		}
	}
	return true
}

// foldedWords returns the first words of a text without marks, in small letters, Arabic
// normalised. A colon behind the first words stays: "Photo:" is not "Photo".
func foldedWords(text string, most int) []string {
	var out []string
	for field := range strings.FieldsSeq(text) {
		w := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' })
		if w == "" {
			continue
		}
		w = arabic.Normalize(strings.ToLower(w))
		if strings.HasSuffix(field, ":") || strings.HasSuffix(field, "：") {
			w += ":"
		}
		out = append(out, w)
		if len(out) == most {
			break
		}
	}
	return out
}
