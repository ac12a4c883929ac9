package lexicon

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLookupFindsForms(t *testing.T) {
	l := Default()
	for _, c := range []struct{ word, gloss, lemma string }{
		{"قال", "say", "قال"}, {"وقالت", "say", "قال"}, {"يقولون", "say", "قال"}, {"سيقول", "say", "قال"}, {"فقلت", "say", "قال"},
		{"وسيعلنون", "announce", "أعلن"}, {"اجتمعوا", "meet", "اجتمع"}, {"ودعا", "call", "دعا"}, {"يدعون", "call", "دعا"},
		{"للوزراء", "minister", "وزير"}, {"وزيرتها", "minister", "وزيرة"}, {"والمدينة", "city", "مدينة"}, {"مدينتهم", "city", "مدينة"}, {"مدينتين", "city", "مدينة"},
		{"شركاتها", "company", "شركة"}, {"بالدُّوَلِ", "country", "دولة"}, {"الـدولـة", "country", "دولة"}, {"مسؤولون", "official", "مسؤول"},
		{"اوكرانيا", "Ukraine", "اوكرانيا"}, {"الأمريكيين", "American", "أمريكي"}, {"مبناها", "building", "مبنى"},
	} {
		ms := l.Lookup(c.word)
		if !slices.ContainsFunc(ms, func(m Match) bool { return strings.HasPrefix(m.Gloss, c.gloss) && m.Lemma == c.lemma }) {
			t.Errorf("Lookup(%s) has no %s from %s: %v", c.word, c.gloss, c.lemma, glosses(ms))
		}
	}
}

func TestLookupSaysHow(t *testing.T) {
	l := Default()
	for word, want := range map[string]How{"وزير": Exact, "والوزير": Clitic, "وزيران": Inflect, "سيعلن": VerbForm} {
		if ms := l.Lookup(word); len(ms) == 0 || ms[0].How != want {
			t.Errorf("Lookup(%s) = %+v, want it found by %s", word, ms, want)
		}
	}
}

func TestLookupForm(t *testing.T) {
	l := Default()
	m := l.Lookup("وسيعلنون")
	if len(m) == 0 || m[0].Form.Proclitics != "وس" || !m[0].Form.Imperfect {
		t.Errorf("وسيعلنون: %+v", m)
	}
	m = l.Lookup("وبالوزارات")
	if len(m) == 0 || !m[0].Form.Definite || m[0].Form.Proclitics != "وب" || !m[0].Form.Plural {
		t.Errorf("وبالوزارات: %+v", m)
	}
}

func TestLookupUnknown(t *testing.T) {
	l := Default()
	for _, w := range []string{"", " ", "زقنبوط", "hello", "123", "ـــ", "\xff\xfe"} {
		if ms := l.Lookup(w); ms != nil {
			t.Errorf("Lookup(%q) = %v, want nothing", w, glosses(ms))
		}
	}
}

func TestLookupIsRanked(t *testing.T) {
	l := Default()
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.StringOfN(rapid.RuneFrom([]rune("ابتثجحخدرسشصطعفقكلمنهويةىءأإآؤئ")), 1, 12, -1).Draw(t, "word")
		ms := l.Lookup(w)
		seen := map[string]bool{}
		for i, m := range ms {
			if i > 0 && ms[i-1].Cost > m.Cost {
				t.Fatalf("%s: %v is not ranked", w, ms)
			}
			if seen[m.Gloss] {
				t.Fatalf("%s: gloss %q twice", w, m.Gloss)
			}
			seen[m.Gloss] = true
		}
	})
}

func TestPhraseAt(t *testing.T) {
	l := Default()
	for _, c := range []struct {
		text, lemma, proclitic string
		words                  int
	}{
		{"مجلس الأمن الدولي يجتمع", "مجلس الأمن الدولي", "", 3},
		{"والولايات المتحدة تنسحب", "الولايات المتحدة", "و", 2},
		{"للأمم المتحدة دور", "الأمم المتحدة", "ل", 2},
		{"كتاب جديد", "", "", 0},
	} {
		m, ok := l.PhraseAt(strings.Fields(c.text))
		if ok != (c.words > 0) {
			t.Errorf("PhraseAt(%s): found %v", c.text, ok)
			continue
		}
		if ok && (m.Words != c.words || m.Entry.Lemma != c.lemma || m.Proclitic != c.proclitic) {
			t.Errorf("PhraseAt(%s) = %d words of %s after %q", c.text, m.Words, m.Entry.Lemma, m.Proclitic)
		}
	}
}

func TestParseRefusals(t *testing.T) {
	for in, want := range map[string]string{
		"كلمة\n":             "x.tsv:1: want lemma",
		"# c\n\nكلمة\tn\n":   "x.tsv:3: want lemma",
		"كلمة\tnoun\tword\n": `unknown part of speech "noun"`,
		"كلمة\tn\t ; \n":     "no gloss",
		"\tn\tword\n":        "want lemma",
	} {
		if _, err := Parse(strings.NewReader(in), "x.tsv"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): error %v, want one with %q", in, err, want)
		}
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("والمدينة")
	l := Default()
	f.Fuzz(func(t *testing.T, w string) {
		l.Lookup(w)
		l.PhraseAt(strings.Fields(w))
		Romanize(w)
		NameSimilarity(w, "name")
	})
}

func BenchmarkLookup(b *testing.B) {
	words := []string{"وسيعلنون", "المدينة", "زقنبوط", "والمسؤولين", "اجتماعاتها"}
	l := Default()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.lookup(words[i%len(words)], limits{})
	}
}

func BenchmarkParseAll(b *testing.B) {
	for b.Loop() {
		New(Default().Entries())
	}
}

func glosses(ms []Match) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Gloss)
	}
	return out
}
