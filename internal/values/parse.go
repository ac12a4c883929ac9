package values

import (
	"iter"
	"sync"

	"tarjuman/internal/arabic"
)

// Parse returns the values of a text in order of appearance; they do not
// overlap. A date is one value, and so is an amount with its unit. Digits in web
// addresses, e-mail addresses, handles and hashtags are no values.
func Parse(text string, lang Lang) []Value {
	return ParseTokens(text, lang, func(yield func(arabic.Token, *Word) bool) {
		var w Word
		for t := range arabic.All(text) {
			w.read(t.Text(text), t.Kind)
			if !yield(t, &w) {
				return
			}
		}
	})
}

// ParseTokens is [Parse] of a text whose tokens, all of them in order, are known already.
func ParseTokens(text string, lang Lang, tokens iter.Seq2[arabic.Token, *Word]) []Value {
	p := parsers.Get().(*parser)
	p.text, p.lang, p.lex = text, lang, load()
	p.scan(tokens)
	for i := 0; i < len(p.items); {
		next := p.value(i)
		if next <= i {
			next = i + 1
		}
		i = next
	}
	p.inherit()
	out := p.out
	p.reset()
	parsers.Put(p)
	return out
}

// parsers are at rest; they keep their room.
var parsers = sync.Pool{New: func() any { return &parser{} }}

// mostItems is up to how many items a parser at rest keeps room for.
const mostItems = 1 << 10

// reset makes a parser forget its text.
func (p *parser) reset() {
	items, last, first := p.items[:0], p.last[:0], p.first[:0]
	if cap(items) > mostItems {
		items, last, first = nil, nil, nil
	}
	clear(p.items)
	*p = parser{items: items, last: last, first: first}
}

// parser walks over the items of one text.
type parser struct {
	text  string
	lang  Lang
	lex   *lexicon
	items []item
	out   []Value
	last  []int // for each value of out, the item after it
	first []int // for each value of out, its first item
	depth int   // how deep additions of magnitudes are nested
	money bool  // a currency sign stands before the number being read
}

func (p *parser) at(i int) *item {
	if i < 0 || i >= len(p.items) {
		return nil
	}
	return &p.items[i]
}

// emit adds a value made of items from..to-1.
func (p *parser) emit(v Value, from, to int) int {
	v.Start, v.End = p.items[from].start, p.items[to-1].end
	if v.Mult == 0 {
		v.Mult = 1
	}
	p.out = append(p.out, v)
	p.first = append(p.first, from)
	p.last = append(p.last, to)
	return to
}

// value reads the value that starts at item i, if one does, and returns the item
// to go on with.
func (p *parser) value(i int) int {
	it := &p.items[i]
	if it.masked {
		return i + 1
	}
	if it.kind == arabic.Number {
		return p.number(i)
	}
	if it.e == nil {
		return p.nameless(i)
	}
	for _, read := range [...]func(*parser, int) int{
		(*parser).currencyFirst, (*parser).weekday, (*parser).month, (*parser).yearMark,
		(*parser).hourMark, (*parser).pastHour, (*parser).decadeWord, (*parser).centuryMark,
	} {
		if next := read(p, i); next > i {
			return next
		}
	}
	if next := p.percentFirst(i); next > i {
		return next
	}
	if it.e.sign("minus") && p.at(i+1) != nil {
		return p.negative(i)
	}
	p.money = false
	if a, ok := p.amountAt(i); ok {
		return p.finish(i, a)
	}
	return p.single(i)
}

// percentFirst reads %25, as some keyboards have it.
func (p *parser) percentFirst(i int) int {
	n := p.at(i + 1)
	if p.items[i].kind != arabic.Punct || !p.items[i].e.sign("percent") || n == nil || n.kind != arabic.Number || !n.glued || n.masked {
		return i
	}
	a, ok := p.amountAt(i + 1)
	if !ok {
		return i
	}
	return p.emit(Value{Kind: Percent, Num: a.num, Mult: a.mult}, i, a.next)
}

// nameless handles an item the lexicon does not know: a name with digits in it,
// a minus sign, a Roman numeral.
func (p *parser) nameless(i int) int {
	it := &p.items[i]
	switch it.kind {
	case arabic.Latin:
		if v, ok := identifier(p.text[it.start:it.end]); ok {
			return p.emit(v, i, i+1)
		}
		if n := roman(p.text[it.start:it.end]); n > 0 {
			if prev := p.at(i - 1); prev != nil && (prev.capital || prev.kind == arabic.Word) && p.lang == English {
				return p.emit(Value{Kind: Ordinal, Num: float64(n), Weak: true}, i, i+1)
			}
		}
	case arabic.Word:
		return p.arabicIdentifier(i)
	case arabic.Punct:
		if isHyphen(it.text) || it.text == "-" {
			return p.negative(i)
		}
	}
	return i + 1
}

// negative reads a number with a minus sign or word. A hyphen counts when it
// stands apart from what comes before and touches the digits.
func (p *parser) negative(i int) int {
	it, n := &p.items[i], p.at(i+1)
	if n == nil || n.kind != arabic.Number || n.masked {
		return i + 1
	}
	if it.kind == arabic.Punct && (!n.glued || it.glued || it.text == "–" || i > 0 && p.items[i-1].kind == arabic.Number) {
		return i + 1
	}
	p.money = false
	a, ok := p.amountAt(i + 1)
	if !ok {
		return i + 1
	}
	a.num = -a.num
	return p.finish(i, a)
}

