package align

import (
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"tarjuman/align/lexicon"
)

// problem is a pair of texts with everything that scores its links.
type problem struct {
	n, m       int
	source     []string
	target     []string
	views      []*view // over the whole texts; the source itself first
	nulls      nullModel
	worded     bool         // a lexicon has a say
	alone      [2][]float32 // by side and sentence: see loneliness
	vectors    *vectorModel // nil without embeddings
	marks      *markModel
	breaks     *boundaryModel
	paragraphs *boundaryModel
	srcParas   []bool // sentence i starts a paragraph; one more at the end
	tgtParas   []bool
	srcBar     []bool // sentence i is locked as unaligned
	tgtBar     []bool
	logPrior   [len(beads)]float64
	chained    rect // what lastChain is the chain of
	lastChain  []anchor
}

// Shares of the source's own words and of its machine translation in the word
// evidence.
const (
	ownShare   = 0.45
	pivotShare = 0.65
)

func newProblem(source, target []string, opt *Options) *problem {
	p := &problem{n: len(source), m: len(target), source: source, target: target, nulls: usualNulls, worded: opt.Lexicon != nil}
	places := newPlaceModel()
	own := &view{share: 1, places: places}
	srcScript, tgtScript := scripts(source, target, opt)
	var srcEntries, tgtEntries []*lexicon.Entry
	var g errgroup.Group
	g.Go(func() error { own.src, srcEntries = readSide(source, srcScript, opt.Lexicon); return nil })
	g.Go(func() error { own.tgt, tgtEntries = readSide(target, tgtScript, opt.Lexicon); return nil })
	g.Wait()
	own.table = gather(own.src, own.tgt, append(srcEntries, tgtEntries...), opt)
	p.views = []*view{own}
	if opt.Pivot != nil {
		own.share = ownShare
		pivot := &view{share: pivotShare, places: places}
		pivot.src, _ = readSide(opt.Pivot, tgtScript, nil)
		tgt := *own.tgt // its counts of known tokens are the pivot's own
		tgt.types = slices.Clone(tgt.types)
		for k := range tgt.types {
			tgt.types[k].known = false
		}
		pivot.tgt = &tgt
		pivot.table = gather(pivot.src, pivot.tgt, nil, &Options{})
		p.views = append(p.views, pivot)
	}
	for _, v := range p.views {
		v.setAlpha(firstAlpha, firstAlpha)
		v.length = newLengthModel(v.src, v.tgt)
	}
	if opt.SourceVectors != nil {
		p.vectors = newVectorModel(opt, own.src, own.tgt)
	}
	p.alone = [2][]float32{loneliness(own.src, source), loneliness(own.tgt, target)}
	p.marks = newMarkModel(own.src, own.tgt)
	p.breaks = newBoundaryModel(own.src.broken, own.tgt.broken, breakKept, breakInside)
	if opt.SourceParagraphs != nil && opt.TargetParagraphs != nil {
		p.srcParas, p.tgtParas = starts(opt.SourceParagraphs), starts(opt.TargetParagraphs)
		p.paragraphs = newBoundaryModel(p.srcParas, p.tgtParas, paragraphKept, paragraphInside)
	}
	p.srcBar, p.tgtBar = bars(opt.Anchors, p.n, p.m)
	for k, b := range beads {
		p.logPrior[k] = math.Log(b.prior)
		if b.s == 2 && b.t == 2 && opt.Lexicon == nil {
			p.logPrior[k] = math.Log(blindCrossing)
		}
	}
	return p
}

// starts turns paragraph numbers into marks of the sentences that start one.
func starts(paragraphs []int) []bool {
	s := make([]bool, len(paragraphs)+1)
	for k := 1; k < len(paragraphs); k++ {
		s[k] = paragraphs[k] != paragraphs[k-1]
	}
	return s
}

// block is a rectangle of the problem, ready to be searched.
type block struct {
	i0, j0  int
	scorer  scorer
	lattice *lattice
}

// fullLattice is how many nodes are searched without looking for a band.
const fullLattice = 60_000

