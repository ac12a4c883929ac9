package memory

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFuzzyScores(t *testing.T) {
	for name, c := range map[string]struct {
		lang, memory, query string
		want                int // 0: not found
	}{
		"the same":                 {"ar", "زار الوزير المدينة أمس", "زار الوزير المدينة أمس", 100},
		"spelling":                 {"ar", "زار الوزير المدينة أمس", "زار الوزير المدينه امس", 99},
		"digits of another script": {"ar", "قتل 12 شخصا أمس", "قتل ١٢ شخصا أمس", 99},
		"one word of four":         {"ar", "زار الوزير المدينة أمس", "زار الرئيس المدينة أمس", 75},
		"one clitic":               {"ar", "زار الوزير المدينة أمس", "وزار الوزير المدينة أمس", 87},
		"one word more":            {"ar", "زار الوزير المدينة أمس", "زار الوزير المدينة القديمة أمس", 80},
		"one word less":            {"ar", "زار الوزير المدينة القديمة أمس", "زار الوزير المدينة أمس", 80},
		"word order":               {"ar", "زار الوزير المدينة أمس", "أمس زار الوزير المدينة", 50},
		"another number":           {"ar", "قتل 12 شخصا أمس", "قتل 15 شخصا أمس", 93},
		"divided name":             {"ar", "التقى عبدالله الوفد مساء", "التقى عبد الله الوفد مساء", 80},
		"a mark":                   {"ar", "زار الوزير المدينة أمس", "زار الوزير المدينة أمس!", 94},
		"another mark":             {"ar", "قال: نعم، غدا", "قال: نعم، غدا؟", 93},
		"the comma's shape":        {"ar", "نعم، سنأتي غدا معكم", "نعم, سنأتي غدا معكم", 99},
		"nothing in common":        {"ar", "زار الوزير المدينة أمس", "ارتفعت أسعار النفط اليوم", 0},
		"case":                     {"en", "The talks ended today", "the talks ended today", 99},
		"a name for a name":        {"en", "Yesterday Smith met the delegation here", "Yesterday Jones met the delegation here", 91},
		"a word for a word":        {"en", "Yesterday he met the delegation here", "Yesterday she met the delegation here", 83},
		"a quotation mark":         {"en", "He said “yes” to all", `He said "yes" to all`, 99},
		"no words":                 {"en", "***", "***!", 0},
		"empty query":              {"en", "Yes", "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			m := New()
			m.Add(c.lang, c.memory, "fr", "T")
			got := m.Fuzzy(c.lang, "fr", c.query, 40, 1)
			score := 0
			if len(got) > 0 {
				score = got[0].Score
			}
			if score != c.want {
				t.Errorf("score %d, want %d", score, c.want)
			}
		})
	}
}

