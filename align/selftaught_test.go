package align

import (
	"math/rand/v2"
	"testing"
)

func TestLongTextTeachesItself(t *testing.T) {
	source, target, gold := invented(rand.New(rand.NewPCG(8, 1)), 400)
	opt := Options{SourceLang: "x", TargetLang: "y"}
	taught, err := Align(source, target, opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.Pivot = make([]string, len(source)) // an empty one says nothing, and nothing is learned beside one
	untaught, err := Align(source, target, opt)
	if err != nil {
		t.Fatal(err)
	}
	checkPartition(t, taught.Links, len(source), len(target))
	if a, b := right(taught.Links, gold), right(untaught.Links, gold); a < len(gold)*95/100 || a <= b {
		t.Errorf("%d of %d links right after teaching itself, %d before", a, len(gold), b)
	}
}
