package review

// commonSequence returns, for each element of a, its partner in b in a longest
// common subsequence, or -1. It needs memory in proportion to the two lists
// (Hirschberg 1975, "A linear space algorithm for computing maximal common
// subsequences"), and time in proportion to what differs, squared.
func commonSequence(a, b []string) []int {
	match := make([]int, len(a))
	for i := range match {
		match[i] = -1
	}
	numbers := map[string]int32{}
	s := sequences{match: match, forward: make([]int32, len(b)+1), backward: make([]int32, len(b)+1)}
	s.common(numbered(numbers, a), numbered(numbers, b), 0, 0)
	return match
}

// numbered gives equal strings equal numbers.
func numbered(numbers map[string]int32, list []string) []int32 {
	out := make([]int32, len(list))
	for i, s := range list {
		n, ok := numbers[s]
		if !ok {
			n = int32(len(numbers))
			numbers[s] = n
		}
		out[i] = n
	}
	return out
}

// sequences are the partners found, and rows of lengths that are used again.
type sequences struct {
	match             []int
	forward, backward []int32
}

// common matches x, which begins at i of the first list, with y, which begins at
// j of the second.
func (s *sequences) common(x, y []int32, i, j int) {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		s.match[i] = j
		x, y, i, j = x[1:], y[1:], i+1, j+1
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		s.match[i+len(x)-1] = j + len(y) - 1
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x) == 0 || len(y) == 0 {
		return
	}
	if len(x) == 1 {
		for k, n := range y {
			if n == x[0] {
				s.match[i] = j + k
				return
			}
		}
		return
	}
	mid := len(x) / 2
	at := s.divide(x[:mid], x[mid:], y)
	s.common(x[:mid], y[:at], i, j)
	s.common(x[mid:], y[at:], i+mid, j+at)
}

// divide returns where y is to be cut so that its two parts have most in common
// with the two parts of x.
func (s *sequences) divide(before, after, y []int32) int {
	f, b := s.forward[:len(y)+1], s.backward[:len(y)+1]
	clear(f)
	clear(b)
	for _, n := range before {
		diagonal := int32(0) // of the row before
		for k, m := range y {
			up := f[k+1]
			if n == m {
				f[k+1] = diagonal + 1
			} else {
				f[k+1] = max(up, f[k])
			}
			diagonal = up
		}
	}
	for r := len(after) - 1; r >= 0; r-- {
		diagonal := int32(0)
		for k := len(y) - 1; k >= 0; k-- {
			up := b[k]
			if after[r] == y[k] {
				b[k] = diagonal + 1
			} else {
				b[k] = max(up, b[k+1])
			}
			diagonal = up
		}
	}
	best := 0
	for k := range f {
		if f[k]+b[k] > f[best]+b[best] {
			best = k
		}
	}
	return best
}
