package values

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// item is a token with what the lexicon knows of it. A phrase of the lexicon is
// one item.
type item struct {
	start, end int
	kind       arabic.TokenKind
	e          *entry
	text       string // normalised form, lower case
	digits     digits // of a number
	conj       bool   // the Arabic conjunction و or ف is attached
	def        bool   // the Arabic article is attached
	prep       bool   // an Arabic preposition is attached
	glued      bool   // no space before it
	capital    bool   // a Latin word with a capital first letter
	masked     bool   // part of an address, a handle or a hashtag
}

// scan divides the text into items.
func scan(text string, lang Lang, lex *lexicon) []item {
	masks := maskedRanges(text)
	toks := arabic.Tokens(text)
	items := make([]item, 0, len(toks)+8)
	end := 0
	for _, t := range toks {
		if t.Start < end {
			continue // read already, behind a currency code
		}
		for len(masks) > 0 && masks[0][1] <= t.Start {
			masks = masks[1:]
		}
		masked := len(masks) > 0 && t.Start >= masks[0][0] && t.Start < masks[0][1]
		if t.Kind != arabic.Latin || masked {
			items = append(items, makeItem(text, lang, t, end, masked))
			end = t.End
			continue
		}
		parts := splitHyphens(text, t)
		if code, number, ok := splitCurrency(text, t, lex); ok {
			parts = []arabic.Token{code, number}
		}
		for _, w := range parts {
			items = append(items, makeItem(text, lang, w, end, masked))
			end = w.End
		}
	}
	return lookupAll(items, lex)
}

func makeItem(text string, lang Lang, t arabic.Token, prevEnd int, masked bool) item {
	s := text[t.Start:t.End]
	masked = masked || strings.HasSuffix(text[:t.Start], "&#") // &#39; is an apostrophe
	it := item{start: t.Start, end: t.End, kind: t.Kind, glued: t.Start == prevEnd && t.Start > 0, masked: masked}
	switch t.Kind {
	case arabic.Number:
		it.digits = parseDigits(s, lang)
	case arabic.Word:
		it.text = arabic.Normalize(s)
	case arabic.Latin:
		r, _ := utf8.DecodeRuneInString(s)
		it.capital = unicode.IsUpper(r)
		it.text = strings.ToLower(s)
		if w, ok := cutPossessive(it.text); ok {
			it.text = w
		}
	default:
		it.text = s
	}
	return it
}

func cutPossessive(s string) (string, bool) {
	if w, ok := strings.CutSuffix(s, "'s"); ok {
		return w, true
	}
	return strings.CutSuffix(s, "’s")
}

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
	s := text[t.Start:t.End]
	n := 0
	for n < len(s) && n < 4 && s[n] >= 'A' && s[n] <= 'z' {
		n++
	}
	if n < 2 || n > 3 || n == len(s) || !hasDigit(s[n:n+1]) {
		return code, number, false
	}
	nd := lex.en[strings.ToLower(s[:n])]
	if nd == nil || nd.next["$"] == nil && (nd.entry == nil || len(nd.entry.units) == 0 || !lex.money(nd.entry.units[0])) {
		return code, number, false
	}
	from := t.Start + n
	number = arabic.Tokens(text[from:min(len(text), from+maxDigits+8)])[0]
	code = arabic.Token{Start: t.Start, End: from, Kind: arabic.Latin}
	return code, arabic.Token{Start: from, End: from + number.End, Kind: arabic.Number}, number.Kind == arabic.Number
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

// lookupAll finds every item in the lexicon and joins the items of a phrase, in
// place.
func lookupAll(items []item, lex *lexicon) []item {
	out := items[:0]
	for i := 0; i < len(items); {
		it := items[i]
		n := 1
		if it.kind != arabic.Number && !it.masked {
			n = it.lookup(items[i:], lex)
		}
		out = append(out, it)
		i += n
	}
	return out
}

