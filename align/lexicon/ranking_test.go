package lexicon

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestRanking holds the first rendering of words whose spelling has several
// readings, and of plain words, to what they mean in news.
func TestRanking(t *testing.T) {
	raw, err := os.ReadFile("testdata/ranking.tsv")
	if err != nil {
		t.Fatal(err)
	}
	l := Default()
	n := 0
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		written, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%q: want two columns", line)
		}
		n++
		if ms := l.Senses(written); len(ms) == 0 || !slices.Contains(strings.Split(want, "|"), ms[0].Gloss) {
			t.Errorf("%s: %.5v, want %s first", written, glosses(ms[:min(len(ms), 5)]), want)
		}
	}
	if n < 600 {
		t.Errorf("%d words", n)
	}
}

// TestSensesOrderOnly: how common a word is moves renderings, and neither adds nor
// takes away any.
func TestSensesOrderOnly(t *testing.T) {
	l := Default()
	for _, w := range []string{"ملك", "والملح", "آلي", "معنى", "داخلي", "بأنه", "سيولهم", "فيمن", "الانجليزية", "مدرسةجديدة", "زقنبوط", "أعلى", "صفر", "كلاهما"} {
		senses, matches := l.Senses(w), l.Lookup(w)
		if !slices.IsSortedFunc(senses, func(a, b Match) int { return cmp.Compare(a.Rank(), b.Rank()) }) {
			t.Errorf("%s: %v is not in the order of rank", w, glosses(senses))
		}
		if !slices.IsSortedFunc(matches, func(a, b Match) int { return cmp.Compare(a.Cost, b.Cost) }) {
			t.Errorf("%s: %v is not in the order of cost", w, glosses(matches))
		}
		a, b := glosses(senses), glosses(matches)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: %v in one order, %v in the other", w, a, b)
		}
	}
}

// TestOwnWordFirst: no word of the built-in lexicon, however common, overtakes one of
// a user's own list.
func TestOwnWordFirst(t *testing.T) {
	own := Source{Name: "mine", Kind: TSV, Cost: -2, Entries: []Entry{
		{Lemma: "عقد", POS: Noun, Glosses: []string{"necklace"}}, {Lemma: "معي", POS: Noun, Glosses: []string{"Mai"}}}}
	l := Combine(append(Default().Sources(), own)...)
	for w, want := range map[string]string{"عقد": "necklace", "العقد": "necklace", "معي": "Mai"} {
		if m := l.Senses(w); m[0].Gloss != want || m[0].Source != "mine" {
			t.Errorf("%s: %v, want %s first", w, glosses(m), want)
		}
	}
}
