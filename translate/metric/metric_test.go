package metric

import (
	"math"
	"strings"
	"testing"
)

func fields(s string) string { return strings.Join(strings.Fields(s), " ") }

func near(a, b float64) bool { return math.Abs(a-b) < 0.005 }

func TestPerfectIsHundred(t *testing.T) {
	lines := []string{"The minister arrived in the capital on Monday.", "Oil prices fell by 3.5 percent, he said."}
	for _, f := range []func([]string, []string) (Score, error){BLEU, ChrF, ChrFPlusPlus} {
		s, err := f(lines, lines)
		if err != nil || !near(s.Value, 100) {
			t.Errorf("%s of a text with itself is %.3f, %v", s.Name, s.Value, err)
		}
	}
}

func TestNothingInCommonIsZero(t *testing.T) {
	for _, f := range []func([]string, []string) (Score, error){BLEU, ChrF, ChrFPlusPlus} {
		for _, c := range [][2]string{{"xyz", "abc"}, {"", "abc"}, {"abc", ""}, {"", ""}} {
			s, err := f([]string{c[0]}, []string{c[1]})
			if err != nil || s.Value != 0 {
				t.Errorf("%s(%q, %q) = %.3f, %v", s.Name, c[0], c[1], s.Value, err)
			}
		}
	}
}

func TestBLEUByHand(t *testing.T) {
	// 5 words, 4 right; bigrams 3 of 4, trigrams 2 of 3, 4-grams 1 of 2; one word short.
	s, err := BLEU([]string{"a b c d x"}, []string{"a b c d e f"})
	want := 100 * math.Exp(1-6.0/5) * math.Pow(4.0/5*3/4*2/3*1/2, 0.25)
	if err != nil || !near(s.Value, want) {
		t.Errorf("got %.4f, %v; want %.4f", s.Value, err, want)
	}
}

func TestChrFByHand(t *testing.T) {
	// "ab" against "abc": precision 1 and 1, recall 2/3 and 1/2 for orders 1 and 2.
	s, err := ChrF([]string{"ab"}, []string{"abc"})
	p, r := 1.0, (2.0/3+1.0/2)/2
	want := 100 * 5 * p * r / (4*p + r)
	if err != nil || !near(s.Value, want) {
		t.Errorf("got %.4f, %v; want %.4f", s.Value, err, want)
	}
}

func TestTokenize13a(t *testing.T) {
	for in, want := range map[string]string{
		"He said, \"yes\".":     " He said , \" yes \" . ",
		"$3.5 (1,000) 10-year.": " $ 3.5 ( 1,000 ) 10 - year . ",
		"U.S. &amp; don't":      " U . S . & don't ",
		"":                      "",
	} {
		got := fields(tokenize13a(in))
		if got != fields(want) {
			t.Errorf("tokenize13a(%q) = %q, want %q", in, got, fields(want))
		}
	}
}

func TestUnequalCorpora(t *testing.T) {
	if _, err := ChrF([]string{"a"}, nil); err == nil {
		t.Error("no error for one hypothesis without reference")
	}
}
