package segment

import (
	"strings"
	"unicode/utf8"
)

// endsAbbreviation decides for words that the rules know, initials and letters
// with stops between them; known is false for any other word.
func (c *cursor) endsAbbreviation(t *token, nx *following) (end, known bool) {
	k := t.known
	afterNumber := k&markUnit != 0 && (t.counted || c.afterNumber(t.start))
	switch {
	case t.initial && c.atStart(t.start):
		return false, true // a. as the number of an item, or J. Smith
	case t.initial && c.isNumbered(t.start):
		return nx.kind != lower, true
	case t.initial && t.kind == lower && nx.kind == digit:
		return false, true // b. 1450, d. 1505
	case afterNumber:
		return c.endsInner(nx, true), true
	case k&markNumber != 0 && nx.kind == digit:
		return false, true
	case k&markTitle != 0:
		return c.begins(nx) >= certain && !nx.glued, true
	case k&markTime != 0:
		return c.endsTime(t, nx), true
	case k&markList != 0:
		return nx.kind == upper || nx.kind == arabic && (c.conjoined(nx) || c.begins(nx) >= possible), true
	case k&markInner != 0 || t.dotted:
		return c.endsInner(nx, false), true
	case k&(markSpelled|markHomograph) != 0:
		if !c.isSpelledInitial(t, nx) {
			return false, false
		}
		return c.begins(nx) >= certain, true
	case t.initial && t.kind == arabic:
		return c.begins(nx) >= certain, true
	case t.initial && t.kind == upper:
		return c.endsInitial(t, nx), true
	}
	return false, false
}

// isSpelledInitial reports whether a letter's name is an initial: دي. كي. A name
// that is also a word needs another initial beside it; after a letter's name
// without a stop (سي إن إن) it ends an acronym and its stop is a full stop.
func (c *cursor) isSpelledInitial(t *token, nx *following) bool {
	const letter = markSpelled | markHomograph
	after := nx.kind == arabic && c.isStopped(nx) && c.known(nx)&letter != 0
	var buf [maxWord]byte
	i := t.start
	stopped := false
	for range 4 {
		_, cl, n := before(c.text, i)
		if cl == dot {
			stopped = true
		} else if cl != space && cl != ignorable {
			break
		}
		i -= n
	}
	from := i
	for range maxWord {
		_, cl, n := before(c.text, from)
		if cl != arabic && cl != ignorable {
			break
		}
		from -= n
	}
	beside := from >= c.start && c.lookup(fold(&buf, c.text[from:i]))&letter != 0
	if beside && !stopped {
		return false
	}
	return beside || after || t.known&markSpelled != 0
}

// known gives what the rules say about the word that follows.
func (c *cursor) known(nx *following) mark {
	var buf [maxWord]byte
	return c.lookup(fold(&buf, c.text[nx.at:nx.to]))
}

// isStopped reports whether a full stop stands right after the word that follows.
func (c *cursor) isStopped(nx *following) bool {
	_, cl := c.rightOf(nx.to)
	return cl == dot
}

// endsInner: an abbreviation that may end a sentence, as U.S. and هـ. do.
func (c *cursor) endsInner(nx *following, unit bool) bool {
	switch nx.kind {
	case arabic:
		b := c.begins(nx)
		return b >= likely || unit && (b == possible || c.beginsAfterUnit(nx))
	case upper:
		return c.begins(nx) >= likely || nx.quote
	}
	return false
}

// maxFronted is how far into a sentence, in bytes, a time of day is still its
// opening adverbial: At 5 a.m. Mr. Smith left.
const maxFronted = 16

// beginsAfterUnit reports whether the word that follows a unit begins a sentence:
// one joined to و without an article (with it, the unit is part of a series), or
// a topic with its article, unless it goes on (الموافق).
func (c *cursor) beginsAfterUnit(nx *following) bool {
	next := c.text[nx.at:nx.to]
	if rest, ok := strings.CutPrefix(next, "و"); ok {
		return !strings.HasPrefix(rest, "ال")
	}
	return strings.HasPrefix(next, "ال") && c.known(nx)&markContinue == 0
}

// endsTime: a.m. and p.m. end a sentence before a capital unless a day or a zone
// follows, or the time opens the sentence and a title follows.
func (c *cursor) endsTime(t *token, nx *following) bool {
	switch nx.kind {
	case arabic:
		return c.begins(nx) >= likely
	case upper:
		k := c.known(nx)
		if k&markTitle != 0 || k&markStarter == 0 && t.start-c.start <= maxFronted {
			return t.start-c.start > maxFronted
		}
		return k&markZone == 0
	}
	return false
}

// endsInitial: one capital letter of Latin script.
func (c *cursor) endsInitial(t *token, nx *following) bool {
	switch nx.kind {
	case arabic:
		return c.begins(nx) >= possible
	case upper:
		if nx.glued {
			return c.begins(nx) >= likely
		}
		if string(t.key) == "I" {
			return c.previousStart(t.start) == lower || c.begins(nx) >= likely
		}
		return c.begins(nx) >= likely
	}
	return false
}

// belief is how surely a word begins a sentence.
type belief uint8

const (
	unlikely belief = iota
	possible        // a verb, which begins a sentence or follows its subject
	likely          // و or ف before what looks like a verb; a word that often begins one
	certain         // و or ف before a known verb; a pronoun or conjunction
)

