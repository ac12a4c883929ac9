package check

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// rateTable holds how often each rule fires on text of known quality. It is
// generated, never typed: TARJUMAN_BENCH=DIR go test ./align/check -run Rates -update.
//
//go:embed rules/rates.gen.tsv
var rateTable string

// Rate is how often a rule fires on one set of sentence pairs.
type Rate struct {
	Rule string
	// Set is a kind of planted error the rule answers for, or one of CorrectPairs
	// and Rewrites, on which it must be silent.
	Set   string
	Pairs int // pairs in the set
	Fired int // pairs on which the rule reports anything
	Grave int // of those, at minor severity or above
}

// The sets that hold no planted error.
const (
	CorrectPairs = "correct pairs"    // translations by people
	Rewrites     = "correct rewrites" // the same with digits, dates and marks put otherwise
)

// Correct reports whether the set holds no planted error.
func (r Rate) Correct() bool { return r.Set == CorrectPairs || r.Set == Rewrites }

var rates = sync.OnceValue(func() []Rate {
	var out []Rate
	for line := range strings.Lines(rateTable) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 5 || strings.HasPrefix(line, "#") {
			continue
		}
		r := Rate{Rule: c[0], Set: c[1]}
		r.Pairs, _ = strconv.Atoi(c[2])
		r.Fired, _ = strconv.Atoi(c[3])
		r.Grave, _ = strconv.Atoi(c[4])
		out = append(out, r)
	}
	return out
})

// Rates returns the measured rates, by rule.
func Rates() []Rate { return rates() }

// Measured says in words how often a rule finds what it is for and how often it is
// wrong; nothing for a rule that was not measured.
func Measured(rule string) []string {
	var out []string
	for _, r := range rates() {
		if r.Rule == rule && r.Pairs > 0 {
			out = append(out, r.String())
		}
	}
	return out
}

// String says the rate in words.
func (r Rate) String() string {
	name := strings.ReplaceAll(r.Set, "_", " ")
	if !r.Correct() {
		return fmt.Sprintf("finds %.1f %% of %d planted errors: %s", r.percent(r.Fired), r.Pairs, name)
	}
	s := fmt.Sprintf("false alarms on %.2f %% of %d %s", r.percent(r.Fired), r.Pairs, name)
	if r.Grave < r.Fired {
		s += fmt.Sprintf(", %.2f %% at minor or above", r.percent(r.Grave))
	}
	return s
}

func (r Rate) percent(n int) float64 { return 100 * float64(n) / float64(r.Pairs) }
