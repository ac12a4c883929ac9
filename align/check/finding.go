// Package check finds what machine translation got wrong in a pair of texts.
//
// A [Checker] runs every rule over aligned sentence pairs and reports
// [Finding]s: the rule, a severity, an MQM category, the spans on both sides and
// the values that disagree. Findings about the Arabic text itself, which is often
// a machine translation too, form a group of their own.
//
//	c, err := check.New(check.Options{})
//	findings := c.Run(check.Document{SourceLang: "ar", TargetLang: "en", Pairs: pairs})
package check

import "fmt"

// Severity grades a finding by what it costs a reader, as in MQM.
type Severity uint8

// The severities, mildest first.
const (
	Info Severity = iota
	Minor
	Major
	Critical
)

var severityNames = [...]string{"info", "minor", "major", "critical"}

// String returns the severity's name in lower case.
func (s Severity) String() string { return severityNames[s] }

// MarshalText returns the name, so that severities read well in JSON and YAML.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText accepts the names String returns.
func (s *Severity) UnmarshalText(b []byte) error {
	v, err := ParseSeverity(string(b))
	*s = v
	return err
}

// ParseSeverity returns the severity of that name.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: use info, minor, major or critical", name)
}

// Group tells which text a finding is about.
type Group string

// The groups. TargetText is for faults of the translation that show without
// looking at the source.
const (
	Translation Group = "translation" // the two texts disagree
	SourceText  Group = "source"      // the source itself looks faulty or translated
	TargetText  Group = "target"      // the target itself looks faulty
)

// Span is a half-open range of bytes of a text.
type Span struct{ Start, End int }

// Finding is one suspected fault.
type Finding struct {
	Rule     string
	Severity Severity
	MQM      string // MQM category, e.g. "Accuracy/Mistranslation/Number"
	Group    Group
	Pair     int    // index of the pair in Document.Pairs
	Source   []Span // byte ranges in the pair's source
	Target   []Span // byte ranges in the pair's target
	// SourceValue and TargetValue are the normalised values that disagree
	// ("12", "28 June 2021"); empty where a rule compares none.
	SourceValue, TargetValue string
	Message                  string // one line: what is wrong and why
	Suggestion               string // a replacement, where one is certain
	// Count is how often a per-document finding occurs; 0 and 1 mean once.
	Count int
}

// Rule describes one check for people: `tarjuman rules explain NAME` prints it.
type Rule struct {
	Name     string   // family.subject, e.g. "number.value"
	Severity Severity // the severity its findings usually have
	MQM      string
	Group    Group
	Summary  string // one line
	Detail   string // how it decides, and what it leaves alone
	// Bad and Good are example pairs (source, target) that it reports and that
	// it is silent on. A test runs them all.
	Bad, Good [][2]string
}
