package check

import (
	"strings"
	"testing"
)

// surfaceCounts are the surface faults of the sample article, counted by hand on
// its text.
var surfaceCounts = map[string]int{
	"spacing.punctuation": 36, // a space before ،
	"spacing.digit":       1,  // في28يونيو
	"spacing.sentence":    1,  // نهائياً”.وشكر
	"spacing.dash":        2,  // -كييف, –بينما
	"quote.broken":        2,  // “ as closer, twice
	"quote.split":         2,  // ”. “, twice
	"spelling.hamza":      2,  // اوكرانيا, اتمام
}

func surfaceFindings(t testing.TB) []Finding {
	t.Helper()
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Run(articleDocument(t, "article.en.txt"))
}

func TestSurfaceCounts(t *testing.T) {
	got := map[string]int{}
	for _, f := range surfaceFindings(t) {
		if f.Group == SourceText {
			got[f.Rule] += max(f.Count, 1)
		}
	}
	for rule, want := range surfaceCounts {
		if got[rule] != want {
			t.Errorf("%s: counted %d, want %d", rule, got[rule], want)
		}
	}
}

// TestSurfaceHabit: a space before every comma is one finding, not one
// for each sentence.
func TestSurfaceHabit(t *testing.T) {
	n := 0
	for _, f := range surfaceFindings(t) {
		if f.Rule == "spacing.punctuation" {
			n++
			if f.Pair != 0 || f.Count != 36 {
				t.Errorf("pair %d, count %d; want the first pair and 36", f.Pair, f.Count)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d findings, want 1", n)
	}
}

// TestCalquesOfArticle: the gravest faults of the sample article are found, each at
// its place.
func TestCalquesOfArticle(t *testing.T) {
	doc := articleDocument(t, "article.en.txt")
	found := map[string]Severity{}
	for _, f := range surfaceFindings(t) {
		for _, s := range f.Source {
			text := doc.Pairs[f.Pair].Source[s.Start:s.End]
			found[text] = max(found[text], f.Severity)
		}
	}
	for text, least := range map[string]Severity{
		"الكتلة البالغة من العمر سبع سنوات": Major,
		"الفيروس التاجي":                    Major,
		"ترويض جائحة":                       Minor,
		"التخلي عن حذرهم":                   Minor,
		"مساراته العسكرية الخمسة ، بما":     Major,
		"الدول الدولية":                     Major,
		"قوات الدفاع السورية":               Major,
		"لا يمكن الدفاع عنه":                Major,
		"تجميد أي من الأمريكيين":            Critical,
		"إعادة تفويض القناة":                Major,
		"هي الأعضاء الوحيدون في الناتو":     Major,
	} {
		if sev, ok := found[text]; !ok || sev < least {
			t.Errorf("%q: found %v with severity %v, want at least %v", text, ok, sev, least)
		}
	}
}

// TestSurfacePlanted: the errors planted in the translation that these rules answer for.
func TestSurfacePlanted(t *testing.T) {
	doc := articleDocument(t, "article.en.txt")
	for i, line := range articleLines(t, "article.planted.en.txt") {
		doc.Pairs[i].Target = line
	}
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range c.Run(doc) {
		for _, s := range f.Target {
			found[f.Rule+": "+doc.Pairs[f.Pair].Target[s.Start:s.End]] = true
		}
		if len(f.Target) == 0 {
			found[f.Rule] = true
		}
	}
	for _, want := range []string{"repetition.word: for for", "quote.lost", "leftover.script: بيدرسون", "script.mixed: sаnctions"} {
		if !found[want] {
			t.Errorf("%s is not reported", want)
		}
	}
}

// TestSurfaceSilentOnTranslation: the translation of the sample article is sound.
func TestSurfaceSilentOnTranslation(t *testing.T) {
	own := map[string]bool{}
	for _, k := range surfaceFamilies() {
		for _, r := range k.Rules() {
			own[r.Name] = true
		}
	}
	for _, f := range surfaceFindings(t) {
		if own[f.Rule] && f.Group == Translation && f.Severity >= Minor {
			t.Errorf("pair %d: %s %s", f.Pair, f.Rule, f.Message)
		}
	}
}

// FuzzSurface: no text makes the rules panic, and every span lies inside its text.
func FuzzSurface(f *testing.F) {
	for _, s := range []string{"", "“«\"”»", "ـًّـ", "((]])", "(مرحبا” .،، 28يونيو –", "a a a a a", "\xff\xfe#@{%s", "تم تم تم قام ب", "البالغ من العمر"} {
		f.Add(s, "x "+s)
		f.Add(s, strings.Repeat(s, 5))
	}
	c, err := New(Options{Enable: []string{"spacing", "noise", "spelling", "script", "leftover", "repetition", "hallucination", "quote", "bracket", "link", "structure", "calque", "style"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src, tgt string) {
		for _, lang := range []string{"ar", "en"} {
			doc := Document{SourceLang: lang, Pairs: []Pair{{Source: src, Target: tgt}, {Source: tgt, Target: src}}}
			for _, fd := range c.Run(doc) {
				spansInside(t, fd, fd.Source, doc.Pairs[fd.Pair].Source)
				spansInside(t, fd, fd.Target, doc.Pairs[fd.Pair].Target)
			}
		}
	})
}

func spansInside(t *testing.T, f Finding, spans []Span, text string) {
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			t.Fatalf("%s: span %v in a text of %d bytes", f.Rule, s, len(text))
		}
	}
}
