// Package screen decides whether an answer of a language model can be the
// translation of a sentence. A model may refuse, answer in place of translating,
// talk about its work, repeat the source, or obey what the sentence says; no
// prompt prevents that for certain, so every answer is looked at.
//
// The rules know nothing about the particular model. They are tuned to let every
// honest translation pass and to stop an answer that has little to do with its
// sentence; errors inside a translation are the business of the checks.
package screen

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// Pair is a sentence with the answer to be judged. Texts are compared as they
// are; languages are "ar" and "en".
type Pair struct {
	From, To       string
	Source, Answer string
	// Own are texts of the prompt that no answer may hold.
	Own []string
}

// Check returns why the answer cannot be the translation, in a few words, or ""
// when nothing speaks against it.
func Check(p Pair) string {
	for _, rule := range []func(*Pair) string{echo, language, foreign, ownWords, refusal, chatter, length, foreignAddress, addressed, content} {
		if why := rule(&p); why != "" {
			return why
		}
	}
	return ""
}

func words(s string) int { return len(strings.Fields(s)) }

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// echo finds the source in place of its translation.
func echo(p *Pair) string {
	if collapse(p.Source) == collapse(p.Answer) && words(p.Source) > 1 && strings.ContainsFunc(p.Source, isOf(p.From)) {
		return "the answer repeats the source"
	}
	return ""
}

func isOf(lang string) func(rune) bool {
	if lang == "ar" {
		return arabic.IsLetter
	}
	return func(r rune) bool { return unicode.Is(unicode.Latin, r) }
}

// share is how much of a text's letters are of a language's script, 1 for a text
// without letters.
func share(s, lang string) (share float64, letters int) {
	is := isOf(lang)
	own := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if is(r) {
				own++
			}
		}
	}
	if letters == 0 {
		return 1, 0
	}
	return float64(own) / float64(letters), letters
}

// Least shares of the target's script. Arabic sentences keep Latin names and
// titles; an English one has few reasons for Arabic letters.
const (
	leastLatin  = 0.75
	leastArabic = 0.4
	fewLetters  = 12
)

// language finds answers in another script than the target's.
func language(p *Pair) string {
	least := leastLatin
	if p.To == "ar" {
		least = leastArabic
	}
	got, letters := share(p.Answer, p.To)
	// What the source has of the target's script may stay.
	if kept, n := share(p.Source, p.To); n > 0 && kept > 1-least {
		return ""
	}
	if letters >= fewLetters && got < least {
		return fmt.Sprintf("the answer is not in the target language (%d of 100 letters)", int(100*got))
	}
	return ""
}

// shingle is how many words in a row prove that a text was copied.
const shingle = 6

// ownWords finds pieces of the prompt.
func ownWords(p *Pair) string {
	answer := " " + strings.ToLower(collapse(p.Answer)) + " "
	source := " " + strings.ToLower(collapse(p.Source)) + " "
	for _, own := range p.Own {
		fields := strings.Fields(strings.ToLower(own))
		n := min(shingle, len(fields))
		for i := 0; n > 0 && i+n <= len(fields); i++ {
			piece := strings.Join(fields[i:i+n], " ")
			if strings.Contains(answer, piece) && !strings.Contains(source, piece) {
				return "the answer holds a piece of the prompt"
			}
		}
	}
	return ""
}

// The length of a translation between these languages stays within these bounds,
// in code points per code point of the source; short sentences vary more.
const (
	leastRatio = 0.35
	mostRatio  = 3.0
	shortText  = 24
	slack      = 60
)

func length(p *Pair) string {
	s, a := utf8.RuneCountInString(strings.TrimSpace(p.Source)), utf8.RuneCountInString(strings.TrimSpace(p.Answer))
	if float64(a) > mostRatio*float64(s)+slack {
		return fmt.Sprintf("the answer is too long: %d characters for %d", a, s)
	}
	if s >= shortText && float64(a) < leastRatio*float64(s) {
		return fmt.Sprintf("the answer is too short: %d characters for %d", a, s)
	}
	return ""
}

// lines counts the lines of a text that hold something.
func lines(s string) int {
	n := 0
	for l := range strings.Lines(s) {
		if strings.TrimSpace(l) != "" {
			n++
		}
	}
	return n
}

func startsWithAny(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}
