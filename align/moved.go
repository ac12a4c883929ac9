package align

import (
	"cmp"
	"math"
	"slices"
)

// A translator, or an editor after her, moves a passage now and then. Links are in
// text order, so its sentences stay unaligned on both sides; this second pass finds
// them and notes on each link where its counterpart seems to be.

// movedPrior is the chance that an unaligned sentence was moved rather than cut
// or added. It is spread over all the places where its counterpart could be.
const movedPrior = 0.05

// mostMovedNodes bounds the lattices of one pass: what is beyond goes unnoticed.
const mostMovedNodes = 4_000_000

// moved is a link that crosses others: sentences that the path leaves unaligned.
type moved struct {
	source, target []int
	score          float64
	reasons        []Reason
}

// noteMoved looks among the unaligned sentences of both sides for those that
// translate each other and fills Elsewhere of their links.
func (p *problem) noteMoved(links []Link) {
	src, tgt := alone(links)
	if len(src) == 0 || len(tgt) == 0 {
		return
	}
	found := p.crossing(runsOf(src, p.n), runsOf(tgt, p.m))
	slices.SortStableFunc(found, func(a, b moved) int { return cmp.Compare(b.score, a.score) })
	for _, f := range found {
		if slices.ContainsFunc(f.source, func(i int) bool { return len(links[src[i]].Elsewhere) > 0 }) ||
			slices.ContainsFunc(f.target, func(j int) bool { return len(links[tgt[j]].Elsewhere) > 0 }) {
			continue
		}
		for _, i := range f.source {
			links[src[i]].Elsewhere, links[src[i]].Reasons = f.target, f.reasons
		}
		for _, j := range f.target {
			links[tgt[j]].Elsewhere, links[tgt[j]].Reasons = f.source, f.reasons
		}
	}
}

// alone maps the unaligned sentences of each side to their links. What a user
// locked as unaligned is left out: it was decided.
func alone(links []Link) (src, tgt map[int]int) {
	src, tgt = map[int]int{}, map[int]int{}
	for k, l := range links {
		switch {
		case l.Locked || joins(l):
		case len(l.Source) > 0:
			src[l.Source[0]] = k
		default:
			tgt[l.Target[0]] = k
		}
	}
	return src, tgt
}

// stretch is a run of unaligned sentences of one side.
type stretch struct{ from, to int }

// runsOf returns for each of n sentences the run of unaligned ones that it is in;
// of others the run is empty.
func runsOf(alone map[int]int, n int) []stretch {
	runs := make([]stretch, n)
	for k := 0; k < n; {
		to := k
		for _, ok := alone[to]; ok; _, ok = alone[to] {
			to++
		}
		for i := k; i < to; i++ {
			runs[i] = stretch{k, to}
		}
		k = max(to, k+1)
	}
	return runs
}

// crossing aligns every pair of runs that share rare words. Where the words of one
// link speak for it so clearly that the odds against a move are met, the passage
// was moved, and the links beside it need only be likelier than chance.
func (p *problem) crossing(src, tgt []stretch) []moved {
	v := p.views[0]
	seen := map[rect]bool{}
	nodes := 0
	odds := math.Log(float64(len(src)+len(tgt)) / 2 / movedPrior)
	var found []moved
	for _, c := range candidatesOf(v.src, v.tgt, v.table) {
		s, t := src[c.i], tgt[c.j]
		r := rect{s.from, t.from, s.to, t.to}
		if s.to == s.from || t.to == t.from || seen[r] {
			continue
		}
		seen[r] = true
		if nodes += (s.to - s.from + 1) * (t.to - t.from + 1); nodes > mostMovedNodes {
			break
		}
		passage := p.within(r)
		if slices.ContainsFunc(passage, func(m moved) bool { return m.score >= odds && hasContent(m.reasons) }) {
			found = append(found, slices.DeleteFunc(passage, func(m moved) bool { return m.score < 0 })...)
		}
	}
	return found
}

// within aligns two runs with each other.
func (p *problem) within(r rect) []moved {
	bl := p.newBlock(r, p.chain(r))
	bl.fill(p)
	var out []moved
	x := explainer{bl: bl, source: p.source, target: p.target}
	i, j := 0, 0
	for _, k := range bl.lattice.best() {
		di, dj := extent(k)
		if di > 0 && dj > 0 {
			out = append(out, moved{run(r.i0+i, di), run(r.j0+j, dj), bl.scorer.score(i, j, k), x.reasons(i, j, di, dj)})
		}
		i, j = i+di, j+dj
	}
	return out
}
