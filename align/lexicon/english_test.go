package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func lemmas(ms []Match) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Lemma)
	}
	return out
}

func TestLookupEnglish(t *testing.T) {
	l := Default()
	for word, want := range map[string]string{
		"minister": "وزير", "Ministers": "وزير", "announced": "أعلن", "said": "قال", "bought": "اشترى", "children": "طفل", "to announce": "أعلن",
		"the city": "مدينة", "the day before yesterday": "أمس الأول", "ceasefire": "هدنة", "Security Council": "مجلس الأمن", "Egypt": "مصر", "september": "سبتمبر", "women": "امرأة",
	} {
		if ms := l.LookupEnglish(word); !slices.Contains(lemmas(ms[:min(len(ms), 8)]), want) {
			t.Errorf("LookupEnglish(%s) = %q, want %s among the first", word, lemmas(ms), want)
		}
	}
	for _, w := range []string{"", " ", "the", "zxqvw", "وزير", "\xff"} {
		if ms := l.LookupEnglish(w); w != "the" && ms != nil {
			t.Errorf("LookupEnglish(%q) = %q", w, lemmas(ms))
		}
	}
}

func TestLookupEnglishSaysHow(t *testing.T) {
	for word, want := range map[string]How{"minister": Exact, "Minister": Exact, "ministers": Inflect, "said": Inflect} {
		for _, m := range Default().LookupEnglish(word) {
			if (m.Lemma == "وزير" || m.Lemma == "قال") && m.How != want {
				t.Errorf("%s: %s found by %s, want %s", word, m.Lemma, m.How, want)
			}
		}
	}
}

func TestEnglishPhraseAt(t *testing.T) {
	n, ms := Default().EnglishPhraseAt(strings.Fields("Security Council convened yesterday"))
	if n != 2 || !slices.Contains(lemmas(ms), "مجلس الأمن") {
		t.Errorf("%d words, %q", n, lemmas(ms))
	}
	if n, _ := Default().EnglishPhraseAt([]string{"zxqvw", "council"}); n != 0 {
		t.Errorf("%d words of a word nobody has", n)
	}
	if n, _ := Default().EnglishPhraseAt(nil); n != 0 {
		t.Errorf("%d words of none", n)
	}
}

// Every gloss of an entry leads back to it.
func TestEveryGlossLeadsBack(t *testing.T) {
	l := Default()
	rapid.Check(t, func(t *rapid.T) {
		e := l.Entries()[rapid.IntRange(0, l.Len()-1).Draw(t, "entry")]
		g := rapid.SampledFrom(e.Glosses).Draw(t, "gloss")
		ms := l.LookupEnglish(g)
		if !slices.ContainsFunc(ms, func(m Match) bool { return m.Lemma == e.Lemma }) {
			t.Fatalf("LookupEnglish(%q) lacks %s", g, e.Lemma)
		}
		for i, m := range ms {
			if i > 0 && ms[i-1].Cost > m.Cost {
				t.Fatalf("LookupEnglish(%q) is not ranked", g)
			}
		}
	})
}

// TestEnglishOfUsers: a user's dictionary is asked beside the built-in lexicon, and
// glosses without measure do not lead to other words.
func TestEnglishOfUsers(t *testing.T) {
	many := Entry{Lemma: "زقنبوط", POS: Noun}
	for n := range 300 {
		many.Glosses = append(many.Glosses, fmt.Sprintf("gizmo number %d", n))
	}
	mine := Source{Name: "mine", Kind: TSV, Cost: -1, Entries: []Entry{{Lemma: "صاطور", POS: Noun, Glosses: []string{"minister"}}, many}}
	l := Combine(append([]Source{mine}, Default().Sources()...)...)
	got := lemmas(l.LookupEnglish("minister"))
	if len(got) < 2 || got[0] != "صاطور" || got[1] != "وزير" {
		t.Errorf("minister: %q", got)
	}
	if got := lemmas(l.LookupEnglish("gizmo number 99")); len(got) != 1 || got[0] != "زقنبوط" {
		t.Errorf("the hundredth gloss: %q", got)
	}
	if got := l.LookupEnglish("gizmo number 299"); got != nil {
		t.Errorf("a gloss beyond measure: %v", got)
	}
}

func BenchmarkFirstLookupEnglish(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		t, err := openBuiltin(builtinTables)
		if err != nil {
			b.Fatal(err)
		}
		Combine(t.sources()...).LookupEnglish("ceasefire")
	}
}