// lookup sets the entry of the first of items, extends it over a phrase and
// returns how many items it took.
func (it *item) lookup(items []item, lex *lexicon) int {
	root := lex.en
	if it.kind == arabic.Word {
		root = lex.ar
	}
	nd := root[it.text]
	if nd == nil && it.kind == arabic.Word {
		nd = it.throughClitics(root)
	}
	if nd == nil && it.kind == arabic.Punct {
		nd = lex.ar[it.text]
	}
	if nd == nil {
		return 1
	}
	it.e = nd.entry
	taken := 1
	for j := 1; j < len(items) && len(nd.next) > 0; j++ {
		w := items[j].text
		if items[j].kind == arabic.Punct && !items[j].glued {
			break // the dollar of "a $5 bill" is not Australian
		}
		next := nd.next[w]
		if next == nil {
			if rest, ok := strings.CutPrefix(w, "ال"); ok {
				next = nd.next[rest]
			}
		}
		if next == nil && items[j].kind == arabic.Number && items[j].glued {
			next = nd.next[items[j].digits.plainText()]
		}
		if next == nil {
			break
		}
		nd = next
		if nd.entry != nil {
			it.e, it.end, taken = nd.entry, items[j].end, j+1
		}
	}
	return taken
}

// throughClitics looks an Arabic word up without its conjunction, preposition
// and article, and notes which it had.
func (it *item) throughClitics(root map[string]*node) *node {
	if it.blocked(root) {
		return nil
	}
	w := it.text
	if n := it.throughPrepositions(root, w); n != nil {
		return n
	}
	for _, c := range [...]string{"و", "ف"} {
		rest, ok := strings.CutPrefix(w, c)
		if !ok || len(rest) < 4 {
			continue
		}
		n := root[rest]
		if n == nil {
			n = it.throughPrepositions(root, rest)
		}
		if n != nil {
			it.conj = true
			return n
		}
	}
	return nil
}

var articles = [...]struct {
	text string
	prep bool
}{{"ال", false}, {"بال", true}, {"لل", true}, {"كال", true}}

func (it *item) throughPrepositions(root map[string]*node, w string) *node {
	for _, a := range articles {
		if rest, ok := strings.CutPrefix(w, a.text); ok && len(rest) >= 4 {
			if n := root[rest]; n != nil {
				it.def, it.prep = true, a.prep
				return n
			}
		}
	}
	for _, p := range [...]string{"ب", "ل", "ك"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 6 {
			if n := root[rest]; n != nil {
				it.prep = true
				return n
			}
		}
	}
	return nil
}

// blocked reports words that only look like a clitic and a number.
func (it *item) blocked(root map[string]*node) bool {
	n := root[it.text]
	return n != nil && n.entry.sign("stop")
}

// maskedRanges returns the byte ranges of web addresses, e-mail addresses,
// handles and hashtags: digits in them are not amounts.
func maskedRanges(s string) [][2]int {
	if !strings.ContainsAny(s, "@#/") {
		return nil
	}
	var out [][2]int
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !spaceAt(s, j) {
			j++
		}
		if j > i && isAddress(s[i:j]) {
			out = append(out, [2]int{i, j})
		}
		for j < len(s) && spaceAt(s, j) {
			j++
		}
		i = j
	}
	return out
}

func spaceAt(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r' || s[i] == 0xA0 && i > 0 && s[i-1] == 0xC2
}

func isAddress(w string) bool {
	if strings.Contains(w, "://") || strings.Contains(w, "www.") {
		return true
	}
	w = strings.TrimLeft(w, "(\"'“«[")
	if i := strings.IndexByte(w, '@'); i >= 0 && i+1 < len(w) {
		return true
	}
	if i := strings.IndexByte(w, '#'); i == 0 && len(w) > 1 {
		return !onlyDigits(w[1:])
	}
	if i := strings.IndexByte(w, '/'); i > 3 {
		return strings.Contains(w[:i], ".") && letterBefore(w[:i])
	}
	return false
}

// letterBefore reports a host name: its last label is Latin letters.
func letterBefore(host string) bool {
	label := host[strings.LastIndexByte(host, '.')+1:]
	if len(label) < 2 {
		return false
	}
	for i := 0; i < len(label); i++ {
		if c := label[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func onlyDigits(s string) bool {
	for _, r := range s {
		if _, ok := arabic.Digit(r); !ok {
			return false
		}
	}
	return true
}
