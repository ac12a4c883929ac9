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
	text       string  // normalised form, lower case
	digits     *digits // of a number; never nil
	conj       bool    // the Arabic conjunction و or ف is attached
	def        bool    // the Arabic article is attached
	prep       bool    // an Arabic preposition is attached
	glued      bool    // no space before it
	capital    bool    // a Latin word with a capital first letter
	masked     bool    // part of an address, a handle or a hashtag
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
	it := item{digits: &noDigits, start: t.Start, end: t.End, kind: t.Kind, glued: t.Start == prevEnd && t.Start > 0, masked: masked}
	switch t.Kind {
	case arabic.Number:
		d := parseDigits(s, lang)
		it.digits = &d
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
	if it.text == "واحد" && len(items) > 1 && items[1].text == "عشر" {
		it.text, it.conj = "احد", true // وأحد عشر is folded like one
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
