package check

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// rulesPage is where the rules are explained to people.
const rulesPage = "../../docs/rules.md"

// TestRulesPage holds the page against the rules and their rates; go test -run
// RulesPage -update writes it anew.
func TestRulesPage(t *testing.T) {
	page := renderRules()
	if *update {
		if err := os.WriteFile(rulesPage, page, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(rulesPage)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, page) {
		t.Error("docs/rules.md is not what the rules say: run go test ./align/check -run RulesPage -update")
	}
}

func renderRules() []byte {
	var b bytes.Buffer
	b.WriteString("# Rules\n\n")
	b.WriteString("Generated from the rules themselves and from measured rates: `go test ./align/check -run RulesPage -update`; the rates by\n")
	b.WriteString("`TARJUMAN_BENCH=DIR go test ./align/check -run 'TestRates$' -update`. A planted error is a correct pair by people with one error put in; a\n")
	b.WriteString("false alarm is a pair by people, or a correct rewrite of one, on which the rule reports anything that is no natural defect of the text.\n\n")
	b.WriteString("| rule | severity | MQM | finds | false alarms, correct pairs | what |\n|---|---|---|---|---|---|\n")
	for _, r := range Rules() {
		finds, alarms := "not measured", "not measured"
		var parts []string
		for _, m := range Rates() {
			switch {
			case m.Rule != r.Name:
			case m.Set == CorrectPairs:
				alarms = fmt.Sprintf("%.2f %%", m.percent(m.Fired))
			case !m.Correct():
				parts = append(parts, fmt.Sprintf("%.1f %% of %s", m.percent(m.Fired), strings.ReplaceAll(m.Set, "_", " ")))
			}
		}
		if len(parts) > 0 {
			finds = strings.Join(parts, ", ")
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n", r.Name, strings.ReplaceAll(r.Name, ".", ""), r.Severity, r.MQM, finds, alarms, cell(r.Summary))
	}
	for _, r := range Rules() {
		fmt.Fprintf(&b, "\n## %s\n\n%s. %s\n", r.Name, strings.TrimSuffix(r.Summary, "."), r.Detail)
		pageExamples(&b, "Reports", r.Bad)
		pageExamples(&b, "Leaves alone", r.Good)
		if lines := Measured(r.Name); len(lines) > 0 {
			b.WriteString("\nMeasured:\n\n")
			for _, l := range lines {
				fmt.Fprintf(&b, "- %s\n", l)
			}
		}
	}
	return b.Bytes()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

func pageExamples(b *bytes.Buffer, title string, pairs [][2]string) {
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n\n```\n", title)
	for _, p := range pairs {
		for _, s := range p {
			if s != "" {
				fmt.Fprintln(b, s)
			}
		}
	}
	b.WriteString("```\n")
}
