package check

import (
	"cmp"
	"slices"
)

// matching pairs the words of the two texts off: where evidence lets a word be
// explained by any number of others, here each explains one, or several next to
// each other. A word that another clause has already used up is free again, which
// is what tells a lost clause from a repeated word.
type matching struct {
	ar, en []float32 // how well each word is explained
	link   []int32   // by Arabic word: the English word, -1 for none
}

// offDiagonalCost is what a link loses by standing at the other end of the text.
const offDiagonalCost = 0.4

// Neighbours that may share a word: an Arabic word and the next one (a phrase), and
// the English words of one Arabic word.
const (
	shareAr = 1
	shareEn = 2
)

// matching pairs the words off, once.
func (ev *evidence) matching() *matching {
	if ev.pairedOff == nil {
		ev.pairedOff = ev.newMatching()
	}
	return ev.pairedOff
}

func (ev *evidence) newMatching() *matching {
	type link struct {
		ar, en        int32
		strength, key float32
	}
	n := 0
	for _, p := range ev.pairs {
		n += len(p)
	}
	links := make([]link, 0, n)
	for i := range ev.pairs {
		for _, l := range ev.pairs[i] {
			links = append(links, link{int32(i), l.en, l.strength, l.strength - offDiagonalCost*ev.offDiagonal(i, int(l.en))})
		}
	}
	slices.SortStableFunc(links, func(a, b link) int { return cmp.Compare(b.key, a.key) })
	m := &matching{ar: make([]float32, len(ev.ar)), en: make([]float32, len(ev.en)), link: make([]int32, len(ev.ar))}
	back := make([]int32, len(ev.en))
	for i := range m.link {
		m.link[i] = -1
	}
	for _, l := range links {
		takenAr, takenEn := m.ar[l.ar] > 0, m.en[l.en] > 0
		if takenAr && takenEn || takenEn && apartBy(back[l.en], l.ar) > shareAr || takenAr && apartBy(m.link[l.ar], l.en) > shareEn {
			continue
		}
		if !takenAr {
			m.link[l.ar] = l.en
		}
		if !takenEn {
			back[l.en] = l.ar
		}
		m.ar[l.ar], m.en[l.en] = max(m.ar[l.ar], l.strength), max(m.en[l.en], l.strength)
	}
	return m
}

func apartBy(a, b int32) int32 { return max(a-b, b-a) }

// counterpart returns the English words between the partners of the words around an
// Arabic run, half-open; ok is false where the order of the texts differs there.
func (m *matching) counterpart(ev *evidence, run gap) (from, to int, ok bool) {
	from, to = 0, len(ev.en)
	for i := run.first - 1; i >= 0; i-- {
		if m.paired(ev, i) {
			from = int(m.link[i]) + 1
			break
		}
	}
	for i := run.last + 1; i < len(ev.ar); i++ {
		if m.paired(ev, i) {
			to = int(m.link[i])
			break
		}
	}
	return from, to, from <= to
}

func (m *matching) paired(ev *evidence, i int) bool {
	return m.link[i] >= 0 && m.ar[i] >= partLink && ev.ar[i].weight() > 0
}
