package align

import "math"

// bead is a kind of link: how many source and target sentences it joins, and its
// share among links.
type bead struct {
	s, t  int
	prior float64
}

// beads lists the links with both sides filled, in the order of their scores in
// flat arrays. The priors are of the order met in edited news translations, where
// 1-1 is nine in ten.
var beads = [...]bead{
	{1, 1, 0.86},
	{1, 2, 0.04}, {2, 1, 0.04},
	{2, 2, 0.02},
	{1, 3, 0.006}, {3, 1, 0.006},
	{2, 3, 0.001}, {3, 2, 0.001},
	{1, 4, 0.001}, {4, 1, 0.001},
}

// longestBead is the most sentences of one side that a bead joins.
const longestBead = 4

// wordWeight scales the evidence of words: both directions are counted, and each
// match appears in both.
const wordWeight = 0.5

// Shares of 2-2 beads that are two pairs with a moved boundary, and real merges.
var logMovedBoundary, logPlainMerge = math.Log(0.8), math.Log(0.2)

// scorer gives the beads of a block their log-likelihood ratio against chance.
type scorer struct {
	views      []*view
	src, tgt   *side
	length     lengthModel
	marks      *markModel
	breaks     *boundaryModel
	paragraphs *boundaryModel // nil without paragraphs
	srcParas   []bool
	tgtParas   []bool
	vectors    *vectorBlock // nil without embeddings
	logPrior   [len(beads)]float64
}

// score is the log score of bead k at node (i, j).
func (sc *scorer) score(i, j, k int) float64 {
	a, b := beads[k].s, beads[k].t
	words := 0.0
	for _, v := range sc.views {
		words += v.share * v.words(i, j, a, b)
	}
	var ls, lt int32
	var ms, mt uint16
	for x := i; x < i+a; x++ {
		ls += sc.src.size[x]
		ms |= sc.src.marks[x]
	}
	for y := j; y < j+b; y++ {
		lt += sc.tgt.size[y]
		mt |= sc.tgt.marks[y]
	}
	sum := wordWeight*words + sc.length.score(ls, lt)
	if a == 2 && b == 2 {
		moved := 0.0
		for _, v := range sc.views {
			moved += v.share * v.moved(i, j)
		}
		sum = logAdd(sum+logPlainMerge, moved+logMovedBoundary)
	}
	sum += sc.logPrior[k] + sc.marks.score(ms, mt) + sc.breaks.score(sc.src.broken, sc.tgt.broken, i, j, a, b)
	if sc.paragraphs != nil {
		sum += sc.paragraphs.score(sc.srcParas, sc.tgtParas, i, j, a, b)
	}
	if sc.vectors != nil {
		sum += sc.vectors.score(i, j, a, b)
	}
	return sum
}
