package metric

import "slices"

// Tercom's limits, and sacreBLEU's on the candidates of one sentence.
const (
	maxShiftSize       = 10
	maxShiftDistance   = 50
	maxShiftCandidates = 1000
)

// edits counts the edits and shifts that turn hyp into ref: shifts are taken one
// at a time, the most useful first, while they save edits.
func edits(hyp, ref []string) int {
	if len(ref) == 0 {
		return len(hyp)
	}
	h, r := encodeWords(hyp, ref)
	d := newDistance(r)
	shifts, tried := 0, 0
	for {
		d.start(h)
		s := shifter{hyp: h, ref: r, d: d, before: d.cost()}
		found := s.best(&tried)
		if tried >= maxShiftCandidates || !found || s.saved <= 0 {
			return shifts + s.before
		}
		shifts++
		h = s.words
	}
}

// encodeWords numbers the words, equal ones alike.
func encodeWords(a, b []string) (x, y []int32) {
	ids := map[string]int32{}
	encode := func(words []string) []int32 {
		out := make([]int32, len(words))
		for i, w := range words {
			id, ok := ids[w]
			if !ok {
				id = int32(len(ids))
				ids[w] = id
			}
			out[i] = id
		}
		return out
	}
	return encode(a), encode(b)
}

// shifter looks for the shift that saves most.
type shifter struct {
	hyp, ref []int32
	d        *distance
	before   int // edits without a shift

	// the best shift so far
	saved, length, start, target int
	words                        []int32
}

// best tries the shifts of word sequences that both texts have, and reports
// whether there was one. Only words that are wrong where they stand move, and
// only to where the reference is not matched.
func (s *shifter) best(tried *int) bool {
	a := align(s.d.trace(len(s.hyp)), len(s.hyp), len(s.ref))
	for start := range s.hyp {
		for at := max(0, start-maxShiftDistance); at < len(s.ref) && at <= start+maxShiftDistance; at++ {
			for n := 1; n <= maxShiftSize && start+n <= len(s.hyp) && at+n <= len(s.ref) && s.hyp[start+n-1] == s.ref[at+n-1]; n++ {
				s.try(a, start, at, n, tried)
				if *tried >= maxShiftCandidates {
					return s.words != nil
				}
			}
		}
	}
	return s.words != nil
}

// try moves hyp[start:start+n] to every place beside or inside its counterpart at
// ref[at:at+n].
func (s *shifter) try(a alignment, start, at, n int, tried *int) {
	if !slices.Contains(a.hypWrong[start:start+n], true) || !slices.Contains(a.refWrong[at:at+n], true) {
		return
	}
	if p := a.of[at]; p >= start && p < start+n {
		return // it would move within itself
	}
	last := -1
	for offset := -1; offset < n; offset++ {
		target := 0
		if at+offset >= 0 {
			target = a.of[at+offset] + 1
		}
		if target == last {
			continue
		}
		last = target
		s.consider(start, n, target)
		*tried++
	}
}

// consider keeps a shift that is better than the best: more edits saved, then the
// longer one, then the earlier one, then the nearer to the beginning.
func (s *shifter) consider(start, n, target int) {
	words := shifted(s.hyp, start, n, target)
	s.d.measure(words, min(start, target))
	saved := s.before - s.d.cost()
	if s.words != nil {
		switch {
		case saved != s.saved:
			if saved < s.saved {
				return
			}
		case n != s.length:
			if n < s.length {
				return
			}
		case start != s.start:
			if start > s.start {
				return
			}
		case target >= s.target:
			return
		}
	}
	s.saved, s.length, s.start, s.target, s.words = saved, n, start, target, words
}

// shifted returns the words with n of them from start moved before target, or
// behind as many words when target lies within them.
func shifted(w []int32, start, n, target int) []int32 {
	moved := w[start : start+n]
	switch {
	case target < start:
		return slices.Concat(w[:target], moved, w[target:start], w[start+n:])
	case target > start+n:
		return slices.Concat(w[:start], w[start+n:target], moved, w[target:])
	}
	end := min(n+target, len(w))
	return slices.Concat(w[:start], w[start+n:end], moved, w[end:])
}

// alignment says for every word of the reference which word of the hypothesis it
// stands at (-1 before the first), and which words are wrong.
type alignment struct {
	of                 []int
	hypWrong, refWrong []bool
}

func align(trace []op, hyp, ref int) alignment {
	a := alignment{of: make([]int, ref), hypWrong: make([]bool, hyp), refWrong: make([]bool, ref)}
	h, r := -1, -1
	for _, o := range trace {
		if o != missing {
			h++
			a.hypWrong[h] = o != same
		}
		if o != surplus {
			r++
			a.refWrong[r] = o != same
			a.of[r] = h
		}
	}
	return a
}
