package check

import (
	"strings"
	"unicode/utf8"
)

// runeSet is a set of marks, made for texts that hardly have any: letters, Latin or
// Arabic, are told apart from them without a search.
type runeSet struct {
	ascii [2]uint64
	rest  string
	first [4]uint64 // bytes that a mark begins with
}

func newRuneSet(marks string) *runeSet {
	s := &runeSet{}
	for i, r := range marks {
		s.first[marks[i]>>6] |= 1 << (marks[i] & 63)
		if r < 0x80 {
			s.ascii[r>>6] |= 1 << (r & 63)
		} else {
			s.rest += string(r)
		}
	}
	return s
}

func (s *runeSet) has(r rune) bool {
	switch {
	case r < 0x80:
		return s.ascii[r>>6]>>(r&63)&1 != 0
	case r >= 'ء' && r <= 'ي':
		return false
	}
	return strings.ContainsRune(s.rest, r)
}

// count is how many marks a text has.
func (s *runeSet) count(text string) float64 {
	n := 0
	for i := s.next(text, 0); i >= 0; i = s.next(text, i+1) {
		n++
	}
	return float64(n)
}

// in reports whether a text has any of the marks.
func (s *runeSet) in(text string) bool { return s.next(text, 0) >= 0 }

// next is the place of the first mark from byte i on, -1 for none.
func (s *runeSet) next(text string, i int) int {
	for ; i < len(text); i++ {
		if c := text[i]; s.first[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[i:]); s.has(r) {
			return i
		}
	}
	return -1
}
