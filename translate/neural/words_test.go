package neural

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// linked lists the links of a translation as pairs of words.
func linked(t *Translation, source string, threshold float32) []string {
	var out []string
	for _, l := range t.Words(source, threshold) {
		out = append(out, source[l.SourceStart:l.SourceEnd]+"="+t.Text[l.TargetStart:l.TargetEnd])
	}
	return out
}

// The toy was not trained to align, so only its clearest links are right.
func TestWordsOfARealTranslation(t *testing.T) {
	m, err := Load(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string][]string{
		"أين أحمد؟":          {"أين=Where", "أحمد=Ahmed"},
		"الولد يقرأ الكتاب.": {"الولد=boy"},
	} {
		got, err := m.Translate(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		links := linked(&got, source, 0.2)
		for _, w := range want {
			if !slices.Contains(links, w) {
				t.Errorf("%s → %s: %v has no %s", source, got.Text, links, w)
			}
		}
	}
}

// TestWordsAddUp has a word of two pieces on either side: weights are added over the
// source word and averaged over the target word.
func TestWordsAddUp(t *testing.T) {
	tr := Translation{
		Text:   "ab, c",
		Source: []Piece{{1, 0, 2}, {2, 2, 4}, {3, 4, 7}, {0, 7, 7}},
		Target: []Piece{{1, 0, 1}, {2, 1, 2}, {4, 2, 3}, {3, 3, 5}, {0, 5, 5}},
		Alignment: []Row{
			{0, []float32{0.5, 0.25, 0.25, 0}}, {0, []float32{0.25, 0, 0.75, 0}}, {0, []float32{0, 0, 0, 1}}, {0, []float32{0, 0.125, 0.875, 0}}, {0, []float32{0, 0, 0, 1}},
		},
	}
	const source = "wxyz v."
	var got []string
	for _, l := range tr.Words(source, 0.2) {
		got = append(got, fmt.Sprintf("%s=%s %v", source[l.SourceStart:l.SourceEnd], tr.Text[l.TargetStart:l.TargetEnd], l.Weight))
	}
	if want := []string{"wxyz=ab 0.5", "v=ab 0.5", "v=c 0.875"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestWordsStayInTheirTexts holds for any text: places are of words, in order, and
// the weights of a target word add up to one at most.
func TestWordsStayInTheirTexts(t *testing.T) {
	m, err := Load(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		source := rapid.StringOf(rapid.SampledFrom([]rune("ابتي وأ.«»،؟ \u00a0\tab1٣-€𝄞\u200f"))).Draw(rt, "source")
		tr, err := m.Translate(t.Context(), source)
		if err != nil {
			rt.Fatal(err)
		}
		sum, last := map[int]float32{}, -1
		for _, l := range tr.Words(source, 0) {
			if l.TargetStart < last || l.SourceStart >= l.SourceEnd || l.TargetStart >= l.TargetEnd || l.SourceEnd > len(source) || l.TargetEnd > len(tr.Text) || l.Weight <= 0 {
				rt.Fatalf("link %+v in %q → %q", l, source, tr.Text)
			}
			last = l.TargetStart
			if sum[l.TargetStart] += l.Weight; sum[l.TargetStart] > 1.001 {
				rt.Fatalf("weights of a word of %q add up to %v", tr.Text, sum[l.TargetStart])
			}
		}
	})
}
