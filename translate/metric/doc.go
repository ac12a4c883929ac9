// Package metric scores translations against references with the figures the
// field reports: BLEU, chrF and chrF++. They follow sacreBLEU (Post 2018) in
// tokenisation, smoothing and averaging, so that they can be compared with
// published ones; every score carries a signature that says how it was computed.
//
//	s, err := metric.ChrF(hypotheses, references)
//	fmt.Println(s.Value, s.Signature)
package metric

import "fmt"

// Score is one figure with the way it was computed.
type Score struct {
	Name      string
	Value     float64 // 0 to 100
	Signature string
}

// check refuses corpora of different length.
func check(hyp, ref []string) error {
	if len(hyp) != len(ref) {
		return fmt.Errorf("%d hypotheses for %d references", len(hyp), len(ref))
	}
	return nil
}
