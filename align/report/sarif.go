package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"tarjuman/align/check"
	"tarjuman/internal/lazyre"
)

// MaxSARIF is how many results a SARIF run has at most: code scanning of GitHub
// takes no more than 25,000 from one run. What is left out is said in the log.
const MaxSARIF = 25000

// sarifSchema names the schema the log is written for.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// fingerprintName is the name and version of [check.Fingerprint] in a log.
const fingerprintName = "tarjumanFinding/v1"

// sarif writes SARIF 2.1.0: results in the translated file with the place in the
// source as a related location, columns in code points, files as relative URIs.
type sarif struct {
	w       *bufio.Writer
	run     Run
	index   map[string]int // of the rules
	results int
	left    int // results over MaxSARIF
	err     error
}

func newSARIF(w io.Writer, run Run) Writer {
	s := &sarif{w: bufio.NewWriter(w), run: run, index: map[string]int{}}
	tool := sarifTool{sarifDriver{Name: run.Tool, Version: semantic(run.Version), Rules: []sarifRule{}}}
	for i, r := range run.Rules {
		s.index[r.Name] = i
		tool.Driver.Rules = append(tool.Driver.Rules, sarifRuleOf(r))
	}
	s.text(`{"$schema":"` + sarifSchema + `","version":"2.1.0","runs":[{"tool":`)
	s.value(tool)
	s.text(`,"columnKind":"unicodeCodePoints","results":[`)
	return s
}

