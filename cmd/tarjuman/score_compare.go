package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/metric"
)

// scoreAgainst compares the translation with another system's.
func (u *ui) scoreAgainst(c *cli.Context, s *scoring, format string, lines []map[string]float64) error {
	opt := metric.Resampling{Samples: c.Int("samples"), Seed: c.Uint64("seed")}
	var all []metric.Comparison
	for _, m := range s.metrics {
		x, err := metric.Compare(m, s.base, s.hyp, opt, s.refs...)
		if err != nil {
			return unequalLines(c, err)
		}
		all = append(all, x)
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		if format == "json" {
			return s.writeComparisonJSON(w, all, lines)
		}
		s.writeSentences(w, lines)
		for _, x := range all {
			fmt.Fprintf(w, "%-7s %6.2f ± %.2f   baseline %6.2f ± %.2f   %s   %s\n", x.Other.Name, x.Other.Value, x.OtherInterval.HalfWidth,
				x.Base.Value, x.BaseInterval.HalfWidth, verdictOf(x), versioned(x.Other.Signature))
		}
		return nil
	})
}

// significance is the customary limit of a p-value.
const significance = 0.05

// verdictOf says in words what the comparison proves.
func verdictOf(x metric.Comparison) string {
	if x.P >= significance || x.Base.Value == x.Other.Value {
		return fmt.Sprintf("no difference proven (p = %.4f)", x.P)
	}
	better := x.Other.Value > x.Base.Value
	if x.Other.Name == (metric.TER{}).Name() {
		better = !better
	}
	if better {
		return fmt.Sprintf("better (p = %.4f)", x.P)
	}
	return fmt.Sprintf("worse (p = %.4f)", x.P)
}

func (s *scoring) writeComparisonJSON(w io.Writer, all []metric.Comparison, lines []map[string]float64) error {
	out := map[string]any{"lines": len(s.hyp)}
	for i, x := range all {
		out[s.names[i]] = map[string]any{
			"value": x.Other.Value, "ci95": x.OtherInterval.HalfWidth, "mean": x.OtherInterval.Mean,
			"baseline": map[string]float64{"value": x.Base.Value, "ci95": x.BaseInterval.HalfWidth, "mean": x.BaseInterval.Mean},
			"p":        x.P, "wins": x.Wins, "verdict": verdictOf(x), "signature": versioned(x.Other.Signature),
		}
	}
	if lines != nil {
		out["sentences"] = lines
	}
	return json.NewEncoder(w).Encode(out)
}