func TestFuzzyOrderAndBounds(t *testing.T) {
	m := arEn(
		"زار الوزير المدينة أمس", "1",
		"زار الرئيس المدينة أمس", "2",
		"زار الوزير المدينة القديمة أمس", "3",
		"زار الوفد المدينة أمس", "4",
	)
	targets := func(min, n int) string {
		var out []string
		for _, x := range m.Fuzzy("ar", "en", "زار الوزير المدينة أمس", min, n) {
			out = append(out, fmt.Sprintf("%s:%d", x.Target, x.Score))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		min, n int
		want   string
	}{
		{1, 9, "1:100 3:80 4:75 2:75"}, // of equals the newest first
		{76, 9, "1:100 3:80"},
		{100, 9, "1:100"},
		{101, 9, "1:100"},
		{-5, 2, "1:100 3:80"},
		{1, 0, ""},
		{1, -1, ""},
	} {
		if got := targets(c.min, c.n); got != c.want {
			t.Errorf("min %d, n %d: got %s, want %s", c.min, c.n, got, c.want)
		}
	}
}

func TestFuzzyTellsWhichNumbersDiffer(t *testing.T) {
	for name, c := range map[string]struct {
		memory, query string
		want          NumberDiff
	}{
		"same in other digits": {"قتل 12 شخصا في انفجار", "قتل ١٢ شخصا في انفجار كبير", NumberDiff{}},
		"same in other form":   {"بلغ 12,500 دولار أمس", "بلغ ١٢٬٥٠٠ دولار", NumberDiff{}},
		"same decimals":        {"ارتفع 3.5 في المئة", "ارتفع ٣٫٥ في المئة أمس", NumberDiff{}},
		"same in words":        {"غاب ثلاثة وزراء عن الجلسة", "غاب 3 وزراء عن الجلسة", NumberDiff{}},
		"another":              {"قتل 12 شخصا في انفجار", "قتل 15 شخصا في انفجار", NumberDiff{Query: []string{"15"}, Memory: []string{"12"}}},
		"another in words":     {"غاب ثلاثة وزراء عن الجلسة", "غاب أربعة وزراء عن الجلسة", NumberDiff{Query: []string{"أربعة"}, Memory: []string{"ثلاثة"}}},
		"another month":        {"غادر الوفد في 28 يونيو", "غادر الوفد في 28 يوليو", NumberDiff{Query: []string{"28 يوليو"}, Memory: []string{"28 يونيو"}}},
		"one more":             {"غادر الوفد أمس إلى القاهرة", "غادر الوفد في 28 يونيو إلى القاهرة", NumberDiff{Query: []string{"28 يونيو"}}},
		"one less":             {"غادر الوفد وفيه 12 وزيرا", "غادر الوفد وفيه وزراء", NumberDiff{Memory: []string{"12"}}},
		"twice and once":       {"سجل 5 أهداف في 5 دقائق", "سجل 5 أهداف في 6 دقائق", NumberDiff{Query: []string{"6 دقائق"}, Memory: []string{"5 دقائق"}}},
		"in an address":        {"انظر https://example.org/12 للمزيد", "انظر https://example.org/13 للمزيد", NumberDiff{Query: []string{"13"}, Memory: []string{"12"}}},
	} {
		m := arEn(c.memory, "T")
		got := m.Fuzzy("ar", "en", c.query, 50, 1)
		if len(got) != 1 {
			t.Errorf("%s: not found", name)
			continue
		}
		if got[0].Numbers.Empty() != (c.want.Query == nil && c.want.Memory == nil) {
			t.Errorf("%s: Empty() = %v", name, got[0].Numbers.Empty())
		}
		if d := got[0].Numbers; !slices.Equal(d.Query, c.want.Query) || !slices.Equal(d.Memory, c.want.Memory) {
			t.Errorf("%s: got %+v, want %+v", name, d, c.want)
		}
		if got[0].Score == 100 {
			t.Errorf("%s: scored 100", name)
		}
	}
}

// bruteForce is Fuzzy without an index.
func bruteForce(t *table, text string, minPercent, n int) []int {
	q := &query{text: text, words: extension{vocabulary: t.vocab}, min: minPercent}
	q.tokens = tokenize(text, q.words.number)
	q.weight = weigh(q.tokens)
	s := newScorer(q)
	var scores []int
	for i := range t.entries {
		e := &t.entries[i]
		if exactForm(e.source) == exactForm(text) {
			scores = append(scores, 100)
		} else if p := min(99, percent(s.cost(e), max(q.weight, int(e.weight)))); p >= minPercent {
			scores = append(scores, p)
		}
	}
	slices.SortFunc(scores, func(a, b int) int { return cmp.Compare(b, a) })
	return scores[:min(n, len(scores))]
}

// TestFuzzyFindsWhatIsThere replaces, drops and inserts whole words: whatever
// reaches the threshold that way must be found, with the same score as without
// an index.
func TestFuzzyFindsWhatIsThere(t *testing.T) {
	sentences := corpus(400, 7)
	m := New()
	for _, s := range sentences {
		m.Add("ar", s, "en", s)
	}
	tab, unlock := m.table("ar", "en")
	unlock()
	other := strings.Fields(strings.Join(corpus(20, 8), " "))
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Fields(rapid.SampledFrom(sentences).Draw(t, "sentence"))
		for range rapid.IntRange(0, len(words)/2).Draw(t, "edits") {
			i := rapid.IntRange(0, len(words)-1).Draw(t, "at")
			switch w := rapid.SampledFrom(other).Draw(t, "word"); rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				words[i] = w
			case 1:
				words = slices.Insert(words, i, w)
			case 2:
				if len(words) > 1 {
					words = slices.Delete(words, i, i+1)
				}
			}
		}
		text := strings.Join(words, " ")
		least := rapid.IntRange(50, 95).Draw(t, "min")
		n := rapid.IntRange(1, 5).Draw(t, "n")
		var got []int
		for _, x := range m.Fuzzy("ar", "en", text, least, n) {
			got = append(got, x.Score)
		}
		if want := bruteForce(tab, text, least, n); !slices.Equal(got, want) {
			t.Fatalf("%q at %d%%: scores %v, want %v", text, least, got, want)
		}
	})
}

