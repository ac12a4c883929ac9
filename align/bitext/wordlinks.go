package bitext

import (
	"fmt"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// toWordLines writes the links between the words of a segment with code points.
func toWordLines(s *Segment) [][5]float64 {
	var out [][5]float64
	for _, w := range s.Link.Words {
		a, b := CodePoints(s.Source.Text, check.Span{Start: w.SourceStart, End: w.SourceEnd})
		c, d := CodePoints(s.Target.Text, check.Span{Start: w.TargetStart, End: w.TargetEnd})
		out = append(out, [5]float64{float64(a), float64(b), float64(c), float64(d), round4(float64(w.Weight))})
	}
	return out
}

// fromWordLines reads them, and refuses what the texts do not have.
func fromWordLines(lines [][5]float64, source, target string) ([]translate.WordLink, error) {
	var out []translate.WordLink
	for _, l := range lines {
		src, err := toBytes(source, [][2]int{{int(l[0]), int(l[1])}})
		if err != nil {
			return nil, fmt.Errorf("word link: source %w", err)
		}
		tgt, err := toBytes(target, [][2]int{{int(l[2]), int(l[3])}})
		if err != nil {
			return nil, fmt.Errorf("word link: target %w", err)
		}
		if !(l[4] >= 0 && l[4] <= 1) {
			return nil, fmt.Errorf("word link: weight %v is not between 0 and 1", l[4])
		}
		out = append(out, translate.WordLink{SourceStart: src[0].Start, SourceEnd: src[0].End, TargetStart: tgt[0].Start, TargetEnd: tgt[0].End, Weight: float32(l[4])})
	}
	return out, nil
}
