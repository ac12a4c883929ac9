package values

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// Word is what a token of a text may say about amounts wherever it stands: the words
// and marks it is made of, looked up. A program that meets the same words again and
// again keeps them, and parses with [ParseTokens].
type Word struct {
	parts []item // with places from the start of the token
	code  bool   // a currency code that may have an amount glued to it
}

// NewWord looks a token up as it is written.
func NewWord(text string, kind arabic.TokenKind) *Word {
	w := &Word{}
	w.read(text, kind)
	return w
}

// read makes w the word of a token.
func (w *Word) read(text string, kind arabic.TokenKind) {
	lex := load()
	w.parts, w.code = w.parts[:0], false
	whole := arabic.Token{End: len(text), Kind: kind}
	if kind != arabic.Latin {
		w.parts = append(w.parts, lookUp(text, whole, lex))
		return
	}
	for _, t := range splitHyphens(text, whole) {
		w.parts = append(w.parts, lookUp(text, t, lex))
	}
	w.code = codeLength(text, lex) > 0
}

// lookUp makes an item of a token, with the node of the lexicon it leads to.
func lookUp(text string, t arabic.Token, lex *lexicon) item {
	it := makeItem(text, t)
	if it.kind != arabic.Number {
		it.find(lex)
	}
	return it
}

// makeItem makes an item of a token; the digits of a number are for the text to read.
func makeItem(text string, t arabic.Token) item {
	s := text[t.Start:t.End]
	it := item{digits: &noDigits, start: t.Start, end: t.End, kind: t.Kind}
	switch t.Kind {
	case arabic.Number:
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

// find sets the node of the lexicon that the item leads to, and what is attached to it.
func (it *item) find(lex *lexicon) {
	root := lex.root(it.kind)
	it.node = root[it.text]
	if it.node == nil && it.kind == arabic.Word {
		it.node = it.throughClitics(root)
	}
	if it.node == nil && it.kind == arabic.Punct {
		it.node = lex.ar[it.text]
	}
}

// root is where tokens of a kind are looked up.
func (l *lexicon) root(kind arabic.TokenKind) map[string]*node {
	if kind == arabic.Word {
		return l.ar
	}
	return l.en
}
