package worddiff

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// show writes edits as text: [-deleted-] and {+inserted+}.
func show(edits []Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case Equal:
			b.WriteString(e.Text)
		case Delete:
			b.WriteString("[-" + e.Text + "-]")
		case Insert:
			b.WriteString("{+" + e.Text + "+}")
		}
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""},
		{"x", "x", "x"},
		{"", "x", "{+x+}"},
		{"x", "", "[-x-]"},
		{"the old man", "the young man", "the [-old-]{+young+} man"},
		{"he met one man", "he saw two man", "he [-met one-]{+saw two+} man"},
		{"a b", "a b c", "a b{+ c+}"},
		{"قال الوزير إن", "قال الرئيس إن", "قال [-الوزير-]{+الرئيس+} إن"},
		{"قتل 12 شخصا.", "قتل 15 شخصا!", "قتل [-12-]{+15+} شخصا[-.-]{+!+}"},
		{"yes, no", "yes no", "yes[-,-] no"},
	} {
		if got := show(Diff(c.a, c.b)); got != c.want {
			t.Errorf("Diff(%q, %q) = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func checkDiff(t interface{ Fatalf(string, ...any) }, a, b string) {
	var x, y strings.Builder
	last := Op(-1)
	for _, e := range Diff(a, b) {
		if e.Text == "" || e.Op == last {
			t.Fatalf("Diff(%q, %q): empty or repeated step %+v", a, b, e)
		}
		if e.Op == Delete && last == Insert {
			t.Fatalf("Diff(%q, %q): deletion after insertion", a, b)
		}
		last = e.Op
		if e.Op != Insert {
			x.WriteString(e.Text)
		}
		if e.Op != Delete {
			y.WriteString(e.Text)
		}
	}
	if x.String() != a || y.String() != b {
		t.Fatalf("Diff(%q, %q) leads from %q to %q", a, b, x.String(), y.String())
	}
}

func TestDiffLeadsFromOneToTheOther(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"في", "قال", "12", ".", "،", " ", "  ", "\n", "house", "e-mail", "\xff", "\u200f"}), 0, 30)
	rapid.Check(t, func(t *rapid.T) {
		checkDiff(t, strings.Join(words.Draw(t, "a"), ""), strings.Join(words.Draw(t, "b"), ""))
	})
}

// invented is a text of n words that no other stem's text has.
func invented(stem string, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint(stem, i)
	}
	return strings.Join(words, " ")
}

func TestDiffOfLongTexts(t *testing.T) {
	a := "same start " + invented("كلمة", 6_000) + " same end"
	b := "same start " + invented("لفظ", 6_000) + " same end"
	checkDiff(t, a, b)
	if got := Diff(a, b); len(got) != 4 {
		t.Errorf("%d steps, want start, deletion, insertion and end", len(got))
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("قال الوزير إن 12", "قال الرئيس 13")
	f.Add("a b  c", "a c  b")
	f.Fuzz(func(t *testing.T, a, b string) { checkDiff(t, a, b) })
}
