package align

import "math"

// nullModel is the affine prior of unaligned runs: the probabilities of going
// from one state of a path to the next. Cuts and additions come in runs, so
// opening one is rare and going on is not.
type nullModel [states][states]float64

// kindOfText is a kind of translated text and its share among those met.
type kindOfText struct {
	share float64
	nulls nullModel
}

// kindsOfText lists what texts are taken for: complete translations, abridged
// ones, ones with additions, and ones with both.
var kindsOfText = [...]kindOfText{
	{0.55, runs(rarely, rarely)},
	{0.20, runs(0.03, rarely)},
	{0.10, runs(rarely, 0.03)},
	{0.15, runs(0.02, 0.02)},
}

// Chances of runs of unaligned sentences: that a text without cuts on a side has
// one there after all, that a run goes on, and how much likelier a run of the
// other side begins behind a run than behind a link.
const (
	rarely     = 0.001
	goesOn     = 0.35
	swapFactor = 2.5
)

// runs is the model of texts in which a run of unaligned source or target
// sentences begins behind a link with the given probabilities.
func runs(source, target float64) nullModel {
	return nullModel{
		linked:   {1 - source - target, source, target},
		inSource: {1 - goesOn - swapFactor*target, goesOn, swapFactor * target},
		inTarget: {1 - goesOn - swapFactor*source, swapFactor * source, goesOn},
	}
}

// usualNulls is what is assumed of a pair of texts before it is read.
var usualNulls = runs(0.02, 0.02)

// kindOf weighs the kinds of text by the sums over all paths under each and
// returns their mean. It leaves the transitions of the lattice to be set.
func (l *lattice) kindOf() (m nullModel) {
	var logs [len(kindsOfText)]float64
	top := never
	for k := range kindsOfText {
		kind := &kindsOfText[k]
		l.trans = kind.nulls.log()
		logs[k] = math.Log(kind.share) + l.total(heat)
		top = max(top, logs[k])
	}
	sum := 0.0
	for k := range logs {
		logs[k] = math.Exp(logs[k] - top)
		sum += logs[k]
	}
	for k := range logs {
		for s := range m {
			for next := range m[s] {
				m[s][next] += logs[k] / sum * kindsOfText[k].nulls[s][next]
			}
		}
	}
	return m
}

func (m *nullModel) log() (t [states][states]float64) {
	for s := range m {
		for next, x := range m[s] {
			t[s][next] = math.Log(x)
		}
	}
	return t
}

// nullPrior is how many transitions out of each state the probabilities of its
// kind count for when a text's own are settled.
var nullPrior = [states]float64{20, 10, 10}

// settle moves the probabilities of a kind of text to the transitions that are
// expected of one text.
func (m *nullModel) settle(usual nullModel, expected [states][states]float64) {
	for s := range m {
		total := nullPrior[s]
		for _, x := range expected[s] {
			total += x
		}
		for next := range m[s] {
			m[s][next] = (usual[s][next]*nullPrior[s] + expected[s][next]) / total
		}
	}
}

// transitions returns how often a path is expected to go from each state to each.
func (p *posterior) transitions() (sum [states][states]float64) {
	l := p.l
	for i := 0; i <= l.n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			at := l.band.node(i, j)
			if at == len(p.backward)-1 {
				continue
			}
			out := p.onward(i, j, at)
			for s := range states {
				for next := range states {
					if x := p.forward[at][s] + l.trans[s][next] + out[next] - p.total; x > -20 {
						sum[s][next] += math.Exp(min(0, x))
					}
				}
			}
		}
	}
	return sum
}
