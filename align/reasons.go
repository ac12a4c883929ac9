package align

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// maxReasons is how many reasons a link gives.
const maxReasons = 6

// evidence is a token pair that speaks for a link.
type evidence struct {
	view   int
	p, q   int32 // tokens of the view's flat arrays
	i, j   int   // sentences of the block
	weight float64
}

// explainer gives links their reasons; its working memory is reused from link to
// link.
type explainer struct {
	bl             *block
	source, target []string
	found          []evidence
}

// minReason is the least log-likelihood ratio of a token pair worth telling.
const minReason = 0.7

// reasons lists the strongest evidence for linking source sentences i..i+a and
// target sentences j..j+b of the block. Every token supports one reason only
// (competitive linking, Melamed 2000).
func (x *explainer) reasons(i, j, a, b int) []Reason {
	if a == 0 || b == 0 {
		return nil
	}
	x.collect(i, j, a, b)
	var out []Reason
	var usedP, usedQ []int32
	for _, e := range x.found {
		p, q := e.p<<1|int32(e.view), e.q
		if slices.Contains(usedP, p) || slices.Contains(usedQ, q) {
			continue
		}
		usedP, usedQ = append(usedP, p), append(usedQ, q)
		r := x.reason(e)
		if slices.ContainsFunc(out, func(o Reason) bool { return o.Source == r.Source && o.Target == r.Target }) {
			continue // the parts of a date share its text
		}
		out = append(out, r)
		if len(out) == maxReasons {
			break
		}
	}
	sc := &x.bl.scorer
	ls, lt := sc.src.letters(i, a), sc.tgt.letters(j, b)
	ms, mt := sc.src.marksOf(i, a), sc.tgt.marksOf(j, b)
	if w := sc.length.score(ls, lt); w > 0.5 {
		out = append(out, Reason{ByLength, strconv.Itoa(int(ls)), strconv.Itoa(int(lt)), w})
	}
	if sc.vectors != nil {
		if w := sc.vectors.score(i, j, a, b); w > minReason {
			c, _ := sc.vectors.passages(i, j, a, b)
			out = append(out, Reason{ByMeaning, strconv.FormatFloat(c, 'f', 2, 64), "", w})
		}
	}
	for c := range markClasses {
		if w := sc.marks[c][3]; ms&mt>>c&1 == 1 && w > minReason {
			out = append(out, Reason{ByMark, markNames[c], markNames[c], w})
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	return out[:min(len(out), maxReasons)]
}

func (x *explainer) collect(i, j, a, b int) {
	x.found = x.found[:0]
	for n, v := range x.bl.scorer.views {
		nt := float64(v.tgt.off[j+b]-v.tgt.off[j]) + 1
		for s := i; s < i+a; s++ {
			for t := j; t < j+b; t++ {
				for _, l := range v.links.of(s, t) {
					w := math.Log((1-v.alphaS)/v.alphaS*float64(l.ratio)/nt + 1)
					if w >= minReason {
						x.found = append(x.found, evidence{n, v.src.off[s] + int32(l.p), v.tgt.off[t] + int32(l.q), s, t, w})
					}
				}
			}
		}
	}
	slices.SortFunc(x.found, func(a, b evidence) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.p, b.p), cmp.Compare(a.q, b.q))
	})
}

func (x *explainer) reason(e evidence) Reason {
	v := x.bl.scorer.views[e.view]
	ps, qs := v.src.span[e.p], v.tgt.span[e.q]
	r := Reason{Target: x.target[x.bl.j0+e.j][qs.from:qs.to], Weight: e.weight}
	if e.view > 0 {
		r.Kind, r.Source = ByPivot, v.src.types[v.src.typ[e.p]].surface
		return r
	}
	r.Source = x.source[x.bl.i0+e.i][ps.from:ps.to]
	r.Kind = v.table.kindOf(v.src.typ[e.p], v.tgt.typ[e.q]).reason()
	return r
}

// kindOf tells what linked two types.
func (t *table) kindOf(source, target int32) evidenceKind {
	for x := t.row[source]; x < t.row[source+1]; x++ {
		if t.target[x] == target {
			return t.kind[x]
		}
	}
	return byWord
}

func (k evidenceKind) reason() ReasonKind {
	switch k {
	case byNumber:
		return ByNumber
	case byName, byCognate:
		return ByName
	}
	return ByWord
}
