package metric

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func fields(s string) string { return strings.Join(strings.Fields(s), " ") }

func near(a, b float64) bool { return math.Abs(a-b) < 0.005 }

var all = []Metric{BLEU{}, ChrF{}, ChrF{Words: 2}, TER{}}

func TestPerfect(t *testing.T) {
	lines := []string{"The minister arrived in the capital on Monday.", "Oil prices fell by 3.5 percent, he said."}
	for _, m := range all {
		s, err := Corpus(m, lines, lines)
		want := 100.0
		if m.Name() == "TER" {
			want = 0
		}
		if err != nil || !near(s.Value, want) {
			t.Errorf("%s of a text with itself is %.3f, %v", s.Name, s.Value, err)
		}
	}
}

func TestNothingInCommon(t *testing.T) {
	for _, m := range all {
		for _, c := range [][2]string{{"xyz", "abc"}, {"", "abc"}, {"abc", ""}, {"", ""}} {
			s, err := Corpus(m, []string{c[0]}, []string{c[1]})
			want := 0.0
			if m.Name() == "TER" && c[0] != c[1] {
				want = 100
			}
			if err != nil || s.Value != want {
				t.Errorf("%s(%q, %q) = %.3f, %v; want %v", s.Name, c[0], c[1], s.Value, err, want)
			}
		}
	}
}

func TestBLEUByHand(t *testing.T) {
	// 5 words, 4 right; bigrams 3 of 4, trigrams 2 of 3, 4-grams 1 of 2; one word short.
	s, err := Corpus(BLEU{}, []string{"a b c d x"}, []string{"a b c d e f"})
	want := 100 * math.Exp(1-6.0/5) * math.Pow(4.0/5*3/4*2/3*1/2, 0.25)
	if err != nil || !near(s.Value, want) {
		t.Errorf("got %.4f, %v; want %.4f", s.Value, err, want)
	}
	if s.Signature != "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp" {
		t.Error(s.Signature)
	}
}

func TestBLEUOfAShortSentence(t *testing.T) {
	// one word of two is right, no bigram: 1/2 and 1/(2·1), two orders count
	got := Sentence(BLEU{EffectiveOrder: true}, "a b", "a c")
	if want := 100 * math.Sqrt(0.5*0.5); !near(got, want) {
		t.Errorf("got %.4f, want %.4f", got, want)
	}
	if got := Sentence(BLEU{}, "a b", "a c"); got != 0 {
		t.Errorf("without effective order: %.4f", got)
	}
}

func TestBLEUTakesTheClosestReference(t *testing.T) {
	// Both references have all words; the shorter one is as long as the hypothesis.
	s, err := Corpus(BLEU{}, []string{"a b c d"}, []string{"a b c d e f g"}, []string{"a b c d"})
	if err != nil || !near(s.Value, 100) || !strings.HasPrefix(s.Signature, "nrefs:2|") {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestChrFByHand(t *testing.T) {
	// "ab" against "abc": orders 1 and 2 occur on both sides; precision 1 and 1,
	// recall 2/3 and 1/2.
	p, r := 1.0, (2.0/3+1.0/2)/2
	want := 100 * 5 * p * r / (4*p + r)
	if got := Sentence(ChrF{}, "ab", "abc"); !near(got, want) {
		t.Errorf("got %.4f, want %.4f", got, want)
	}
}

func TestTERByHand(t *testing.T) {
	for _, c := range []struct {
		hyp, ref string
		want     float64
	}{
		{"the cat sat", "the cat sat", 0},
		{"The Cat SAT", "the cat sat", 0},             // case does not count
		{"the cat", "the cat sat", 100.0 / 3},         // one insertion
		{"the big cat sat", "the cat sat", 100.0 / 3}, // one deletion
		{"the dog sat", "the cat sat", 100.0 / 3},     // one substitution
		{"c d a b e f g", "a b c d e f g", 100.0 / 7}, // one shift of two words
		{"f g a b c d e", "a b c d e f g", 100.0 / 7}, // to the end
		{"cat, sat", "cat sat", 50},                   // the comma is part of the word
		{"e d c b a", "a b c d e", 80},                // three shifts and one edit, or four edits
		{strings.Repeat("w ", 60), strings.Repeat("w ", 60) + "z", 100.0 / 61},
	} {
		if got := Sentence(TER{}, c.hyp, c.ref); !near(got, c.want) {
			t.Errorf("TER(%q, %q) = %.3f, want %.3f", c.hyp, c.ref, got, c.want)
		}
	}
	if got := Sentence(TER{Normalized: true}, "cat, sat", "cat , sat"); got != 0 {
		t.Errorf("normalised: %v", got)
	}
	if got := Sentence(TER{NoPunctuation: true}, "cat, sat!", "cat sat"); got != 0 {
		t.Errorf("without punctuation: %v", got)
	}
	if got := Sentence(TER{CaseSensitive: true}, "Cat", "cat"); got != 100 {
		t.Errorf("with case: %v", got)
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

func TestTokenizeIntl(t *testing.T) {
	for in, want := range map[string]string{
		"He said: “yes”.":  "He said : “ yes ” .",
		"قال: «نعم»، 3.5%": "قال : « نعم » ، 3.5%",
		"1990–1995 don’t":  "1990–1995 don ’ t",
		"5€ + 3":           "5 € + 3",
	} {
		if got := fields(tokenizeIntl(in)); got != want {
			t.Errorf("tokenizeIntl(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestUnequalCorpora(t *testing.T) {
	if _, err := Corpus(ChrF{}, []string{"a"}, nil); err == nil {
		t.Error("no error for one hypothesis without reference")
	}
	if _, err := Corpus(ChrF{}, []string{"a"}); err == nil {
		t.Error("no error without references")
	}
	if _, err := Compare(ChrF{}, []string{"a"}, []string{"a", "b"}, Resampling{}, []string{"a"}); err == nil {
		t.Error("no error for systems of different length")
	}
}

// Any sentence is at distance 0 from itself, never below the difference of
// lengths, and never above a rewrite of the longer side.
func TestEditsHaveBounds(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}), 1, 70)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		if n := edits(a, a); n != 0 {
			t.Fatalf("%d edits from a text to itself", n)
		}
		n := edits(a, b)
		if least := max(len(a)-len(b), len(b)-len(a)); n < least || n > max(len(a), len(b)) {
			t.Fatalf("%d edits between %d and %d words", n, len(a), len(b))
		}
	})
}
