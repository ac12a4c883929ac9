package align

import "tarjuman/align/learn"

// Where there is no lexicon and nothing learned from other texts, a text teaches
// itself: the words of links that lengths, numbers and names make likely are
// evidence for the other links (compare Moore 2002 and Varga et al. 2005, whose
// second pass does the same). A short article gains little, a long text much.
// With a lexicon at hand it would only learn its own errors.

// selfRounds is how often a text teaches itself: the second time from better
// links.
const selfRounds = 2

// mostTaught bounds the links that are learned from, for memory and time.
const mostTaught = 20_000

func selfTaught(opt *Options) bool {
	return opt.Lexicon == nil && opt.Table == nil && opt.Pivot == nil && opt.SourceVectors == nil
}

// teach learns a table from links found and makes it the text's own evidence.
func (p *problem) teach(links []Link) {
	v := p.views[0]
	t := learn.NewTrainer(learn.Options{MinTogether: 1})
	for _, l := range links {
		if l.Confidence >= sureEnough && !l.Locked && t.Pairs() < mostTaught {
			t.AddWeighted(v.src.words(l.Source), v.tgt.words(l.Target), l.Confidence)
		}
	}
	v.table = gather(v.src, v.tgt, nil, &Options{Table: t.Train()})
	v.setAlpha(firstAlpha, firstAlpha)
	v.length = newLengthModel(v.src, v.tgt)
	p.nulls = usualNulls
	p.chained, p.lastChain = rect{}, nil
}