// number reads a value that starts with digits.
func (p *parser) number(i int) int {
	d := p.items[i].digits
	switch d.form {
	case notNumber:
		return i + 1
	case clock:
		return p.clock(i, i)
	case ratio:
		return p.ratio(i)
	case dotted:
		return p.dottedDate(i)
	}
	if next := p.numericDate(i); next > i {
		return next
	}
	p.money = false
	a, ok := p.amountAt(i)
	if !ok {
		return i + 1
	}
	return p.finish(i, a)
}

// ratio reads 3:1 as two numbers.
func (p *parser) ratio(i int) int {
	d := p.items[i].digits
	for k := range 2 {
		p.emit(Value{Kind: Number, Num: float64(d.parts[k])}, i, i+1)
	}
	a, b := &p.out[len(p.out)-2], &p.out[len(p.out)-1]
	for j, r := range p.text[a.Start:a.End] {
		if r == ':' {
			b.Start = a.Start + j + 1
			a.End = a.Start + j
			break
		}
	}
	return i + 1
}

// finish decides what a number is from what follows it.
func (p *parser) finish(i int, a amount) int {
	if !a.vague {
		for _, read := range [...]func(*parser, int, *amount) int{
			(*parser).digitSuffix, (*parser).timeAfter, (*parser).dateAfter, (*parser).centuryAfter,
		} {
			if next := read(p, i, &a); next > i {
				return next
			}
		}
	}
	v := Value{Kind: Number, Num: a.num, Alt: a.alt, Mult: a.mult, Spelled: a.spelled, Weak: a.weak, Reversed: a.reversed, Reordered: a.reordered}
	if a.spelled && p.properName(i, a.next) {
		v.Weak = true
	}
	switch {
	case a.vague:
		v.Kind, v.Weak = Vague, true
	case a.fraction:
		v.Kind, v.Weak = Fraction, true
	case a.ordinal:
		v.Kind = Ordinal
	}
	if a.vague {
		return p.emit(v, i, a.next)
	}
	next := p.quantity(&v, a.next)
	if v.Kind == Number && next == a.next {
		if k := p.shortName(i, &a); k > 0 {
			v.Kind = Identifier
			next = k
		} else if y := p.shortYear(i, &a); y > 0 {
			v.Kind, v.Year = Date, y
		} else if plainYear(&a) {
			v.Kind, v.Year = Date, int(a.num)
			next = p.era(&v, next)
		}
	}
	return p.emit(v, i, next)
}

// properName reports a number in words that is part of an English name: Six Flags.
func (p *parser) properName(i, next int) bool {
	it, n, prev := p.at(i), p.at(next), p.at(i-1)
	return it.capital && n != nil && n.capital && n.kind == arabic.Latin && prev != nil && prev.kind == arabic.Latin
}

// shortName tells 5G and 3D from amounts: digits with one or two capitals glued.
func (p *parser) shortName(i int, a *amount) int {
	n := p.at(a.next)
	if n == nil || !n.glued || n.kind != arabic.Latin || !n.capital || n.end-n.start > 3 || p.items[i].kind != arabic.Number {
		return 0
	}
	return a.next + 1
}

// plainYear reports four digits without separators that read as a year.
func plainYear(a *amount) bool {
	return !a.spelled && a.digits.form == plain && a.digits.length == 4 && a.mult == 1 && a.num >= 1400 && a.num < 2200
}

// shortYear reads the end of "1950-53" and "2017/18".
func (p *parser) shortYear(i int, a *amount) int {
	sep, from := p.at(i-1), p.at(i-2)
	if a.spelled || a.digits.form != plain || a.digits.length != 2 || sep == nil || from == nil || !p.items[i].glued || !sep.glued {
		return 0
	}
	d := from.digits
	if !isHyphen(sep.text) && sep.text != "/" || from.kind != arabic.Number || d.form != plain || d.length != 4 || d.num >= 2200 {
		return 0
	}
	century, last := int(d.num)/100*100, int(d.num)%100
	if int(a.num) <= last {
		return 0
	}
	return century + int(a.num)
}

// single reads a word that is a value by itself: a bare unit, a dual, noon, a
// word that implies a number.
func (p *parser) single(i int) int {
	it := &p.items[i]
	e := it.e
	switch {
	case e.sign("noon"):
		return p.emit(Value{Kind: Time, Num: 720, Clock24: true, Weak: true}, i, i+1)
	case e.sign("midnight"):
		return p.emit(Value{Kind: Time, Num: 0, Clock24: true, Weak: true}, i, i+1)
	case e.points != nil:
		return p.emit(Value{Kind: Percent, Num: *e.points, Spelled: true, Dual: true}, i, i+1)
	case len(e.units) > 0:
		return p.bareUnit(i)
	case e.dualNoun:
		return p.emit(Value{Kind: Number, Num: 2, Spelled: true, Dual: true, Weak: true}, i, i+1)
	case e.weak != nil:
		return p.emit(Value{Kind: Number, Num: *e.weak, Spelled: true, Weak: true, Implied: true}, i, i+1)
	case it.kind == arabic.Word:
		return p.arabicIdentifier(i)
	}
	return i + 1
}
