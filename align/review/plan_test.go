package review

import (
	"slices"
	"testing"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

func planned(segments ...bitext.Segment) []Item {
	return Plan(&bitext.Document{Segments: segments})
}

func order(items []Item) []int {
	var out []int
	for _, it := range items {
		out = append(out, it.Segment)
	}
	return out
}

func segment(confidence float64, findings ...check.Finding) bitext.Segment {
	return bitext.Segment{Source: bitext.Side{Text: "نص قصير للقراءة"}, Target: bitext.Side{Text: "a short text to read"},
		Link: bitext.Link{Confidence: confidence}, Findings: findings}
}

func TestPlanOrdersByRisk(t *testing.T) {
	of := func(s check.Severity, g check.Group) check.Finding { return check.Finding{Severity: s, Group: g} }
	items := planned(
		segment(1),
		segment(1, of(check.Minor, check.Translation)),
		segment(0.2),
		segment(1, of(check.Critical, check.Translation)),
		segment(1, of(check.Major, check.SourceText)),
		segment(1, of(check.Major, check.Translation)),
		segment(1, of(check.Info, check.TargetText)),
		segment(1),
	)
	if want := []int{3, 2, 5, 4, 1, 6, 0, 7}; !slices.Equal(order(items), want) {
		t.Errorf("order %v, want %v", order(items), want)
	}
	if got := order(First(items, 0)); !slices.Equal(got, []int{3, 2, 5, 4, 1, 6}) {
		t.Errorf("without a limit: %v, want all with a risk", got)
	}
}

func TestLockedLinksAreNoRisk(t *testing.T) {
	s := segment(0.1)
	s.Link.Locked = true
	if items := planned(s); items[0].Risk != 0 {
		t.Errorf("risk %v of a link somebody confirmed", items[0].Risk)
	}
}

func TestFirstKeepsToTheTime(t *testing.T) {
	f := check.Finding{Severity: check.Major, Group: check.Translation}
	items := planned(segment(1, f), segment(1, f), segment(1, f), segment(1))
	one := items[0].Time
	if one <= placeTime {
		t.Fatalf("reading takes %v", one)
	}
	for limit, want := range map[time.Duration]int{time.Nanosecond: 1, one: 1, 2*one - 1: 1, 2 * one: 2, time.Hour: 3} {
		if got := len(First(items, limit)); got != want {
			t.Errorf("%v: %d sentences, want %d", limit, got, want)
		}
	}
	if got := First(planned(segment(1)), time.Hour); len(got) != 0 {
		t.Errorf("%d sentences to read first where nothing is at risk", len(got))
	}
}
