package align

import (
	"cmp"
	"math"
	"slices"
)

// WordLink joins a word, number or name of a source passage to its counterpart
// in the target passage. Offsets are bytes, half-open.
type WordLink struct {
	Kind                   ReasonKind
	SourceStart, SourceEnd int
	TargetStart, TargetEnd int
	// Weight is the log of how much likelier than chance the two meet.
	Weight float64
}

// distanceCost is what words at opposite ends of two passages lose against words
// at the same place: enough to settle which of two equal words is meant.
const distanceCost = 1.0

// Words links the words of a source passage to those of its translation, in the
// order of the source: numbers, names, words of the lexicon and words written
// alike. Each word is in at most one link; the surest links are made first
// (competitive linking: Melamed 2000, "Models of translational equivalence among
// words"). Paragraphs, anchors and pivot of the options are not looked at.
func Words(source, target string, opt Options) []WordLink {
	s, t := []string{source}, []string{target}
	srcScript, tgtScript := scripts(s, t, &opt)
	src, srcEntries := readSide(s, srcScript, opt.Lexicon)
	tgt, tgtEntries := readSide(t, tgtScript, opt.Lexicon)
	table := gather(src, tgt, append(srcEntries, tgtEntries...), &opt)
	pl := linkPairs(src, tgt, table, fullBand(1, 1))
	links := slices.Clone(pl.of(0, 0))
	weight := func(l tokenLink) float64 {
		x := float64(src.at[l.p]) / float64(src.size[0]+1)
		y := float64(tgt.at[l.q]) / float64(tgt.size[0]+1)
		return math.Log(float64(l.ratio)) - distanceCost*math.Abs(x-y)
	}
	slices.SortFunc(links, func(a, b tokenLink) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.p, b.p), cmp.Compare(a.q, b.q))
	})
	usedP, usedQ := map[span]bool{}, map[span]bool{}
	var out []WordLink
	for _, l := range links {
		p, q := src.span[l.p], tgt.span[l.q]
		if usedP[p] || usedQ[q] {
			continue
		}
		usedP[p], usedQ[q] = true, true
		kind := table.kindOf(src.typ[l.p], tgt.typ[l.q]).reason()
		out = append(out, WordLink{kind, int(p.from), int(p.to), int(q.from), int(q.to), max(0, math.Log(float64(l.ratio)))})
	}
	slices.SortFunc(out, func(a, b WordLink) int { return cmp.Compare(a.SourceStart, b.SourceStart) })
	return out
}
