package check

import "testing"

// findings runs one family over a single pair and returns what it reports at
// Minor or above, by rule.
func findings(t testing.TB, c Check, source, target string) map[string][]Finding {
	t.Helper()
	return documentFindings(t, c, Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{ID: "1", Source: source, Target: target}}})
}

func documentFindings(t testing.TB, c Check, doc Document) map[string][]Finding {
	t.Helper()
	return findingsFrom(t, c, doc, Minor)
}

func findingsFrom(t testing.TB, c Check, doc Document, least Severity) map[string][]Finding {
	t.Helper()
	out := map[string][]Finding{}
	report := func(f Finding) {
		for _, s := range f.Source {
			if s.Start < 0 || s.End > len(doc.Pairs[f.Pair].Source) || s.Start >= s.End {
				t.Errorf("%s: source span %v outside the text", f.Rule, s)
			}
		}
		for _, s := range f.Target {
			if s.Start < 0 || s.End > len(doc.Pairs[f.Pair].Target) || s.Start >= s.End {
				t.Errorf("%s: target span %v outside the text", f.Rule, s)
			}
		}
		if f.Message == "" {
			t.Errorf("%s: no message", f.Rule)
		}
		if f.Severity >= least {
			out[f.Rule] = append(out[f.Rule], f)
		}
	}
	us := analyse(doc)
	for i := range us.Units {
		c.Unit(&us.Units[i], report)
	}
	c.Document(us, report)
	return out
}

func TestCoverageDirection(t *testing.T) {
	const ar = "وصل الوزير إلى العاصمة أمس واجتمع بقادة المعارضة لمناقشة قانون الانتخابات الجديد قبل التصويت عليه."
	const en = "The minister arrived in the capital yesterday."
	got := documentFindings(t, coverage{}, Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: en, Target: ar}}})
	if len(got["coverage.addition"]) != 1 || len(got["coverage.omission"]) != 0 {
		t.Errorf("Arabic as the longer translation: got %v, want one addition", got)
	}
	f := findings(t, coverage{}, ar, en)["coverage.omission"]
	if len(f) != 1 || len(f[0].Source) != 1 {
		t.Fatalf("Arabic as the longer source: got %v, want one omission with a span", f)
	}
	if s := ar[f[0].Source[0].Start:f[0].Source[0].End]; len(s) < len("بقادة المعارضة لمناقشة قانون الانتخابات") {
		t.Errorf("the omission covers only %q", s)
	}
}

func TestCoverageDoubtfulPairIsMilder(t *testing.T) {
	doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{
		Source: "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج.", Target: "The museum will open its new wing to visitors next spring.", Doubtful: true,
	}}}
	f := documentFindings(t, coverage{}, doc)["coverage.unrelated"]
	if len(f) != 1 || f[0].Severity != Minor {
		t.Errorf("got %v, want one finding of minor severity", f)
	}
}

func TestCoverageLeavesGluedTextAlone(t *testing.T) {
	got := findings(t, coverage{}, "ارتفعتأسعارالنفطفيالأسواقالعالمية بعد قرار خفض الإنتاج.", "Oil prices rose on world markets after the decision to cut output and after weeks of talks.")
	if len(got) != 0 {
		t.Errorf("got %v, want nothing", got)
	}
}
