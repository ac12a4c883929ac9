// Package metric scores translations against references with the figures the
// field reports: BLEU, chrF, chrF++ and TER. They follow sacreBLEU (Post 2018) in
// tokenisation, smoothing and averaging, so that they can be compared with
// published ones; every score carries a signature that says how it was computed.
//
//	s, err := metric.Corpus(metric.ChrF{}, hypotheses, references)
//	fmt.Println(s.Value, s.Signature)
//
// [Compare] says whether one system is better than another or only luckier.
package metric

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Metric is one figure. A corpus is scored by adding up the statistics of its
// sentences, which is also what makes resampling cheap.
type Metric interface {
	// Name is what papers call it, such as "chrF++".
	Name() string
	// Signature lists the choices behind the figure, in sacreBLEU's notation.
	Signature() string
	// Statistics counts what matters in one sentence against its references, of
	// which there is at least one. The result always has the same length.
	Statistics(hypothesis string, references []string) []float64
	// Value makes a figure of the sum of statistics, 0 to 100 (TER may be more).
	Value(sum []float64) float64
}

// Score is one figure with the way it was computed.
type Score struct {
	Name      string
	Value     float64 // 0 to 100; TER can be more, and lower is better there
	Signature string
}

// Corpus scores hypotheses, one sentence each, against one or more sets of
// references. It fails when the numbers of lines differ.
func Corpus(m Metric, hypotheses []string, references ...[]string) (Score, error) {
	stats, err := statistics(m, hypotheses, references)
	if err != nil {
		return Score{}, err
	}
	return Score{m.Name(), m.Value(total(stats)), signature(m, len(references))}, nil
}

// Sentence scores one sentence. BLEU of a sentence is only meaningful with
// [BLEU.EffectiveOrder].
func Sentence(m Metric, hypothesis string, references ...string) float64 {
	return m.Value(m.Statistics(hypothesis, references))
}

func signature(m Metric, references int) string {
	return "nrefs:" + strconv.Itoa(references) + "|" + m.Signature()
}

// statistics returns the counts of every sentence.
func statistics(m Metric, hyp []string, refs [][]string) ([][]float64, error) {
	if len(refs) == 0 {
		return nil, fmt.Errorf("no references")
	}
	for _, r := range refs {
		if len(r) != len(hyp) {
			return nil, fmt.Errorf("%d hypotheses for %d references", len(hyp), len(r))
		}
	}
	out := make([][]float64, len(hyp))
	of := make([]string, len(refs))
	for i, h := range hyp {
		for k := range refs {
			of[k] = refs[k][i]
		}
		out[i] = m.Statistics(h, of)
	}
	return out, nil
}

func total(stats [][]float64) []float64 {
	if len(stats) == 0 {
		return nil
	}
	sum := make([]float64, len(stats[0]))
	for _, s := range stats {
		for k, x := range s {
			sum[k] += x
		}
	}
	return sum
}

// isSpace is white space as Python's split and strip see it: Unicode's, and the
// four separators of ASCII.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1C && r <= 0x1F }

func splitWords(s string) []string { return strings.FieldsFunc(s, isSpace) }

func caseName(lower bool) string {
	if lower {
		return "lc"
	}
	return "mixed"
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
