package metric

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Resampling sets up [Compare]. The zero value means the defaults.
type Resampling struct {
	Samples int    // corpora drawn; 0 means DefaultSamples
	Seed    uint64 // of the draws; 0 means DefaultSeed
}

// The customary figures; the seed is the one sacreBLEU starts from.
const (
	DefaultSamples = 1000
	DefaultSeed    = 12345
)

// Interval is a mean over resampled corpora and half the width of the range that
// holds 95 of 100 of them.
type Interval struct{ Mean, HalfWidth float64 }

// Comparison is the outcome of [Compare].
type Comparison struct {
	Base, Other Score
	// BaseInterval and OtherInterval are the 95 per cent confidence intervals.
	BaseInterval, OtherInterval Interval
	// P is the probability that a difference as large as the observed one arises
	// by chance between systems that are equally good, two-sided.
	P float64
	// Wins is the share of resampled corpora, 0 to 1, on which Other is the better
	// one; ties count half.
	Wins float64
}

// Compare scores two systems on the same references and tells by paired bootstrap
// resampling (Koehn 2004) whether their difference means anything. The p-value is
// computed as in sacreBLEU and Moses: how often the resampled difference strays
// from its mean by more than the observed difference. The same input gives the
// same figures on every machine.
func Compare(m Metric, base, other []string, opt Resampling, references ...[]string) (Comparison, error) {
	b, err := statistics(m, base, references)
	if err != nil {
		return Comparison{}, err
	}
	o, err := statistics(m, other, references)
	if err != nil {
		return Comparison{}, err
	}
	if len(b) == 0 {
		return Comparison{}, fmt.Errorf("no sentences to compare")
	}
	if opt.Samples <= 0 {
		opt.Samples = DefaultSamples
	}
	if opt.Seed == 0 {
		opt.Seed = DefaultSeed
	}
	sign := fmt.Sprintf("nrefs:%d|bs:%d|seed:%d|%s", len(references), opt.Samples, opt.Seed, m.Signature())
	c := Comparison{Base: Score{m.Name(), m.Value(total(b)), sign}, Other: Score{m.Name(), m.Value(total(o)), sign}}
	bs, os := opt.resample(m, b, o)
	c.BaseInterval, c.OtherInterval = interval(bs), interval(os)
	c.P = chance(bs, os, math.Abs(c.Base.Value-c.Other.Value))
	c.Wins = wins(m, bs, os)
	return c, nil
}

// resample returns the values of both systems on the same resampled corpora.
func (opt Resampling) resample(m Metric, a, b [][]float64) (x, y []float64) {
	rng := rand.New(rand.NewPCG(opt.Seed, 0))
	x, y = make([]float64, opt.Samples), make([]float64, opt.Samples)
	sumA, sumB := make([]float64, len(a[0])), make([]float64, len(b[0]))
	for s := range opt.Samples {
		clear(sumA)
		clear(sumB)
		for range a {
			i := rng.IntN(len(a))
			for k := range sumA {
				sumA[k] += a[i][k]
				sumB[k] += b[i][k]
			}
		}
		x[s], y[s] = m.Value(sumA), m.Value(sumB)
	}
	return x, y
}

// interval cuts a fortieth of the values off at either end.
func interval(values []float64) Interval {
	v := slices.Sorted(slices.Values(values))
	mean := 0.0
	for _, x := range v {
		mean += x
	}
	cut := len(v) / 40
	return Interval{mean / float64(len(v)), (v[len(v)-1-cut] - v[cut]) / 2}
}

// chance is the p-value. One is added above and below so that a few samples never
// prove anything.
func chance(a, b []float64, observed float64) float64 {
	diff := make([]float64, len(a))
	mean := 0.0
	for i := range a {
		diff[i] = math.Abs(a[i] - b[i])
		mean += diff[i]
	}
	mean /= float64(len(a))
	n := 1
	for _, d := range diff {
		if d-mean > observed {
			n++
		}
	}
	return float64(n) / float64(len(a)+1)
}

func wins(m Metric, base, other []float64) float64 {
	n := 0.0
	_, lower := m.(TER)
	for i := range base {
		switch {
		case base[i] == other[i]:
			n += 0.5
		case (other[i] > base[i]) != lower:
			n++
		}
	}
	return n / float64(len(base))
}
