package values

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// splitHyphens divides a compound of letters (year-old, twenty-one) into its
// words and hyphens. A token with digits in it (F-16) stays whole.
func splitHyphens(text string, t arabic.Token) []arabic.Token {
	s := text[t.Start:t.End]
	if t.Kind != arabic.Latin || !strings.ContainsAny(s, "-‑") {
		return []arabic.Token{t}
	}
	if hasDigit(s) {
		return splitPrefix(s, t)
	}
	var out []arabic.Token
	from := 0
	for i, r := range s {
		if r != '-' && r != '‑' {
			continue
		}
		if i > from {
			out = append(out, arabic.Token{Start: t.Start + from, End: t.Start + i, Kind: arabic.Latin})
		}
		from = i + utf8.RuneLen(r)
		out = append(out, arabic.Token{Start: t.Start + i, End: t.Start + from, Kind: arabic.Punct})
	}
	if from < len(s) {
		out = append(out, arabic.Token{Start: t.Start + from, End: t.End, Kind: arabic.Latin})
	}
	return out
}

// splitCurrency divides a currency code from the amount glued to it: EUR500,
// US11,000. The amount may go on behind the token.
func splitCurrency(text string, t arabic.Token, lex *lexicon) (code, number arabic.Token, ok bool) {
	n := codeLength(text[t.Start:t.End], lex)
	if n == 0 {
		return code, number, false
	}
	from := t.Start + n
	number = arabic.Tokens(text[from:min(len(text), from+maxDigits+8)])[0]
	code = arabic.Token{Start: t.Start, End: from, Kind: arabic.Latin}
	return code, arabic.Token{Start: from, End: from + number.End, Kind: arabic.Number}, number.Kind == arabic.Number
}

// codeLength is the length of the currency code that a token begins with, digits behind
// it; 0 for none.
func codeLength(s string, lex *lexicon) int {
	n := 0
	for n < len(s) && n < 4 && s[n] >= 'A' && s[n] <= 'z' {
		n++
	}
	if n < 2 || n > 3 || n == len(s) || !hasDigit(s[n:n+1]) {
		return 0
	}
	nd := lex.en[strings.ToLower(s[:n])]
	if nd == nil || nd.next["$"] == nil && (nd.entry == nil || len(nd.entry.units) == 0 || !lex.money(nd.entry.units[0])) {
		return 0
	}
	return n
}

// splitPrefix divides a lower-case prefix from a number: mid-1990s, under-21.
func splitPrefix(s string, t arabic.Token) []arabic.Token {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	if n < 2 || s[n] != '-' {
		return []arabic.Token{t}
	}
	out := []arabic.Token{{Start: t.Start, End: t.Start + n, Kind: arabic.Latin}, {Start: t.Start + n, End: t.Start + n + 1, Kind: arabic.Punct}}
	for _, r := range arabic.Tokens(s[n+1:]) {
		out = append(out, arabic.Token{Start: t.Start + n + 1 + r.Start, End: t.Start + n + 1 + r.End, Kind: r.Kind})
	}
	return out
}

func hasDigit(s string) bool {
	for _, r := range s {
		if _, ok := arabic.Digit(r); ok {
			return true
		}
	}
	return false
}