var semver = lazyre.New(`^v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)

// semantic is the version if it is one of semver.org, as the field demands.
func semantic(version string) string {
	m := semver().FindStringSubmatch(version)
	if m == nil {
		return ""
	}
	return m[1]
}

func sarifRuleOf(r check.Rule) sarifRule {
	out := sarifRule{
		ID: r.Name, Name: pascal(r.Name), Short: sarifMessage{sentence(r.Summary)}, Configuration: sarifConfig{sarifLevel(r.Severity)},
		Properties: sarifRuleDetail{Tags: []string{string(r.Group), r.MQM}, Severity: r.Severity.String(), MQM: r.MQM},
	}
	if r.Detail != "" {
		out.Full = &sarifMessage{sentence(r.Detail)}
	}
	out.Help = &sarifMessage{sentence(r.Summary) + " `tarjuman rules explain " + r.Name + "` shows examples."}
	return out
}

// pascal is a rule's name as SARIF likes names: NumberValue.
func pascal(name string) string {
	var b strings.Builder
	for _, p := range strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		b.WriteString(strings.ToUpper(p[:1]) + p[1:])
	}
	return b.String()
}

// sentence ends a text as sentences end.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

func sarifLevel(s check.Severity) string {
	switch s {
	case check.Critical, check.Major:
		return "error"
	case check.Minor:
		return "warning"
	}
	return "note"
}

func (s *sarif) Unit(u *Unit) error {
	for i := range u.Findings {
		if s.results == MaxSARIF {
			s.left++
			continue
		}
		if s.results > 0 {
			s.text(",")
		}
		s.text("\n")
		s.value(s.result(u, &u.Findings[i]))
		s.results++
	}
	return s.err
}

func (s *sarif) result(u *Unit, f *Finding) sarifResult {
	r := sarifResult{
		RuleID: f.Rule, Level: sarifLevel(f.Severity), Message: sarifMessage{sentence(messageOf(f))},
		Fingerprints: map[string]string{fingerprintName: f.Fingerprint}, Properties: NewLine(u, f),
	}
	r.Properties.ID = u.ID
	if f.Count > 1 {
		r.Occurrences = f.Count
	}
	if i, ok := s.index[f.Rule]; ok {
		r.RuleIndex = &i
	}
	if s.run.Baseline {
		r.Baseline = "new"
		if f.State == Known {
			r.Baseline = "unchanged"
		}
	}
	if f.State == Ignored {
		r.Suppressions = []sarifSuppression{{"external", "accepted", justification(f)}}
	}
	main, other := sides(u, f)
	if main.file != "" {
		r.Locations = []sarifLocation{main.location(u)}
	}
	for i, at := range other.at {
		if other.file == "" {
			break
		}
		l := side{other.file, other.text, []Region{at}}.location(nil)
		id := i
		l.ID, l.Message = &id, &sarifMessage{other.text}
		r.Related = append(r.Related, l)
	}
	return r
}

// messageOf is the message with what to write instead.
func messageOf(f *Finding) string {
	m := f.Message
	if f.Count > 1 {
		m += fmt.Sprintf(" (%d times)", f.Count)
	}
	if f.Suggestion != "" {
		m += " (suggested: " + f.Suggestion + ")"
	}
	return m
}

func justification(f *Finding) string {
	out := f.Reason
	if f.Author != "" {
		out += " (" + f.Author + ")"
	}
	if !f.Expires.IsZero() {
		out += ", until " + date(f.Expires)
	}
	return out
}

// side is one end of a finding: a file, a word for it, and places.
type side struct {
	file, text string
	at         []Region
}

// sides tells which text a finding is shown in, and the other end. A fault of the
// translation is shown there, one of the source in the source; a text without a
// file, or a sentence that is not there, leaves it to the other.
func sides(u *Unit, f *Finding) (main, other side) {
	src := side{u.Document.Source, "the source", orWhole(f.SourceAt, u.Source.At)}
	tgt := side{u.Document.Target, "the translation", orWhole(f.TargetAt, u.Target.At)}
	if f.Group == check.SourceText {
		return src, side{}
	}
	if tgt.file == "" || len(tgt.at) == 0 {
		return src, side{}
	}
	if f.Group == check.TargetText && len(f.Source) == 0 {
		return tgt, side{}
	}
	if src.file == tgt.file {
		return tgt, side{} // pairs of one file share their line
	}
	return tgt, src
}

// orWhole are the places of the spans, or of the whole text where there are none.
func orWhole(at []Region, whole Region) []Region {
	if len(at) > 0 {
		return at
	}
	if whole.Line > 0 {
		return []Region{whole}
	}
	return nil
}

func (s side) location(u *Unit) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(s.file)}}}
	if len(s.at) > 0 {
		l.Physical.Region = sarifRegionOf(s.at[0])
	}
	if u != nil && u.ID != "" {
		l.Logical = []sarifName{{u.ID, u.Document.Name + "#" + u.ID}}
	}
	return l
}

// sarifRegionOf leaves out the columns of whole lines. A region is never empty:
// readers want its end behind its start.
func sarifRegionOf(r Region) *sarifRegion {
	if r.Line == 0 {
		return nil
	}
	out := &sarifRegion{StartLine: r.Line, StartColumn: r.Column, EndLine: r.EndLine, EndColumn: r.EndColumn}
	if r.Column > 0 && r.EndLine == r.Line && r.EndColumn <= r.Column {
		out.EndColumn = r.Column + 1
	}
	return out
}

// fileURI is a path as a URI reference: relative with slashes and percent escapes,
// or file:// for an absolute one.
func fileURI(p string) string {
	p = path.Clean(filepath.ToSlash(p))
	escaped := (&url.URL{Path: p}).EscapedPath()
	switch {
	case strings.HasPrefix(p, "/"):
		return "file://" + escaped
	case len(p) > 2 && p[1] == ':' && p[2] == '/': // a drive letter
		return "file:///" + escaped
	}
	// A colon in the first step would be read as a scheme.
	if first, _, _ := strings.Cut(escaped, "/"); strings.Contains(first, ":") {
		return "./" + escaped
	}
	return escaped
}

func (s *sarif) Close(sum Summary) error {
	inv := sarifInvocation{Successful: true}
	note := func(format string, args ...any) {
		inv.Notifications = append(inv.Notifications, sarifNotification{"warning", sarifMessage{fmt.Sprintf(format, args...)}})
	}
	if s.left > 0 {
		note("%d results are left out: a run has at most %d.", s.left, MaxSARIF)
	}
	if n := sum.Omitted.Total(); n > 0 {
		note("%d findings are left out: the run was limited to %d.", n, sum.Limit)
	}
	s.text("\n],\"invocations\":[")
	s.value(inv)
	s.text("]}]}\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

func (s *sarif) text(t string) {
	if s.err == nil {
		_, s.err = s.w.WriteString(t)
	}
}

func (s *sarif) value(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && s.err == nil {
		s.err = err
	}
	s.text(strings.TrimSuffix(b.String(), "\n"))
}
