package segment

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/sentences"
	"pgregory.net/rapid"
)

// checkSpans states the law of the package: sentences are spans of the input in
// order, without white space around them, and between them stands nothing but
// white space and invisible runes, so that spans and gaps make up the input.
func checkSpans(tb testing.TB, text string, got []Sentence) {
	tb.Helper()
	from := 0
	for i, s := range got {
		if s.Start < from || s.End <= s.Start || s.End > len(text) {
			tb.Fatalf("sentence %d is [%d:%d] after byte %d of %d", i, s.Start, s.End, from, len(text))
		}
		checkGap(tb, text[from:s.Start])
		sentence := text[s.Start:s.End]
		if _, first, _ := at(sentence, 0); first.isSpacing() {
			tb.Fatalf("sentence %d begins with white space: %q", i, sentence)
		}
		if _, last, _ := before(sentence, len(sentence)); last.isSpacing() {
			tb.Fatalf("sentence %d ends with white space: %q", i, sentence)
		}
		for _, x := range s.Suspicions {
			if x.Start < 0 || x.End > len(text) || x.Start >= x.End || x.Reason == "" {
				tb.Fatalf("sentence %d: suspicion %+v", i, x)
			}
		}
		from = s.End
	}
	checkGap(tb, text[from:])
}

func checkGap(tb testing.TB, gap string) {
	tb.Helper()
	for _, r := range gap {
		if c := classOf(r); !c.isSpacing() && c != ignorable {
			tb.Fatalf("%q is in no sentence", gap)
		}
	}
}

// everyMode holds segmenters whose code paths differ.
func everyMode(tb testing.TB) map[string]*Segmenter {
	tb.Helper()
	srx, err := ParseSRX(strings.NewReader(srxText(`<rule break="no"><beforebreak>\bFoo\.\s</beforebreak><afterbreak/></rule>`+
		`<rule break="yes"><beforebreak>؛</beforebreak><afterbreak>\s\w</afterbreak></rule>`, ".*")))
	if err != nil {
		tb.Fatal(err)
	}
	modes := map[string]Options{
		"split": {}, "keep": {Quotes: QuotesKeep}, "length": {MaxLength: 12}, "srx": {SRX: srx},
		"soft": {SoftBreaks: true}, "all": {Quotes: QuotesKeep, MaxLength: 30, SRX: srx, SoftBreaks: true, Lang: "en"},
	}
	out := map[string]*Segmenter{}
	for name, opt := range modes {
		s, err := New(opt)
		if err != nil {
			tb.Fatal(err)
		}
		out[name] = s
	}
	return out
}

func FuzzSplit(f *testing.F) {
	for _, rule := range readGolden(f, "testdata/golden.tsv") {
		f.Add(rule.input)
	}
	article, err := os.ReadFile("../../testdata/article.ar.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(article))
	for _, s := range []string{"", " ", "\xff.\xfe .", "\xd8", "\xd8\x9f\xd8", ".\u200f\u2067", "\"\"\".\"", "((((.", "1. 2. 3.", "...", "\r\n.\u2028?"} {
		f.Add(s)
	}
	modes := everyMode(f)
	f.Fuzz(func(t *testing.T, text string) {
		for name, s := range modes {
			t.Log(name)
			checkSpans(t, text, s.Split(text))
		}
	})
}

// Random text of the runes that matter meets far more states than random bytes.
func TestSpansOfMarks(t *testing.T) {
	modes := everyMode(t)
	alphabet := []rune("اب وقال د م أ ة Ab cU.S 12٣...!?؟…،؛:;\"'“”«»‘’()[]{}﴾﴿ \t\n\u00a0\u200f\u200e\u2067\u2069\u202b\u202cـً–-•#@/🎉۔。")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 60).Draw(t, "text"))
		for _, s := range modes {
			checkRapid(t, text, s.Split(text))
		}
	})
}

func checkRapid(t *rapid.T, text string, got []Sentence) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%v", r)
		}
	}()
	checkSpans(failing{}, text, got)
}

// failing turns a failed law into a panic, so that rapid can shrink the text.
type failing struct{ testing.TB }

func (failing) Helper()                           {}
func (failing) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

// Where no rule has anything to say, cuts are those of UAX #29.
func TestAgreesWithUAX29(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"المدينة", "الكبيرة", "تنتظر", "Morning", "Harbour", "Window", "سفينة", "القديم"}
	ends := []string{".", "?", "!", "؟", "?!", "…؟", ".”", ".»"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 8).Draw(t, "sentences") {
			for range rapid.IntRange(2, 5).Draw(t, "words") {
				b.WriteString(rapid.SampledFrom(words).Draw(t, "word") + " ")
			}
			end := rapid.SampledFrom(ends).Draw(t, "end")
			open := map[string]string{".”": "“", ".»": "«"}[end]
			b.WriteString(open + rapid.SampledFrom(words).Draw(t, "last") + end + " ")
		}
		text := b.String()
		var want []string
		for it := sentences.FromString(text); it.Next(); {
			want = append(want, strings.TrimSpace(it.Value()))
		}
		var got []string
		for sentence := range s.All(text) {
			got = append(got, text[sentence.Start:sentence.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("\ngot  %q\nwant %q", got, want)
		}
	})
}

// Every terminator of Unicode must stop the scanner, or it would never be seen.
func TestEveryTerminatorIsAnEvent(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, table := range []*unicode.RangeTable{unicode.STerm, unicode.Quotation_Mark} {
		for _, r16 := range table.R16 {
			for r := rune(r16.Lo); r <= rune(r16.Hi); r += rune(r16.Stride) {
				n++
				checkEvent(t, s, r, table == unicode.STerm)
			}
		}
		for _, r32 := range table.R32 {
			for r := rune(r32.Lo); r <= rune(r32.Hi); r += rune(r32.Stride) {
				n++
				checkEvent(t, s, r, table == unicode.STerm)
			}
		}
	}
	if n < 150 {
		t.Fatalf("only %d runes were tried", n)
	}
}

func checkEvent(t *testing.T, s *Segmenter, r rune, terminates bool) {
	t.Helper()
	seen := false
	for _, b := range []byte(string(r)) {
		seen = seen || event[b]
	}
	if !seen {
		t.Errorf("%U is passed over", r)
	}
	if terminates {
		text := "Long morning" + string(r) + " Quiet evening"
		if got := len(s.Split(text)); got != 2 {
			t.Errorf("%U: %d sentences, want 2", r, got)
		}
	}
}

// Text made to hurt is cut in one pass; quadratic code would not end here.
func TestHostileTextIsLinear(t *testing.T) {
	const size = 1 << 17
	modes := everyMode(t)
	for _, unit := range hostile {
		text := strings.Repeat(unit, size/len(unit))
		for _, mode := range []string{"split", "keep"} {
			n := 0
			for range modes[mode].All(text) {
				n++
			}
			if n > len(text) {
				t.Errorf("%q: %d sentences", unit, n)
			}
		}
	}
}

var hostile = []string{
	".", "?", "\"", "“", "(", ")", ". ", "a.", "أ.", "أ. ", "1. ", "(a. ", "“a. ", "\". ", "«ا؟ ", "…\"", ".\"a", "ـ.", "\u200f.", "'", " ",
	"-.", ". -", "! - ", "#.", ".#", "([{.", ". (", "ab", "كلمة ", "\xff.", "\n", ".\n", "x\"y", ".[1]", ":\"", "a(b c d e) ", "12", ". \"", "إن. ", "\"سأل ", "• 1. ", "&quot;.", "🎉. ", "5 م. ", "ا…\"ب ",
}
