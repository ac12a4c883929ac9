package offline

import (
	"strings"
	"unicode"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// Gloss renders an Arabic text word for word in English. The result holds no
// Arabic letter and is never empty for a text with a letter or digit.
func (b *Backend) Gloss(text string) string {
	g := &glosser{lex: b.lexicon(), text: text, tokens: arabic.Tokens(text)}
	g.read()
	return join(reorder(g.pieces))
}

// piece is one rendered unit of the gloss: a word, a phrase, a number or a mark.
type piece struct {
	text  string
	role  role
	punct bool
	// glue says that no space stands before or after a mark.
	glueLeft, glueRight bool
	definite            bool
	// prefix are words that stand before the unit and what modifies it: "and",
	// "in", "for".
	prefix string
	// stop marks a unit that ends a phrase: nothing is moved across it.
	stop        bool
	preposition bool
}

// role is the part a unit plays in a noun phrase.
type role uint8

const (
	other role = iota
	noun
	adjective
	verb
	name
	number
)

// glosser walks over the tokens of one text.
type glosser struct {
	lex    *lexicon.Lexicon
	text   string
	tokens []arabic.Token
	pieces []piece
	// negation is what a particle in front asks of the next verb.
	negation string
	// absorbed is a preposition the phrase before has rendered already.
	absorbed string
	// nameNext says that the next word is part of a personal name.
	nameNext bool
}

func (g *glosser) read() {
	for i := 0; i < len(g.tokens); {
		switch t := g.tokens[i]; t.Kind {
		case arabic.Word:
			i += g.word(i)
		case arabic.Number:
			i += g.number(i)
		case arabic.Latin:
			g.add(piece{text: t.Text(g.text), role: name})
			i++
		default:
			g.mark(i)
			i++
		}
	}
}

func (g *glosser) add(p piece) { g.pieces = append(g.pieces, p) }

// number renders digits in Western form, and a date or amount as English writes
// it where the words around it say so.
func (g *glosser) number(i int) int {
	digits := westernNumber(g.tokens[i].Text(g.text))
	if unit, n := g.currencyAfter(i + 1); n > 0 {
		g.add(piece{text: digits + unit, role: noun})
		return 1 + n
	}
	g.add(piece{text: digits, role: number})
	return 1
}

var separators = strings.NewReplacer("٫", ".", "٬", ",")

func westernNumber(s string) string { return separators.Replace(arabic.FoldDigits(s)) }

// currencyAfter joins a magnitude behind a number ("مليون" gives " million").
func (g *glosser) currencyAfter(i int) (string, int) {
	if i >= len(g.tokens) || g.tokens[i].Kind != arabic.Word {
		return "", 0
	}
	if m, ok := magnitudes[arabic.Normalize(g.tokens[i].Text(g.text))]; ok {
		return " " + m, 1
	}
	return "", 0
}

var magnitudes = map[string]string{
	"الف": "thousand", "الفا": "thousand", "الاف": "thousand", "مليون": "million", "مليونا": "million", "ملايين": "million",
	"مليار": "billion", "مليارا": "billion", "مليارات": "billion", "بليون": "billion", "تريليون": "trillion", "تريليونات": "trillion",
}

// mark renders a punctuation mark in its English form.
func (g *glosser) mark(i int) {
	s := g.tokens[i].Text(g.text)
	if e, ok := englishMarks[s]; ok {
		s = e
	}
	p := piece{text: s, punct: true, stop: true}
	switch {
	case strings.ContainsAny(s, ".,;:?!%)]}"):
		p.glueLeft = true
	case strings.ContainsAny(s, "([{$€£#@"):
		p.glueRight = true
	case s == "\"" || s == "”" || s == "“" || s == "«" || s == "»":
		p.glueLeft, p.glueRight = g.quoteSides(i)
		p.text = "\""
	case s == "/" || s == "-" && g.tight(i):
		p.glueLeft, p.glueRight = true, true
	}
	if r := []rune(s); len(r) == 1 && arabic.IsLetter(r[0]) {
		return
	}
	g.add(p)
}

var englishMarks = map[string]string{"،": ",", "؛": ";", "؟": "?", "٪": "%", "۔": ".", "٫": ".", "٬": ",", "–": "–", "—": "—", "…": "..."}

// quoteSides decides from the spaces around a quotation mark whether it opens or
// closes; where there is space on both sides, marks alternate.
func (g *glosser) quoteSides(i int) (left, right bool) {
	t := g.tokens[i]
	before := t.Start > 0 && !endsInSpace(g.text[:t.Start])
	after := t.End < len(g.text) && !startsWithSpace(g.text[t.End:])
	if before != after {
		return before, after
	}
	open := 0
	for _, p := range g.pieces {
		if p.text == "\"" {
			open++
		}
	}
	return open%2 == 1, open%2 == 0
}

func (g *glosser) tight(i int) bool {
	t := g.tokens[i]
	return t.Start > 0 && !endsInSpace(g.text[:t.Start]) && t.End < len(g.text) && !startsWithSpace(g.text[t.End:])
}

func endsInSpace(s string) bool {
	return strings.TrimRightFunc(s, unicode.IsSpace) != s
}

func startsWithSpace(s string) bool {
	return strings.TrimLeftFunc(s, unicode.IsSpace) != s
}
