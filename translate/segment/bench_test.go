package segment

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// newsText gives about n bytes of Arabic news: the sample article over and over,
// as lines or, with a space for every line break, as one paragraph.
func newsText(tb testing.TB, n int, paragraph bool) string {
	tb.Helper()
	data, err := os.ReadFile("../../testdata/article.ar.txt")
	if err != nil {
		tb.Fatal(err)
	}
	article := strings.TrimSpace(string(data)) + "\n"
	if paragraph {
		article = strings.Join(strings.Fields(article), " ") + " "
	}
	return strings.Repeat(article, n/len(article)+1)
}

const benchBytes = 50 << 20

var (
	bigLines     = sync.OnceValue(func() string { return newsText(noTB{}, benchBytes, false) })
	bigParagraph = sync.OnceValue(func() string { return newsText(noTB{}, benchBytes, true) })
)

// noTB lets a sync.OnceValue build the text.
type noTB struct{ testing.TB }

func (noTB) Helper()           {}
func (noTB) Fatal(args ...any) { panic(args) }

// BenchmarkUAX29 is the yardstick: the sentence iterator that follows the
// standard and nothing more, on the same text.
func BenchmarkUAX29(b *testing.B) {
	text := bigParagraph()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for it := sentences.FromString(text); it.Next(); {
			n++
		}
		b.ReportMetric(float64(n), "sentences")
	}
}

// BenchmarkParagraph cuts 50 MB that are one paragraph.
func BenchmarkParagraph(b *testing.B) {
	text := bigParagraph()
	s, err := New(Options{Lang: "ar"})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range s.All(text) {
			n++
		}
		b.ReportMetric(float64(n), "sentences")
	}
}

// BenchmarkLines cuts the same text as a stream of lines.
func BenchmarkLines(b *testing.B) {
	text := bigLines()
	s, err := New(Options{Lang: "ar"})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for line, err := range s.Lines(strings.NewReader(text)) {
			if err != nil {
				b.Fatal(err)
			}
			n += len(line.Sentences)
		}
		b.ReportMetric(float64(n), "sentences")
	}
}
