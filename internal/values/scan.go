package values

import (
	"iter"
	"strings"

	"tarjuman/internal/arabic"
)

// item is a token with what the lexicon knows of it. A phrase of the lexicon is
// one item.
type item struct {
	start, end int
	kind       arabic.TokenKind
	node       *node   // what the lexicon has for its first word, nil for nothing
	e          *entry  // of the phrase
	text       string  // normalised form, lower case
	digits     *digits // of a number; never nil
	conj       bool    // the Arabic conjunction و or ف is attached
	def        bool    // the Arabic article is attached
	prep       bool    // an Arabic preposition is attached
	glued      bool    // no space before it
	capital    bool    // a Latin word with a capital first letter
	masked     bool    // part of an address, a handle or a hashtag
}

// scan divides the text into items: the parts of its tokens, phrases as one.
func (p *parser) scan(tokens iter.Seq2[arabic.Token, *Word]) {
	masks := maskedRanges(p.text)
	for t, w := range tokens {
		if t.Start < p.end() {
			continue // read already, behind a currency code
		}
		for len(masks) > 0 && masks[0][1] <= t.Start {
			masks = masks[1:]
		}
		if len(masks) > 0 && t.Start >= masks[0][0] && t.Start < masks[0][1] {
			it := makeItem(p.text, t)
			it.masked = true
			p.add(it)
			continue
		}
		if w.code {
			if code, number, ok := splitCurrency(p.text, t, p.lex); ok {
				p.add(lookUp(p.text, code, p.lex))
				p.add(lookUp(p.text, number, p.lex))
				continue
			}
		}
		for _, it := range w.parts {
			it.start += t.Start
			it.end += t.Start
			p.add(it)
		}
	}
	p.joinPhrases()
}

// end is where the last item ends.
func (p *parser) end() int {
	if n := len(p.items); n > 0 {
		return p.items[n-1].end
	}
	return 0
}

// add adds an item with what its place in the text says of it.
func (p *parser) add(it item) {
	it.glued = it.start > 0 && it.start == p.end()
	it.masked = it.masked || strings.HasSuffix(p.text[:it.start], "&#") // &#39; is an apostrophe
	if it.kind == arabic.Number {
		d := parseDigits(p.text[it.start:it.end], p.lang)
		it.digits = &d
	}
	p.items = append(p.items, it)
}

// joinPhrases gives the items their entries and joins those of a phrase, in place.
func (p *parser) joinPhrases() {
	out := p.items[:0]
	for i := 0; i < len(p.items); {
		it := p.items[i]
		n := 1
		if it.kind != arabic.Number && !it.masked {
			n = it.join(p.items[i:], p.lex)
		}
		out = append(out, it)
		i += n
	}
	clear(p.items[len(out):])
	p.items = out
}

// join sets the entry of the first of items, extends it over a phrase and
// returns how many items it took.
func (it *item) join(items []item, lex *lexicon) int {
	nd := it.node
	if it.text == "واحد" && len(items) > 1 && items[1].text == "عشر" {
		it.text, it.conj = "احد", true // وأحد عشر is folded like one
		nd = lex.root(it.kind)[it.text]
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