// rect is a part of both texts: source sentences i0..i1, target sentences j0..j1.
type rect struct{ i0, j0, i1, j1 int }

// chain returns the anchors found in a rectangle, relative to it; nil for a
// small one, which is searched in full.
func (p *problem) chain(r rect) []anchor {
	n, m := r.i1-r.i0, r.j1-r.j0
	if (n+1)*(m+1) <= fullLattice {
		return nil
	}
	if p.chained == r {
		return p.lastChain
	}
	v := p.views[0]
	src, tgt := v.src.slice(r.i0, r.i1), v.tgt.slice(r.j0, r.j1)
	chain := supported(heaviestChain(candidatesOf(src, tgt, v.table), m))
	p.chained, p.lastChain = r, coarse(src, tgt, v.table, chain)
	return p.lastChain
}

// newBlock scores all beads of a rectangle near the given chain.
func (p *problem) newBlock(r rect, chain []anchor) *block {
	n, m := r.i1-r.i0, r.j1-r.j0
	var b *band
	if (n+1)*(m+1) <= fullLattice {
		b = fullBand(n, m)
	} else {
		b = bandAround(chain, n, m)
	}
	bl := &block{i0: r.i0, j0: r.j0}
	sc := &bl.scorer
	sc.marks, sc.breaks, sc.logPrior, sc.worded = p.marks, p.breaks, p.logPrior, p.worded
	if p.vectors != nil {
		sc.vectors = p.vectors.block(r, b)
	}
	if p.paragraphs != nil {
		sc.paragraphs = p.paragraphs
		sc.srcParas, sc.tgtParas = p.srcParas[r.i0:r.i1+1], p.tgtParas[r.j0:r.j1+1]
	}
	for _, v := range p.views {
		c := &view{table: v.table, share: v.share, length: v.length, places: v.places}
		c.setAlpha(v.alphaS, v.alphaT)
		c.src, c.tgt = v.src.slice(r.i0, r.i1), v.tgt.slice(r.j0, r.j1)
		c.links = linkPairs(c.src, c.tgt, c.table, b)
		sc.views = append(sc.views, c)
	}
	sc.src, sc.tgt, sc.length = sc.views[0].src, sc.views[0].tgt, sc.views[0].length
	bl.lattice = newLattice(n, m, b, p.nulls)
	copy(bl.lattice.alone[0], p.alone[0][r.i0:r.i1])
	copy(bl.lattice.alone[1], p.alone[1][r.j0:r.j1])
	return bl
}

func (bl *block) fill(p *problem) {
	bl.lattice.fill(func(i, j, k int) float64 {
		if bl.barred(p, i, j, k) {
			return never
		}
		return bl.scorer.score(i, j, k)
	})
}

// barred reports whether a bead holds a sentence that is locked as unaligned.
func (bl *block) barred(p *problem, i, j, k int) bool {
	i, j = i+bl.i0, j+bl.j0
	return slices.Contains(p.srcBar[i:i+beads[k].s], true) || slices.Contains(p.tgtBar[j:j+beads[k].t], true)
}

// Estimation: how often alpha is settled anew, and about how many source
// sentences of a long text it is settled on.
const (
	rounds         = 2
	sampleSentence = 400
)

// estimate settles the share of unexplained words of each view on a sample of
// the text.
func (p *problem) estimate() {
	r := rect{0, 0, p.n, p.m}
	chain := p.chain(r)
	switch {
	case p.n <= 2*sampleSentence:
	case len(chain) > 1:
		r, chain = sample(chain, p.n)
	default: // a text that only repeats itself: the middle of the diagonal
		at := func(i int) int { return int(float64(i) * float64(p.m) / float64(p.n)) }
		i0 := p.n/2 - sampleSentence/2
		r, chain = rect{i0, at(i0), i0 + sampleSentence, at(i0 + sampleSentence)}, nil
	}
	bl := p.newBlock(r, chain)
	for range rounds {
		bl.fill(p)
		pairs := pairsOf(bl.lattice.best())
		if p.vectors != nil {
			p.vectors.settle(pairs, bl.i0, bl.j0)
		}
		for k, v := range bl.scorer.views {
			var t tally
			for _, x := range pairs {
				v.count(&t, x[0], x[1])
			}
			v.settle(t)
			p.views[k].setAlpha(v.alphaS, v.alphaT)
			p.views[k].length = v.length
			if k == 0 {
				bl.scorer.length = v.length
			}
		}
		usual := bl.lattice.kindOf()
		bl.lattice.trans = usual.log()
		p.nulls.settle(usual, bl.lattice.posteriors(heat).transitions())
		bl.lattice.trans = p.nulls.log()
	}
}

