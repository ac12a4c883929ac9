package review

import (
	"tarjuman/align"
	"tarjuman/align/bitext"
)

// AnchorsIn finds the links that an editor set in an article among the sentences
// of two texts, as when the same texts, or new versions of them, are aligned
// anew. Links are found whose sentences all stand in both texts, side by side and
// in the article's order; lost counts the others.
func AnchorsIn(d *bitext.Document, source, target []string) (anchors []align.Link, lost int) {
	p := divide(d)
	atSource := commonSequence(spaced(texts(p.source)), spaced(source))
	atTarget := commonSequence(spaced(texts(p.target)), spaced(target))
	for _, a := range p.anchors {
		if len(a.Source) > 0 && !p.segments[p.source[a.Source[0]].segment].Link.Locked ||
			len(a.Source) == 0 && !p.segments[p.target[a.Target[0]].segment].Link.Locked {
			continue // decided about, but not linked by an editor
		}
		s, ok1 := runOf(atSource, a.Source)
		t, ok2 := runOf(atTarget, a.Target)
		if !ok1 || !ok2 {
			lost++
			continue
		}
		anchors = append(anchors, align.Link{Source: s, Target: t})
	}
	return anchors, lost
}

func spaced(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = oneSpace(t)
	}
	return out
}

// runOf maps sentences to their places; ok is false where they are not side by
// side there.
func runOf(at, sentences []int) (run []int, ok bool) {
	for k, s := range sentences {
		if at[s] < 0 || k > 0 && at[s] != run[k-1]+1 {
			return nil, false
		}
		run = append(run, at[s])
	}
	return run, true
}