// begins judges the word that follows a stop.
func (c *cursor) begins(nx *following) belief {
	var buf [maxWord]byte
	key := fold(&buf, c.text[nx.at:nx.to])
	m := c.lookup(key)
	if m&markStarter != 0 {
		if (m&(markSpelled|markHomograph) != 0 || nx.to-nx.at == 1) && c.isStopped(nx) {
			return unlikely // an initial: A. B. Jones
		}
		return certain
	}
	if nx.kind != arabic {
		return unlikely
	}
	if c.isVerb(key) || c.isImperfect(key) {
		return possible
	}
	r, n := utf8.DecodeRune(key)
	if (r == 'و' || r == 'ف') && len(key) > n {
		if c.isVerb(key[n:]) {
			return certain
		}
		if c.isImperfect(key[n:]) {
			return likely
		}
	}
	return unlikely
}

// verbEndings follow the stem of a verb in the third person past: feminine,
// plural, and object pronouns.
var verbEndings = [...]string{"", "ت", "وا", "ه", "ها", "هم", "هما", "ني", "نا", "ته", "تها", "تهم"}

// isVerb reports whether key is a verb of the rules with one of the endings.
func (c *cursor) isVerb(key []byte) bool {
	for _, ending := range verbEndings {
		if n := len(key) - len(ending); n > 0 && string(key[n:]) == ending && c.lookup(key[:n])&(markVerb|markSpeech) != 0 {
			return true
		}
	}
	return false
}

// isImperfect reports whether key has the shape of an imperfect verb: ي or ت
// (after an optional س) before two letters or more, and no ending that only
// nouns have.
func (c *cursor) isImperfect(key []byte) bool {
	if c.lookup(key)&markNoun != 0 {
		return false
	}
	const n = len("ي") // every letter looked at here is two bytes
	if len(key) > n && string(key[:n]) == "س" {
		key = key[n:]
	}
	if len(key) < 3*n {
		return false
	}
	switch string(key[:n]) {
	case "ي", "ت":
	default:
		return false
	}
	return !endsIn(key, "ة") && !endsIn(key, "ات") && (!endsIn(key, "ا") || endsIn(key, "ها") || endsIn(key, "نا") || endsIn(key, "وا"))
}

// isNumbered reports whether the word before byte i is one that a letter or a
// Roman numeral numbers: vitamin C, World War I, المجموعة ب.
func (c *cursor) isNumbered(i int) bool {
	from, to := c.previousWord(i)
	var buf [maxWord]byte
	return c.lookup(fold(&buf, c.text[from:to]))&markNumbered != 0
}

// previousStart gives the class of the first letter of the word before byte i.
func (c *cursor) previousStart(i int) class {
	from, to := c.previousWord(i)
	if from == to {
		return other
	}
	_, cl, _ := at(c.text, from)
	return cl
}

// previousWord gives the word before the white space that ends at byte i; an
// empty one if there is none in the sentence.
func (c *cursor) previousWord(i int) (from, to int) {
	_, cl, n := before(c.text, i)
	if cl != space || i-n <= c.start {
		return i, i
	}
	to = i - n
	from = to
	for range maxWord {
		_, cl, n := before(c.text, from)
		if !cl.isLetter() && cl != ignorable || from <= c.start {
			break
		}
		from -= n
	}
	return from, to
}

// afterNumber reports whether a number stands before the word at byte i, with
// white space or nothing between them.
func (c *cursor) afterNumber(i int) bool {
	for range 4 {
		r, cl, n := before(c.text, i)
		if cl != space && cl != ignorable && r != '/' {
			return cl == digit
		}
		i -= n
	}
	return false
}

// listItem gives the place to cut before a number that continues an inline list
// (1. first 2. second) without a stop between the items, else 0.
func (c *cursor) listItem(st *stop, nx *following) int {
	if st.dots != 1 || st.marks || st.closed && !st.numbered || nx.glued || nx.end {
		return 0
	}
	if _, cl, _ := before(c.text, st.start); cl != digit {
		return 0
	}
	t := c.preceding(st.start)
	v := c.value(&t)
	if v == 0 || c.list == 0 || v != c.list+1 || c.atStart(t.start) {
		return 0
	}
	place := t.start
	for range 3 { // a bullet before the number goes with it
		r, cl, n := before(c.text, place)
		if cl != space && !isBullet(r) {
			break
		}
		place -= n
	}
	end := trimRight(c.text, c.start, place)
	if place == t.start || end <= c.start {
		return 0
	}
	c.list = v
	return end
}

// isListNumber reports whether t is the number of a list item: at the start of
// a sentence, or after a colon.
func (c *cursor) isListNumber(t *token) bool {
	v := c.value(t)
	if v == 0 || !c.atStart(t.start) && !c.afterColon(t.start) {
		return false
	}
	c.list = v
	return true
}

// value gives the number t stands for, 0 if it is none below 1000.
func (c *cursor) value(t *token) int {
	if !t.digits || t.runes > 3 {
		return 0
	}
	v := 0
	for i := t.start; ; {
		r, cl, n := at(c.text, i)
		if cl == ignorable {
			i += n
			continue
		}
		if cl != digit {
			return v
		}
		v = v*10 + digitValue(r)
		i += n
	}
}

// digitValue gives the value of a Western, Arabic-Indic or Persian digit.
func digitValue(r rune) int { return int(r & 0xF) }
