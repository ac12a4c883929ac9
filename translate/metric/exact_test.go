package metric

import (
	"math"
	"testing"
)

// The resampling is held against the exact distribution: of three sentences there are
// 27 equally likely corpora, which are gone through one by one.
func TestResamplingAgainstTheExactDistribution(t *testing.T) {
	ref := []string{"a b c d", "e f g h i j", "k l"}
	base := []string{"a b c x", "e f g h i j", "x y"}
	other := []string{"a b c d", "e f x h y j", "k l"}
	m := TER{}
	b, err := statistics(m, base, [][]string{ref})
	if err != nil {
		t.Fatal(err)
	}
	o, err := statistics(m, other, [][]string{ref})
	if err != nil {
		t.Fatal(err)
	}
	var diffs []float64
	mean, wins := 0.0, 0.0
	for i := range 27 {
		at := [3]int{i % 3, i / 3 % 3, i / 9}
		value := func(s [][]float64) float64 {
			sum := make([]float64, len(s[0]))
			for _, k := range at {
				for j := range sum {
					sum[j] += s[k][j]
				}
			}
			return m.Value(sum)
		}
		x, y := value(b), value(o)
		mean += y / 27
		diffs = append(diffs, math.Abs(x-y))
		switch {
		case y < x: // fewer edits are better
			wins += 1.0 / 27
		case y == x:
			wins += 0.5 / 27
		}
	}
	meanDiff, beyond := 0.0, 0.0
	for _, d := range diffs {
		meanDiff += d / 27
	}
	const samples = 60_000
	c, err := Compare(m, base, other, Resampling{Samples: samples}, ref)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diffs {
		if d-meanDiff > math.Abs(c.Base.Value-c.Other.Value) {
			beyond += 1.0 / 27
		}
	}
	if beyond == 0 || beyond == 1 || wins < 0.1 {
		t.Fatalf("the example shows nothing: p %.3f, wins %.3f", beyond, wins)
	}
	for _, x := range []struct {
		what            string
		got, want, near float64
	}{
		{"p", c.P, beyond, 0.012}, {"wins", c.Wins, wins, 0.012}, {"mean", c.OtherInterval.Mean, mean, 0.3},
	} {
		if math.Abs(x.got-x.want) > x.near {
			t.Errorf("%s is %.4f, exactly %.4f", x.what, x.got, x.want)
		}
	}
}

// The interval cuts a fortieth off at either end, as sacreBLEU does.
func TestIntervalByHand(t *testing.T) {
	var v []float64
	for i := range 40 {
		v = append(v, float64(39-i))
	}
	if got := interval(v); got != (Interval{19.5, 18.5}) { // from 1 to 38
		t.Errorf("%+v", got)
	}
}