func TestNumbersOfOtherLanguages(t *testing.T) {
	m := New()
	m.Add("fr", "Il y avait 1’200 personnes", "en", "T")
	got := m.Fuzzy("fr", "en", "Il y avait 1’300 personnes", 50, 1)
	if len(got) != 1 || !slices.Equal(got[0].Numbers.Query, []string{"1’300"}) || !slices.Equal(got[0].Numbers.Memory, []string{"1’200"}) {
		t.Errorf("got %+v", got)
	}
}

func TestFuzzyFindsMisspelledSentences(t *testing.T) {
	sentences := corpus(2000, 9)
	m := New()
	for _, s := range sentences {
		m.Add("ar", s, "en", s)
	}
	rng := rand.New(rand.NewPCG(4, 5))
	missed := 0
	for k := range 200 {
		want := sentences[k*7]
		words := strings.Fields(want)
		for range len(words) / 4 { // one letter dropped in every fourth word
			i := rng.IntN(len(words))
			if r := []rune(words[i]); len(r) > 3 {
				words[i] = string(slices.Delete(r, 1, 2))
			}
		}
		got := m.Fuzzy("ar", "en", strings.Join(words, " "), 75, 1)
		if len(got) == 0 || got[0].Target != want {
			missed++
		}
	}
	if missed > 0 {
		t.Errorf("%d of 200 not found", missed)
	}
}

func TestFuzzyWithoutNeighboursOfHugeSentences(t *testing.T) {
	huge := strings.Repeat("كلمة ", maxTokens+1)
	m := arEn(huge, "T")
	if got := m.Fuzzy("ar", "en", huge, 50, 1); len(got) != 1 || got[0].Score != 100 {
		t.Errorf("the same sentence: got %d matches", len(got))
	}
	if got := m.Fuzzy("ar", "en", huge+"!", 50, 1); len(got) != 0 {
		t.Errorf("a similar one: got %d matches", len(got))
	}
	if got := m.Fuzzy("ar", "en", "كلمة", 1, 1); len(got) != 0 {
		t.Errorf("a short one: got %d matches", len(got))
	}
}

func TestSimilar(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"الرييس", "والرييس", true}, {"كتاب", "كتب", true}, {"وزير", "وزيرا", true}, {"government", "governments", true},
		{"قبل", "قتل", false}, {"رييس", "وزير", false}, {"في", "وفي", false}, {"he", "she", false}, {"", "", true},
		{strings.Repeat("ا", 65), strings.Repeat("ا", 66), false},
	} {
		if got := similar(c.a, c.b); got != c.want {
			t.Errorf("similar(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func FuzzFuzzy(f *testing.F) {
	f.Add("زار الوزير المدينة", "زار 12 وزيرا المدينة.", 50)
	f.Add("a\xffb", "\xff", 1)
	f.Add("", "\u0640", 100)
	f.Fuzz(func(t *testing.T, a, b string, least int) {
		m := New()
		m.Add("ar", a, "en", "T")
		m.Add("ar", b, "en", "T")
		for _, x := range m.Fuzzy("ar", "en", b, least, 3) {
			if x.Score < min(least, 100) || x.Score > 100 || x.Score < 1 {
				t.Errorf("score %d with least %d", x.Score, least)
			}
			if same := exactForm(x.Source) == exactForm(b); same != (x.Score == 100) {
				t.Errorf("score %d of %q for %q", x.Score, x.Source, b)
			}
		}
	})
}
