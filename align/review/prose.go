package review

import (
	"strings"
	"unicode"
)

// A phrase is a part of an English message: the page's own words, or words of
// the article that stand apart so as not to drag figures and quotation marks of
// the message to their side.
type phrase struct {
	Isolated bool
	Pieces   []piece
}

// The isolates of the bidirectional algorithm (UAX #9, 2.4), for places without
// markup.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// prose divides a message into phrases. What is isolated: a quotation “…” with
// right-to-left letters in it as a whole, for its words may begin with a number;
// elsewhere words of such letters with the spaces and numbers between them.
func prose(message string) []phrase {
	var out []phrase
	isolate(message, func(part string, isolated bool) {
		out = append(out, phrase{isolated, pieces(part)})
	})
	return out
}

// plainProse is a message for a tooltip.
func plainProse(message string) string {
	var b strings.Builder
	isolate(message, func(part string, isolated bool) {
		if isolated {
			b.WriteString(firstStrongIsolate + visible(part) + popIsolate)
		} else {
			b.WriteString(visible(part))
		}
	})
	return b.String()
}

// isolate calls yield with the parts of a message in order.
func isolate(message string, yield func(part string, isolated bool)) {
	const open, end = "“", "”"
	for message != "" {
		before, rest, found := strings.Cut(message, open)
		quoted, after, closed := strings.Cut(rest, end)
		if !found || !closed {
			isolateWords(message, yield)
			return
		}
		if strings.ContainsFunc(quoted, rightToLeft) {
			isolateWords(before, yield)
			yield(open, false)
			yield(quoted, true)
			yield(end, false)
		} else {
			isolateWords(before+open+quoted+end, yield)
		}
		message = after
	}
}

// isolateWords isolates right-to-left words outside quotations.
func isolateWords(s string, yield func(part string, isolated bool)) {
	for s != "" {
		start := strings.IndexFunc(s, rightToLeft)
		if start < 0 {
			yield(s, false)
			return
		}
		end := start
		for i, r := range s[start:] {
			if rightToLeft(r) || unicode.Is(unicode.M, r) {
				end = start + i + len(string(r))
			} else if r != ' ' && !unicode.IsDigit(r) {
				break
			}
		}
		if start > 0 {
			yield(s[:start], false)
		}
		yield(s[start:end], true)
		s = s[end:]
	}
}

// rightToLeft reports whether r is a letter of a script written from right to
// left, or an Arabic digit, which takes its place among such letters.
func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) && (unicode.IsLetter(r) || unicode.IsDigit(r)) ||
		r >= 0x660 && r <= 0x669 // the digits are of no script of their own
}
