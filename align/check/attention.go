package check

import "tarjuman/translate"

// Strengths of what an engine's word links say. A weight of half is what one source
// word among two or three gets; attention is weaker evidence than a dictionary: it
// tells what a word was written from, not that it is right.
const (
	firmAttention   = 0.5
	firmlyAttended  = 0.6
	looselyAttended = 0.45
)

// attend marks the words that links of the engine explain, and where there are such
// links, the words of the source it passed over.
func (ev *evidence) attend(u *Unit) {
	if len(u.Pair.Words) == 0 {
		return
	}
	for i := range ev.ar {
		w := &ev.ar[i]
		w.attended = attention(u.Pair.Words, !u.Reverse, w.Span)
		w.missed = !u.Reverse && w.attended == 0
	}
	for j := range ev.en {
		ev.en[j].attended = attention(u.Pair.Words, u.Reverse, ev.en[j].Span)
	}
}

// attention is how well the links explain a word of the source, or of the target.
func attention(links []translate.WordLink, source bool, word Span) float32 {
	var best float32
	for _, l := range links {
		start, end := l.TargetStart, l.TargetEnd
		if source {
			start, end = l.SourceStart, l.SourceEnd
		}
		if start < word.End && word.Start < end {
			best = max(best, l.Weight)
		}
	}
	switch {
	case best >= firmAttention:
		return firmlyAttended
	case best > 0:
		return looselyAttended
	}
	return 0
}
