package report

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// junit writes JUnit XML as the widely used schema has it (windyroad/JUnit-Schema):
// a suite per document, a test case per sentence pair, which fails when it has a
// new finding of at least minor severity. Milder, known and ignored findings are
// its output. The counts of a suite stand in front of its cases, so one document
// is held at a time.
type junit struct {
	w     *bufio.Writer
	run   Run
	doc   *Document
	suite int
	cases []junitCase
}

type junitSuite struct {
	XMLName    xml.Name    `xml:"testsuite"`
	Name       string      `xml:"name,attr"`
	Timestamp  string      `xml:"timestamp,attr"` // without a zone, as the schema wants it
	Hostname   string      `xml:"hostname,attr"`
	Tests      int         `xml:"tests,attr"`
	Failures   int         `xml:"failures,attr"`
	Errors     int         `xml:"errors,attr"`
	Time       string      `xml:"time,attr"`
	Package    string      `xml:"package,attr"`
	ID         int         `xml:"id,attr"`
	Properties []struct{}  `xml:"properties"`
	Cases      []junitCase `xml:"testcase"`
	Out        string      `xml:"system-out"`
	Err        string      `xml:"system-err"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitFailure `xml:"failure"`

	notes string // for the suite's output
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func newJUnit(w io.Writer, run Run) Writer {
	j := &junit{w: bufio.NewWriter(w), run: run}
	j.w.WriteString(xml.Header + "<testsuites>\n")
	return j
}

func (j *junit) Unit(u *Unit) error {
	if u.Document != j.doc {
		if err := j.flush(); err != nil {
			return err
		}
		j.doc = u.Document
	}
	c := junitCase{Name: xmlText(u.ID), Class: xmlText(u.Document.Name), Time: "0"}
	var failed, notes strings.Builder
	for i := range u.Findings {
		f := &u.Findings[i]
		line := findingLine(u, f)
		if !f.Open() || f.Severity == 0 {
			fmt.Fprintf(&notes, "%s %s\n", u.ID, line)
			continue
		}
		if c.Failure == nil {
			c.Failure = &junitFailure{Type: xmlText(f.Rule), Message: xmlText(messageOf(f))}
		}
		failed.WriteString(line + "\n")
	}
	if u.Omitted > 0 {
		text := fmt.Sprintf("%d findings of this sentence are not listed: the run was limited in number", u.Omitted)
		if c.Failure == nil {
			c.Failure = &junitFailure{Type: "not listed", Message: text}
		}
		failed.WriteString(text + "\n")
	}
	if c.Failure != nil {
		failed.WriteString(u.Source.Text + "\n" + u.Target.Text + "\n")
		c.Failure.Text = xmlText(failed.String())
	}
	c.notes = notes.String()
	j.cases = append(j.cases, c)
	return nil
}

// findingLine is a finding on one line of a log: place, severity, rule, both ends.
func findingLine(u *Unit, f *Finding) string {
	var b strings.Builder
	if main, _ := sides(u, f); main.file != "" {
		b.WriteString(main.file)
		if len(main.at) > 0 {
			fmt.Fprintf(&b, ":%d", main.at[0].Line)
			if main.at[0].Column > 0 {
				fmt.Fprintf(&b, ":%d", main.at[0].Column)
			}
		}
		b.WriteString(": ")
	}
	fmt.Fprintf(&b, "%s %s: %s", f.Severity, f.Rule, messageOf(f))
	if f.SourceValue != "" && f.TargetValue != "" {
		fmt.Fprintf(&b, " [%s ↔ %s]", f.SourceValue, f.TargetValue)
	}
	switch f.State {
	case Known:
		fmt.Fprintf(&b, " [known since %s]", date(f.Since))
	case Ignored:
		fmt.Fprintf(&b, " [ignored: %s]", justification(f))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// flush writes the suite of the document that ends.
func (j *junit) flush() error {
	if j.doc == nil {
		return nil
	}
	at := j.run.Time
	if at.IsZero() {
		at = time.Unix(0, 0)
	}
	s := junitSuite{
		Name: xmlText(j.doc.Name), Package: xmlText(j.doc.Name), ID: j.suite, Hostname: "localhost", Time: "0",
		Timestamp: at.UTC().Format("2006-01-02T15:04:05"), Tests: len(j.cases), Properties: make([]struct{}, 1), Cases: j.cases,
	}
	var notes strings.Builder
	for _, c := range j.cases {
		if c.Failure != nil {
			s.Failures++
		}
		notes.WriteString(c.notes)
	}
	s.Out = xmlText(notes.String())
	j.suite++
	j.cases = nil
	var b bytes.Buffer
	enc := xml.NewEncoder(&b)
	enc.Indent("  ", "  ")
	if err := enc.Encode(s); err != nil {
		return err
	}
	j.w.Write(b.Bytes())
	return j.w.WriteByte('\n')
}

func (j *junit) Close(Summary) error {
	if err := j.flush(); err != nil {
		return err
	}
	j.w.WriteString("</testsuites>\n")
	return j.w.Flush()
}

// xmlText replaces what XML 1.0 has no way to write: control characters other than
// tab and line ends, surrogates and U+FFFE, U+FFFF.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune {
			return r
		}
		return utf8.RuneError
	}, s)
}
