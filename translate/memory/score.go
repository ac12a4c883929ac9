package memory

import (
	"slices"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"tarjuman/internal/worddiff"
)

// scorer compares entries with one query.
type scorer struct {
	q     *query
	runes map[uint32]rune // the query's words as single runes, for go-diff
	text  []rune
	// numbers reports whether the query holds any.
	numbers bool
	dmp     *diffmatchpatch.DiffMatchPatch
}

// foreign is the rune of every word that is not in the query. The query's own
// runes, at most maxTokens, stay far below it.
const foreign = '\uE000'

func newScorer(q *query) *scorer {
	s := &scorer{q: q, runes: map[uint32]rune{}, numbers: hasNumber(q.tokens), dmp: worddiff.NewDiffer()}
	for _, t := range q.tokens {
		if _, ok := s.runes[t.id()]; !ok {
			s.runes[t.id()] = rune(len(s.runes) + 1)
		}
	}
	s.text = s.encode(q.tokens)
	return s
}

func (s *scorer) encode(ts []token) []rune {
	out := make([]rune, len(ts))
	for i, t := range ts {
		if r, ok := s.runes[t.id()]; ok {
			out[i] = r
		} else {
			out[i] = foreign
		}
	}
	return out
}

// cost is what it takes to turn the entry's source into the query, in quarters of
// a word.
func (s *scorer) cost(e *entry) int {
	total := 0
	i, j := 0, 0 // tokens of the entry and of the query passed
	var del, ins []token
	flush := func() {
		total += s.replace(del, ins)
		del, ins = del[:0], ins[:0]
	}
	for _, d := range s.dmp.DiffMainRunes(s.encode(e.tokens), s.text, false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			flush()
			i += n
			j += n
		case diffmatchpatch.DiffDelete:
			del = append(del, e.tokens[i:i+n]...)
			i += n
		case diffmatchpatch.DiffInsert:
			ins = append(ins, s.q.tokens[j:j+n]...)
			j += n
		}
	}
	flush()
	if s.numbers || hasNumber(e.tokens) {
		// To the index and the diff all numbers are one word; here they are not.
		q, m := unshared(digits(s.q.text), digits(e.source))
		total += otherNumber * max(len(q), len(m))
	}
	return total
}

func hasNumber(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return t.id() == numberID })
}

// replace is the cost of one run of changed words: word for word in order, the
// rest added or dropped; marks apart from words.
func (s *scorer) replace(del, ins []token) int {
	dw, dp := divide(del)
	iw, ip := divide(ins)
	cost := max(dp, ip) * punctWeight
	n := min(len(dw), len(iw))
	for k := range n {
		cost += s.substitute(dw[k], iw[k])
	}
	cost += (max(len(dw), len(iw)) - n) * wordWeight
	if len(dw) != len(iw) && n > 0 && similar(s.join(dw), s.join(iw)) {
		// the same letters with other spaces: عبدالله and عبد الله
		cost = min(cost, max(dp, ip)*punctWeight+max(len(dw), len(iw))*similarCost)
	}
	return cost
}

func divide(ts []token) (words []token, marks int) {
	for _, t := range ts {
		if t.isPunct() {
			marks++
		} else {
			words = append(words, t)
		}
	}
	return words, marks
}

func (s *scorer) substitute(a, b token) int {
	if a.isName() && b.isName() || similar(s.q.words.word(a.id()), s.q.words.word(b.id())) {
		return similarCost
	}
	return wordWeight
}

func (s *scorer) join(ts []token) string {
	var w string
	for _, t := range ts {
		w += s.q.words.word(t.id())
	}
	return w
}

// similar reports whether two words share so many letters in order that one is
// probably a form or a misspelling of the other: 2·LCS/(len+len) of at least 0.7,
// which takes والرئيس for الرئيس and كتاب for كتب, and not قبل for قتل. Words of
// one or two letters are like no other: he and she are different words.
func similar(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if a != b && min(len(x), len(y)) < 3 {
		return false
	}
	if len(x) > 64 || len(y) > 64 {
		return a == b
	}
	need := 7 * (len(x) + len(y))
	if 20*min(len(x), len(y)) < need {
		return false
	}
	var row [65]int // lengths of the longest common subsequence
	for _, r := range x {
		diagonal := 0
		for j, c := range y {
			up := row[j+1]
			if r == c {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return 20*row[len(y)] >= need
}
