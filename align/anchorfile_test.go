package align

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestReadAnchors(t *testing.T) {
	file := "\ufeff# the chapter begins here\n\n5\t4-6\tseen by the editor\r\n1\t1\n-\t2\n3,4\t-\n7\t\n"
	got, err := ReadAnchors(strings.NewReader(file), 9, 8)
	if err != nil {
		t.Fatal(err)
	}
	want := []Link{
		{Source: []int{0}, Target: []int{0}},
		{Source: []int{2, 3}},
		{Target: []int{1}},
		{Source: []int{4}, Target: []int{3, 4, 5}},
		{Source: []int{6}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := check(9, 8, &Options{Anchors: got}); err != nil {
		t.Errorf("the aligner refuses them: %v", err)
	}
}

func TestReadAnchorsErrors(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		line int
		says string
	}{
		"no tab":         {"1 1\n", 1, "a tab and target sentences"},
		"no number":      {"1\t1\nx\t2\n", 2, `"x" is no list of source sentences`},
		"counted from 0": {"0\t0\n", 1, "counted from 1"},
		"beyond the end": {"# two lines\n1\t9\n", 2, "target sentence 9: the target has 8"},
		"empty":          {"-\t\n", 1, "both sides are empty"},
		"backwards":      {"4-2\t1\n", 1, "no list of source sentences"},
		"with a gap":     {"1\t2,4\n", 1, "not consecutive"},
		"crossing":       {"2\t5\n# x\n4\t3\n", 3, "crosses the anchor of line 1"},
		"crossing up":    {"4\t3\n2\t5\n", 2, "crosses the anchor of line 1"},
		"shared source":  {"2\t2\n2\t3\n", 2, "source sentence 2 is in the anchor of line 1"},
		"shared target":  {"2\t2-3\n3\t3\n", 2, "target sentence 3 is in the anchor of line 1"},
		"shared alone":   {"-\t3\n3\t3\n", 2, "target sentence 3 is in the anchor of line 1"},
		"huge range":     {"1-99999999999999999999\t1\n", 1, "no list"},
		"long line":      {"1\t1\n" + strings.Repeat("1,", maxAnchorLine) + "\n", 2, "longer than"},
		"bytes":          {"\xff\xfe1\t2\n", 1, "no list of source sentences"},
	} {
		_, err := ReadAnchors(strings.NewReader(c.file), 9, 8)
		var e *AnchorError
		if !errors.As(err, &e) || e.Line != c.line || !strings.Contains(err.Error(), c.says) || strings.ContainsAny(err.Error(), "\n\r\t") {
			t.Errorf("%s: error %v, want line %d: %s", name, err, c.line, c.says)
		}
	}
}

func FuzzReadAnchors(f *testing.F) {
	f.Add("1\t1\n3-4\t-\n-\t2\n", 5, 5)
	f.Add("4\t3\n2\t5\n", 9, 9)
	f.Fuzz(func(t *testing.T, file string, n, m int) {
		n, m = n&31, m&31
		anchors, err := ReadAnchors(strings.NewReader(file), n, m)
		if err != nil {
			return
		}
		s, tg := make([]string, n), make([]string, m)
		res, err := Align(s, tg, Options{Anchors: anchors})
		if err != nil {
			t.Fatalf("accepted, then refused: %v", err)
		}
		checkPartition(t, res.Links, n, m)
	})
}
