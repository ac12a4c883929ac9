package metric

import (
	"fmt"
	"strings"
	"unicode"
)

// Tokenizer is the way BLEU divides a line into words.
type Tokenizer string

// The tokenizers; the empty one means Tokenize13a.
const (
	Tokenize13a  Tokenizer = "13a"  // NIST's mteval-v13a: ASCII punctuation apart
	TokenizeIntl Tokenizer = "intl" // mteval-v14 --international-tokenization: Unicode's classes
	TokenizeNone Tokenizer = "none" // the line is tokenised already
)

// ParseTokenizer returns the tokenizer of that name.
func ParseTokenizer(name string) (Tokenizer, error) {
	switch t := Tokenizer(name); t {
	case "", Tokenize13a, TokenizeIntl, TokenizeNone:
		return t.name(), nil
	}
	return "", fmt.Errorf("no tokenizer %q: want 13a, intl or none", name)
}

func (t Tokenizer) name() Tokenizer {
	if t == "" {
		return Tokenize13a
	}
	return t
}

func (t Tokenizer) words(line string) []string {
	line = strings.TrimRightFunc(line, isSpace)
	switch t {
	case TokenizeNone:
	case TokenizeIntl:
		line = tokenizeIntl(line)
	default:
		line = tokenize13a(line)
	}
	return splitWords(line)
}

var (
	skipped13a  = strings.NewReplacer("<skipped>", "")
	joined13a   = strings.NewReplacer("-\n", "", "\n", " ")
	entities13a = [...][2]string{{"&quot;", `"`}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}}
)

// unescape13a undoes the four entities of the script, one after the other.
func unescape13a(line string) string {
	if strings.Contains(line, "&") {
		for _, e := range entities13a {
			line = strings.ReplaceAll(line, e[0], e[1])
		}
	}
	return line
}

// tokenize13a divides a line as NIST's mteval-v13a.pl does: ASCII punctuation
// and symbols stand alone, full stops and commas stay inside numbers, a hyphen is
// cut off after a digit.
func tokenize13a(line string) string {
	line = unescape13a(joined13a.Replace(skipped13a.Replace(line)))
	return detachMarks(detachSymbols(" " + line + " "))
}

// detachSymbols puts spaces around the class [\{-\~\[-\` -\&\(-\+\:-\@\/] of the
// original script.
func detachSymbols(line string) string {
	var b strings.Builder
	for _, c := range line {
		if isSymbol13a(c) {
			b.WriteByte(' ')
			b.WriteRune(c)
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// detachMarks is the second half of the script: full stops, commas, hyphens.
func detachMarks(line string) string {
	s := detach([]rune(line), false, func(c, next rune) bool { return isStop(next) && !isDigit(c) })
	s = detach(s, true, func(c, next rune) bool { return isStop(c) && !isDigit(next) })
	s = detach(s, false, func(c, next rune) bool { return next == '-' && isDigit(c) })
	return string(s)
}

func isStop(c rune) bool { return c == '.' || c == ',' }

func isSymbol13a(c rune) bool {
	return c >= '{' && c <= '~' || c >= '[' && c <= '`' || c >= ' ' && c <= '&' || c >= '(' && c <= '+' || c >= ':' && c <= '@' || c == '/'
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// detach applies one substitution of the script to every pair of characters that
// match accepts: (x)(y) becomes "x y " or, with first, " x y". Like the regular
// expression, a match consumes both characters.
func detach(s []rune, first bool, match func(c, next rune) bool) []rune {
	out := make([]rune, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		if i+1 >= len(s) || !match(s[i], s[i+1]) {
			out = append(out, s[i])
			continue
		}
		if first {
			out = append(out, ' ', s[i], ' ', s[i+1])
		} else {
			out = append(out, s[i], ' ', s[i+1], ' ')
		}
		i++
	}
	return out
}

// tokenizeIntl puts punctuation apart unless it stands between numbers, and
// symbols always, by Unicode's general categories.
func tokenizeIntl(line string) string {
	isNumber := func(r rune) bool { return unicode.Is(unicode.N, r) }
	s := detach([]rune(line), false, func(c, next rune) bool { return unicode.IsPunct(next) && !isNumber(c) })
	s = detach(s, true, func(c, next rune) bool { return unicode.IsPunct(c) && !isNumber(next) })
	var b strings.Builder
	for _, r := range s {
		if unicode.IsSymbol(r) {
			b.WriteString(" " + string(r) + " ")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
