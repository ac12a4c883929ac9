package align

import (
	"os"
	"strings"
	"testing"

	"tarjuman/align/lexicon"
	"tarjuman/translate/segment"
)

func readArticle(tb testing.TB, name, lang string) (sentences []string, paragraphs []int) {
	tb.Helper()
	text, err := os.ReadFile("../testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	for k, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		for _, s := range segment.Split(line, segment.Options{Lang: lang}) {
			sentences, paragraphs = append(sentences, line[s.Start:s.End]), append(paragraphs, k)
		}
	}
	return sentences, paragraphs
}

// articleJoins holds the links of the sample article that are not 1-1: the
// Arabic has two sentences that a stray full stop cut in two.
var articleJoins = map[int][]int{13: {13, 14}, 17: {18, 19}}

func TestSampleArticle(t *testing.T) {
	ar, arParas := readArticle(t, "article.ar.txt", "ar")
	en, enParas := readArticle(t, "article.en.txt", "en")
	if len(ar) != 38 || len(en) != 36 {
		t.Fatalf("the segmenter gives %d and %d sentences, the gold was made for 38 and 36", len(ar), len(en))
	}
	lex := lexicon.Default()
	for name, opt := range map[string]Options{
		"sentences":  {SourceLang: "ar", TargetLang: "en", Lexicon: lex},
		"paragraphs": {SourceLang: "ar", TargetLang: "en", Lexicon: lex, SourceParagraphs: arParas, TargetParagraphs: enParas},
	} {
		res, err := Align(ar, en, opt)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Notes) > 0 {
			t.Errorf("%s: notes %q", name, res.Notes)
		}
		checkArticle(t, name, res.Links, false)
		opt.SourceLang, opt.TargetLang = "en", "ar"
		opt.SourceParagraphs, opt.TargetParagraphs = opt.TargetParagraphs, opt.SourceParagraphs
		if res, err = Align(en, ar, opt); err != nil {
			t.Fatal(err)
		}
		checkArticle(t, name+", reversed", res.Links, true)
	}
}

// checkArticle compares links with the gold: English sentence j stands against
// the next Arabic one, or against those in articleJoins.
func checkArticle(t *testing.T, name string, links []Link, reversed bool) {
	t.Helper()
	if len(links) != 36 {
		t.Errorf("%s: %d links, want 36", name, len(links))
	}
	next := 0
	for k, l := range links {
		ar, en := l.Source, l.Target
		if reversed {
			ar, en = en, ar
		}
		want, ok := articleJoins[k]
		if !ok {
			want = []int{next}
		}
		next = want[len(want)-1] + 1
		if len(en) != 1 || en[0] != k || !equal(ar, want) {
			t.Errorf("%s: link %d is %v-%v, want %v-[%d]", name, k, ar, en, want, k)
			return
		}
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

func TestReasons(t *testing.T) {
	ar, _ := readArticle(t, "article.ar.txt", "ar")
	en, _ := readArticle(t, "article.en.txt", "en")
	res, err := Align(ar, en, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]Reason{ // by link
		5:  {Kind: ByNumber, Source: "77", Target: "77"},
		20: {Kind: ByNumber, Source: "436 مليون دولار", Target: "$436 million"},
		25: {Kind: ByWord, Source: "ممر", Target: "corridor"},
		7:  {Kind: ByName, Source: "وموزمبيق", Target: "Mozambique"},
	}
	for k, w := range want {
		found := false
		for n, r := range res.Links[k].Reasons {
			if r.Kind == w.Kind && r.Source == w.Source && r.Target == w.Target {
				found = true
			}
			if n > 0 && r.Weight > res.Links[k].Reasons[n-1].Weight {
				t.Errorf("link %d: reasons are not sorted by weight", k)
			}
		}
		if !found || len(res.Links[k].Reasons) > maxReasons {
			t.Errorf("link %d: reasons %v lack %v", k, res.Links[k].Reasons, w)
		}
	}
}

func TestUnrelatedAndSwapped(t *testing.T) {
	ar, _ := readArticle(t, "article.ar.txt", "ar")
	en, _ := readArticle(t, "article.en.txt", "en")
	lex := lexicon.Default()
	other := strings.Split(strings.Repeat("Simmer the onions gently in butter.\nAdd garlic and a pinch of salt.\nServe warm with bread.\nThe dough should rest overnight.\nGrate some cheese on top.\nWhisk eggs until pale.\n", 3), "\n")
	cases := map[string]struct {
		source, target []string
		note           string
	}{
		"unrelated":    {ar, other[:18], "unrelated"},
		"few":          {ar[:3], other[:4], "unrelated"},
		"swapped":      {en, ar, "swapped"},
		"empty target": {ar, nil, "target is empty"},
		"empty source": {nil, en, "source is empty"},
		"abridged":     {ar, en[4:9], "times as long"},
		"nothing":      {nil, nil, "both texts are empty"},
	}
	for name, c := range cases {
		res, err := Align(c.source, c.target, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lex})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkPartition(t, res.Links, len(c.source), len(c.target))
		if len(res.Notes) == 0 || !strings.Contains(res.Notes[0], c.note) {
			t.Errorf("%s: notes %q, want one about %q", name, res.Notes, c.note)
		}
	}
	res, _ := Align(en, ar, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lex})
	checkArticle(t, "swapped", res.Links, true)
}

func TestAbridgedArticleFindsItsPlace(t *testing.T) {
	ar, _ := readArticle(t, "article.ar.txt", "ar")
	en, _ := readArticle(t, "article.en.txt", "en")
	short := append(append([]string{}, en[4:7]...), en[24:26]...)
	res, err := Align(ar, short, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]int{0: 4, 1: 5, 2: 6, 3: 26, 4: 27}
	got := 0
	for _, l := range res.Links {
		if len(l.Target) == 1 && len(l.Source) == 1 && want[l.Target[0]] == l.Source[0] {
			got++
		}
	}
	if got != 5 {
		t.Errorf("%d of 5 kept sentences found: %v", got, res.Links)
	}
}
