package align

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAnchorsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 30).Draw(t, "n"), rapid.IntRange(1, 30).Draw(t, "m")
		var anchors []Link
		i, j := 0, 0
		for range rapid.IntRange(0, 5).Draw(t, "anchors") {
			i += rapid.IntRange(0, 4).Draw(t, "skip source")
			j += rapid.IntRange(0, 4).Draw(t, "skip target")
			a, b := rapid.IntRange(0, 5).Draw(t, "a"), rapid.IntRange(0, 5).Draw(t, "b")
			if a+b == 0 || i+a > n || j+b > m {
				break
			}
			anchors = append(anchors, Link{Source: run(i, a), Target: run(j, b)})
			i, j = i+a, j+b
		}
		text := func(n int) []string { return strings.Split(strings.Repeat("Paris 12 said.\n", n-1)+"Rome.", "\n") }
		res, err := Align(text(n), text(m), Options{Anchors: anchors})
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, res.Links, n, m)
		k := 0
		for _, l := range res.Links {
			if !l.Locked {
				continue
			}
			found := false
			for _, a := range anchors {
				found = found || equal(a.Source, l.Source) && equal(a.Target, l.Target)
			}
			if !found || l.Confidence != 1 {
				t.Fatalf("locked link %v is no anchor of %v", l, anchors)
			}
			k++
		}
		if k != len(anchors) {
			t.Fatalf("%d of %d anchors kept in %v", k, len(anchors), res.Links)
		}
	})
}

func TestWrongOptionsAreRefused(t *testing.T) {
	two := []string{"a", "b"}
	for name, opt := range map[string]Options{
		"pivot":      {Pivot: []string{"x"}},
		"paragraphs": {SourceParagraphs: []int{0}},
		"falling":    {TargetParagraphs: []int{1, 0}},
		"range":      {Anchors: []Link{{Source: []int{2}, Target: []int{0}}}},
		"holes":      {Anchors: []Link{{Source: []int{1, 0}, Target: []int{0}}}},
		"crossing":   {Anchors: []Link{{Source: []int{1}, Target: []int{1}}, {Source: []int{0}, Target: []int{0}}}},
		"empty":      {Anchors: []Link{{}}},
	} {
		if _, err := Align(two, two, opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestParagraphsSettleDoubt(t *testing.T) {
	// Nothing but the paragraphs says which of two equal sentences is which.
	source := []string{"Aaa bbb.", "Ccc ddd.", "Eee fff.", "Ggg hhh.", "Iii jjj.", "Kkk lll."}
	target := []string{"Mmm nnn.", "Ooo ppp.", "Qqq rrr.", "Sss ttt.", "Uuu vvv."}
	res, err := Align(source, target, Options{SourceParagraphs: []int{0, 0, 0, 1, 1, 1}, TargetParagraphs: []int{0, 0, 0, 1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range res.Links {
		for _, i := range l.Source {
			for _, j := range l.Target {
				if i < 3 != (j < 3) {
					t.Errorf("link %v-%v crosses the paragraph end", l.Source, l.Target)
				}
			}
		}
	}
}
