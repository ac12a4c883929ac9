package align

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestLogAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Range(-60, 60).Draw(t, "a"), rapid.Float64Range(-60, 60).Draw(t, "b")
		if got, want := logAdd(a, b), math.Max(a, b)+math.Log1p(math.Exp(-math.Abs(a-b))); math.Abs(got-want) > 2e-5 {
			t.Fatalf("logAdd(%v, %v) = %v, want %v", a, b, got, want)
		}
	})
	if got := logAdd(never, never); got > never+1 {
		t.Errorf("nothing and nothing is %v", got)
	}
}

// The same bulletin, pasted eighty times over, one copy of the target without its
// third sentence: nothing is rare and still every copy finds its place.
func TestRepeatedTextFindsItsPlace(t *testing.T) {
	const copies, short = 80, 37
	var source, target []string
	gold := map[[2]int]bool{}
	for c := range copies {
		for k := range bulletinAr {
			source = append(source, bulletinAr[k])
			if c == short && k == 2 {
				continue
			}
			target = append(target, bulletinEn[k])
			gold[[2]int{len(source) - 1, len(target) - 1}] = true
		}
	}
	links, _ := alignBulletin(t, source, target)
	// Which copy is the short one cannot be told; all others are where they belong.
	if got := right(links, gold); got < len(gold)-short*len(bulletinAr) || len(links) != len(source) {
		t.Errorf("%d of %d pairs found in %d links", got, len(gold), len(links))
	}
	p := newProblem(source, target, &arabicToEnglish)
	if band := bandAround(p.chain(rect{0, 0, len(source), len(target)}), len(source), len(target)); band.nodes() > wideBand*len(source) {
		t.Errorf("%d nodes are searched for %d sentences", band.nodes(), len(source))
	}
}