// pairsOf lists the 1-1 links of a path.
func pairsOf(moves []int) [][2]int {
	var pairs [][2]int
	i, j := 0, 0
	for _, mv := range moves {
		if mv == 0 {
			pairs = append(pairs, [2]int{i, j})
		}
		di, dj := extent(mv)
		i, j = i+di, j+dj
	}
	return pairs
}

// sample picks the stretch between two anchors around the middle of the text,
// and the anchors in it.
func sample(chain []anchor, n int) (rect, []anchor) {
	a, b := 0, len(chain)-1
	for k, x := range chain {
		if int(x.i) <= n/2-sampleSentence/2 {
			a = k
		}
		if int(x.i) >= n/2+sampleSentence/2 {
			b = k
			break
		}
	}
	from, to := chain[a], chain[b]
	return rect{int(from.i), int(from.j), int(to.i), int(to.j)}, shift(chain[a:b], int(from.i), int(from.j))
}

// extent returns how many sentences of each side a move covers.
func extent(move int) (s, t int) {
	switch move {
	case nullSource:
		return 1, 0
	case nullTarget:
		return 0, 1
	}
	return beads[move].s, beads[move].t
}

// blockSentences is about how many source sentences are searched at once: long
// texts are cut where the chain of anchors leaves no doubt.
const blockSentences = 1500

// solve aligns a rectangle of the texts.
func (p *problem) solve(r rect) []Link {
	chain := p.chain(r)
	blocks := cutBlocks(r, chain)
	found := make([][]Link, len(blocks))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for k, b := range blocks {
		g.Go(func() error {
			found[k] = p.search(b.rect, b.chain)
			return nil
		})
	}
	g.Wait()
	return slices.Concat(found...)
}

func (p *problem) search(r rect, chain []anchor) []Link {
	if r.i0 == r.i1 && r.j0 == r.j1 {
		return nil
	}
	bl := p.newBlock(r, chain)
	bl.fill(p)
	moves := bl.lattice.best()
	return bl.links(moves, bl.lattice.posteriors(heat), p.source, p.target)
}

// part is a rectangle with its anchors.
type part struct {
	rect
	chain []anchor
}

// cutBlocks divides a long rectangle at anchors whose neighbours on both sides
// lie on the same diagonal.
func cutBlocks(r rect, chain []anchor) []part {
	var parts []part
	begin, last := 0, rect{r.i0, r.j0, r.i0, r.j0}
	for k := 2; k+2 < len(chain); k++ {
		i, j := r.i0+int(chain[k].i), r.j0+int(chain[k].j)
		if i-last.i1 < blockSentences || r.i1-i < blockSentences/2 || !straight(chain[k-2:k+3]) {
			continue
		}
		next := rect{last.i1, last.j1, i, j}
		parts = append(parts, part{next, shift(chain[begin:k], next.i0-r.i0, next.j0-r.j0)})
		begin, last = k, next
	}
	next := rect{last.i1, last.j1, r.i1, r.j1}
	return append(parts, part{next, shift(chain[begin:], next.i0-r.i0, next.j0-r.j0)})
}

func straight(c []anchor) bool {
	for _, a := range c[1:] {
		if a.j-a.i != c[0].j-c[0].i || a.i-c[0].i > 2*supportReach {
			return false
		}
	}
	return true
}

func shift(c []anchor, i, j int) []anchor {
	out := make([]anchor, 0, len(c))
	for _, a := range c {
		out = append(out, anchor{a.i - int32(i), a.j - int32(j), a.weight})
	}
	return out
}
