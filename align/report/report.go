// Package report writes the findings of a run for people and for other programs:
// tab-separated lines, JSON Lines, SARIF 2.1.0, JUnit, GitHub annotations and a
// page. Every format is written as the sentence pairs come, in order; only JUnit
// holds one document at a time, because its counts stand in front.
//
//	f, err := report.FormatByName("sarif")
//	w := f.New(file, report.Run{Tool: "tarjuman", Rules: checker.Rules()})
//	for … {
//		err = w.Unit(&unit)
//	}
//	err = w.Close(summary)
//
// To add a format, write a file with a [Writer] and list it in formats.
package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tarjuman/align/check"
)

// Run is what all findings of a report have in common.
type Run struct {
	Tool    string // name of the program
	Version string
	// Rules are the rules that can be reported, sorted by name.
	Rules []check.Rule
	// Many is set when the run has more than one document, whose names are then told.
	Many bool
	// Baseline is set when the findings were held against a baseline: new and
	// known ones are then told apart.
	Baseline bool
	// Time is when the texts were last changed, for formats that want a time. It
	// is not the time of the run: the same input gives the same bytes.
	Time time.Time
}

// Document is a text and its translation.
type Document struct {
	Name                   string // how messages name it; the source's path as a rule
	Source, Target         string // paths as given, "" where there is no file
	SourceLang, TargetLang string // "ar" and "en" in either order
}

// Unit is one sentence pair with its findings.
type Unit struct {
	Document       *Document
	ID             string
	Source, Target Text
	Confidence     float64 // of the link between the two; 1 where pairs were given
	Findings       []Finding
	// Omitted counts findings of this pair that are left out because the run is
	// limited to a number of findings.
	Omitted int
}

// name is what a line that stands alone calls the unit: its id, behind the name of
// the document where there are several.
func (r Run) name(u *Unit) string {
	if r.Many {
		return u.Document.Name + "#" + u.ID
	}
	return u.ID
}

// Text is one side of a unit and its place.
type Text struct {
	Text string
	Lang string
	At   Region // of the whole text; zero where it has no place in a file
}

// Region is a place in a file. Lines and columns count from 1, columns in Unicode
// code points; the end is behind the last character. Column 0 stands for whole
// lines, Line 0 for a place that is not known.
type Region struct{ Line, Column, EndLine, EndColumn int }

// State tells whether a finding is a new one.
type State string

// The states. Without a baseline every finding that is not ignored is New.
const (
	New     State = "new"
	Known   State = "known"   // the baseline has it
	Ignored State = "ignored" // the project's ignore list has it
)

// Finding is a finding with its state and places.
type Finding struct {
	check.Finding
	Fingerprint string // [check.Fingerprint]
	State       State
	Since       time.Time // the day a known finding was first recorded
	Reason      string    // why an ignored finding is ignored
	Author      string    // who decided so
	Expires     time.Time // until when; zero for ever
	// SourceAt and TargetAt are the places of the spans in the files, in order.
	SourceAt, TargetAt []Region
}

// Open reports whether somebody has to look at the finding.
func (f *Finding) Open() bool { return f.State == New }

// Writer writes one report. Unit is called for every sentence pair in order, with
// and without findings, Close once at the end; it does not close what it writes to.
type Writer interface {
	Unit(u *Unit) error
	Close(s Summary) error
}

// Format is one way to write findings.
type Format struct {
	Name    string // what --format calls it
	Summary string // one line for the list of formats
	New     func(w io.Writer, run Run) Writer
}

func formats() []Format {
	return []Format{
		{"tsv", "one finding a line: id, rule, severity, spans, message", newTSV},
		{"jsonl", "one finding a line with everything known about it", newJSONL},
		{"sarif", "SARIF 2.1.0, for code scanning", newSARIF},
		{"junit", "JUnit XML, one test case a sentence, for test reports", newJUnit},
		{"github", "GitHub workflow commands, for annotations in a pull request", newGitHub},
		{"html", "a page with every finding between its two sentences", newHTML},
	}
}

// Formats returns the formats.
func Formats() []Format { return formats() }

// FormatByName returns the format of that name.
func FormatByName(name string) (Format, error) {
	var names []string
	for _, f := range formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("unknown format %q: have %s", name, strings.Join(names, ", "))
}
