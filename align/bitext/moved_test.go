package bitext

import (
	"slices"
	"testing"
)

func TestMovedPassages(t *testing.T) {
	d := &Document{Segments: []Segment{
		{ID: "a", Source: Side{Text: "واحد", Sentences: []int{0}}},
		{ID: "b", Source: Side{Text: "اثنان", Sentences: []int{1}}, Target: Side{Text: "two", Sentences: []int{0}}},
		{ID: "c", Target: Side{Text: "one", Sentences: []int{1}}},
	}}
	d.SetElsewhere([][]int{{1}, nil, {0}})
	pairs := d.Pairs()
	if !slices.Equal(pairs[0].Elsewhere, []string{"c"}) || pairs[1].Elsewhere != nil || !slices.Equal(pairs[2].Elsewhere, []string{"a"}) {
		t.Fatalf("moved pairs: %+v", pairs)
	}
	// What an editor joined is elsewhere no more.
	d.Segments[2].Source.Text = "واحد"
	if pairs := d.Pairs(); pairs[0].Elsewhere != nil || pairs[2].Elsewhere != nil {
		t.Errorf("after joining: %+v", pairs)
	}
}
