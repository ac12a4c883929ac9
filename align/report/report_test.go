package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate/article"
)

func render(t testing.TB, format string, run Run, units ...*Unit) string {
	t.Helper()
	f, err := FormatByName(format)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	run.Tool = "tarjuman"
	if run.Rules == nil {
		run.Rules = check.Rules()
	}
	w := f.New(&b, run)
	var sum Summary
	for _, u := range units {
		sum.Add(u)
		if err := w.Unit(u); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sample(file, text string, state State) *Unit {
	doc := &Document{Name: file, Source: file, Target: "en/" + file, SourceLang: "ar", TargetLang: "en"}
	f := check.Finding{Rule: "number.value", Severity: check.Critical, MQM: "Accuracy", Group: check.Translation, Message: text, Target: []check.Span{{Start: 0, End: len(text)}}}
	return &Unit{
		Document: doc, ID: "s1", Confidence: 1,
		Source:   Text{Text: text, Lang: "ar", At: Region{1, 1, 1, 9}},
		Target:   Text{Text: text, Lang: "en", At: Region{1, 1, 1, 9}},
		Findings: []Finding{{Finding: f, State: state, Reason: text, Fingerprint: "00", TargetAt: []Region{{1, 1, 1, 9}}}},
	}
}

// hostile are texts that formats must not be steered by.
var hostile = []string{
	"</script><script>alert(1)</script>", "]]>", "\x00\x1b[31m\x07", "a\tb\r\nc", "::error::x\n::stop-commands::y", "%0A::warning::", "\ufffe\uffff", `"\'<&>`, "\u202eevil", "{{.}}", "نص, عربي: ٪",
}

// TestHostileText: whatever a text holds, every format stays what it is.
func TestHostileText(t *testing.T) {
	for _, text := range hostile {
		for _, state := range []State{New, Known, Ignored} {
			u := func() *Unit { return sample("خبر:1,2%.md", text, state) }
			if !json.Valid([]byte(render(t, "sarif", Run{Baseline: true}, u()))) {
				t.Errorf("sarif of %q is no JSON", text)
			}
			for line := range strings.Lines(render(t, "jsonl", Run{}, u())) {
				if !json.Valid([]byte(line)) {
					t.Errorf("jsonl of %q: %s", text, line)
				}
			}
			dec := xml.NewDecoder(strings.NewReader(render(t, "junit", Run{}, u())))
			for {
				if _, err := dec.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Errorf("junit of %q: %v", text, err)
					break
				}
			}
			want := 0
			if state == New {
				want = 1
			}
			if n := strings.Count(render(t, "tsv", Run{}, u()), "\n"); n != want {
				t.Errorf("tsv of %q: %d lines, want %d", text, n, want)
			}
			commands := 0
			for line := range strings.Lines(render(t, "github", Run{}, u())) {
				if strings.HasPrefix(line, "::") {
					commands++
				}
			}
			if commands != want {
				t.Errorf("github of %q: %d commands, want %d", text, commands, want)
			}
			if page := render(t, "html", Run{}, u()); strings.Contains(page, "<script") {
				t.Errorf("html of %q has a script", text)
			}
		}
	}
}

func TestSARIF(t *testing.T) {
	known := sample("a b/خ.md", "text", Known)
	ignored := sample("a b/خ.md", "text", Ignored)
	ignored.Findings[0].Author = "desk"
	fresh := sample("a b/خ.md", "text", New)
	fresh.Findings[0].SourceAt = []Region{{3, 4, 3, 4}}
	var log struct {
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []sarifResult
		}
	}
	if err := json.Unmarshal([]byte(render(t, "sarif", Run{Baseline: true}, fresh, known, ignored)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || len(run.Results) != 3 {
		t.Fatalf("%+v", log)
	}
	for i, want := range []string{"new", "unchanged", "new"} {
		r := run.Results[i]
		if r.Baseline != want || run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID || r.Fingerprints[fingerprintName] != "00" {
			t.Errorf("%d: %+v", i, r)
		}
		if at := r.Locations[0].Physical; at.Artifact.URI != "en/a%20b/%D8%AE.md" || at.Region.EndColumn != 9 {
			t.Errorf("%d: %+v", i, at)
		}
		if related := r.Related[0].Physical; related.Artifact.URI != "a%20b/%D8%AE.md" {
			t.Errorf("%d: %+v", i, related)
		}
	}
	if r := run.Results[0].Related[0].Physical.Region; r.EndColumn != 5 {
		t.Errorf("an empty region: %+v", r)
	}
	if s := run.Results[2].Suppressions; len(s) != 1 || s[0].Kind != "external" || s[0].Justification != "text (desk)" {
		t.Errorf("%+v", s)
	}
	if strings.Contains(render(t, "sarif", Run{}, fresh), "baselineState") {
		t.Error("a baseline state without a baseline")
	}
}

func TestSARIFLimit(t *testing.T) {
	u := sample("a", "x", New)
	for range 9 {
		u.Findings = append(u.Findings, u.Findings[0])
	}
	units := make([]*Unit, MaxSARIF/10+1)
	for i := range units {
		units[i] = u
	}
	out := render(t, "sarif", Run{}, units...)
	if n := strings.Count(out, `"ruleId"`); n != MaxSARIF {
		t.Errorf("%d results", n)
	}
	if !strings.Contains(out, "10 results are left out") {
		t.Error("left out without a word")
	}
}

func TestFileURI(t *testing.T) {
	for path, want := range map[string]string{
		"a/b.md": "a/b.md", "./a.md": "a.md", "a:b.md": "./a:b.md", "/x/a.md": "file:///x/a.md", "../a.md": "../a.md", "c#?.md": "c%23%3F.md",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestGitHubLimits(t *testing.T) {
	u := sample("a.md", strings.Repeat("طويل ", 2000), New)
	for range 14 {
		u.Findings = append(u.Findings, u.Findings[0])
	}
	out := render(t, "github", Run{}, u)
	if n := strings.Count("\n"+out, "\n::error "); n != maxAnnotations {
		t.Errorf("%d annotations", n)
	}
	if !strings.Contains(out, "5 findings are listed above without an annotation") {
		t.Error("over the limit without a word")
	}
	first, _, _ := strings.Cut(out, "\n")
	if len(first) > maxAnnotation+200 || !utf8.ValidString(first) {
		t.Errorf("%d bytes in one annotation", len(first))
	}
}

func TestJUnitCounts(t *testing.T) {
	doc := sample("a", "x", New)
	silent := sample("a", "x", Known)
	silent.Document = doc.Document
	cut := &Unit{Document: doc.Document, ID: "s3", Omitted: 2}
	next := sample("b", "x", New)
	out := render(t, "junit", Run{}, doc, silent, cut, next)
	for _, want := range []string{`tests="3" failures="2"`, `tests="1" failures="1"`, "2 findings of this sentence are not listed", "[known since"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
}

// TestLocator: a span of a sentence is found in the file it was read from, through
// markup, entities and line ends.
func TestLocator(t *testing.T) {
	source := "\ufeff# T\r\n\r\nOne **bold** word &amp; 😀 more\r\nand next.\r\n"
	a, err := article.Read(strings.NewReader(source), article.Options{Path: "a.md"})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Paragraphs[len(a.Paragraphs)-1]
	side := bitext.Side{Text: strings.Join(strings.Fields(p.Text), " "), Start: p.Start, End: p.End}
	l := NewLocator(a)
	for word, want := range map[string]Region{
		"bold": {3, 7, 3, 11}, "&": {3, 19, 3, 24}, "😀": {3, 25, 3, 26}, "next": {4, 5, 4, 9}, "more and": {3, 27, 4, 4},
	} {
		i := strings.Index(side.Text, word)
		if got := l.Spans(side, []check.Span{{Start: i, End: i + len(word)}})[0]; got != want {
			t.Errorf("%s: %+v, want %+v", word, got, want)
		}
	}
	side.Text = "something else"
	if got := l.Spans(side, []check.Span{{Start: 0, End: 4}})[0]; got != l.Side(side) {
		t.Errorf("edited text: %+v", got)
	}
	if got := l.Region(1, 2); got != (Region{1, 1, 1, 2}) {
		t.Errorf("a byte order mark is counted: %+v", got)
	}
}

// TestLocatorPlainText: in plain text the place of a span holds that very span.
func TestLocatorPlainText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`[ab قن😀]{0,6}x[ab قن😀]{0,6}`), 1, 5).Draw(rt, "lines")
		a, err := article.Read(strings.NewReader(strings.Join(lines, "\n")), article.Options{Path: "a.txt", Format: article.Text})
		if err != nil {
			rt.Skip(err)
		}
		l := NewLocator(a)
		for _, p := range a.Paragraphs {
			side := bitext.Side{Text: p.Text, Start: p.Start, End: p.End}
			i := strings.IndexByte(p.Text, 'x')
			r := l.Spans(side, []check.Span{{Start: i, End: i + 1}})[0]
			line := []rune(lines[r.Line-1])
			if r.EndLine != r.Line || r.EndColumn != r.Column+1 || string(line[r.Column-1:r.EndColumn-1]) != "x" {
				rt.Fatalf("%+v in %q", r, lines)
			}
		}
	})
}

func ExampleFormatByName() {
	f, err := FormatByName("tsv")
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	w := f.New(&b, Run{Tool: "tarjuman"})
	u := Unit{ID: "s01", Document: &Document{}, Target: Text{Text: "21 birds"}, Findings: []Finding{{
		Finding: check.Finding{Rule: "number.value", Severity: check.Critical, Target: []check.Span{{Start: 0, End: 2}}, Message: "12 became 21"}, State: New,
	}}}
	if err := w.Unit(&u); err != nil {
		fmt.Println(err)
	}
	if err := w.Close(Summary{}); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(b.String(), "\t", " | "))
	// Output: s01 | number.value | critical |  | 0-2 | 12 became 21
}
