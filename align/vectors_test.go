package align

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// direction is a random vector; blurred is one near another.
func direction(rng *rand.Rand, dim int) []float32 {
	v := make([]float32, dim)
	for k := range v {
		v[k] = float32(rng.NormFloat64())
	}
	return v
}

func blurred(rng *rand.Rand, v []float32, noise float64) []float32 {
	out := make([]float32, len(v))
	for k, x := range v {
		out[k] = 3 * (x + float32(noise*rng.NormFloat64()))
	}
	return out
}

// With words that say nothing and equal lengths only the vectors can tell where
// a sentence is missing, and which two were joined.
func TestVectorsAlign(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var source, target []string
	var sv, tv [][]float32
	gold := map[[2]int]bool{}
	const n = 30
	for i := range n {
		source = append(source, "Abcde fghij klmno pqrst uvwxy.")
		sv = append(sv, direction(rng, 64))
		if i == 7 || i == 19 || i == 20 {
			continue
		}
		target = append(target, strings.Repeat("zyxw vutsr ", 3)+".")
		tv = append(tv, blurred(rng, sv[i], 0.6))
		gold[[2]int{i, len(target) - 1}] = true
	}
	tv[3] = nil // one sentence unknown
	opt := Options{SourceLang: "x", TargetLang: "y"}
	res, err := Align(source, target, opt)
	if err != nil {
		t.Fatal(err)
	}
	if right(res.Links, gold) == len(gold) {
		t.Fatal("solved without the vectors: the test shows nothing")
	}
	opt.SourceVectors, opt.TargetVectors = sv, tv
	if res, err = Align(source, target, opt); err != nil {
		t.Fatal(err)
	}
	checkPartition(t, res.Links, len(source), len(target))
	if got := right(res.Links, gold); got != len(gold) {
		t.Errorf("%d of %d links found: %v", got, len(gold), res.Links)
	}
	if r := res.Links[0].Reasons; len(r) == 0 || r[0].Kind != ByMeaning {
		t.Errorf("reasons of the first link: %v", r)
	}
}

func TestVectorsThatDoNotFitAreRefused(t *testing.T) {
	two := []string{"a", "b"}
	v := func(dims ...int) (list [][]float32) {
		for _, d := range dims {
			list = append(list, make([]float32, d))
		}
		return list
	}
	for name, opt := range map[string]Options{
		"one side":  {SourceVectors: v(2, 2)},
		"too few":   {SourceVectors: v(2), TargetVectors: v(2, 2)},
		"dimension": {SourceVectors: v(2, 2), TargetVectors: v(2, 3)},
	} {
		if _, err := Align(two, two, opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	// Zero and empty vectors say nothing and harm nothing.
	if _, err := Align(two, two, Options{SourceVectors: v(2, 0), TargetVectors: v(0, 2)}); err != nil {
		t.Error(err)
	}
}
