package metric

import (
	"fmt"
	"testing"
)

// systems makes references, a system that is right but for every tenth sentence,
// and one that is right in every tenth sentence only.
func systems(n int) (ref, good, bad []string) {
	for i := range n {
		r := fmt.Sprintf("the council of town %d met on day %d to vote", i%17, i)
		w := fmt.Sprintf("a meeting was held by people of place %d", i)
		ref = append(ref, r)
		if i%10 == 0 {
			good, bad = append(good, w), append(bad, r)
		} else {
			good, bad = append(good, r), append(bad, w)
		}
	}
	return ref, good, bad
}

func TestCompareTellsSystemsApart(t *testing.T) {
	ref, good, bad := systems(100)
	for _, m := range all {
		c, err := Compare(m, bad, good, Resampling{Samples: 200}, ref)
		if err != nil {
			t.Fatal(err)
		}
		if c.P > 0.01 || c.Wins != 1 {
			t.Errorf("%s: p %.3f, wins %.2f for a far better system", m.Name(), c.P, c.Wins)
		}
		if c.BaseInterval.HalfWidth <= 0 || c.OtherInterval.HalfWidth <= 0 {
			t.Errorf("%s: no confidence interval", m.Name())
		}
		if d := c.OtherInterval.Mean - c.Other.Value; d > 3 || d < -3 {
			t.Errorf("%s: mean %.2f of resamples is far from %.2f", m.Name(), c.OtherInterval.Mean, c.Other.Value)
		}
	}
}

func TestCompareIsHonestAboutEqualSystems(t *testing.T) {
	ref, good, _ := systems(100)
	c, err := Compare(ChrF{}, good, good, Resampling{Samples: 100}, ref)
	if err != nil || c.Wins != 0.5 || c.Base.Value != c.Other.Value {
		t.Errorf("%+v, %v", c, err)
	}
	// Two systems wrong in five sentences each, and not the same ones.
	a, b := append([]string{}, ref...), append([]string{}, ref...)
	for i := range 5 {
		a[i*7], b[i*7+3] = "something else entirely", "something else entirely"
	}
	if c, err = Compare(BLEU{}, a, b, Resampling{Samples: 200}, ref); err != nil || c.P < 0.05 {
		t.Errorf("p %.3f between equally good systems, %v", c.P, err)
	}
}

func TestCompareIsRepeatable(t *testing.T) {
	ref, good, bad := systems(40)
	one, _ := Compare(TER{}, bad, good, Resampling{Samples: 50, Seed: 7}, ref)
	two, _ := Compare(TER{}, bad, good, Resampling{Samples: 50, Seed: 7}, ref)
	if one != two {
		t.Errorf("%+v and %+v", one, two)
	}
	three, _ := Compare(TER{}, bad, good, Resampling{Samples: 50, Seed: 8}, ref)
	if one.BaseInterval == three.BaseInterval {
		t.Error("another seed draws the same corpora")
	}
}
