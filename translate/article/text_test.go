package article

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestReadText(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"one line", "مرحبا", []string{"مرحبا"}},
		{"trimmed", " \u00A0\tأهلا وسهلا \r\n\r\n  x  ", []string{"أهلا وسهلا", "x"}},
		{"inner white space kept", "a  \t b\u00A0c", []string{"a  \t b\u00A0c"}},
		{"every line end", "a\nb\r\nc\rd\u2028e\u2029f\u0085g\fh", []string{"a", "b", "c", "d", "e", "f", "g", "h"}},
		{"byte order mark", "\uFEFFنص", []string{"نص"}},
		{"invisible lines", "a\n\u200F\u200E\n\uFEFF\n\u202B\u202C\nb", []string{"a", "b"}},
		{"marks at the ends stay", "\u200Fنص\u200F", []string{"\u200Fنص\u200F"}},
		{"punctuation alone is text", "* * *", []string{"* * *"}},
		{"nothing", " \n\t\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range readText(tt.source) {
				got = append(got, p.Text)
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestTextRoundTrip is the law of the plain text reader: a paragraph is its
// range of the source, and a span of it is that span of the source.
func TestTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOfN(rapid.RuneFrom([]rune("ab \n\r\t.،ابتل\u064E\u00A0\u200F\U0001F600")), 0, 600, -1).Draw(t, "source")
		a := &Article{Source: source, Paragraphs: readText(source)}
		checkSpans(t, a)
		runes := []rune(source)
		for _, p := range a.Paragraphs {
			if got := string(runes[p.Start:p.End]); got != p.Text {
				t.Fatalf("source range is %q, text is %q", got, p.Text)
			}
			from := rapid.IntRange(0, len(p.Text)).Draw(t, "from")
			to := rapid.IntRange(from, len(p.Text)).Draw(t, "to")
			lo, hi := p.SourceSpan(from, to)
			want := p.Text[runeStart(p.Text, from):runeEnd(p.Text, to)]
			if from == to {
				want = ""
			}
			if got := string(runes[lo:hi]); got != want {
				t.Fatalf("SourceSpan(%d, %d) = %q, want %q", from, to, got, want)
			}
		}
	})
}

// checkSpans fails unless the paragraphs of a keep the promises that hold for
// every reader: ordered, inside the source, valid, with a monotonic mapping that
// stays inside the paragraph and leads unchanged text to itself.
func checkSpans(t interface {
	Fatalf(string, ...any)
	Helper()
}, a *Article) {
	t.Helper()
	runes := []rune(a.Source)
	if !utf8.ValidString(a.Source) {
		t.Fatalf("source is not valid UTF-8")
	}
	last := 0
	for i, p := range a.Paragraphs {
		if !hasVisible(p.Text) || !utf8.ValidString(p.Text) {
			t.Fatalf("paragraph %d has no text or is not valid: %q", i, p.Text)
		}
		if p.Start < last || p.End <= p.Start || p.End > len(runes) {
			t.Fatalf("paragraph %d is [%d, %d) after %d in %d", i, p.Start, p.End, last, len(runes))
		}
		last = p.End
		if lo, hi := p.SourceSpan(0, len(p.Text)); lo != p.Start || hi != p.End {
			t.Fatalf("paragraph %d: whole text maps to [%d, %d), want [%d, %d)", i, lo, hi, p.Start, p.End)
		}
		lastLo, lastHi := p.Start, p.Start
		for at, r := range p.Text {
			next := at + utf8.RuneLen(r)
			lo, hi := p.SourceSpan(at, next)
			if lo < lastLo || hi < lastHi || hi <= lo || hi > p.End {
				t.Fatalf("paragraph %d: byte %d maps to [%d, %d) after [%d, %d)", i, at, lo, hi, lastLo, lastHi)
			}
			if pc := p.piece(p.pieceAt(at)); pc.end == 0 && (hi != lo+1 || runes[lo] != r) {
				t.Fatalf("paragraph %d: %q at byte %d maps to %q", i, r, at, string(runes[lo:hi]))
			}
			lastLo, lastHi = lo, hi
		}
	}
}

func TestSourceSpanClamps(t *testing.T) {
	p := Paragraph{Text: "سلام", Start: 10, End: 14}
	for _, tt := range []struct{ start, end, lo, hi int }{
		{0, 8, 10, 14}, {-5, 99, 10, 14}, {2, 4, 11, 12}, {3, 5, 11, 13}, {6, 2, 13, 13}, {8, 8, 14, 14}, {0, 0, 10, 10},
	} {
		if lo, hi := p.SourceSpan(tt.start, tt.end); lo != tt.lo || hi != tt.hi {
			t.Errorf("SourceSpan(%d, %d) = %d, %d, want %d, %d", tt.start, tt.end, lo, hi, tt.lo, tt.hi)
		}
	}
}

func TestLongLineIsMappedInPieces(t *testing.T) {
	line := strings.Repeat("كتب الكاتب ", 1000)
	p := readText("x\n" + line)[1]
	if len(p.pieces) < len(p.Text)/pieceBytes {
		t.Fatalf("%d pieces for %d bytes", len(p.pieces), len(p.Text))
	}
	checkSpans(t, &Article{Source: "x\n" + line, Paragraphs: []Paragraph{p}})
}
