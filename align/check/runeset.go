package check

import "strings"

// runeSet is a set of marks, made for texts that hardly have any: letters, Latin or
// Arabic, are told apart from them without a search.
type runeSet struct {
	ascii [2]uint64
	rest  string
}

func newRuneSet(marks string) *runeSet {
	s := &runeSet{}
	for _, r := range marks {
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
	for _, r := range text {
		if s.has(r) {
			n++
		}
	}
	return float64(n)
}

// in reports whether a text has any of the marks.
func (s *runeSet) in(text string) bool {
	for _, r := range text {
		if s.has(r) {
			return true
		}
	}
	return false
}
