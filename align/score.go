package align

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

// blindCrossing is the share of 2-2 links where there is no lexicon: what tells one
// is words that changed places, and without words two lengths that do not fit look
// the same.
const blindCrossing = 0.01

// longestBead is the most sentences of one side that a bead joins.
const longestBead = 4

// wordWeight scales the evidence of words: both directions are counted, and each
// match appears in both.
const wordWeight = 0.55

// logFreeRendering is the log-likelihood ratio below which no 1-1 link falls: now
// and then a translation, or an error in one, has nothing of its source. Where all
// else runs in parallel such a pair is likelier than a cut and an addition at the
// same place; it gets the low confidence it deserves.
const logFreeRendering = -7.7

// bareSentence is what a sentence that shares nothing with the other side costs a bead
// of several on both: what joins these is a clause that moved from one to the next.
const bareSentence = 1.5

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
	worded     bool         // a lexicon has a say
	logPrior   [len(beads)]float64
}

// score is the log score of bead k at node (i, j).
func (sc *scorer) score(i, j, k int) float64 {
	a, b := beads[k].s, beads[k].t
	words := 0.0
	for _, v := range sc.views {
		words += v.share * v.words(i, j, a, b)
	}
	ls, lt := sc.src.letters(i, a), sc.tgt.letters(j, b)
	ms, mt := sc.src.marksOf(i, a), sc.tgt.marksOf(j, b)
	sum := wordWeight*words + sc.length.score(ls, lt)
	sum += sc.logPrior[k] + sc.marks.score(ms, mt) + sc.breaks.score(sc.src.broken, sc.tgt.broken, i, j, a, b)
	if sc.paragraphs != nil {
		sum += sc.paragraphs.score(sc.srcParas, sc.tgtParas, i, j, a, b)
	}
	if sc.vectors != nil {
		sum += sc.vectors.score(i, j, a, b)
	}
	if a > 1 && b > 1 {
		sum -= bareSentence * float64(sc.views[0].bare(i, j, a, b))
	}
	if k == 0 {
		sum = logAdd(sum, logFreeRendering)
	}
	return sum
}
