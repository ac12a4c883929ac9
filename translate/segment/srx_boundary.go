package segment

import (
	"errors"
	"regexp/syntax"
	"unicode"
)

// side is what stands on one side of a word boundary.
type side uint8

const (
	unsure  side = iota // anything
	word                // a word character
	nonWord             // another character
	free                // the edge of the pattern: a character may be looked at
)

// rewriteBoundaries replaces every \b of a parsed pattern by what it means at its
// place with letters of any script. RE2's own \b knows ASCII only and would fire
// within every Arabic word. Between a word character and another one it always
// holds and is dropped; at the outer edge of the pattern it becomes a class that
// takes the character there; where neither can be told it is refused.
func rewriteBoundaries(re *syntax.Regexp, left, right side) (*syntax.Regexp, error) {
	switch re.Op {
	case syntax.OpNoWordBoundary:
		return nil, errors.New(`\B`)
	case syntax.OpWordBoundary:
		return boundary(left, right)
	case syntax.OpConcat:
		for i, sub := range re.Sub {
			l, r := left, right
			if i > 0 {
				l = edge(re.Sub[:i], left, true)
			}
			if i < len(re.Sub)-1 {
				r = edge(re.Sub[i+1:], right, false)
			}
			rewritten, err := rewriteBoundaries(sub, l, r)
			if err != nil {
				return nil, err
			}
			re.Sub[i] = rewritten
		}
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		left, right = unsure, unsure
		fallthrough
	case syntax.OpCapture, syntax.OpAlternate, syntax.OpQuest:
		for i, sub := range re.Sub {
			rewritten, err := rewriteBoundaries(sub, left, right)
			if err != nil {
				return nil, err
			}
			re.Sub[i] = rewritten
		}
	}
	return re, nil
}

// boundary gives what \b means between two sides.
func boundary(left, right side) (*syntax.Regexp, error) {
	pattern := ""
	switch {
	case left == word && right == nonWord, left == nonWord && right == word:
	case left == right && (left == word || left == nonWord):
		return nil, errors.New(`\b that never holds`)
	case left == free && right == word:
		pattern = `(?:\A|[^` + wordSet + `])`
	case left == word && right == free:
		pattern = `(?:\z|[^` + wordSet + `])`
	case left == free && right == nonWord, left == nonWord && right == free:
		pattern = `[` + wordSet + `]`
	default:
		return nil, errors.New(`\b whose sides cannot be told`)
	}
	return syntax.Parse(pattern, syntax.Perl)
}

// edge gives what the last (or first) character of a sequence is; beyond is what
// stands there if the whole sequence may be empty.
func edge(subs []*syntax.Regexp, beyond side, last bool) side {
	for k := range subs {
		sub := subs[k]
		if last {
			sub = subs[len(subs)-1-k]
		}
		s, empty := edgeOf(sub, last)
		if !empty {
			return s
		}
		if s == free { // nothing but an empty match
			continue
		}
		if rest := edge(trimSubs(subs, k, last), beyond, last); rest == s {
			return s
		}
		return unsure
	}
	return beyond
}

func trimSubs(subs []*syntax.Regexp, k int, last bool) []*syntax.Regexp {
	if last {
		return subs[:len(subs)-1-k]
	}
	return subs[k+1:]
}

// edgeOf gives what the last (or first) character of re is and whether re may
// match the empty string; side free means that it matches nothing else.
func edgeOf(re *syntax.Regexp, last bool) (s side, empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		if last {
			return sideOf(re.Rune[len(re.Rune)-1], re.Rune[len(re.Rune)-1]), false
		}
		return sideOf(re.Rune[0], re.Rune[0]), false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			k := sideOf(re.Rune[i], re.Rune[i+1])
			if k == unsure || i > 0 && k != s {
				return unsure, false
			}
			s = k
		}
		return s, false
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary:
		return free, true
	case syntax.OpCapture, syntax.OpPlus:
		return edgeOf(re.Sub[0], last)
	case syntax.OpStar, syntax.OpQuest:
		s, _ = edgeOf(re.Sub[0], last)
		return s, true
	case syntax.OpRepeat:
		s, empty = edgeOf(re.Sub[0], last)
		return s, empty || re.Min == 0
	case syntax.OpConcat:
		s = edge(re.Sub, free, last)
		return s, s == free
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			k, e := edgeOf(sub, last)
			if empty = empty || e; i > 0 && k != s {
				return unsure, empty
			}
			s = k
		}
		return s, empty
	}
	return unsure, false
}

// sideOf says whether the runes from lo to hi are all word characters or all not.
func sideOf(lo, hi rune) side {
	first := isWordRune(lo)
	for r := lo + 1; r <= hi; r++ {
		if isWordRune(r) != first {
			return unsure
		}
	}
	if first {
		return word
	}
	return nonWord
}

func isWordRune(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Pc)
}
