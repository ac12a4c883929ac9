package values

import "tarjuman/internal/arabic"

// englishAmount reads a number in English words: twenty-one, a hundred and five,
// two and a half million, half a million, two thirds, twenty-first, a dozen.
func (p *parser) englishAmount(i int) (amount, bool) {
	it := p.items[i]
	if it.e == nil {
		return amount{}, false
	}
	switch e := it.e; {
	case e.sign("a"):
		return p.afterArticle(i)
	case e.card != nil:
		return p.englishCardinal(i)
	case e.frac != nil && !e.plural:
		return p.englishFraction(i)
	case e.ord != nil:
		return amount{num: *e.ord, mult: 1, next: i + 1, spelled: true, ordinal: true}, true
	case e.vague != nil:
		return p.englishVague(i)
	case e.mult != nil && e.unsure&unsureMult == 0:
		return amount{num: *e.mult, mult: 1, next: i + 1, spelled: true, vague: true}, true
	}
	return amount{}, false
}

// word returns the index of the next word, seeing through one hyphen.
func (p *parser) word(i int) int {
	if it := p.at(i); it != nil && it.glued && isHyphen(it.text) {
		return i + 1
	}
	return i
}

func (p *parser) entryAt(i int) *entry {
	if it := p.at(i); it != nil && !it.masked && it.kind != arabic.Number {
		return it.e
	}
	return nil
}

// afterArticle reads "a hundred", "a dozen", "a half", "a third of", "a quarter".
func (p *parser) afterArticle(i int) (amount, bool) {
	j := p.word(i + 1)
	e := p.entryAt(j)
	switch {
	case e == nil:
	case e.mult != nil && e.unsure&unsureMult == 0:
		a := amount{num: 1, mult: 1, next: j, spelled: true}
		p.englishRest(&a, true)
		return a, true
	case e.frac != nil && !e.plural:
		return p.englishFraction(j)
	case e.frac != nil && e.ord != nil && p.entryAt(j+1).sign("of"):
		a := amount{num: *e.frac, alt: *e.ord, mult: 1, next: j + 1, spelled: true, fraction: true, weak: true}
		return a, true
	}
	return amount{}, false
}

func (p *parser) englishFraction(i int) (amount, bool) {
	a := amount{num: *p.items[i].e.frac, mult: 1, next: i + 1, spelled: true, fraction: true}
	j := p.word(i + 1)
	if p.entryAt(j).sign("of") && p.entryAt(j+1).sign("a") {
		j++
	}
	if p.entryAt(j).sign("a") {
		j++
	}
	if m := p.multAt(p.word(j)); m > 0 && p.items[p.word(j)].e.unsure&unsureMult == 0 {
		j = p.word(j)
		a.num, a.mult, a.next, a.fraction = a.num*m, m, j+1, false
	}
	return a, true
}

func (p *parser) englishVague(i int) (amount, bool) {
	a := amount{num: *p.items[i].e.vague, mult: 1, next: i + 1, spelled: true, vague: true}
	if p.entryAt(i + 1).sign("of") {
		if e := p.entryAt(i + 2); e != nil && e.vague != nil {
			a.num, a.next = a.num**e.vague, i+3
		}
	}
	return a, true
}

// englishCardinal reads a cardinal and what it may turn into: an ordinal
// (twenty-first) or a fraction (two thirds).
func (p *parser) englishCardinal(i int) (amount, bool) {
	a := amount{num: *p.items[i].e.card, mult: 1, next: i + 1, spelled: true}
	j := p.word(i + 1)
	e := p.entryAt(j)
	if e != nil && a.num >= 20 && e.card != nil && *e.card > 0 && *e.card < 10 {
		a.num, a.next = a.num+*e.card, j+1
		j = p.word(a.next)
		e = p.entryAt(j)
	}
	if a.num >= 18 && a.num <= 20 && a.next == i+1 && j == a.next && e != nil && e.card != nil && *e.card >= 10 { // nineteen eighty-four
		if late, ok := p.englishCardinal(j); ok && late.num < 100 && late.mult == 1 && !late.ordinal && !late.fraction {
			late.num += a.num * 100
			return late, true
		}
	}
	switch {
	case e == nil:
	case a.num >= 20 && a.num < 100 && e.ord != nil && *e.ord < 10 && a.next == i+1:
		a.num, a.next, a.ordinal = a.num+*e.ord, j+1, true
		return a, true
	case e.frac != nil && e.plural && a.num < 20:
		a.num, a.next, a.fraction = a.num**e.frac, j+1, true
		return a, true
	}
	a.weak = a.num <= 1
	p.englishRest(&a, false)
	return a, true
}

// englishRest goes on behind a number below a hundred: hundreds, magnitudes and
// what they add. article is set when the number was "a".
func (p *parser) englishRest(a *amount, article bool) {
	if !article {
		p.englishHalf(a)
	}
	total, cur := 0.0, a.num
	for {
		j := p.word(a.next)
		e := p.entryAt(j)
		if e == nil {
			break
		}
		if m := p.multAt(j); m > 0 && e.unsure&unsureMult == 0 && cur > 0 {
			if m <= 100 {
				cur *= m
			} else {
				total, cur = total+cur*m, 0
				a.mult = m
			}
			a.next, a.weak = j+1, false
			continue
		}
		if a.next = p.englishTail(j, &total, &cur, a.mult, a.next); a.next <= j {
			break
		}
	}
	a.num = total + cur
}

// englishTail adds a number below a hundred, or a hundred, behind "hundred" or a
// magnitude, with or without "and". It returns the next item, or was if there is none.
func (p *parser) englishTail(j int, total, cur *float64, mult float64, was int) int {
	if *cur > 0 && *cur < 100 || *cur == 0 && mult < 1000 || *cur >= 100 && int(*cur)%100 != 0 {
		return was
	}
	and := p.items[j].text == "and"
	if and {
		j++
	}
	e := p.entryAt(j)
	if e == nil || e.card == nil || *e.card < 1 {
		return was
	}
	if and && *cur == 0 && p.multAt(p.word(j+1)) >= 1000 {
		return was // "a thousand and two million" are two numbers
	}
	v := *e.card
	j++
	if k := p.word(j); v >= 20 {
		if u := p.entryAt(k); u != nil && u.card != nil && *u.card > 0 && *u.card < 10 {
			v, j = v+*u.card, k+1
		}
	}
	*cur += v
	return j
}

// englishHalf reads "and a half", "and a quarter", with hyphens too.
func (p *parser) englishHalf(a *amount) {
	j := p.word(a.next)
	it := p.at(j)
	if it == nil || it.text != "and" {
		return
	}
	j = p.word(j + 1)
	if !p.entryAt(j).sign("a") {
		return
	}
	j = p.word(j + 1)
	if e := p.entryAt(j); e != nil && e.frac != nil && !e.plural {
		a.num, a.next, a.weak = a.num+*e.frac, j+1, false
	}
}
