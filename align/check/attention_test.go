package check

import (
	"strings"
	"testing"

	"tarjuman/translate"
)

// coverageOf names the coverage findings of a pair with word links.
func coverageOf(t *testing.T, source, target string, words ...string) map[string]Severity {
	t.Helper()
	p := Pair{ID: "s1", Source: source, Target: target}
	for _, w := range words {
		s, e, _ := strings.Cut(w, "=")
		i, j := strings.Index(source, s), strings.Index(target, e)
		if i < 0 || j < 0 {
			t.Fatalf("no %s in the pair", w)
		}
		p.Words = append(p.Words, translate.WordLink{SourceStart: i, SourceEnd: i + len(s), TargetStart: j, TargetEnd: j + len(e), Weight: 0.8})
	}
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Severity{}
	for _, f := range c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{p}}) {
		if strings.HasPrefix(f.Rule, "coverage.") {
			out[f.Rule] = f.Severity
		}
	}
	return out
}

// TestAttentionIsEvidence has a translation that the lexicon cannot follow: with
// the links of the engine it is covered, with links that pass a clause over that
// clause is reported.
func TestAttentionIsEvidence(t *testing.T) {
	const source = "ابتلعت الدوامة مركبهم قبالة المرفأ فتهاوى شراعه وتبعثر بحارته بين الأمواج."
	const free = "A whirlpool swallowed the craft off the pier, and her canvas tumbled and her hands were strewn across the swell."
	links := []string{
		"ابتلعت=swallowed", "الدوامة=whirlpool", "مركبهم=craft", "قبالة=off", "المرفأ=pier", "فتهاوى=tumbled", "شراعه=canvas", "وتبعثر=strewn", "بحارته=hands", "الأمواج=swell",
	}
	without, with := coverageOf(t, source, free), coverageOf(t, source, free, links...)
	if len(without) == 0 {
		t.Fatalf("without links %v: want a text the lexicon cannot follow", without)
	}
	if len(with) != 0 {
		t.Errorf("with links %v, want nothing", with)
	}
	const half = "A whirlpool swallowed the craft off the pier."
	if got := coverageOf(t, source, half, links[:5]...); got["coverage.omission"] != Major {
		t.Errorf("a clause passed over: %v, want a major omission", got)
	}
}

// TestAttentionDoesNotHideAnAddition has words of the translation that rest on no
// word of the source.
func TestAttentionDoesNotHideAnAddition(t *testing.T) {
	const source = "وصل الوزير إلى العاصمة أمس."
	const target = "The minister arrived in the capital yesterday, while farmers in the south complained about the price of seeds and water."
	links := []string{"وصل=arrived", "الوزير=minister", "العاصمة=capital", "أمس=yesterday"}
	if got := coverageOf(t, source, target, links...); got["coverage.addition"] != Major {
		t.Errorf("%v, want a major addition", got)
	}
}
