package review

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// longest is the length of the longest common subsequence, by the book.
func longest(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

func TestCommonSequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 12)
		a, b := list.Draw(t, "a"), list.Draw(t, "b")
		match := commonSequence(a, b)
		n, last := 0, -1
		for i, j := range match {
			if j < 0 {
				continue
			}
			if j <= last || j >= len(b) || a[i] != b[j] {
				t.Fatalf("%v in %v: partners %v", a, b, match)
			}
			n, last = n+1, j
		}
		if len(match) != len(a) || n != longest(a, b) {
			t.Fatalf("%v in %v: partners %v, want %d", a, b, match, longest(a, b))
		}
	})
}

// Two texts without a common sentence need no table of all pairs.
func TestCommonSequenceInLittleMemory(t *testing.T) {
	a, b := make([]string, 6000), make([]string, 6000)
	for i := range a {
		a[i], b[i] = fmt.Sprint("a", i), fmt.Sprint("b", i)
	}
	allocated := testing.Benchmark(func(t *testing.B) {
		for range t.N {
			commonSequence(a, b)
		}
	}).AllocedBytesPerOp()
	if allocated > 4<<20 {
		t.Errorf("%d bytes for two texts of %d sentences", allocated, len(a))
	}
}
