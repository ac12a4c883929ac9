package segment

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestNewRefuses(t *testing.T) {
	if _, err := New(Options{Lang: "fr"}); err == nil || !strings.Contains(err.Error(), `"fr"`) {
		t.Errorf("error %v does not name the language", err)
	}
	for _, lang := range []string{"", "ar", "en", "AR", "ar-EG", "en-GB"} {
		if _, err := New(Options{Lang: lang}); err != nil {
			t.Errorf("%q: %v", lang, err)
		}
	}
	if got := len(Split("One. Two.", Options{Lang: "fr"})); got != 2 {
		t.Errorf("Split with options that New refuses gives %d sentences, want 2", got)
	}
}

func TestQuotesKeep(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one sentence", "قال: «نعم». وغادر.", "قال: «نعم».|وغادر."},
		{"two sentences", "قال: «خسرنا. سنعود». وغادر.", "قال: «خسرنا. سنعود».|وغادر."},
		{"stop inside", "قال: “خسرنا. سنعود.” وغادر.", "قال: “خسرنا. سنعود.”|وغادر."},
		{"wrong closer", "قال: “خسرنا. سنعود “. وغادر.", "قال: “خسرنا. سنعود “.|وغادر."},
		{"straight", `He said: "We lost. We return." He left.`, `He said: "We lost. We return."|He left.`},
		{"question", `He said: "Lost? Never! Go." He left.`, `He said: "Lost? Never! Go."|He left.`},
		{"nested", "قال: «سمعت \"نعم. لا\". ثم سكت». وغادر.", "قال: «سمعت \"نعم. لا\". ثم سكت».|وغادر."},
		{"never closed", "قال: «خسرنا. سنعود. وغادر.", "قال: «خسرنا.|سنعود.|وغادر."},
		{"opened twice", "قال: «خسرنا. «سنعود». وغادر.", "قال: «خسرنا.|«سنعود».|وغادر."},
		{"lines end it", "قال: «خسرنا.\nسنعود». وغادر.", "قال: «خسرنا.|سنعود».|وغادر."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := joined(t, Options{Quotes: QuotesKeep}, test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestMaxLength(t *testing.T) {
	tests := []struct {
		name  string
		limit int
		text  string
		want  string
	}{
		{"off", 0, "واحد، اثنان، ثلاثة، أربعة.", "واحد، اثنان، ثلاثة، أربعة."},
		{"fits", 30, "واحد، اثنان، ثلاثة، أربعة.", "واحد، اثنان، ثلاثة، أربعة."},
		{"last comma that fits", 14, "واحد، اثنان، ثلاثة، أربعة.", "واحد، اثنان،|ثلاثة، أربعة."},
		{"semicolon first", 22, "واحد، اثنان؛ ثلاثة، أربعة، خمسة.", "واحد، اثنان؛|ثلاثة، أربعة، خمسة."},
		{"no mark", 5, "جملة طويلة بلا علامات", "جملة طويلة بلا علامات"},
		{"mark beyond the limit", 5, "جملة طويلة بلا علامات، ثم علامة.", "جملة طويلة بلا علامات،|ثم علامة."},
		{"numbers stay whole", 8, "About 1,234,567 people came.", "About 1,234,567 people came."},
		{"spaced dash", 12, "They waited - all of them - and left.", "They waited -|all of them -|and left."},
		{"code points, not bytes", 13, "واحد، اثنان، ", "واحد، اثنان،"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := joined(t, Options{MaxLength: test.limit}, test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestMaxLengthKeepsSuspicions(t *testing.T) {
	const text = "وقال، اليوم، غدا، إن القرار” صدر، وانتهى."
	n := 0
	for _, s := range Split(text, Options{MaxLength: 10}) {
		for _, x := range s.Suspicions {
			if n++; x.Start < s.Start || x.End > s.End {
				t.Errorf("suspicion %+v is not in its part [%d:%d]", x, s.Start, s.End)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d suspicions, want 1", n)
	}
}

func TestSoftBreaks(t *testing.T) {
	const text = "The river rose\novernight. Roads\r\nwere cut."
	if got := joined(t, Options{}, text); got != "The river rose|overnight.|Roads|were cut." {
		t.Errorf("hard: %q", got)
	}
	if got := joined(t, Options{SoftBreaks: true}, text); got != "The river rose\novernight.|Roads\r\nwere cut." {
		t.Errorf("soft: %q", got)
	}
}

func TestLines(t *testing.T) {
	const text = "One. Two.\r\n\n  ثلاثة. أربعة.  \nno stop"
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rebuilt strings.Builder
	var counts []int
	for line, err := range s.Lines(iotest.OneByteReader(strings.NewReader(text))) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text[line.Offset:], line.Text) {
			t.Errorf("line %d: offset %d does not lead to it", line.Number, line.Offset)
		}
		if counts = append(counts, len(line.Sentences)); len(counts) != line.Number {
			t.Errorf("line %d comes as number %d", line.Number, len(counts))
		}
		rebuilt.WriteString(line.Text + "\n")
		checkSpans(t, line.Text, line.Sentences)
	}
	if got, want := rebuilt.String(), strings.ReplaceAll(text, "\r", "")+"\n"; got != want {
		t.Errorf("lines %q, want %q", got, want)
	}
	if len(counts) != 4 || counts[0] != 2 || counts[1] != 0 || counts[2] != 2 || counts[3] != 1 {
		t.Errorf("sentences a line: %v", counts)
	}
}

func TestLinesReportsReadErrors(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk gone")
	in := io.MultiReader(strings.NewReader("One.\nTwo."), iotest.ErrReader(broken))
	var last error
	sentences := 0
	for line, err := range s.Lines(in) {
		sentences += len(line.Sentences)
		last = err
	}
	if !errors.Is(last, broken) || !strings.Contains(last.Error(), "line 2") {
		t.Errorf("error %v, want %v with its line", last, broken)
	}
	if sentences != 2 {
		t.Errorf("%d sentences before the error, want 2", sentences)
	}
}

// An iteration may be left early, and a Segmenter be used again.
func TestStopEarly(t *testing.T) {
	s, err := New(Options{MaxLength: 6})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for sentence := range s.All("One, two, three. Four.") {
			if sentence.End != 4 {
				t.Fatalf("first part ends at %d, want 4", sentence.End)
			}
			break
		}
		for line := range s.Lines(strings.NewReader("a\nb\n")) {
			if line.Number != 1 {
				t.Fatalf("line %d comes first", line.Number)
			}
			break
		}
	}
}

func TestAllocations(t *testing.T) {
	text := newsText(t, 1<<16, true)
	s, err := New(Options{Lang: "ar"})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	perRun := testing.AllocsPerRun(5, func() {
		n = 0
		for range s.All(text) {
			n++
		}
	})
	if per := perRun / float64(n); per > 0.1 {
		t.Errorf("%.2f allocations a sentence, want none but for suspicions", per)
	}
}
